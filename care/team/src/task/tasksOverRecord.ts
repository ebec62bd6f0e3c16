import { type Caller, Problem, type RecordSession, resourceOf } from '@caecilia/kernel';
import type { Member, TeamReference } from '../members.ts';
import { requireSight } from '../rota/rota.access.ts';
import { membersOf } from '../rota/stored-rota.ts';
import { searchAll, type TeamOverRecord } from '../settings.ts';
import type { SeenTask, StandingTask, TeamTasks } from './task.ports.ts';
import {
  assigned,
  escalated,
  readTask,
  requireFit,
  standingOf,
  type TeamTask,
  thereFor,
  toTask,
} from './teamTask.ts';

/** Tasks as FHIR Tasks in the compartments of their patients: the policy for these says who may. */
export function tasksOverRecord(house: TeamOverRecord): TeamTasks {
  return {
    open: (caller, team) => openTasks(house, caller, team),
    async create(caller, draft) {
      const { session, members } = await withMembers(house, caller, draft.team);
      if (draft.words.trim() === '') throw new Problem('required', 'A task says what there is to do.');
      if (draft.owner !== undefined)
        requireFit(draft.owner, { role: draft.role, due: draft.due }, members, house.now().getTime());
      const { version } = await session.change({ kind: 'create', resource: toTask(draft) });
      return taskIn(house, draft.team, version);
    },
    assign: (caller, team, seen, to) =>
      changeTask(house, caller, team, seen, (task, members) =>
        assigned(task, to, members, house.now().getTime()),
      ),
    finish: (caller, team, seen, as) =>
      changeTask(house, caller, team, seen, (task) => {
        if (task.state !== 'open') throw new Problem('business-rule', 'This task is finished already.');
        return { ...task, state: as };
      }),
    async escalate(caller, team) {
      const { session, members } = await withMembers(house, caller, team);
      let count = 0;
      for (const { task } of await openTasks(house, caller, team)) {
        const next = escalated(task, members, house.now().getTime());
        if (next !== undefined && (await writtenIfCurrent(session, next))) count += 1;
      }
      return count;
    },
  };
}

async function withMembers(house: TeamOverRecord, caller: Caller, team: TeamReference) {
  requireSight(caller);
  const session = house.session(caller);
  return { session, members: await membersOf(house, session, team) };
}

const WAITING = 'requested,received,accepted,in-progress,ready,on-hold';
/** Owners in one search: an address of reasonable length. */
const OWNERS_AT_ONCE = 50;

async function openTasks(
  house: TeamOverRecord,
  caller: Caller,
  team: TeamReference,
): Promise<readonly StandingTask[]> {
  const { session, members } = await withMembers(house, caller, team);
  const owners = [team, ...members.map(({ reference }) => reference)];
  const tasks: TeamTask[] = [];
  for (let first = 0; first < owners.length; first += OWNERS_AT_ONCE) {
    const some = owners.slice(first, first + OWNERS_AT_ONCE).join(',');
    const versions = await searchAll(session, house.readSearch, 'Task', [
      ['owner', some],
      ['status', WAITING],
    ]);
    tasks.push(
      ...versions.flatMap(
        (version) => readTask(resourceOf(version), version.versionId, { ...house, team }) ?? [],
      ),
    );
  }
  const now = house.now().getTime();
  return tasks.toSorted(byDue).map((task) => ({ task, ...whoHas(task, members, now) }));
}

/** The first due first; what is in no hurry comes last. Never by what is known of the patient. */
function byDue(one: TeamTask, other: TeamTask): number {
  const [first, second] = [one.due ?? Number.POSITIVE_INFINITY, other.due ?? Number.POSITIVE_INFINITY];
  return first === second ? (one.id < other.id ? -1 : 1) : first - second;
}

function whoHas(task: TeamTask, members: readonly Member[], now: number): Omit<StandingTask, 'task'> {
  const standing = standingOf(task, members, now);
  const there =
    standing.with === 'role'
      ? thereFor(standing.role, members, now)
      : members.filter(({ reference }) => reference === standing.member);
  return { standing, there };
}

function taskIn(
  house: TeamOverRecord,
  team: TeamReference,
  version: Parameters<typeof resourceOf>[0],
): TeamTask {
  const task = readTask(resourceOf(version), version.versionId, { ...house, team });
  if (task === undefined) throw new Problem('not-found', 'There is no such task of this team.');
  return task;
}

async function changeTask(
  house: TeamOverRecord,
  caller: Caller,
  team: TeamReference,
  { id, versionId }: SeenTask,
  changed: (task: TeamTask, members: readonly Member[]) => TeamTask,
): Promise<void> {
  const { session, members } = await withMembers(house, caller, team);
  const version = await session.read('Task', id);
  if (version === undefined || version.deleted)
    throw new Problem('not-found', 'There is no such task, or it is not for you to see.');
  const resource = toTask(changed(taskIn(house, team, version), members), resourceOf(version));
  await session.change({ kind: 'update', id, ifMatch: versionId, resource });
}

/** Whether it was written; not where somebody else changed the task first. */
async function writtenIfCurrent(session: RecordSession, task: TeamTask): Promise<boolean> {
  const { id, versionId } = task;
  const version = await session.read('Task', id);
  if (version === undefined || version.deleted || version.versionId !== versionId) return false;
  try {
    const resource = toTask(task, resourceOf(version));
    await session.change({ kind: 'update', id, ifMatch: versionId, resource });
    return true;
  } catch (error) {
    if (error instanceof Problem && error.status === 412) return false;
    throw error;
  }
}
