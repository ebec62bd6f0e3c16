export { type AssetFile, assetsIn, uiAssets } from './assets.ts';
export { catalogue, differences, type Translate, type Values } from './catalogue.ts';
export { csvOf } from './csv.ts';
export { agoWords, birthDateWords, clockWords, dateWords, languageName } from './dateWords.ts';
export { type DocumentParts, renderDocument } from './document.ts';
export { LineIcon, StateIcon, type StateShape } from './icons.ts';
export { chooseLanguage, LANGUAGES, type Language } from './language.ts';
export { QrCode } from './qrCode.ts';
export { AccountMenu, type BothLanguages, SESSION_SCRIPT, type SignedIn } from './screen/accountMenu.ts';
export { civilMinute, dayPlus, readDay, typedDay } from './screen/civilDate.ts';
export { EmergencyBanner } from './screen/emergencyBanner.ts';
export {
  Actions,
  AskForm,
  type Choice,
  ChoiceField,
  DayField,
  type FieldErrors,
  LinkButton,
  PostForm,
  SelectField,
  TextField,
  WhatIsWrong,
} from './screen/form.ts';
export { kitWords } from './screen/kitWords.ts';
export {
  Facts,
  hrefIn,
  Lines,
  renderScreen,
  type ScreenLink,
  type ScreenParts,
  type ScreenView,
  Section,
} from './screen/screen.ts';
export { hrefAfter, type ScreenPage, type ScreenVisit, screenAnswer, viewOfVisit } from './screen/visit.ts';
