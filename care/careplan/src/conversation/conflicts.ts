import type { FhirResource } from '@caecilia/fhir';
import {
  type Change,
  Problem,
  type RecordHouse,
  type RecordSession,
  type RecordTransaction,
} from '@caecilia/kernel';
import type { Answer, CarePlan, Party, RecordedDecision, Words } from '../plan.ts';
import { loadPlanRecord } from '../planSearches.ts';
import { type ReadingOptions, readCarePlan } from '../readCarePlan.ts';
import { isSameDecision } from '../reading/decision.ts';
import type { PlanStandard } from '../standard/standard.ts';
import { versionRead } from './concludeNotes.ts';
import { type CountsNow, countingNow, GOAL_KEY, versionOf } from './inForce.ts';
import { endDirective, endGoal } from './supersede.ts';

/** One of the sources that contradict, as a person has to see it to choose. */
export interface ConflictOption {
  /** `Consent/x` or `Goal/x`. */
  readonly reference: string;
  /** Of an agreement; absent for a goal. */
  readonly kind?: RecordedDecision['decision']['kind'];
  readonly condition?: string;
  /** What a goal says. */
  readonly value?: Words;
  readonly because?: string;
  /** As recorded. */
  readonly recorded?: string;
  /** Who agreed, with the organisation where the record names one. */
  readonly parties: readonly { readonly name: string; readonly organization?: string }[];
  /** A declaration of the patient: nobody ends it here. */
  readonly declaration: boolean;
  /** Whether it can be read, and so be chosen. */
  readonly readable: boolean;
}

/** A row, or the goal, about which sources disagree. */
export interface PlanConflict {
  /** Key of the row, or `goal`. */
  readonly key: string;
  readonly treatment?: Words;
  readonly options: readonly ConflictOption[];
  /** To be sent back: every version that counts here, as `Consent/x/_history/3`. */
  readonly seen: readonly string[];
}

/** Everything in a plan about which sources disagree. Pure. */
export function planConflicts(
  record: readonly FhirResource[],
  options: ReadingOptions,
): readonly PlanConflict[] {
  const plan = readCarePlan(record, options);
  const counting = countingNow(record, options);
  const seenFor = (key: string) =>
    counting
      .filter((each) => each.key === key)
      .map(versionOf)
      .toSorted();
  const rows = plan.limits
    .filter(({ state }) => state === 'contradiction')
    .map(({ key, treatment, current }) => ({
      key,
      ...(treatment === undefined ? {} : { treatment }),
      options: current.map(decisionOption),
      seen: seenFor(key),
    }));
  return [...rows, ...goalConflict(plan, seenFor(GOAL_KEY))];
}

function goalConflict({ goal }: CarePlan, seen: readonly string[]): readonly PlanConflict[] {
  if (goal.current.length < 2) return [];
  return [{ key: GOAL_KEY, options: goal.current.map(goalOption), seen }];
}

const namesOf = (parties: readonly Party[]): ConflictOption['parties'] =>
  parties.flatMap(({ name, organization }) =>
    name === undefined ? [] : [{ name, ...(organization === undefined ? {} : { organization }) }],
  );

function decisionOption(entry: RecordedDecision): ConflictOption {
  const { decision, comment, recorded, parties, by, original } = entry;
  return {
    reference: `${original.type}/${original.id}`,
    kind: decision.kind,
    ...(decision.kind === 'onlyIf' ? { condition: decision.condition } : {}),
    ...(comment === undefined ? {} : { because: comment }),
    ...(recorded ? { recorded: recorded.text } : {}),
    parties: namesOf(parties),
    declaration: by === 'advanceDirective',
    readable: decision.kind !== 'unreadable',
  };
}

function goalOption({ original, value, recorded, notes, by, state }: Answer): ConflictOption {
  return {
    reference: `${original.type}/${original.id}`,
    ...(value === undefined ? {} : { value }),
    ...(notes[0] === undefined ? {} : { because: notes.join(' ') }),
    ...(recorded ? { recorded: recorded.text } : {}),
    parties: namesOf(by),
    declaration: false,
    readable: state === 'known',
  };
}

