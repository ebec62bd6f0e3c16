import type { DeskElsewhere } from '@caecilia/careplan';
import type { Caller } from '@caecilia/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { doctor, gp, volunteer, wardNurse } from '../consultation/testing/people.ts';
import { person } from '../testing/people.ts';
import { agreed, openTalking, type Talking } from './testing/talking.ts';

const hospiceNurse = person('hospice-nurse', 'Practitioner/hospice-nurse', 'Organization/hospice');
const otherHospice = person('hospice-nurse', 'Practitioner/other-nurse', 'Organization/other-hospice');

describe('after a conversation', () => {
  let talking: Talking;
  beforeAll(async () => {
    talking = await openTalking();
  });
  afterAll(async () => await talking.record.close());

  const waiting = async (caller: Caller = doctor) =>
    await talking.get<DeskElsewhere>(caller, 'limits-elsewhere');
  const done = async (task: object, caller: Caller = doctor) =>
    await talking.post<DeskElsewhere>(caller, 'limits-elsewhere', task);

  it('that changed no limit nothing waits to be changed in the record of the hospital', async () => {
    await talking.say(doctor, { wishes: { state: 'known', words: 'Het raam open.' } });
    await talking.say(doctor, { limits: { cpr: agreed('notDiscussed') } });
    expect(await waiting()).toEqual({ waiting: [], mayEnd: true });
  });

  it('that changed limits one task waits for the physician who treats, also where the form was sent twice', async () => {
    const { notes, seen } = await talking.open(doctor);
    const body = {
      notes: { ...notes, limits: { cpr: agreed('doNot') } },
      seen,
      clientId: '0b1f6d3e-0000-4000-8600-000000000001',
    };
    await talking.post(doctor, 'conversation', body);
    await talking.post(doctor, 'conversation', body);
    expect((await waiting()).waiting).toHaveLength(1);
    const tasks = await talking.all('Task');
    expect(tasks).toMatchObject([{ owner: { reference: 'CareTeam/ward-anna' }, intent: 'order' }]);
    expect(JSON.stringify(tasks)).not.toContain('89666000');
    expect(await talking.record.invalid(['Task'])).toEqual([]);
  });

  it('a physician says that it was done, once; a nurse reads it, and others do not', async () => {
    const [task] = (await waiting()).waiting;
    if (!task) throw new Error('a task waits');
    expect(await waiting(wardNurse)).toMatchObject({ waiting: [{ id: task.id }], mayEnd: false });
    await expect(done(task, wardNurse)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(waiting(volunteer)).rejects.toMatchObject({ code: 'not-found' });
    expect(await done(task)).toMatchObject({ waiting: [] });
    await expect(done(task)).rejects.toMatchObject({ code: 'conflict' });
    expect(await talking.all('Task')).toMatchObject([
      { status: 'completed', note: [{ authorReference: { reference: doctor.id } }] },
    ]);
  });

  it('who read the plan back and agreed is recorded, with what they said, and decides nothing', async () => {
    const before = (await talking.plan()).limits.map(({ state }) => state);
    await talking.say(
      doctor,
      { persons: (await talking.open(doctor)).notes.persons.map((each) => ({ ...each, present: true })) },
      { readBack: { by: ['patient', 'husband'], words: 'Zo is het goed.' } },
    );
    const [said] = await talking.all('Communication');
    expect(said).toMatchObject({
      status: 'completed',
      recipient: [{ reference: 'Patient/anna' }, { reference: 'RelatedPerson/husband' }],
      payload: [{ contentString: 'Zo is het goed.' }],
    });
    expect((await talking.plan()).limits.map(({ state }) => state)).toEqual(before);
    expect((await talking.plan()).informRelatives).toEqual([]);
    expect(await talking.record.invalid(['Communication'])).toEqual([]);
  });

  it('nobody is said to have read it back who was not there', async () => {
    await expect(talking.say(doctor, {}, { readBack: { by: ['somebody'] } })).rejects.toMatchObject({
      code: 'value',
    });
  });

  it('of a hospice is recorded by its nurse where the patient stays, and by no other', async () => {
    expect((await talking.open(hospiceNurse)).mayRecord).toBe(true);
    expect(await talking.say(hospiceNurse, { limits: { antibiotics: agreed('do') } })).toMatchObject({
      kind: 'recorded',
    });
    await expect(talking.open(otherHospice)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('of a general practitioner is recorded with the permission of the patient, and not without', async () => {
    await expect(talking.open(gp)).rejects.toMatchObject({ code: 'not-found' });
    const permission = (type: string) =>
      talking.record.put('Consent', 'permission', {
        status: 'active',
        scope: {
          coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }],
        },
        category: [{ text: 'toestemming' }],
        patient: { reference: 'Patient/anna' },
        policyRule: { text: 'Toestemming van de patiënt' },
        provision: {
          type,
          actor: [{ role: { text: 'IRCP' }, reference: { reference: 'Organization/practice' } }],
        },
      });
    await permission('permit');
    expect((await talking.open(gp)).mayRecord).toBe(true);
    expect(await talking.say(gp, { limits: { bloodProducts: agreed('doNot') } })).toMatchObject({
      kind: 'recorded',
    });
    await permission('deny');
    await expect(talking.open(gp)).rejects.toMatchObject({ code: 'not-found' });
  });
});
