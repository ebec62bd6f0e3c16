import type { FhirResource } from '@caecilia/fhir';
import type { Decision } from '../plan.ts';
import { readAdvanceDirectives } from '../reading/advanceDirectives.ts';
import { conceptOf, elementOf } from '../reading/element.ts';
import { isAbout, type Reader, type ReadingOptions } from '../reading/reader.ts';
import { readerOn } from '../reading/readerOn.ts';
import { readTreatmentDirectives } from '../reading/treatmentDirectives.ts';

/** Key of the goal among the rows that a conversation replaces. */
export const GOAL_KEY = 'goal';

/** A record that counts now for one row of the plan, and in which version it was read. */
export interface CountsNow {
  /** Key of the row: a treatment, `other:…`, or `goal`. */
  readonly key: string;
  readonly type: 'Consent' | 'Goal';
  readonly id: string;
  readonly versionId: number;
  /** What a directive decides; absent for a goal. */
  readonly decision?: Decision;
  /** As it was recorded. */
  readonly recorded?: string;
  /** It begins on a later day. */
  readonly upcoming?: true;
  readonly resource: FhirResource;
}

/** A record in one version, as it stands in a list of what somebody has seen: `Consent/x/_history/3`. */
export const versionOf = ({ type, id, versionId }: Pick<CountsNow, 'type' | 'id' | 'versionId'>): string =>
  `${type}/${id}/_history/${versionId}`;

/**
 * The directives and the goal that count now, or will from a later day, each with its row. Declarations of the patient
 * are not among them: a conversation does not end them. Pure.
 */
export function countingNow(
  resources: readonly FhirResource[],
  options: ReadingOptions,
): readonly CountsNow[] {
  const reader = readerOn(resources, options);
  const directives = readTreatmentDirectives(reader)
    .filter(({ entry }) => entry.standing === 'inForce' || entry.standing === 'upcoming')
    .flatMap(({ named, entry }): readonly CountsNow[] => {
      const resource = reader.record.get('Consent', entry.original.id);
      if (!resource) return [];
      const recorded = entry.recorded?.text;
      return [
        {
          key: named.key,
          type: 'Consent',
          id: entry.original.id,
          versionId: Number(entry.original.versionId ?? 0),
          decision: entry.decision,
          ...(recorded === undefined ? {} : { recorded }),
          ...(entry.standing === 'upcoming' ? { upcoming: true as const } : {}),
          resource,
        },
      ];
    });
  return [...directives, ...goalsOf(reader)];
}

function goalsOf(reader: Reader): readonly CountsNow[] {
  return reader.record
    .ofType('Goal')
    .filter((goal) => isAbout(reader, goal.subject))
    .filter(({ lifecycleStatus }) => lifecycleStatus === 'active' || lifecycleStatus === 'accepted')
    .filter((goal) => isPolicyGoal(goal, reader))
    .map((resource) => ({
      key: GOAL_KEY,
      type: 'Goal',
      id: String(resource.id),
      versionId: Number(elementOf(resource.meta)?.versionId ?? 0),
      ...(typeof resource.statusDate === 'string' ? { recorded: resource.statusDate } : {}),
      resource,
    }));
}

/** A goal of treatment of this standard: by its value, or by its category where the value is "unknown". */
function isPolicyGoal(goal: FhirResource, { lexicon }: Reader): boolean {
  const categories = [goal.category].flat().map(conceptOf);
  return (
    lexicon.goal(conceptOf(goal.description)) !== undefined ||
    lexicon.standards.some(
      ({ medicalPolicyGoal: { category } }) =>
        category !== undefined && categories.some((each) => lexicon.has(each, [category])),
    )
  );
}

/** Rows on which a declaration of the patient refuses a treatment: a conversation cannot end it. */
export function declaredRefusals(
  resources: readonly FhirResource[],
  options: ReadingOptions,
): ReadonlySet<string> {
  const reader = readerOn(resources, options);
  const types = readAdvanceDirectives(reader)
    .filter(({ directive }) => directive.standing === 'inForce')
    .flatMap(({ consent }) => [elementOf(consent.provision)?.code].flat().map(conceptOf));
  return new Set(
    reader.lexicon.standards
      .flatMap(({ advanceDirective }) => advanceDirective.types)
      .filter((type) => types.some((concept) => reader.lexicon.has(concept, [type])))
      .flatMap(({ refuses }) => refuses),
  );
}
