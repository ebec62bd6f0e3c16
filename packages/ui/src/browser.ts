/**
 * What of the kit runs in a browser: `@caecilia/ui` is this file there. Pages made on the server, their documents and
 * files stay behind.
 */
export { catalogue, differences, type Translate, type Values } from './catalogue.ts';
export { agoWords, birthDateWords, clockWords, dateWords, languageName } from './dateWords.ts';
export { LineIcon, StateIcon, type StateShape } from './icons.ts';
export { chooseLanguage, LANGUAGES, type Language } from './language.ts';
export type { BothLanguages, SignedIn } from './screen/accountMenu.ts';
export { civilMinute, dayPlus, readDay, typedDay } from './screen/civilDate.ts';
export { kitWords } from './screen/kitWords.ts';
