import {
  type Act,
  adviceOverRecord,
  type Kept,
  type KeptRequest,
  type NewRecommendation,
  type Recommendation,
  requestsOverRecord,
} from '@caecilia/consultation';
import type { Caller } from '@caecilia/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { person } from '../testing/people.ts';
import { countsOnDuty } from './counts.ts';
import { asking, type ConsultationRecord, openConsultationRecord } from './testing/consultation-record.ts';
import {
  anna,
  consultNurse,
  doctor,
  husband,
  lead,
  spiritual,
  volunteer,
  WARD,
  wardNurse,
} from './testing/people.ts';

describe('advice over the record', () => {
  let house: ConsultationRecord;
  let advice: ReturnType<typeof adviceOverRecord>;
  let requests: ReturnType<typeof requestsOverRecord>;
  let consultation: KeptRequest;
  let forms = 0;

  const done = async (caller: Caller, on: KeptRequest, act: Act) => {
    const answer = await requests.act(caller, on, act);
    if (answer.kind !== 'changed') throw new Error('somebody was first');
    return answer.now;
  };
  const underWay = async () => {
    const asked = (await requests.ask(wardNurse, asking())).kept;
    const triage: Act = { kind: 'triage', urgency: 'urgent', domains: ['physical'], goes: ['consult-nurse'] };
    const triaged = await done(consultNurse, asked, triage);
    const accepted = await done(consultNurse, triaged, { kind: 'accept', owner: { name: 'C. Verzonnen' } });
    return await done(consultNurse, accepted, { kind: 'start', firstContact: '2026-11-23T09:00:00.000Z' });
  };
  beforeAll(async () => {
    house = await openConsultationRecord();
    advice = adviceOverRecord(house.house);
    requests = requestsOverRecord(house.house);
    consultation = await underWay();
  });
  afterAll(async () => await house.close());

  const wish = (more: Partial<NewRecommendation> = {}): NewRecommendation => {
    forms += 1;
    return {
      patient: 'anna',
      consultation: `ServiceRequest/${consultation.ids.request}`,
      clientId: `0b1f6d3e-0000-4000-8001-${String(forms).padStart(12, '0')}`,
      advice: 'Ventilator aan het bed.',
      domain: 'physical',
      owner: { reference: WARD },
      dueOn: '2026-11-24',
      ...more,
    };
  };
  const given = async (more: Partial<NewRecommendation> = {}) =>
    (await advice.give(consultNurse, wish(more))).kept;
  const decide = async (on: Kept<Recommendation>, outcome: Parameters<typeof advice.decide>[2]) => {
    const answer = await advice.decide(doctor, on, outcome);
    if (answer.kind !== 'changed') throw new Error('somebody was first');
    return answer.now;
  };
  const forbidden = (work: Promise<unknown>) => expect(work).rejects.toMatchObject({ code: 'forbidden' });
  const refused = (work: Promise<unknown>) => expect(work).rejects.toMatchObject({ code: 'business-rule' });
  const unseen = (work: Promise<unknown>) => expect(work).rejects.toMatchObject({ code: 'not-found' });

  it('is open for the ward and for the team, by the day it is due, until the ward says what became of it', async () => {
    const later = await given({ dueOn: '2026-11-30' });
    const sooner = await given({ advice: 'Morgen met de familie praten.', domain: 'social' });
    for (const caller of [wardNurse, doctor, consultNurse, spiritual])
      expect((await advice.open(caller)).entries.map(({ id }) => id)).toEqual([sooner.id, later.id]);
    expect((await advice.open(doctor, { owner: WARD })).entries).toHaveLength(2);
    expect((await advice.open(doctor, { owner: 'Organization/other' })).entries).toEqual([]);
    expect((await advice.open(doctor, { patient: 'anna' })).entries).toHaveLength(2);
    expect((await advice.ofPatient(doctor, 'anna')).entries.map(({ id }) => id).toSorted()).toEqual(
      [sooner.id, later.id].toSorted(),
    );
    expect((await advice.ofPatient(volunteer, 'anna')).entries).toEqual([]);
    await decide(sooner, { kind: 'adopted' });
    await decide(later, { kind: 'declined', words: 'Patiënt wil geen ventilator.' });
    expect((await advice.open(consultNurse)).entries).toEqual([]);
  });

  it('is given once, however often the form is sent, and only in a consultation of this patient that goes on', async () => {
    const form = wish();
    const answers = await Promise.all([1, 2, 3, 4].map(() => advice.give(consultNurse, form)));
    expect(new Set(answers.map(({ kept }) => kept.id)).size).toBe(1);
    expect(answers.filter(({ again }) => !again)).toHaveLength(1);
    await expect(advice.give(consultNurse, { ...form, advice: 'Iets anders.' })).rejects.toMatchObject({
      code: 'duplicate',
    });
    await unseen(advice.give(consultNurse, wish({ consultation: 'ServiceRequest/nothing' })));
    await refused(advice.give(consultNurse, wish({ consultation: 'CarePlan/1' })));
    await refused(advice.give(consultNurse, wish({ dueOn: '2026-11-22' })));
    const kept = answers[0]?.kept;
    if (kept !== undefined) await decide(kept, { kind: 'adopted' });
  });

  it('tells both where two decide on one, and keeps the first', async () => {
    const kept = await given();
    const answers = await Promise.all([
      advice.decide(doctor, kept, { kind: 'adopted' }),
      advice.decide(wardNurse, kept, { kind: 'declined', words: 'Nee.' }),
    ]);
    expect(answers.map(({ kind }) => kind).toSorted()).toEqual(['changed', 'conflict']);
    const late = await advice.decide(wardNurse, kept, { kind: 'declined', words: 'Nee.' });
    expect(late).toMatchObject({ kind: 'conflict', tried: { kind: 'declined' } });
  });

  it('is decided on by who treats; the team only writes down what it was told', async () => {
    const kept = await given();
    await forbidden(advice.decide(consultNurse, kept, { kind: 'adopted' }));
    for (const caller of [anna, husband, volunteer, lead])
      await forbidden(advice.decide(caller, kept, { kind: 'adopted', toldBy: 'x' }));
    await forbidden(advice.give(doctor, wish()));
    await refused(advice.decide(doctor, kept, { kind: 'declined' }));
    const told = await advice.decide(consultNurse, kept, {
      kind: 'adopted',
      toldBy: 'zaalarts, telefonisch',
    });
    expect(told).toMatchObject({
      kind: 'changed',
      now: { value: { outcome: { toldBy: 'zaalarts, telefonisch' } } },
    });
  });

  it('is not for volunteers and carers to see, by any way in; a task that is meant for them is', async () => {
    const kept = await given();
    await house.put('Task', 'flowers', {
      status: 'requested',
      intent: 'order',
      code: { coding: [{ system: 'urn:caecilia:task', code: 'to-do' }] },
      for: { reference: 'Patient/anna' },
    });
    for (const caller of [volunteer, husband]) {
      const session = house.house.session(caller);
      expect(await session.read('Task', kept.id)).toBeUndefined();
      expect(await session.read('Task', consultation.id)).toBeUndefined();
      const { matches } = await session.search(
        house.house.readSearch(['Task'], [['patient', 'Patient/anna']]),
      );
      expect(matches.map(({ id }) => id)).toEqual(['flowers']);
    }
    const elsewhere = person('treating-physician', 'Practitioner/other', 'Organization/other');
    await unseen(advice.decide(elsewhere, kept, { kind: 'adopted' }));
    expect((await advice.open(elsewhere)).entries).toEqual([]);
    await decide(kept, { kind: 'changed', words: 'Raam open.' });
  });

  it('is followed up before the consultation ends, and is counted after it', async () => {
    const open = await given();
    await refused(requests.act(consultNurse, consultation, { kind: 'complete' }));
    await decide(open, { kind: 'adopted' });
    await done(consultNurse, consultation, { kind: 'complete' });
    expect((await advice.open(consultNurse)).entries).toEqual([]);
    await unseen(advice.give(consultNurse, wish()));
    const declined = (await requests.ask(wardNurse, asking())).kept;
    const answer = { reason: 'x', advice: 'y', recipient: 'z' };
    await done(consultNurse, declined, { kind: 'decline', ...answer });
    await requests.ask(wardNurse, asking());
    const counts = countsOnDuty(house.record.store, house.house);
    const period = { from: '2026-11-01T00:00:00Z', until: '2026-12-01T00:00:00Z' };
    const adoption = await counts.adoption(lead, period);
    expect(adoption).toMatchObject({ given: 7, open: 0, changed: 1 });
    expect(adoption.adopted + adoption.declined).toBe(6);
    expect(await counts.responses(lead, period)).toMatchObject({
      asked: 3,
      met: 1,
      missed: 0,
      waiting: 1,
      redirected: 0,
      declined: 1,
      withdrawn: 0,
      late: 0,
      later: 0,
    });
    const before = { from: '2026-10-01T00:00:00Z', until: '2026-11-01T00:00:00Z' };
    expect(await counts.adoption(lead, before)).not.toHaveProperty('rate');
    for (const caller of [wardNurse, anna, husband, volunteer, person('researcher')]) {
      await forbidden(counts.adoption(caller, period));
      await forbidden(counts.responses(caller, period));
    }
  });

  it('is not counted where something of it cannot be read', async () => {
    await house.put('Task', 'foreign', {
      status: 'requested',
      intent: 'proposal',
      authoredOn: '2026-11-23T09:00:00Z',
      code: { coding: [{ system: 'urn:caecilia:task', code: 'recommendation' }] },
      for: { reference: 'Patient/anna' },
    });
    const counts = countsOnDuty(house.record.store, house.house);
    const period = { from: '2026-11-01T00:00:00Z', until: '2026-12-01T00:00:00Z' };
    await expect(counts.adoption(lead, period)).rejects.toMatchObject({ code: 'invariant' });
    expect((await advice.open(doctor)).unreadable).toEqual(['Task/foreign']);
  });

  it('is valid R4', async () => {
    expect((await house.invalid(['Task'])).filter((each) => !/foreign|flowers/.test(each))).toEqual([]);
  });
});
