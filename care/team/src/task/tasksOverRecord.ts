import type { Element, FhirResource } from '@caecilia/fhir';
import { type Caller, Problem, resourceOf } from '@caecilia/kernel';
import { calledAt, callIn } from '../calls/callTask.ts';
import { fhirInstant } from '../instant.ts';
import type { Member, TeamReference } from '../members.ts';
import { requireSight } from '../rota/rota.access.ts';
import { membersOf } from '../rota/stored-rota.ts';
import type { TeamOverRecord } from '../settings.ts';
import type { SeenTask, StandingTask, TeamTasks } from './task.ports.ts';
import { tasksOwnedBy, watchTasks } from './taskWatch.ts';
import {
  assigned,
  readTask,
  requireFit,
  requireToCome,
  standingOf,
  type TaskDraft,
  type TeamTask,
  thereFor,
  toTask,
} from './teamTask.ts';

/** Tasks as FHIR Tasks in the compartments of their patients: the policy for these says who may. */
export function tasksOverRecord(house: TeamOverRecord): TeamTasks {
  return {
    open: (caller, team) => openTasks(house, caller, team),
    create: (caller, draft, clientId) => create(house, caller, draft, clientId),
    assign: (caller, team, seen, { owner, due }) =>
      changeTask(house, caller, team, seen, {
        task: (task, members) => assigned(task, owner, { members, now: house.now().getTime(), due }),
      }),
    finish: (caller, team, seen, as) =>
      changeTask(house, caller, team, seen, {
        task(task) {
          if (task.state !== 'open') throw new Problem('business-rule', 'This task is finished already.');
          if (task.kind !== undefined && as.state === 'done')
            throw new Problem(
              'business-rule',
              'This task ends by what it asks for. Open the patient, and do it there.',
            );
          return { ...task, state: as.state };
        },
        resource: (resource) => {
          const at = house.now().toISOString();
          // Of a call whoever asked sees when it was made.
          return as.state === 'done' && callIn(resource.code) !== undefined
            ? calledAt(resource, at)
            : { ...resource, ...whyNot(as) };
        },
      }),
    escalate: (caller, team) => watchTasks(house, caller, team)(),
  };
}

/** Why something is not done is said with it. */
function whyNot(as: Parameters<TeamTasks['finish']>[3]): { readonly statusReason?: Element } {
  if (as.state === 'done') return {};
  const because = as.because.trim();
  if (because === '' || because.length > MOST_WORDS)
    throw new Problem('value', 'Say in at most 1000 characters why this is not done.', {
      expression: 'because',
    });
  return { statusReason: { text: because } };
}

const MOST_WORDS = 1000;
const CLIENT_SYSTEM = 'urn:caecilia:client-request';

async function create(
  house: TeamOverRecord,
  caller: Caller,
  draft: TaskDraft,
  clientId?: string,
): Promise<TeamTask> {
  const { session, members } = await withMembers(house, caller, draft.team);
  const [words, now] = [draft.words.trim(), house.now()];
  if (words === '' || words.length > MOST_WORDS)
    throw new Problem('value', 'Say in at most 1000 characters what there is to do.', {
      expression: 'words',
    });
  const reason = (draft.reason ?? '').trim();
  if (reason.length > MOST_WORDS)
    throw new Problem('value', 'Say in at most 1000 characters why.', { expression: 'reason' });
  requireToCome(draft.due, now.getTime());
  if (draft.owner !== undefined)
    requireFit(draft.owner, { role: draft.role, due: draft.due }, members, now.getTime());
  const { reason: _typed, ...rest } = draft;
  const resource = toTask(
    { ...rest, words, ...(reason === '' ? {} : { reason }) },
    {
      resourceType: 'Task',
      intent: 'order',
      ...(clientId === undefined ? {} : { identifier: [{ system: CLIENT_SYSTEM, value: clientId }] }),
      authoredOn: fhirInstant(now.getTime()),
      requester: {
        ...(/^[A-Z][A-Za-z]+\//.test(caller.id) ? { reference: caller.id } : {}),
        display: caller.name ?? caller.id,
      },
    },
  );
  if (clientId === undefined)
    return taskIn(house, draft.team, (await session.change({ kind: 'create', resource })).version);
  return await session.transaction(async (transaction) => {
    await transaction.lock(`client-request ${clientId}`);
    const pairs = [['identifier', `${CLIENT_SYSTEM}|${clientId}`]] as const;
    const [before] = (await transaction.search(house.readSearch(['Task'], pairs))).matches;
    const [made] =
      before === undefined ? await transaction.write([{ kind: 'create', resource }]) : [{ version: before }];
    if (made === undefined) throw new Problem('exception', 'A task that was written is not there.');
    return taskIn(house, draft.team, made.version);
  });
}

async function withMembers(house: TeamOverRecord, caller: Caller, team: TeamReference) {
  requireSight(caller);
  const session = house.session(caller);
  return { session, members: await membersOf(house, session, team) };
}

async function openTasks(
  house: TeamOverRecord,
  caller: Caller,
  team: TeamReference,
): Promise<readonly StandingTask[]> {
  const { session, members } = await withMembers(house, caller, team);
  const owners = [team, ...members.map(({ reference }) => reference)];
  const tasks = await tasksOwnedBy(house, session, team, { owners });
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
  changed: {
    readonly task: (task: TeamTask, members: readonly Member[]) => TeamTask;
    readonly resource?: (resource: FhirResource) => FhirResource;
  },
): Promise<void> {
  const { session, members } = await withMembers(house, caller, team);
  const version = await session.read('Task', id);
  if (version === undefined || version.deleted)
    throw new Problem('not-found', 'There is no such task, or it is not for you to see.');
  const written = toTask(changed.task(taskIn(house, team, version), members), resourceOf(version));
  const resource = changed.resource?.(written) ?? written;
  await session.change({ kind: 'update', id, ifMatch: versionId, resource });
}