/** What resolving needs from the house. */
export interface ConflictHouse extends Pick<RecordHouse, 'readSearch' | 'now' | 'timeZone'> {
  readonly standards: readonly PlanStandard[];
  /** The version whose extension says why an agreement ended. */
  readonly standard: PlanStandard;
}

/** A choice between sources that contradict. */
export interface Choosing {
  readonly patientId: string;
  readonly key: string;
  /** The source that stays, as `Consent/x`. */
  readonly keep: string;
  readonly seen: readonly string[];
  /** Why the others end, in the language of the record; with who chose. */
  readonly reason: string;
}

/** What came of choosing. Only `resolved` changed anything. */
export interface Chosen {
  readonly kind: 'resolved' | 'conflict';
  /** What contradicts now. */
  readonly conflicts: readonly PlanConflict[];
}

/**
 * Ends every source of one row but the one that a person chose, as the standard ends what is superseded: inactive, with
 * its last day and the reason. Nothing is deleted. Whoever chooses has seen what counts: otherwise nothing is written and
 * the answer is what counts now. A declaration of the patient is not ended here: throws `Problem('business-rule')`.
 */
export async function resolveConflict(
  session: RecordSession,
  house: ConflictHouse,
  choosing: Choosing,
): Promise<Chosen> {
  const { patientId } = choosing;
  return await session.transaction(async (transaction) => {
    await transaction.lock(`care plan of Patient/${patientId}`);
    const { record, options } = await readNow(transaction, house, patientId);
    const conflicts = planConflicts(record, options);
    const conflict = conflicts.find(({ key }) => key === choosing.key);
    if (!conflict || !isSame(conflict.seen, choosing.seen)) return { kind: 'conflict', conflicts };
    demandChoice(conflict, choosing);
    const changes = endings(record, options, { choosing, house });
    await transaction.write(changes);
    const after = await readNow(transaction, house, patientId);
    return { kind: 'resolved', conflicts: planConflicts(after.record, after.options) };
  });
}

async function readNow(
  transaction: RecordTransaction,
  { readSearch, standards, now, timeZone }: ConflictHouse,
  patientId: string,
) {
  const record = await loadPlanRecord(transaction, readSearch, standards, patientId);
  const options: ReadingOptions = { standards, patientId, now: now(), timeZone };
  return { record, options };
}

const isSame = (left: readonly string[], right: readonly string[]) =>
  JSON.stringify(left) === JSON.stringify(right.toSorted());

function demandChoice({ options }: PlanConflict, { keep }: Choosing): void {
  const kept = options.find(({ reference }) => reference === keep);
  if (!kept) throw new Problem('value', 'Choose one of the sources that are shown.', { expression: 'keep' });
  if (!kept.readable)
    throw new Problem(
      'business-rule',
      'This source cannot be read safely, so it cannot be the one that counts. Open the original.',
      { expression: 'keep' },
    );
  if (options.some(({ declaration, reference }) => declaration && reference !== keep))
    throw new Problem(
      'business-rule',
      'A declaration of the patient is not ended here. Talk it over with the patient, or with who represents them.',
      { expression: 'keep' },
    );
}

function endings(
  record: readonly FhirResource[],
  options: ReadingOptions,
  { choosing, house }: { readonly choosing: Choosing; readonly house: ConflictHouse },
): readonly Change[] {
  const { key, keep, reason } = choosing;
  const counting = countingNow(record, options).filter((each) => each.key === key && !each.upcoming);
  const kept = readCarePlan(record, options)
    .limits.find((row) => row.key === key)
    ?.current.find(({ original }) => `${original.type}/${original.id}` === keep)?.decision;
  const stays = (each: CountsNow) =>
    `${each.type}/${each.id}` === keep ||
    (kept !== undefined && each.decision !== undefined && isSameDecision(each.decision, kept));
  const end = { on: options.now.toISOString(), reason };
  return counting
    .filter((each) => !stays(each))
    .map((each) => ({
      kind: 'update',
      id: each.id,
      resource:
        each.type === 'Goal' ? endGoal(each.resource, end) : endDirective(each.resource, end, house.standard),
      ...versionRead(each.resource),
    }));
}
