import type { BothWords } from '../element.ts';

/** Why a patient is on the agenda, in the order of the groups of the page. No kind weighs more than another. */
export const REASONS = [
  'asked',
  'new',
  'unstable',
  'changed',
  'placeDiffers',
  'carer',
  'overdue',
  'death',
] as const;
export type ReasonKind = (typeof REASONS)[number];

/** One reason in words, from what is in the record. */
export interface Reason {
  readonly kind: ReasonKind;
  readonly words: BothWords;
  /** Civil day of what it rests on. */
  readonly day: string;
}
