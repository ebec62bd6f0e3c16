import type { Caller, Endpoint, EndpointPost, PageVisit, RecordSession } from '@caecilia/kernel';
import { Problem } from '@caecilia/kernel';
import { planFollowUps } from '../calls/followUps.ts';
import { caseloadsOverRecord } from '../caseload.ts';
import { handOverNotesOverRecord } from '../handOverNote.ts';
import type { TeamOverRecord } from '../settings.ts';
import type { StandingTask } from '../task/task.ports.ts';
import { tasksOverRecord } from '../task/tasksOverRecord.ts';
import { transferOverRecord } from '../transfer.ts';
import type { AdviceView, CaseloadsView, PatientName, TasksView, TaskView } from './answers.ts';
import {
  clientIdIn,
  fieldsIn,
  idIn,
  memberIn,
  optionalInstant,
  optionalMember,
  patientsIn,
  roleIn,
  seenIn,
  versionIn,
  wordsIn,
} from './body.ts';
import { requiredTeam, teamIn } from './whichTeam.ts';

/** What the work of the team needs of other modules; the application binds it. */
export interface TeamWork extends TeamOverRecord {
  /** Names of patients (logical ids) as this session sees them; who is not to be seen is left out. */
  readonly namesOf: (
    session: RecordSession,
    ids: readonly string[],
  ) => Promise<ReadonlyMap<string, PatientName>>;
  /** Advice on which nobody decided yet, by the day it is due. */
  readonly openAdvice: (caller: Caller) => Promise<{
    readonly advice: readonly (Omit<AdviceView, 'patient'> & { readonly patient: string })[];
    readonly unreadable: number;
  }>;
}

const idOf = (patient: string) => patient.replace('Patient/', '');

/** What the app asks of tasks and caseloads. */
export function workEndpoints(house: TeamWork): readonly Endpoint[] {
  return [
    {
      path: '/team/tasks',
      read: (session, visit) => tasksView(house, session, visit),
      write: (_session, post) => createTask(house, post),
    },
    { path: '/team/tasks/:task', write: (_session, post) => changeTask(house, post) },
    { path: '/team/follow-ups', write: (_session, post) => followUps(house, post) },
    { path: '/team/caseload', read: (session, visit) => caseloadsView(house, session, visit) },
    { path: '/team/caseload/transfer', write: (_session, post) => transfer(house, post) },
    { path: '/patients/:id/hand-over', write: (_session, post) => writeNote(house, post) },
  ];
}

async function tasksView(house: TeamWork, session: RecordSession, visit: PageVisit): Promise<TasksView> {
  const { caller } = visit;
  const { team } = await requiredTeam(house, visit);
  const open = await tasksOverRecord(house).open(caller, team.reference);
  const { advice, unreadable } = await house.openAdvice(caller);
  const ids = [...open.map(({ task }) => idOf(task.patient)), ...advice.map(({ patient }) => patient)];
  const names = await house.namesOf(session, [...new Set(ids)]);
  const named = (id: string): PatientName => names.get(id) ?? { id };
  return {
    tasks: open.map((each) => taskView(each, named)),
    advice: advice.map((each) => ({ ...each, patient: named(each.patient) })),
    unreadableAdvice: unreadable,
  };
}

const taskView = ({ task, standing, there }: StandingTask, named: (id: string) => PatientName): TaskView => ({
  task,
  standing,
  there: there.map(({ reference }) => reference),
  patient: named(idOf(task.patient)),
});

async function createTask(house: TeamWork, { caller, body }: EndpointPost): Promise<object> {
  const fields = fieldsIn(body);
  const team = await teamIn(house, caller, fields.team);
  const [owner, due] = [optionalMember(fields, 'owner'), optionalInstant(fields, 'due')];
  const task = await tasksOverRecord(house).create(
    caller,
    {
      patient: `Patient/${idIn(fields, 'patient')}`,
      team,
      role: roleIn(fields),
      words: wordsIn(fields, 'words'),
      reason: wordsIn(fields, 'reason'),
      ...(owner === undefined ? {} : { owner }),
      ...(due === undefined ? {} : { due }),
    },
    clientIdIn(fields),
  );
  return { task };
}

async function followUps(house: TeamWork, { caller, body }: EndpointPost): Promise<object> {
  const fields = fieldsIn(body);
  const team = await teamIn(house, caller, fields.team);
  const calls = Array.isArray(fields.calls) ? fields.calls.map(fieldsIn) : [];
  const count = await planFollowUps(house, caller, {
    patient: idIn(fields, 'patient'),
    team,
    role: roleIn(fields),
    calls: calls.map((call) => ({ words: wordsIn(call, 'words'), due: optionalInstant(call, 'due') ?? 0 })),
    clientId: clientIdIn(fields),
  });
  return { count };
}

async function changeTask(house: TeamWork, { caller, body, params }: EndpointPost): Promise<object> {
  const fields = fieldsIn(body);
  const team = await teamIn(house, caller, fields.team);
  const seen = { id: idIn({ id: params.task }, 'id'), versionId: versionIn(fields) };
  const tasks = tasksOverRecord(house);
  switch (fields.act) {
    case 'give': {
      const due = optionalInstant(fields, 'due');
      await tasks.assign(caller, team, seen, { owner: optionalMember(fields, 'owner'), due });
      break;
    }
    case 'done':
      await tasks.finish(caller, team, seen, { state: 'done' });
      break;
    case 'cancel':
      await tasks.finish(caller, team, seen, { state: 'cancelled', because: wordsIn(fields, 'because') });
      break;
    default:
      throw new Problem('value', 'Say what to do with the task.', { expression: 'act' });
  }
  return { done: true };
}

async function caseloadsView(
  house: TeamWork,
  session: RecordSession,
  visit: PageVisit,
): Promise<CaseloadsView> {
  const { team } = await requiredTeam(house, visit);
  const { members, withoutAnybody, neverNamed } = await caseloadsOverRecord(
    house,
    visit.caller,
    team.reference,
  );
  const all = [...members.flatMap(({ patients }) => patients), ...withoutAnybody, ...neverNamed];
  const names = await house.namesOf(session, [...new Set(all.map(idOf))]);
  const named = (patients: readonly string[]) =>
    patients
      .map((patient): PatientName => names.get(idOf(patient)) ?? { id: idOf(patient) })
      .toSorted(byName);
  return {
    members: members.map(({ member, patients }) => ({ member, patients: named(patients) })),
    withoutAnybody: named(withoutAnybody),
    neverNamed: named(neverNamed),
  };
}

const byName = (one: PatientName, other: PatientName) =>
  (one.name ?? one.id).localeCompare(other.name ?? other.id, 'nl');

async function writeNote(house: TeamWork, { caller, body, params }: EndpointPost): Promise<object> {
  const fields = fieldsIn(body);
  const seen = fields.seen === undefined || fields.seen === null ? undefined : seenIn(fieldsIn(fields.seen));
  const patient = idIn({ id: params.id }, 'id');
  await handOverNotesOverRecord(house).write(caller, patient, wordsIn(fields, 'words'), seen);
  return { done: true };
}

async function transfer(house: TeamWork, { caller, body }: EndpointPost): Promise<object> {
  const fields = fieldsIn(body);
  const team = await teamIn(house, caller, fields.team);
  const [from, until] = [optionalMember(fields, 'from'), optionalInstant(fields, 'until')];
  const count = await transferOverRecord(house, caller, team, {
    patients: patientsIn(fields),
    to: memberIn(fields, 'to'),
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
  });
  return { count };
}
