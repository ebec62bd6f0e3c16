import type { Caller } from '@caecilia/kernel';
import { resourceOf } from '@caecilia/kernel';
import type { ScenarioChanged, ScenarioPlanned, ScenariosShown } from '@caecilia/scenario';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ConsultationRecord,
  openConsultationRecord,
} from '../consultation/testing/consultation-record.ts';
import {
  anna,
  consultNurse,
  daughter,
  doctor,
  gp,
  secretary,
  volunteer,
  wardNurse,
} from '../consultation/testing/people.ts';
import { type AskedEndpoints, askedEndpoints } from '../testing/asked-endpoints.ts';
import { person } from '../testing/people.ts';
import { scenarioArea } from './desk-area.ts';

const strangeNurse = person('consult-nurse', 'Practitioner/other', 'Organization/other');
const BODY = {
  problem: 'Plotseling benauwd',
  signs: 'Snelle ademhaling',
  steps: [{ what: 'Raam open, rechtop', who: 'family' }],
  family: '',
  call: 'gp',
};

describe('what to do if, in the record', () => {
  let record: ConsultationRecord;
  let house: AskedEndpoints;
  let forms = 0;
  beforeAll(async () => {
    record = await openConsultationRecord();
    const desk = { ...record.house, store: record.record.store };
    house = askedEndpoints(record.house.session, scenarioArea(desk).endpoints);
  });
  afterAll(async () => await record.close());

  const clientId = () => {
    forms += 1;
    return `5c1f6d3e-0000-4000-8000-${String(forms).padStart(12, '0')}`;
  };
  const shown = (caller: Caller) =>
    house.read<ScenariosShown>(caller, '/patients/:id/scenarios', { id: 'anna' });
  const plan = (caller: Caller, more: object = {}) =>
    house.write<ScenarioPlanned>(caller, '/patients/:id/scenarios', {
      params: { id: 'anna' },
      body: { ...BODY, clientId: clientId(), ...more },
    });
  const change = (caller: Caller, on: { id: string; versionId: number }, more: object, id = 'anna') =>
    house.write<ScenarioChanged>(caller, '/patients/:id/scenarios/:scenario', {
      params: { id, scenario: on.id },
      body: { ...BODY, ...more, versionId: on.versionId },
    });
  const end = (caller: Caller, on: { id: string; versionId: number }, because: string) =>
    house.write<ScenarioChanged>(caller, '/patients/:id/scenarios/:scenario/end', {
      params: { id: 'anna', scenario: on.id },
      body: { because, versionId: on.versionId },
    });
  const refused = (work: Promise<unknown>, code: string) => expect(work).rejects.toMatchObject({ code });

  it('is planned by who treats, once however often it is sent, and read by whom the rules name', async () => {
    const number = clientId();
    const { scenario, again } = await plan(wardNurse, { clientId: number });
    expect([scenario.problem, again]).toEqual([BODY.problem, false]);
    expect(await plan(wardNurse, { clientId: number })).toMatchObject({ again: true });
    await refused(plan(wardNurse, { clientId: number, problem: 'Iets anders' }), 'duplicate');
    const { scenarios, mayPlan } = await shown(doctor);
    expect(scenarios).toMatchObject([{ problem: BODY.problem, planned: { at: '2026-11-23T09:00:00.000Z' } }]);
    expect(mayPlan).toBe(true);
    // The patient reads it and changes nothing; so does who is close by mandate, as the policy has it.
    expect(await shown(anna)).toMatchObject({ mayPlan: false, closed: false });
    await refused(plan(anna), 'forbidden');
    await refused(shown(daughter), 'not-found');
    await refused(shown(strangeNurse), 'not-found');
    await refused(plan(strangeNurse), 'forbidden');
    // A nurse of the team has nothing to do with this patient before somebody asked the team.
    for (const caller of [secretary, volunteer, consultNurse]) await refused(plan(caller), 'forbidden');
    await refused(shown(secretary), 'not-found');
    expect(await shown({ ...doctor, emergency: { patient: 'anna', reason: 'Verzonnen' } })).toMatchObject({
      mayPlan: false,
    });
  });

  it('is for the practice while the patient permits it', async () => {
    expect(await shown(gp)).toMatchObject({ closed: true, scenarios: [], mayPlan: false });
  });

  it('tells both where a colleague was first, and keeps what was said', async () => {
    const { scenario } = await plan(wardNurse, { problem: 'Verward' });
    expect(await change(wardNurse, scenario, { problem: 'Onrustig en verward' })).toMatchObject({
      kind: 'changed',
      now: { problem: 'Onrustig en verward', versionId: 2 },
    });
    expect(await change(doctor, scenario, { problem: 'Delier' })).toMatchObject({
      kind: 'conflict',
      theirs: { problem: 'Onrustig en verward', versionId: 2 },
    });
    const on = { id: scenario.id, versionId: 2 };
    const both = await Promise.all([
      change(doctor, on, { problem: 'Delier' }),
      change(wardNurse, on, { problem: 'Onrust' }),
    ]);
    expect(both.map(({ kind }) => kind).toSorted()).toEqual(['changed', 'conflict']);
    await refused(change(strangeNurse, on, {}), 'forbidden');
    // Under another patient it is not there.
    await refused(change(doctor, on, {}, 'bram'), 'forbidden');
  });

  it('is taken out with a reason, stays to be read, and is not changed any more', async () => {
    const { scenario } = await plan(doctor, { problem: 'Bloeding' });
    await refused(end(doctor, scenario, ' '), 'required');
    expect(await end(doctor, scenario, 'Bestraald')).toMatchObject({
      kind: 'changed',
      now: { ended: { because: 'Bestraald' }, versionId: 2 },
    });
    await refused(change(doctor, { id: scenario.id, versionId: 2 }, {}), 'business-rule');
    const { scenarios } = await shown(doctor);
    expect(scenarios.find(({ id }) => id === scenario.id)?.ended?.because).toBe('Bestraald');
  });

  it('says how many cannot be read, and takes no other plan of care for one', async () => {
    const before = await shown(doctor);
    await record.put('CarePlan', 'other', {
      status: 'active',
      intent: 'plan',
      subject: { reference: 'Patient/anna' },
    });
    await refused(change(doctor, { id: 'other', versionId: 1 }, {}), 'not-found');
    const kept = await record.house.session(doctor).read('CarePlan', before.scenarios[0]?.id ?? '');
    if (kept === undefined) throw new Error('the scenario is not there');
    const { activity: _, ...rest } = resourceOf(kept);
    await record.put('CarePlan', 'broken', rest);
    expect(await shown(doctor)).toMatchObject({ unreadable: 1, scenarios: before.scenarios });
  });

  it('is valid R4', async () => {
    const found = await record.invalid(['CarePlan']);
    expect(found).toEqual([]);
  });
});
