/** Kinds of event, in the order in which a filter offers them. */
export const KINDS = [
  'contact',
  'score',
  'phase',
  'limit',
  'wish',
  'request',
  'advice',
  'decision',
  'note',
  'move',
  'document',
  'death',
] as const;
export type Kind = (typeof KINDS)[number];

/** Disciplines, as the directory says who somebody is. `unknown`: it does not say, and nobody guesses. */
export const DISCIPLINES = [
  'nurse',
  'physician',
  'social-work',
  'spiritual-care',
  'pharmacist',
  'office',
  'unknown',
] as const;
export type Discipline = (typeof DISCIPLINES)[number];

/** The same words in both languages of the house. */
export interface Both {
  readonly nl: string;
  readonly en: string;
}

/** Words of the house, in both languages, or words as somebody recorded them, which are never translated. */
export type Words = Both | string;

/** A FHIR date at the precision it was recorded with, as the civil time span it stands for in the zone of the house. */
export interface StoryDate {
  readonly precision: 'year' | 'month' | 'day' | 'time';
  /** First moment, civil time `YYYY-MM-DDTHH:MM:SS.mmm`. */
  readonly from: string;
  /** The same as an instant in UTC: in the night in which the clock is set back, only this knows what came first. */
  readonly at: string;
}

/**
 * How an event stands. `replaced`: it was true and something later took its place. `inError`: it was recorded by
 * mistake and was never true. `unreadable`: the record has something here that cannot be read safely.
 */
export type EventStanding = 'stands' | 'replaced' | 'inError' | 'unreadable';

/** The resource behind an event, for "open the original". */
export interface Original {
  readonly type: string;
  readonly id: string;
}

/** Something that happened, as one line. */
export interface StoryEvent {
  /** The resource, and which of its moments: no two events of a patient have the same. */
  readonly key: string;
  readonly kind: Kind;
  /** Absent: the record does not say when, or not so that it can be read. */
  readonly when?: StoryDate;
  readonly what: Words;
  /** The one line beneath: what was said, decided or measured. */
  readonly line?: readonly Words[];
  /** Who did it: references of this record. */
  readonly by: readonly string[];
  /** Where it was: references of places and organisations. */
  readonly where?: readonly string[];
  /** Where the event itself says of what discipline it is. */
  readonly discipline?: Discipline;
  readonly standing: EventStanding;
  readonly original: Original;
}

/** An event with the names of who did it, as it goes to a screen. */
export interface ToldEvent extends Omit<StoryEvent, 'by' | 'where' | 'discipline'> {
  /** Names; words of the house where a name cannot be seen. */
  readonly who: readonly Words[];
  readonly disciplines: readonly Discipline[];
}

/** Newest first; what has no date comes last. Equal moments keep one order. */
export function newestFirst(
  left: Pick<StoryEvent, 'when' | 'key'>,
  right: Pick<StoryEvent, 'when' | 'key'>,
): number {
  const [one, other] = [left.when?.at, right.when?.at];
  if (one === undefined || other === undefined) {
    const undated = Number(one === undefined) - Number(other === undefined);
    return undated === 0 ? compare(right.key, left.key) : undated;
  }
  // Of one resource the later moment has the later key.
  return compare(other, one) || compare(right.key, left.key);
}

const compare = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);

/** Civil day of an event; undefined where it has none. */
export function dayOf({ when }: Pick<StoryEvent, 'when'>): string | undefined {
  return when?.from.slice(0, 10);
}
