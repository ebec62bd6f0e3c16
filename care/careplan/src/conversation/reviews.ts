import type { FhirResource } from '@caecilia/fhir';
import { dayPlus, type RecordHouse, type RecordSession } from '@caecilia/kernel';

/** Why a plan is to be talked over again. */
export const REVIEW_REASONS = ['request', 'admission', 'phaseChange', 'halfYear'] as const;
export type ReviewReason = (typeof REVIEW_REASONS)[number];

/** Code of the Task, and the identifier by which each trigger gives one Task only. */
export const REVIEW_CODE = { system: 'urn:caecilia:task', code: 'plan-review' } as const;
export const REVIEW_SYSTEM = 'urn:caecilia:plan-review';

/** Something that happened on a civil day; `id` tells it apart. */
export interface Happening {
  readonly id: string;
  readonly on: string;
}

/** What is known of a patient that could ask for another conversation. */
export interface ReviewFacts {
  readonly patientId: string;
  readonly deceased: boolean;
  /** Conversations that were recorded, and the last day on which anything of the plan was. */
  readonly conversations: readonly Happening[];
  readonly planAsOf?: string;
  readonly admissions: readonly Happening[];
  readonly phaseChanges: readonly Happening[];
  /** The patient, or who represents them, asked for it. */
  readonly requests: readonly Happening[];
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
 * there. A request counts without a plan; the other triggers ask for a plan that is there to be looked at again. Nothing
 * is asked of a patient who died. Pure.
 */
export function dueReviews(facts: ReviewFacts, today: string): readonly DueReview[] {
  if (facts.deceased) return [];
  const last = lastDay(facts);
  const since = (happenings: readonly Happening[], reason: ReviewReason): readonly DueReview[] =>
    happenings
      .filter(({ on }) => on <= today && (last === undefined || on > last))
      .map(({ id, on }) => ({
        key: `${reason}:${id}`,
        reason,
        since: on,
        dueOn: dayPlus(on, REVIEW_DAYS[reason]),
      }));
  const asked = since(facts.requests, 'request');
  if (last === undefined) return asked;
  const halfYear = monthsLater(last, HALF_A_YEAR);
  return [
    ...asked,
    ...since(facts.admissions, 'admission'),
    ...since(facts.phaseChanges, 'phaseChange'),
    ...(halfYear <= today
      ? [{ key: `halfYear:${last}`, reason: 'halfYear' as const, since: last, dueOn: halfYear }]
      : []),
  ].toSorted((left, right) => (left.dueOn < right.dueOn ? -1 : Number(left.dueOn > right.dueOn)));
}

function lastDay({ conversations, planAsOf }: ReviewFacts): string | undefined {
  return [...conversations.map(({ on }) => on), ...(planAsOf === undefined ? [] : [planAsOf])]
    .toSorted()
    .at(-1);
}

/** A due review as a Task of this patient, for whoever treats them. */
export function toReviewTask(
  review: DueReview,
  { patientId, now }: { readonly patientId: string; readonly now: Date },
): FhirResource {
  return {
    resourceType: 'Task',
    identifier: [{ system: REVIEW_SYSTEM, value: reviewToken(review, patientId) }],
    status: 'requested',
    intent: 'order',
    code: { coding: [{ ...REVIEW_CODE }] },
    reasonCode: { coding: [{ system: REVIEW_SYSTEM, code: review.reason }] },
    for: { reference: `Patient/${patientId}` },
    authoredOn: now.toISOString(),
    executionPeriod: { start: review.since },
    restriction: { period: { end: review.dueOn } },
  };
}

const reviewToken = ({ key }: DueReview, patientId: string) => `${patientId}/${key}`;

/**
 * Keeps a Task for each due review, and answers how many were new. Each trigger gives one, whoever looks at the same
 * time: the patient's reviews are locked, and one that is there, open or done, is not made again.
 */
export async function keepReviews(
  session: RecordSession,
  { readSearch, now }: Pick<RecordHouse, 'readSearch' | 'now'>,
  facts: ReviewFacts,
  today: string,
): Promise<number> {
  const due = dueReviews(facts, today);
  if (due.length === 0) return 0;
  const { patientId } = facts;
  return await session.transaction(async (transaction) => {
    await transaction.lock(`plan reviews of Patient/${patientId}`);
    const missing: DueReview[] = [];
    for (const review of due) {
      const { matches } = await transaction.search(
        readSearch(
          ['Task'],
          [
            ['patient', `Patient/${patientId}`],
            ['identifier', `${REVIEW_SYSTEM}|${reviewToken(review, patientId)}`],
            ['_count', '1'],
          ],
        ),
      );
      if (matches.length === 0) missing.push(review);
    }
    const at = { patientId, now: now() };
    await transaction.write(
      missing.map((review) => ({ kind: 'create', resource: toReviewTask(review, at) })),
    );
    return missing.length;
  });
}
