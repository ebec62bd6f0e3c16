export { factsWith } from './letter/basis.ts';
export * from './letter/letter.ts';
export { type LetterDesk, letterEndpoints } from './letter/letterEndpoints.ts';
export { letterJob } from './letter/letterPdf.ts';
export {
  fromDocument,
  isLetter,
  type KeptLetter,
  LETTER_TOKEN,
  toDocument,
} from './letter/letterResource.ts';
export {
  attachableLetters,
  type LetterHouse,
  type Letters,
  lettersOverRecord,
  titleOf,
} from './letter/lettersOverRecord.ts';
export { type Writing, type WrittenLetter, writtenLetter } from './letter/written.ts';
export { letterWords } from './messages.ts';
export type * from './view.ts';
