export {
  ALWAYS,
  isRecorded,
  type Letter,
  type LetterFacts,
  type LetterWords,
  LONGEST_WORDS,
  RECORDED,
  REQUIRED,
  type Recipient,
  type Recorded,
  SECTIONS,
  type SectionKind,
  sectionsOf,
  TYPED,
  type Typed,
} from '../letter/letter.ts';
export { type WrittenLetter, writtenLetter } from '../letter/written.ts';
export type { MessageKey as LetterKey } from '../messages.nl.ts';
export { letterWords } from '../messages.ts';
export { LONGEST_FIELD } from '../ready/done.ts';
export { ORDER_FIELDS, type OrderField, type OrderWords } from '../ready/order.ts';
export { GIVERS, type Giver, SUPPLY_ACTS, type SupplyAct, type SupplyEvent } from '../ready/supply.ts';
export type * from '../ready/view.ts';
export type * from '../view.ts';
export { LetterPart, LetterPartText, LetterText } from './LetterText.ts';
