import type { Caller } from '@caecilia/kernel';
import type { TrailLine } from './trail.ports.ts';

/** Why an access is odd: the rule, its figures, and a sentence that names nobody. */
export interface FindingReason {
  /** Code of the rule, for instance `same-surname`. */
  readonly rule: string;
  readonly figures: Readonly<Record<string, number>>;
  readonly sentence: { readonly nl: string; readonly en: string };
}

/** What the privacy officer decided. `serious` is followed up outside this system (a breach report, a talk with the board). */
export type ReviewVerdict = 'explained' | 'ask' | 'serious';

/** A decision with its note. A finding that was asked about can be decided again; all decisions stay. */
export interface ReviewDecision {
  readonly verdict: ReviewVerdict;
  readonly note: string;
  /** Instant. */
  readonly at: string;
  readonly byName: string;
}

/** Something for the privacy officer to look at. */
export interface ReviewItem {
  readonly id: string;
  /**
   * `odd-access`: found by rules; `sample`: drawn by lot for the month; `emergency`: an emergency access; `patient`: a
   * patient asks about a line.
   */
  readonly kind: 'odd-access' | 'sample' | 'emergency' | 'patient';
  /** To be looked at today: stands on top. */
  readonly urgent?: true;
  /** Instant it is about (of the first access). */
  readonly at: string;
  /** Whose access it is about; absent where a patient asks without naming a line. */
  readonly actor?: {
    readonly id: string;
    readonly name: string;
    readonly role: string;
    readonly organization?: string;
  };
  /** The patient: a name where the officer may see it, else a pseudonym such as `Patient 7F3K`. Absent for a day of many patients. */
  readonly patient?: { readonly id?: string; readonly label: string };
  /** Reasons, heaviest first; for an emergency access its given reason stands in `words`. */
  readonly reasons: readonly FindingReason[];
  /** Words of the patient who asks, or of who used the emergency access. */
  readonly words?: string;
  /** For an emergency access: instants, and whether it still holds. */
  readonly emergency?: { readonly from: string; readonly until: string; readonly endedAt?: string };
  /** Newest first; empty while nobody decided. */
  readonly decisions: readonly ReviewDecision[];
}

/** An item with the lines of the log it is about. */
export interface ReviewDetail {
  readonly item: ReviewItem;
  readonly lines: readonly TrailLine[];
}

/**
 * The review list, for the privacy officer only: anyone else gets `Problem('forbidden')`. Reading it leaves `log-view`,
 * deciding leaves `log-change`; both are written by the implementation before it answers.
 */
export interface ReviewList {
  /** Undecided (also those asked about) or decided items, urgent ones first, then oldest first; at most 200. */
  list(
    caller: Caller,
    filter: { readonly state: 'open' | 'decided'; readonly kind?: ReviewItem['kind'] },
  ): Promise<readonly ReviewItem[]>;
  /** How many urgent items nobody decided on: for the menu, so cheap, and without a line in the log: it tells of nobody. */
  urgent(caller: Caller): Promise<number>;
  find(caller: Caller, id: string): Promise<ReviewDetail | undefined>;
  decide(
    caller: Caller,
    id: string,
    decision: { readonly verdict: ReviewVerdict; readonly note: string },
  ): Promise<void>;
  /** The sample of a month (`2026-11`), drawn once and the same ever after; undefined before the month has ended. */
  sample(caller: Caller, month: string): Promise<readonly ReviewItem[] | undefined>;
}
