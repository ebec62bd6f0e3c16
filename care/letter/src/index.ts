export { factsWith } from './letter/basis.ts';
export * from './letter/letter.ts';
export { type LetterDesk, letterEndpoints } from './letter/letterEndpoints.ts';
export { letterJob } from './letter/letterPdf.ts';
export {
  fromDocument,
  isLetter,
  type KeptLetter,
  LETTER_TOKEN,
  pdfIn as letterPdfIn,
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
export { type Done, LONGEST_FIELD } from './ready/done.ts';
export * from './ready/order.ts';
export { fromMedicationRequest, isOrder, ORDER_TOKEN, toMedicationRequest } from './ready/orderResource.ts';
export { type ReadyDesk, readyEndpoints } from './ready/readyEndpoints.ts';
export { type Ready, type ReadyHouse, readyOverRecord } from './ready/readyOverRecord.ts';
export * from './ready/supply.ts';
export {
  EXPIRES_SYSTEM,
  fromMedicationDispense,
  isSupply,
  SUPPLY_TOKEN,
  toMedicationDispense,
} from './ready/supplyResource.ts';
export type * from './ready/view.ts';
export type * from './view.ts';
