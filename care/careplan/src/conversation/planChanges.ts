import type { FhirResource } from '@caecilia/fhir';
import type { CarePlan, LimitState, Party, RecordedDecision, TreatmentLimit, Words } from '../plan.ts';
import { type ReadingOptions, readCarePlan } from '../readCarePlan.ts';

/** One version of a resource, and when it came into the record. */
export interface RecordedVersion {
  readonly resource: FhirResource;
  /** FHIR instant. */
  readonly at: string;
  /** Tells two of one moment apart: the higher number came later. */
  readonly versionId?: number;
  readonly deleted?: boolean;
}

/** What one row or question said at a moment. */
export interface SaidThen {
  readonly state: LimitState | 'known' | 'none';
  /** The words of each record that counted, newest first. */
  readonly words: readonly Words[];
  /** As recorded, newest first. */
  readonly recorded: readonly string[];
  /** Names of who agreed or said it, each once. */
  readonly by: readonly string[];
  /** Reasons and remarks, in the words that were recorded. */
  readonly because: readonly string[];
}

/** Something of the plan that is not what it was. */
export interface PlanChange {
  readonly kind: 'limit' | 'question';
  /** Key of the row, or name of the question. */
  readonly key: string;
  readonly treatment?: Words;
  readonly before: SaidThen;
  readonly after: SaidThen;
}

const QUESTIONS = [
  'goal',
  'specificCareWishes',
  'senseOfPurpose',
  'preferredPlaceOfDeath',
  'positionRegardingEuthanasia',
  'organDonationChoiceRegistration',
] as const;

/** The record as it stood at a moment: of each resource the last version that had come in by then. */
export function recordAt(versions: readonly RecordedVersion[], moment: Date): readonly FhirResource[] {
  const standing = new Map<string, RecordedVersion>();
  const known = versions.filter(({ at }) => Date.parse(at) <= moment.getTime());
  const inOrder = known.toSorted(
    (left, right) =>
      Date.parse(left.at) - Date.parse(right.at) || (left.versionId ?? 0) - (right.versionId ?? 0),
  );
  for (const version of inOrder)
    standing.set(`${version.resource.resourceType}/${String(version.resource.id)}`, version);
  return [...standing.values()].filter(({ deleted }) => !deleted).map(({ resource }) => resource);
}

/**
 * What changed in a plan between two moments, from the history of its records. Pure. Each plan is read as it was to be
 * read at its own moment, so an agreement that ended by its date counts as changed too. A new record that says the same
 * is no change. Throws `Problem('not-found')` when the patient is not in the history by the later moment; before the
 * patient was there, everything was not discussed.
 */
export function planChanges(
  versions: readonly RecordedVersion[],
  moments: { readonly from: Date; readonly to: Date },
  options: Omit<ReadingOptions, 'now'>,
): readonly PlanChange[] {
  const before = planAt(versions, moments.from, options);
  const after = readCarePlan(recordAt(versions, moments.to), { ...options, now: moments.to });
  const keys = new Set([...after.limits, ...(before?.limits ?? [])].map(({ key }) => key));
  const limits = [...keys].map((key): PlanChange => {
    const [then, now] = [rowOf(before, key), rowOf(after, key)];
    const treatment = now?.treatment ?? then?.treatment;
    return {
      kind: 'limit',
      key,
      ...(treatment === undefined ? {} : { treatment }),
      before: saidInRow(then),
      after: saidInRow(now),
    };
  });
  const questions = QUESTIONS.map(
    (key): PlanChange => ({
      kind: 'question',
      key,
      before: saidTo(before, key),
      after: saidTo(after, key),
    }),
  );
  return [...limits, ...questions].filter((change) => !saysTheSame(change.before, change.after));
}

function planAt(
  versions: readonly RecordedVersion[],
  moment: Date,
  options: Omit<ReadingOptions, 'now'>,
): CarePlan | undefined {
  const record = recordAt(versions, moment);
  const isThere = record.some(
    ({ resourceType, id }) => resourceType === 'Patient' && id === options.patientId,
  );
  return isThere ? readCarePlan(record, { ...options, now: moment }) : undefined;
}

const rowOf = (plan: CarePlan | undefined, key: string) => plan?.limits.find((limit) => limit.key === key);

const NOTHING: SaidThen = { state: 'notDiscussed', words: [], recorded: [], by: [], because: [] };

function saidInRow(row: TreatmentLimit | undefined): SaidThen {
  if (!row) return NOTHING;
  return {
    state: row.state,
    words: [...row.current.flatMap(wordsOf), ...narrowing(row)],
    recorded: row.current.flatMap(({ recorded }) => recorded?.text ?? []),
    by: namesOf(row.current.flatMap(({ parties }) => parties)),
    because: row.current.flatMap(({ comment }) => comment ?? []),
  };
}

const namesOf = (parties: readonly Party[]): readonly string[] => [
  ...new Set(parties.flatMap(({ name }) => name ?? [])),
];

/** The condition or what cannot be read, and how the record named the treatment where that is narrower. */
function wordsOf({ decision, treatmentWords }: RecordedDecision): readonly string[] {
  const named = treatmentWords === undefined ? [] : [treatmentWords];
  if (decision.kind === 'onlyIf') return [decision.condition, ...named];
  return decision.kind === 'unreadable' ? [...decision.words, ...named] : named;
}

/** What an older agreement that says the same narrows holds as well: it is not dropped with its date. */
function narrowing({ current, former }: TreatmentLimit): readonly string[] {
  const said = new Set(current.map(({ treatmentWords }) => treatmentWords));
  const older = former.flatMap(({ became, entry }) =>
    became === 'repeated' ? (entry.treatmentWords ?? []) : [],
  );
  return [...new Set(older)].filter((words) => !said.has(words));
}

function saidTo(plan: CarePlan | undefined, key: (typeof QUESTIONS)[number]): SaidThen {
  const current = plan?.[key].current ?? [];
  const [first, ...others] = current;
  if (!first) return { ...NOTHING, state: 'none' };
  return {
    state: others.length > 0 ? 'contradiction' : first.state,
    words: current.flatMap(({ value }) => value ?? []),
    recorded: current.flatMap(({ recorded }) => recorded?.text ?? []),
    by: namesOf(current.flatMap(({ by }) => by)),
    because: current.flatMap(({ notes }) => notes),
  };
}

/** A later date on the same words is no change of the plan. */
function saysTheSame(before: SaidThen, after: SaidThen): boolean {
  return before.state === after.state && JSON.stringify(before.words) === JSON.stringify(after.words);
}
