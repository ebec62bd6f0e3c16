import { dayAt, dayNumber, monthsAfter, wholeMonths } from './civil-day.ts';
import type { Refusal } from './words.ts';

/** How long an agreement binds. */
export const TERM_TYPES = ['fixed', 'auto-renew', 'evergreen'] as const;
export type TermType = (typeof TERM_TYPES)[number];

/**
 * The dates of an agreement. `expires` is its last day: of the whole where the term is fixed, of the first term where it
 * renews by itself for `renewMonths` each time, and absent for evergreen, which is looked at again every `reviewMonths`.
 */
export interface Term {
  readonly type: TermType;
  readonly effective?: string | undefined;
  readonly expires?: string | undefined;
  readonly renewMonths?: number | undefined;
  /** Days before the end of a term in which the partner must have been told that it does not go on. */
  readonly noticeDays?: number | undefined;
  readonly reviewOn?: string | undefined;
  readonly reviewMonths?: number | undefined;
}

const MONTHS_OF_REVIEW = 24;

const bad = (code: string, nl: string, en: string): Refusal => ({ code, words: { nl, en } });

const END_BEFORE = bad(
  'term.order',
  'De laatste dag ligt voor de eerste dag. Kies een latere laatste dag.',
  'The last day lies before the first day. Choose a later last day.',
);

/** Why these dates are no term, or undefined where they are. */
export function badTerm(term: Term): Refusal | undefined {
  if (term.effective === undefined)
    return bad(
      'term.effective',
      'Vul in wanneer de overeenkomst ingaat.',
      'Fill in when the agreement begins.',
    );
  if (term.expires !== undefined && term.expires < term.effective) return END_BEFORE;
  return badEnd(term);
}

function badEnd(term: Term): Refusal | undefined {
  if (term.type === 'evergreen') return badEvergreen(term);
  if (term.expires === undefined)
    return bad('term.expires', 'Vul de laatste dag in.', 'Fill in the last day.');
  if (term.type === 'auto-renew') return badRenewal(term);
  return undefined;
}

function badEvergreen(term: Term): Refusal | undefined {
  if (term.expires !== undefined)
    return bad(
      'term.evergreen-end',
      'Wat geen einde heeft, heeft geen laatste dag. Haal die weg, of kies een vaste looptijd.',
      'What has no end has no last day. Take it out, or choose a fixed term.',
    );
  if (term.reviewOn === undefined)
    return bad(
      'term.review',
      'Wat geen einde heeft, moet worden herzien. Vul in wanneer.',
      'What has no end has to be reviewed. Fill in when.',
    );
  if (term.reviewMonths !== undefined && !isCount(term.reviewMonths))
    return bad(
      'term.review-months',
      'Vul in om de hoeveel maanden de overeenkomst wordt herzien.',
      'Fill in every how many months the agreement is reviewed.',
    );
  return undefined;
}

const isCount = (number: number) => Number.isSafeInteger(number) && number >= 1;

function badRenewal({
  renewMonths = 0,
  noticeDays = 0,
  effective = '',
  expires = '',
}: Term): Refusal | undefined {
  if (!isCount(renewMonths))
    return bad(
      'term.renew-months',
      'Vul in met hoeveel maanden de overeenkomst zichzelf verlengt.',
      'Fill in for how many months the agreement renews itself.',
    );
  if (!isCount(noticeDays))
    return bad(
      'term.notice',
      'Vul in hoeveel dagen van tevoren moet worden opgezegd.',
      'Fill in how many days ahead notice has to be given.',
    );
  const shortest = Math.min(renewMonths, Math.max(1, wholeMonths(effective, expires)));
  if (noticeDays >= shortest * 28)
    return bad(
      'term.notice-long',
      'De opzegtermijn is langer dan een looptijd. Maak de opzegtermijn korter.',
      'The notice period is longer than a term. Make the notice period shorter.',
    );
  return undefined;
}

/**
 * Last day of a term that renews itself: 0 is the first. Always reckoned from the first last day, so that the 31st comes
 * back after a shorter month.
 */
export function endOfTerm(term: Term, index: number): string | undefined {
  if (term.expires === undefined || term.type === 'evergreen') return undefined;
  if (term.type === 'fixed') return index === 0 ? term.expires : undefined;
  return monthsAfter(term.expires, index * (term.renewMonths ?? 0));
}

/** Index of the term in which a day falls: the first whose last day is not before it. */
export function termOf(term: Term, day: string): number {
  if (term.type !== 'auto-renew' || term.expires === undefined || !term.renewMonths) return 0;
  if (day <= term.expires) return 0;
  let index = Math.max(0, Math.floor(wholeMonths(term.expires, day) / term.renewMonths) - 1);
  while ((endOfTerm(term, index) ?? day) < day) index += 1;
  return index;
}

/** Last day of the term that a day falls in; undefined for evergreen. */
export function currentEnd(term: Term, day: string): string | undefined {
  return endOfTerm(term, termOf(term, day));
}

/** Last day on which notice can be given for the term that ends on `end`: notice of n days is given n days before the end. */
export const lastNoticeDay = (end: string, noticeDays: number): string => dayAt(dayNumber(end) - noticeDays);

/** Day of the review with this index: 0 is the first. */
export const reviewDay = (term: Term, index: number): string | undefined =>
  term.reviewOn === undefined
    ? undefined
    : monthsAfter(term.reviewOn, index * (term.reviewMonths ?? MONTHS_OF_REVIEW));

/** Whether the dates of an agreement cover a day: it has begun, and has not ended where it ends by itself. */
export function coversDay(term: Term, day: string): boolean {
  if (term.effective === undefined || day < term.effective) return false;
  return term.type !== 'fixed' || (term.expires !== undefined && day <= term.expires);
}
