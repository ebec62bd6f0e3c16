import { elementOf } from '@caecilia/fhir';
import { type Caller, resourceOf } from '@caecilia/kernel';
import { askToBeCalled, type CallMeHouse, callsAsked, type TasksView, teamEndpoints } from '@caecilia/team';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assessmentArea } from '../assessment/desk-area.ts';
import {
  type ConsultationRecord,
  openConsultationRecord,
} from '../consultation/testing/consultation-record.ts';
import {
  anna,
  consultNurse,
  daughter,
  gp,
  husband,
  TEAM,
  volunteer,
} from '../consultation/testing/people.ts';
import { type AskedEndpoints, askedEndpoints } from '../testing/asked-endpoints.ts';
import { person } from '../testing/people.ts';
import { callMeHouse } from './call-me-house.ts';
import { teamWork } from './desk-area.ts';
import { keepTasks } from './task-upkeep.ts';

const PROMISE = { opens: '08:30', closes: '17:00', minutes: 120 };
const SERVICE = 'HealthcareService/consultation';
let forms = 0;
const form = () => {
  forms += 1;
  return `0b1f6d3e-0000-4000-8300-${String(forms).padStart(12, '0')}`;
};

describe('asking to be called', () => {
  let record: ConsultationRecord;
  let house: CallMeHouse;
  let desk: AskedEndpoints;

  beforeAll(async () => {
    record = await openConsultationRecord();
    const parts = { ...record.house, store: record.record.store };
    house = callMeHouse({ ...parts, promise: PROMISE });
    desk = askedEndpoints(record.house.session, [
      ...teamEndpoints(teamWork(parts)),
      ...assessmentArea(parts).endpoints,
    ]);
    await record.put('HealthcareService', 'consultation', {
      active: true,
      name: 'Consultteam Verzonnen',
      providedBy: { reference: TEAM },
      type: [{ coding: [{ system: 'urn:caecilia:service-type', code: 'consultation-team' }] }],
    });
    await record.put('Practitioner', 'consult-nurse', { name: [{ text: 'Iris Verzonnen' }] });
    await record.put('PractitionerRole', 'iris', {
      active: true,
      practitioner: { reference: 'Practitioner/consult-nurse', display: 'Iris Verzonnen' },
      period: { start: '2026-01-01' },
      code: [{ coding: [{ system: 'urn:caecilia:team-role', code: 'consult-nurse' }] }],
      healthcareService: [{ reference: SERVICE }],
    });
  });
  afterAll(async () => await record.close());

  const ask = (caller: Caller, more: object = {}) =>
    askToBeCalled(house, caller, 'anna', { clientId: form(), phone: '000-555 05 01', about: '', ...more });
  const own = (caller: Caller) => callsAsked(house, caller, 'anna');
  const tasks = async () => (await desk.read<TasksView>(consultNurse, '/team/tasks')).tasks;
  const refused = (work: Promise<unknown>) =>
    expect(work).rejects.toMatchObject({ code: expect.stringMatching(/forbidden|not-found/) as unknown });

  it('promises nothing where nobody of the team has the patient in its care', async () => {
    expect(await house.receiverFor('anna')).toBeUndefined();
    await expect(ask(anna)).rejects.toMatchObject({ code: 'business-rule' });
    await record.put('CareTeam', 'team-anna', {
      status: 'active',
      subject: { reference: 'Patient/anna' },
      participant: [{ member: { reference: TEAM } }],
    });
    expect(await house.receiverFor('anna')).toEqual({ team: SERVICE, role: 'consult-nurse' });
    const silent = { ...house, promise: undefined };
    await expect(
      askToBeCalled(silent, anna, 'anna', { clientId: form(), phone: '000-555 05 01', about: '' }),
    ).rejects.toMatchObject({ code: 'business-rule' });
  });

  it('makes one task with the promised time, however often and from however many windows it is pressed', async () => {
    const clientId = form();
    await Promise.all([ask(anna, { clientId }), ask(anna, { clientId }), ask(anna)]);
    await ask(anna, { about: 'De nachten' });
    const found = await tasks();
    expect(found).toHaveLength(1);
    expect(found[0]?.task).toMatchObject({
      call: 'call-me',
      role: 'consult-nurse',
      words: expect.stringContaining('000-555 05 01') as unknown,
      due: Date.parse('2026-11-23T11:00:00Z'),
      askedBy: anna.name,
    });
    expect(await own(anna)).toMatchObject([{ state: 'open', due: Date.parse('2026-11-23T11:00:00Z') }]);
  });

  it('is for the patient and for who has their mandate, and for nobody else', async () => {
    await ask(husband);
    expect(await tasks()).toHaveLength(2);
    for (const caller of [daughter, volunteer, gp, consultNurse, person('patient', 'Patient/bram')])
      await refused(ask(caller));
    // What somebody else around the patient asked is theirs.
    expect(await own(husband)).toHaveLength(1);
    expect(await own(anna)).toHaveLength(1);
    for (const caller of [anna, husband]) {
      const session = house.atHome(caller, 'anna');
      const page = await session.search(house.readSearch(['Task'], [['patient', 'Patient/bram']]));
      expect(page.matches).toEqual([]);
      const observed = await session.search(house.readSearch(['Observation'], [['patient', 'Patient/anna']]));
      expect(observed.matches).toEqual([]);
    }
    await expect(ask(anna, { phone: 'thuis' })).rejects.toMatchObject({ code: 'value' });
    await expect(ask(anna, { clientId: 'short' })).rejects.toMatchObject({ code: 'business-rule' });
  });

  it('goes to its role where the promised time passed, and who asked is told to wait no longer', async () => {
    const [first] = await tasks();
    if (first === undefined) throw new Error('there is no task');
    await desk.write(consultNurse, '/team/tasks/:task', {
      params: { task: first.task.id },
      body: { team: SERVICE, versionId: first.task.versionId, act: 'give', owner: 'PractitionerRole/iris' },
    });
    record.setNow('2026-11-23T11:05:00Z');
    const { store } = record.record;
    const upkeep = keepTasks({
      store,
      readSearch: record.house.readSearch,
      now: record.house.now,
      log: { info: () => undefined, error: () => expect.unreachable() },
    });
    await upkeep.now();
    await upkeep.stop();
    const late = (await tasks()).find(({ task }) => task.id === first.task.id);
    expect(late?.task.escalations).toMatchObject([{ because: 'overdue', from: 'PractitionerRole/iris' }]);
    const [call] = await own(anna);
    expect(call?.state).toBe('open');
    expect(call?.due).toBeLessThan(record.house.now().getTime());
  });

  it('ends with the contact that tells of the call, and who asked sees when they were called', async () => {
    const hers = (await tasks()).find(({ task }) => task.askedBy === anna.name && task.reason === undefined);
    const task = (await tasks()).map((each) => each.task).find(({ id }) => id === hers?.task.id);
    const contact = (more: object) =>
      desk.write<{ contact: { id: string } }>(consultNurse, '/patients/:id/contacts', {
        params: { id: 'anna' },
        body: {
          clientId: form(),
          kind: 'phone',
          first: false,
          start: '2026-11-23T12:01',
          present: { patient: true, close: [], others: '' },
          findings: {},
          nextStep: '',
          close: 'complete',
          analyses: [],
          ...more,
        },
      });
    await refused(contact({ task: 'no-such-task' }));
    const { contact: made } = await contact({ task: task?.id });
    const calls = await own(anna);
    expect(calls[0]).toMatchObject({ state: 'called', calledAt: new Date('2026-11-23T11:01:00Z') });
    const session = record.house.session(consultNurse);
    const version = await session.read('Task', task?.id ?? '');
    if (version === undefined) throw new Error('the task is gone');
    const [output] = resourceOf(version).output as readonly object[];
    expect(elementOf(output).valueReference).toEqual({ reference: `Encounter/${made.id}` });
    // Asked again after that, it is another call.
    await ask(anna);
    expect((await own(anna)).map(({ state }) => state)).toEqual(['open', 'called']);
  });

  it('plans a series of calls in one go, once, and no call in the past', async () => {
    const before = (await tasks()).length;
    const plan = (more: object = {}, caller = consultNurse) =>
      desk.write<{ count: number }>(caller, '/team/follow-ups', {
        params: {},
        body: {
          team: SERVICE,
          patient: 'anna',
          role: 'consult-nurse',
          clientId: '0b1f6d3e-0000-4000-8300-00000000ffff',
          calls: [
            { words: 'Nabellen, dag 1', due: Date.parse('2026-11-24T16:00:00Z') },
            { words: 'Nabellen, dag 7', due: Date.parse('2026-11-30T16:00:00Z') },
          ],
          ...more,
        },
      });
    expect(await plan()).toEqual({ count: 2 });
    expect(await plan()).toEqual({ count: 2 });
    const planned = await tasks();
    expect(planned).toHaveLength(before + 2);
    expect(planned.filter(({ task }) => task.call === 'follow-up').map(({ task }) => task.words)).toEqual([
      'Nabellen, dag 1',
      'Nabellen, dag 7',
    ]);
    await expect(plan({ clientId: form(), calls: [{ words: 'Gisteren', due: 1 }] })).rejects.toMatchObject({
      code: 'business-rule',
    });
    await expect(plan({ clientId: form(), calls: [] })).rejects.toMatchObject({ code: 'value' });
    await refused(plan({ clientId: form(), patient: 'bram' }));
    await refused(plan({ clientId: form() }, anna));
  });

  it('is valid in everything it leaves in the record, and closes with the life of the patient', async () => {
    expect(await record.invalid(['Task', 'Encounter'])).toEqual([]);
    await record.put('Patient', 'anna', { deceasedDateTime: '2026-11-23T11:00:00Z' });
    for (const caller of [anna, husband]) await refused(ask(caller));
  });
});
