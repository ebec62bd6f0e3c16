import { dayPlus } from '@caecilia/kernel';

/** Why a plan is to be talked over again. */
export const REVIEW_REASONS = ['request', 'admission', 'phaseChange', 'halfYear'] as const;
export type ReviewReason = (typeof REVIEW_REASONS)[number];

/** Something that happened on a civil day; `id` tells it apart. */
export interface Happening {
  readonly id: string;
  readonly on: string;
  /** FHIR instant, where it was recorded so exactly. */
  readonly at?: string;
}

/** What is known of a patient that could ask for another conversation. A request is a Task at once, and not among it. */
export interface ReviewFacts {
  readonly patientId: string;
  readonly deceased: boolean;
  /** Conversations that were recorded, and reviews after which the plan stayed as it was. */
  readonly conversations: readonly Happening[];
  /** The last civil day of which something of the plan is. */
  readonly planAsOf?: string;
  readonly admissions: readonly Happening[];
  readonly phaseChanges: readonly Happening[];
}

/** A review that is due, and by which day. */
export interface DueReview {
  /** Stands for the trigger: the same happening asks once. */
  readonly key: string;
  readonly reason: ReviewReason;
  readonly since: string;
  readonly dueOn: string;
}

/** Days from the trigger to the day by which the plan is looked at. Set by the house; no guideline gives them. */
export const REVIEW_DAYS: Readonly<Record<ReviewReason, number>> = {
  admission: 1,
  phaseChange: 2,
  request: 7,
  halfYear: 0,
};

/** A civil day so many months later; the last day of a month that is shorter. */
export function monthsLater(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  const at = new Date(Date.UTC(year, month - 1 + months, Math.min(date, last)));
  return at.toISOString().slice(0, 10);
}

const HALF_A_YEAR = 6;

/**
 * The reviews that are due on a day, the most urgent first. What happened before the last conversation was talked about
 * there; of the same day it is the hour that tells, and where one is not known the plan is looked at once more. A trigger
 * asks for a plan that is there to be looked at again. Nothing is asked of a patient who died. Pure.
 */
export function dueReviews(facts: ReviewFacts, today: string): readonly DueReview[] {
  const last = lastOf(facts);
  if (facts.deceased || last === undefined) return [];
  const since = (happenings: readonly Happening[], reason: ReviewReason): readonly DueReview[] =>
    happenings
      .filter((happening) => happening.on <= today && isAfter(happening, last))
      .map(({ id, on }) => dueFor(reason, { key: id, on }));
  const halfYear = monthsLater(last.on, HALF_A_YEAR);
  return [
    ...since(facts.admissions, 'admission'),
    ...since(facts.phaseChanges, 'phaseChange'),
    ...(halfYear <= today
      ? [{ key: `halfYear:${last.on}`, reason: 'halfYear' as const, since: last.on, dueOn: halfYear }]
      : []),
  ].toSorted((left, right) => (left.dueOn < right.dueOn ? -1 : Number(left.dueOn > right.dueOn)));
}

/** A review for a happening of a civil day. */
export const dueFor = (
  reason: ReviewReason,
  { key, on }: { readonly key: string; readonly on: string },
): DueReview => ({ key: `${reason}:${key}`, reason, since: on, dueOn: dayPlus(on, REVIEW_DAYS[reason]) });

type Moment = Pick<Happening, 'on' | 'at'>;

function isAfter(happening: Moment, last: Moment): boolean {
  if (happening.on !== last.on) return happening.on > last.on;
  if (happening.at === undefined || last.at === undefined) return true;
  return Date.parse(happening.at) > Date.parse(last.at);
}

/** The last time that the plan was talked over; by the day of what is in it, where no conversation is later. */
function lastOf({ conversations, planAsOf }: ReviewFacts): Moment | undefined {
  const moments: readonly Moment[] = [
    ...(planAsOf === undefined ? [] : [{ on: planAsOf }]),
    ...conversations,
  ];
  return moments.toSorted(inTime).at(-1);
}

/** Of one day, one with an hour goes after one without: it says more. */
const inTime = (one: Moment, other: Moment): number =>
  one.on === other.on
    ? (one.at === undefined ? 0 : Date.parse(one.at)) - (other.at === undefined ? 0 : Date.parse(other.at))
    : one.on < other.on
      ? -1
      : 1;
