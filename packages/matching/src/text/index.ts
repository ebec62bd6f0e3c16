export type { Likeness, ReadText, SharedTerm, TextPart } from './corpus.ts';
export { readText, TextCorpus, TextQuestion } from './corpus.ts';
export type { Term, TextLanguage } from './terms.ts';
export { foldText, isCommon, isPhrase, languageOf, termsOf, wordsOf } from './terms.ts';
