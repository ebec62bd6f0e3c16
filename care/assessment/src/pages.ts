export { preparationAssets } from './assets.ts';
export { preparationPages } from './preparation/homePages.ts';
export { HOME as PREPARATION_PAGE, type PreparationPageSettings } from './preparation/homeView.ts';
export { paperPage } from './preparation/paperPage.ts';
export { instrumentsScreen } from './ui/instrumentsScreen.ts';
