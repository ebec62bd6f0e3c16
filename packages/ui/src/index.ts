export { type AssetFile, assetsIn, uiAssets } from './assets.ts';
export { catalogue, differences, type Translate, type Values } from './catalogue.ts';
export { agoWords, birthDateWords, clockWords, dateWords, languageName } from './dateWords.ts';
export { type DocumentParts, renderDocument } from './document.ts';
export { LineIcon, StateIcon, type StateShape } from './icons.ts';
export { chooseLanguage, LANGUAGES, type Language } from './language.ts';
