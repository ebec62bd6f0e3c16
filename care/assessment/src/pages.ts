export { instrumentsScreen } from './ui/instrumentsScreen.ts';
