export {
  type AccessLine,
  REVIEW_RULES,
  type ReviewFacts,
  type ReviewRules,
  type Span,
} from './access-line.ts';
export { monthlySample, type SampleOrder } from './monthly-sample.ts';
export { type Finding, oddAccesses, type Reason } from './odd-access.ts';
export { ReviewLog, type ReviewLogOptions } from './review-log.ts';
export type { Figures, ReviewRule, Sentence } from './sentences.ts';
export { keyOf, sharedSurname, surnamesOf } from './surname.ts';
