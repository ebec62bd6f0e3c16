import { type Caller, Problem, type RecordSession, resourceOf } from '@caecilia/kernel';
import { fhirInstant, type Instant, MINUTE_MS } from '../instant.ts';
import type { Member, TeamReference } from '../members.ts';
import { requireSight } from '../rota/rota.access.ts';
import { membersOf } from '../rota/stored-rota.ts';
import { type SearchPair, searchAll, type TeamOverRecord } from '../settings.ts';
import { escalated, readTask, type TeamTask, toTask } from './teamTask.ts';

/** Statuses of a Task in which there is still something to do. */
export const WAITING = 'requested,received,accepted,in-progress,ready,on-hold';
/** Owners in one search: an address of reasonable length. */
const OWNERS_AT_ONCE = 50;
/** Clocks of two servers may differ by as much. */
const MARGIN_MS = MINUTE_MS;

/** Waiting tasks of a team with one of these owners; only those changed since an instant where one is given. */
export async function tasksOwnedBy(
  house: Pick<TeamOverRecord, 'readSearch' | 'timeZone'>,
  session: RecordSession,
  team: TeamReference,
  { owners, since }: { readonly owners: readonly string[]; readonly since?: Instant | undefined },
): Promise<readonly TeamTask[]> {
  const tasks: TeamTask[] = [];
  for (let first = 0; first < owners.length; first += OWNERS_AT_ONCE) {
    const pairs: SearchPair[] = [
      ['owner', owners.slice(first, first + OWNERS_AT_ONCE).join(',')],
      ['status', WAITING],
      ...(since === undefined ? [] : [['_lastUpdated', `ge${fhirInstant(since)}`] as const]),
    ];
    for (const version of await searchAll(session, house.readSearch, 'Task', pairs)) {
      const task = readTask(resourceOf(version), version.versionId, { ...house, team });
      if (task !== undefined) tasks.push(task);
    }
  }
  return tasks;
}

/**
 * Writes into the record, each time it is called, what is so already: tasks whose owner is away or left, or that are
 * overdue, go to their role. Answers how many. It remembers the tasks with an owner between calls and reads only what
 * was changed since, because each task that is read leaves a line in the log of its patient. One that somebody changed
 * meanwhile is left for the next time.
 */
export function watchTasks(
  house: TeamOverRecord,
  caller: Caller,
  team: TeamReference,
): () => Promise<number> {
  const owned = new Map<string, TeamTask>();
  let [known, since]: [string, Instant | undefined] = ['', undefined];
  return async () => {
    requireSight(caller);
    const session = house.session(caller);
    const now = house.now().getTime();
    const members = await membersOf(house, session, team);
    const owners = members.map(({ reference }) => reference);
    const names = owners.toSorted().join();
    // Of somebody who is new to the directory older tasks may be there.
    const changed = await tasksOwnedBy(house, session, team, {
      owners,
      since: names === known ? since : undefined,
    });
    for (const task of changed) owned.set(task.id, task);
    [known, since] = [names, now - MARGIN_MS];
    return await moveToRole(session, owned, members, now);
  };
}

async function moveToRole(
  session: RecordSession,
  owned: Map<string, TeamTask>,
  members: readonly Member[],
  now: Instant,
): Promise<number> {
  let count = 0;
  for (const task of [...owned.values()]) {
    const next = escalated(task, members, now);
    if (next === undefined) continue;
    if (await writtenIfCurrent(session, next)) count += 1;
    owned.delete(task.id);
  }
  return count;
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
