import type { FhirResource } from '@caecilia/fhir';
import { elementOf, elementsOf } from '../reading/element.ts';
import type { PlanStandard } from '../standard/standard.ts';
import { otherKey } from './checkNotes.ts';
import { type CountsNow, GOAL_KEY, versionOf } from './inForce.ts';
import type { ConversationNotes, LimitNotes } from './notes.ts';

/** Words for why a record ended, in the language of the record. */
export interface EndingWords {
  readonly replaced: string;
}

/**
 * A directive that a newer agreement replaces: inactive, with the end of its period and the reason, as the standard's
 * own example ends one. Nothing else of it changes. Its words stay readable in this version.
 */
export function endDirective(
  consent: FhirResource,
  end: { readonly on: string; readonly reason: string },
  standard: PlanStandard,
): FhirResource {
  const provision = elementOf(consent.provision) ?? {};
  const { reasonForEnding } = standard.extensions;
  const extension = elementsOf(provision.extension).filter(({ url }) => url !== reasonForEnding);
  return {
    ...consent,
    status: 'inactive',
    provision: {
      ...provision,
      extension: [...extension, { url: reasonForEnding, valueString: end.reason }],
      period: { ...elementOf(provision.period), end: end.on },
    },
  };
}

/** A goal that another one replaces. */
export function endGoal(
  goal: FhirResource,
  end: { readonly on: string; readonly reason: string },
): FhirResource {
  return {
    ...goal,
    lifecycleStatus: 'cancelled',
    statusDate: end.on.slice(0, 10),
    statusReason: end.reason,
  };
}

/** A row that the notes say something about. */
export interface TouchedRow {
  readonly key: string;
  readonly limit?: LimitNotes;
}

/** The rows of the plan about which the notes say something that could replace what counts. */
export function touchedRows(notes: ConversationNotes): readonly TouchedRow[] {
  return [
    ...Object.entries(notes.limits).map(([key, limit]) => ({ key, limit })),
    ...notes.otherLimits.flatMap((limit) =>
      limit.treatment === undefined ? [] : [{ key: otherKey(limit.treatment), limit }],
    ),
    ...(notes.goal?.state === 'known' || notes.goal?.state === 'unknown' ? [{ key: GOAL_KEY }] : []),
  ];
}

/** That nothing was said today does not end what was agreed before: such a limit is not recorded beside it. */
export const endsNothing = ({ limit }: TouchedRow): boolean =>
  limit?.state === 'notDiscussed' || limit?.state === 'declined';

/** A row that changed since it was seen: both are shown, and a person decides. */
export interface RowConflict {
  readonly key: string;
  /** What counts now. */
  readonly now: readonly CountsNow[];
  /** What the recorder had before them, as `Consent/x/_history/3`. */
  readonly seen: readonly string[];
}

/**
 * Rows that are not as the recorder saw them. Whoever replaces an agreement must have read it: so of two who change one
 * limit in the same second, the second gets to see what the first recorded.
 */
export function conflictsIn(
  rows: readonly TouchedRow[],
  counting: readonly CountsNow[],
  seen: Readonly<Record<string, readonly string[]>>,
): readonly RowConflict[] {
  return rows.flatMap(({ key }) => {
    const now = counting.filter((each) => each.key === key);
    const had = seen[key] ?? [];
    const same = now.length === had.length && now.every((each) => had.includes(versionOf(each)));
    return same ? [] : [{ key, now, seen: had }];
  });
}
