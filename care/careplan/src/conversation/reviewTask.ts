import type { FhirResource } from '@caecilia/fhir';
import { elementOf, elementsOf, wordsOf } from '../reading/element.ts';
import { targetOf } from '../reading/references.ts';
import { type DueReview, REVIEW_REASONS, type ReviewReason } from './reviews.ts';

/** Code of the Task, and the identifier by which each trigger gives one Task only. */
export const REVIEW_CODE = { system: 'urn:caecilia:task', code: 'plan-review' } as const;
export const REVIEW_SYSTEM = 'urn:caecilia:plan-review';

/** How a review ended: by a conversation, by "looked at, and nothing changes", or because somebody says why not. */
export type ReviewEnd = 'conversation' | 'unchanged' | 'cancelled';

/** A review as it is kept. */
export interface KeptReview {
  readonly id: string;
  readonly versionId: number;
  readonly reason: ReviewReason;
  /** Civil day of what asked for it. */
  readonly since: string;
  /** FHIR date or instant by which the plan is looked at. */
  readonly due?: string;
  /** Who asked, by name; absent where the house did. */
  readonly askedBy?: string;
  /** Why, in the words of who asked. */
  readonly words?: string;
  readonly ended?: {
    readonly how: ReviewEnd;
    /** FHIR instant. */
    readonly at?: string;
    readonly words?: string;
  };
}

/** Who asks for a conversation, and why. */
export interface AskedBy {
  readonly reference?: string;
  readonly name?: string;
  readonly words?: string;
}

export const reviewToken = ({ key }: DueReview, patientId: string): string => `${patientId}/${key}`;

/** A due review as a Task of this patient; for whom it is, the house adds. */
export function toReviewTask(
  review: DueReview,
  { patientId, now, by }: { readonly patientId: string; readonly now: Date; readonly by?: AskedBy },
): FhirResource {
  const { reference, name, words } = by ?? {};
  return {
    resourceType: 'Task',
    identifier: [{ system: REVIEW_SYSTEM, value: reviewToken(review, patientId) }],
    status: 'requested',
    intent: 'order',
    code: { coding: [{ ...REVIEW_CODE }] },
    reasonCode: {
      coding: [{ system: REVIEW_SYSTEM, code: review.reason }],
      ...(words === undefined || words === '' ? {} : { text: words }),
    },
    for: { reference: `Patient/${patientId}` },
    authoredOn: now.toISOString(),
    requester: {
      ...(reference === undefined ? {} : { reference }),
      display: name ?? reference ?? 'Caecilia',
    },
    executionPeriod: { start: review.since },
    restriction: { period: { end: review.dueOn } },
  };
}

/** A review that ended. Its words stay with it; nothing of it is taken away. */
export function endedReview(
  task: FhirResource,
  end: {
    readonly how: Exclude<ReviewEnd, 'cancelled'>;
    readonly by: string;
    /** FHIR instant. */
    readonly at: string;
    readonly words?: string;
  },
): FhirResource {
  const note =
    end.words === undefined || end.words === ''
      ? []
      : [{ authorReference: { reference: end.by }, time: end.at, text: end.words }];
  const notes = [...elementsOf(task.note), ...note];
  return {
    ...task,
    status: 'completed',
    businessStatus: { coding: [{ system: REVIEW_SYSTEM, code: end.how }] },
    executionPeriod: { ...elementOf(task.executionPeriod), end: end.at },
    lastModified: end.at,
    ...(notes.length === 0 ? {} : { note: notes }),
  };
}

/** Reads a Task of a review; undefined for any other. */
export function readReview(task: FhirResource): KeptReview | undefined {
  const code = codeIn(task.code, REVIEW_CODE.system);
  const reason = REVIEW_REASONS.find((each) => each === codeIn(task.reasonCode, REVIEW_SYSTEM));
  const since = wordsOf(elementOf(task.executionPeriod)?.start);
  if (task.resourceType !== 'Task' || code !== REVIEW_CODE.code) return undefined;
  if (reason === undefined || since === undefined || task.status === 'entered-in-error') return undefined;
  const due = wordsOf(elementOf(elementOf(task.restriction)?.period)?.end);
  const asked = elementOf(task.requester);
  const words = wordsOf(elementOf(task.reasonCode)?.text);
  const name = wordsOf(asked?.display);
  const ended = endOf(task);
  return {
    id: String(task.id),
    versionId: Number(elementOf(task.meta)?.versionId ?? 0),
    reason,
    since,
    ...(due === undefined ? {} : { due }),
    ...(reason !== 'request' || name === undefined ? {} : { askedBy: name }),
    ...(words === undefined ? {} : { words }),
    ...(ended === undefined ? {} : { ended }),
  };
}

/** Logical id of the patient whose plan is looked at again. */
export const patientOfReview = (task: FhirResource): string | undefined => targetOf(task.for)?.id;

const CLOSED = ['completed', 'cancelled', 'rejected', 'failed'];

function endOf(task: FhirResource): KeptReview['ended'] {
  if (!CLOSED.includes(String(task.status))) return undefined;
  const said = codeIn(task.businessStatus, REVIEW_SYSTEM);
  const how: ReviewEnd = said === 'unchanged' || said === 'conversation' ? said : 'cancelled';
  const at = wordsOf(elementOf(task.executionPeriod)?.end);
  const words = elementsOf(task.note)
    .flatMap(({ text }) => wordsOf(text) ?? [])
    .at(-1);
  return { how, ...(at === undefined ? {} : { at }), ...(words === undefined ? {} : { words }) };
}

function codeIn(concept: unknown, system: string): string | undefined {
  return elementsOf(elementOf(concept)?.coding).flatMap((coding) =>
    coding.system === system ? (wordsOf(coding.code) ?? []) : [],
  )[0];
}
