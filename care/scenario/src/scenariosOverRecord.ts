import {
  type Caller,
  type ChangeAnswer,
  demandClientId,
  doingOf,
  forbid,
  type Kept,
  type Listed,
  listed,
  madeBefore,
  Problem,
  present,
  type RecordHouse,
  resourceOf,
  type Seen,
  type StoredVersion,
  wasOvertaken,
} from '@caecilia/kernel';
import { fromCarePlan, isScenario, SCENARIO_TOKEN, toCarePlan } from './resource.ts';
import { changed, ended, planned, type Scenario, type ScenarioWords } from './scenario.ts';

/** What this module needs from the house. */
export interface ScenarioHouse extends RecordHouse {
  /** Whether somebody plans for this patient; the record decides again. */
  readonly mayPlan: (caller: Caller, patient: string) => Promise<boolean>;
}

/** Most scenarios of one patient that are shown. */
export const MOST = 100;

/** One scenario as somebody saw it. */
export interface SeenScenario extends Seen {
  /** Logical id of the patient under whom it was seen. */
  readonly patient: string;
}

/** Scenarios as one CarePlan each: two people who change two of them never meet. */
export interface Scenarios {
  /** Of one patient, in the order in which they were planned; those that ended too. */
  ofPatient(caller: Caller, patient: string): Promise<Listed<Kept<Scenario>>>;
  /** Plans one. The same form again (`clientId`) answers what is there (`again`), and writes nothing. */
  plan(
    caller: Caller,
    wish: { readonly patient: string; readonly clientId: string; readonly words: ScenarioWords },
  ): Promise<{ readonly kept: Kept<Scenario>; readonly again: boolean }>;
  /** Says it in other words, on the version that was seen. */
  change(
    caller: Caller,
    on: SeenScenario,
    words: ScenarioWords,
  ): Promise<ChangeAnswer<Kept<Scenario>, ScenarioWords>>;
  /** Takes it out of the plan, with the reason; it stays to be read. */
  end(caller: Caller, on: SeenScenario, because: string): Promise<ChangeAnswer<Kept<Scenario>, string>>;
}

const keptIn = (version: StoredVersion): Kept<Scenario> => ({
  id: version.id,
  versionId: version.versionId,
  value: fromCarePlan(resourceOf(version)),
});

export function scenariosOverRecord(house: ScenarioHouse): Scenarios {
  return {
    async ofPatient(caller, patient) {
      const query = house.readSearch(
        ['CarePlan'],
        [
          ['patient', `Patient/${patient}`],
          ['category', SCENARIO_TOKEN],
          ['_count', String(MOST)],
        ],
      );
      const page = await house.session(caller).search(query);
      const found = listed(page, page.matches, keptIn);
      return { ...found, entries: found.entries.toSorted(byPlanned) };
    },
    plan: async (caller, wish) => await plan(house, caller, wish),
    change: async (caller, on, words) =>
      await changeOn(house, caller, { on, tried: words, as: (value, done) => changed(value, words, done) }),
    end: async (caller, on, because) =>
      await changeOn(house, caller, { on, tried: because, as: (value, done) => ended(value, because, done) }),
  };
}

const byPlanned = ({ value: one, id }: Kept<Scenario>, other: Kept<Scenario>) =>
  one.planned.at.localeCompare(other.value.planned.at) || id.localeCompare(other.id);

async function demandMayPlan({ mayPlan }: ScenarioHouse, caller: Caller, patient: string): Promise<void> {
  forbid(await mayPlan(caller, patient), 'In your role this can be read and not changed.');
}

async function plan(house: ScenarioHouse, caller: Caller, wish: Parameters<Scenarios['plan']>[1]) {
  await demandMayPlan(house, caller, wish.patient);
  demandClientId(wish.clientId);
  const value = planned(wish, doingOf(house, caller));
  return await house.session(caller).transaction(async (transaction) => {
    const before = await madeBefore(house, transaction, {
      type: 'CarePlan',
      clientId: wish.clientId,
      only: ['category', SCENARIO_TOKEN],
    });
    if (before !== undefined) {
      const standing = keptIn(before);
      if (standing.value.patient !== value.patient || standing.value.problem !== value.problem)
        throw new Problem(
          'duplicate',
          'This scenario was sent already, with other words. Open it and look at it.',
        );
      return { kept: standing, again: true };
    }
    const id = transaction.newId('CarePlan', wish.patient);
    await transaction.write([{ kind: 'create', id, resource: toCarePlan(value) }]);
    return { kept: { id, versionId: 1, value }, again: false };
  });
}

interface Changing<Tried> {
  readonly on: SeenScenario;
  readonly tried: Tried;
  as(value: Scenario, done: ReturnType<typeof doingOf>): Scenario;
}

/** One change on the version that was seen; a colleague's change is told, and nothing written. */
async function changeOn<Tried>(
  house: ScenarioHouse,
  caller: Caller,
  { on, tried, as }: Changing<Tried>,
): Promise<ChangeAnswer<Kept<Scenario>, Tried>> {
  await demandMayPlan(house, caller, on.patient);
  const session = house.session(caller);
  const read = async () => {
    const version = await present(session, 'CarePlan', on.id, 'scenario');
    const resource = resourceOf(version);
    // Another plan of care, or of somebody else, is not there under this patient.
    const isOurs = isScenario(resource) && fromCarePlan(resource).patient === on.patient;
    if (!isOurs) throw new Problem('not-found', 'There is no such scenario, or it is not for you to see.');
    return version;
  };
  const version = await read();
  if (version.versionId !== on.versionId) return { kind: 'conflict', theirs: keptIn(version), tried };
  const value = as(keptIn(version).value, doingOf(house, caller));
  try {
    const resource = toCarePlan(value, resourceOf(version));
    const done = await session.change({ kind: 'update', id: on.id, ifMatch: on.versionId, resource });
    return { kind: 'changed', now: { id: on.id, versionId: done.version.versionId, value } };
  } catch (error) {
    if (!wasOvertaken(error)) throw error;
    return { kind: 'conflict', theirs: keptIn(await read()), tried };
  }
}
