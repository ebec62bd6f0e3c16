/**
 * What is compared of an initiative when somebody asks whether it exists already. Everything but the id may be missing:
 * somebody who has typed half a title asks too. What two do not both say counts neither for nor against.
 */
export interface OverlapProfile {
  readonly id: string;
  /** In each language in which it was written. */
  readonly titles: readonly string[];
  readonly summaries: readonly string[];
  /** Ids of organisations, without our own. */
  readonly partners: readonly string[];
  /** Ids of people. */
  readonly people: readonly string[];
  /** ISO 3166-1 alpha-2, without our own. */
  readonly countries: readonly string[];
  /** Ids or codes of calls for funding. */
  readonly calls: readonly string[];
  /** `scheme:code`. */
  readonly topics: readonly string[];
  /** First and last day, `YYYY-MM-DD`, where known. */
  readonly from?: string;
  readonly to?: string;
}

/** Kinds of evidence that two initiatives overlap, or do not. */
export const OVERLAP_KINDS = ['text', 'partner', 'person', 'country', 'call', 'topic', 'date'] as const;

/** One of the kinds of evidence. */
export type OverlapKind = (typeof OVERLAP_KINDS)[number];

/** One reason for, or against where its weight is below zero. */
export interface OverlapReason {
  readonly kind: OverlapKind;
  /** What is shared: words of the text, ids of partners, people, calls; codes of countries and topics; days. */
  readonly shared: readonly string[];
  /** Points on the scale of the score's log-odds; what it adds to the score depends on the others. */
  readonly weight: number;
}

/** An initiative that may be the same, or one to join. */
export interface Overlap {
  readonly id: string;
  /** 0 to 1: how sure it is that somebody wants to see this before they go on. */
  readonly score: number;
  /** Strongest first; those against come last. */
  readonly reasons: readonly OverlapReason[];
}
