import type { Caller } from '@caecilia/kernel';
import type {
  DischargeChanged,
  PatientStays,
  StayAsked,
  StayChanged,
  StaysShown,
  StayView,
} from '@caecilia/stay';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ConsultationRecord,
  openConsultationRecord,
} from '../consultation/testing/consultation-record.ts';
import { anna, daughter, gp, husband, volunteer, WARD, wardNurse } from '../consultation/testing/people.ts';
import { type AskedEndpoints, askedEndpoints } from '../testing/asked-endpoints.ts';
import { person } from '../testing/people.ts';
import { stayArea } from './desk-area.ts';

const transfer = person('transfer-nurse', 'Practitioner/transfer', WARD);
const hanna = person('hospice-coordinator', 'Practitioner/hanna', 'Organization/linde');
const other = person('hospice-coordinator', 'Practitioner/other', 'Organization/eik');
const nurse = person('hospice-nurse', 'Practitioner/hospice-nurse', 'Organization/linde');
const WISH = {
  hospice: 'Organization/linde',
  kind: 'time-out',
  from: '2026-11-27',
  until: '2026-12-11',
  careNeed: 'Hulp bij alles',
  question: 'Twee weken rust voor haar man',
  callBack: '000-555 02 70',
  patientAgrees: true,
};
const DAYS = { from: '2026-11-27', until: '2026-12-11' };

describe('asking a hospice for a stay', () => {
  let record: ConsultationRecord;
  let house: AskedEndpoints;
  let forms = 0;
  beforeAll(async () => {
    record = await openConsultationRecord();
    const area = stayArea({ ...record.house, store: record.record.store });
    house = askedEndpoints(record.house.session, area.endpoints);
    for (const [id, name] of [
      ['linde', 'Hospice De Verzonnen Linde'],
      ['eik', 'Hospice De Verzonnen Eik'],
    ] as const) {
      await record.put('Organization', id, { name });
      await record.put('HealthcareService', id, {
        active: true,
        providedBy: { reference: `Organization/${id}` },
        type: [{ coding: [{ system: 'urn:caecilia:service-type', code: 'hospice' }] }],
      });
    }
    await record.put('Practitioner', 'hanna', { name: [{ text: 'Hanna Verzonnen' }] });
    // A second patient of the ward: nothing of hers is the hospice's.
    await record.put('CareTeam', 'ward-bram', {
      status: 'active',
      subject: { reference: 'Patient/bram' },
      participant: [{ member: { reference: WARD } }],
    });
  });
  afterAll(async () => await record.close());

  const clientId = () => {
    forms += 1;
    return `7a1f6d3e-0000-4000-8000-${String(forms).padStart(12, '0')}`;
  };
  const ask = (caller: Caller, more: object = {}, id = 'anna') =>
    house.write<StayAsked>(caller, '/patients/:id/stays', {
      params: { id },
      body: { ...WISH, clientId: clientId(), ...more },
    });
  const act = (caller: Caller, on: Pick<StayView, 'id' | 'versionId'>, body: object) =>
    house.write<StayChanged>(caller, '/stays/:id/act', {
      params: { id: on.id },
      body: { versionId: on.versionId, ...body },
    });
  const done = async (caller: Caller, on: Pick<StayView, 'id' | 'versionId'>, body: object) => {
    const answer = await act(caller, on, body);
    if (answer.kind !== 'changed') throw new Error('a colleague was first');
    return answer.now;
  };
  const list = (caller: Caller) => house.read<StaysShown>(caller, '/stays');
  const ofAnna = (caller: Caller) => house.read<PatientStays>(caller, '/patients/:id/stays', { id: 'anna' });
  const refused = (work: Promise<unknown>) =>
    expect(work).rejects.toMatchObject({ code: expect.stringMatching(/forbidden|not-found/) as unknown });
  const reads = async (caller: Caller, type: string, id: string) =>
    (await record.house.session(caller).read(type, id)) !== undefined;

  it('is for who treats, and is taken once however often it is sent', async () => {
    const form = clientId();
    const first = await ask(transfer, { clientId: form });
    expect(first).toMatchObject({
      again: false,
      stay: { state: 'asked', hospice: 'Hospice De Verzonnen Linde' },
    });
    expect(await ask(transfer, { clientId: form })).toMatchObject({
      again: true,
      stay: { id: first.stay.id },
    });
    await expect(ask(transfer, { clientId: form, question: 'Anders' })).rejects.toMatchObject({
      code: 'duplicate',
    });
    await done(transfer, first.stay, { kind: 'withdraw', reason: 'Proef' });
    // A practice that may not see the record would not see the answer either.
    for (const caller of [anna, husband, daughter, volunteer, hanna, nurse, gp]) await refused(ask(caller));
    await refused(ask(person('transfer-nurse', 'Practitioner/far', 'Organization/far')));
    await expect(ask(wardNurse, { hospice: 'Organization/ward' })).rejects.toMatchObject({ code: 'value' });
    await expect(ask(wardNurse, { patientAgrees: 'yes' })).rejects.toMatchObject({ code: 'business-rule' });
  });

  it('shows the hospice what it needs to answer, and nothing else of the record before it promises a place', async () => {
    const { stay } = await ask(transfer);
    const [seen] = (await list(hanna)).stays.filter(({ id }) => id === stay.id);
    expect(seen).toMatchObject({
      patient: { id: 'anna', name: expect.stringContaining('Verzonnen') as unknown, birthDate: '1948-02-14' },
      asked: { kind: 'time-out', careNeed: 'Hulp bij alles' },
      requester: transfer.name,
      may: ['check', 'accept', 'decline'],
    });
    expect(Object.keys(seen?.patient ?? {}).toSorted()).toEqual(['birthDate', 'deceased', 'id', 'name']);
    for (const [type, id] of [
      ['Patient', 'anna'],
      ['Task', stay.id],
      ['CareTeam', 'ward-anna'],
    ] as const) {
      expect(await reads(hanna, type, id)).toBe(false);
      expect(await reads(nurse, type, id)).toBe(false);
    }
    expect((await list(other)).stays).toEqual([]);
    await refused(act(other, stay, { kind: 'accept', ...DAYS }));
    await refused(act(nurse, stay, { kind: 'accept', ...DAYS }));
    await refused(act(transfer, stay, { kind: 'accept', ...DAYS }));
    await refused(act(hanna, stay, { kind: 'withdraw', reason: 'niet van haar' }));
  });

  it('is phoned about, promised and read; the record opens for the hospice, and closes when the stay ends', async () => {
    const [open] = (await list(hanna)).stays.filter(({ state }) => state === 'asked');
    if (open === undefined) throw new Error('nothing is asked');
    const phoned = await done(hanna, open, { kind: 'check', check: 'phoned' });
    const checked = await done(hanna, phoned, { kind: 'check', check: 'insurance' });
    expect(checked.checks).toMatchObject([
      { check: 'phoned', name: 'Hanna Verzonnen' },
      { check: 'insurance', name: 'Hanna Verzonnen' },
    ]);
    const promised = await done(hanna, checked, { kind: 'accept', ...DAYS });
    for (const [type, id] of [
      ['Patient', 'anna'],
      ['Task', open.id],
    ] as const)
      expect(await reads(nurse, type, id)).toBe(true);
    expect(await reads(nurse, 'Patient', 'bram')).toBe(false);
    const [news] = (await list(transfer)).stays;
    expect(news).toMatchObject({ id: open.id, state: 'accepted', promised: DAYS, isNews: true });
    const read = await done(transfer, promised, { kind: 'told' });
    expect(read).toMatchObject({ isNews: false, told: { at: expect.any(String) as unknown } });
    record.setNow('2026-11-27T13:00:00Z');
    const arrived = await done(hanna, read, { kind: 'arrive' });
    record.setNow('2026-12-09T13:00:00Z');
    await done(hanna, arrived, { kind: 'leave' });
    expect(await reads(nurse, 'Patient', 'anna')).toBe(false);
    expect((await list(hanna)).stays.some(({ id }) => id === open.id)).toBe(true);
    record.setNow('2026-11-23T09:00:00Z');
  });

  it('tells who was second what a colleague did, and changes nothing', async () => {
    const { stay } = await ask(transfer);
    await done(transfer, stay, { kind: 'withdraw', reason: 'Zij blijft thuis' });
    expect(await act(hanna, stay, { kind: 'accept', ...DAYS })).toMatchObject({
      kind: 'conflict',
      theirs: { state: 'withdrawn', reason: 'Zij blijft thuis' },
    });
    expect(await reads(nurse, 'Patient', 'anna')).toBe(false);
  });

  it('takes the promise back with the record where the hospice calls it off, and gives the reason', async () => {
    const { stay } = await ask(transfer);
    const promised = await done(hanna, stay, { kind: 'accept', ...DAYS });
    expect(await reads(nurse, 'Patient', 'anna')).toBe(true);
    await done(hanna, promised, { kind: 'decline', reason: 'Lekkage' });
    expect(await reads(nurse, 'Patient', 'anna')).toBe(false);
    const { stays } = await ofAnna(transfer);
    expect(stays.find(({ id }) => id === stay.id)).toMatchObject({
      state: 'declined',
      reason: 'Lekkage',
      isNews: true,
    });
  });

  it('has its number of places said by the coordinator of that hospice only', async () => {
    const { stated } = await list(hanna);
    const state = (caller: Caller, count: unknown) =>
      house.write(caller, '/stays/places', {
        params: {},
        body: { service: stated?.service, versionId: stated?.versionId, count },
      });
    for (const caller of [transfer, nurse, anna]) await refused(state(caller, 1));
    await refused(state(other, 1));
    await expect(state(hanna, 100)).rejects.toMatchObject({ code: 'value' });
    await expect(state(hanna, '2')).rejects.toMatchObject({ code: 'value' });
    await state(hanna, 1);
    await expect(state(hanna, 2)).rejects.toMatchObject({ status: 412 });
    const { hospices } = await ofAnna(transfer);
    expect(hospices.map(({ name, places }) => [name, places?.count])).toEqual([
      ['Hospice De Verzonnen Eik', undefined],
      ['Hospice De Verzonnen Linde', 1],
    ]);
  });

  it('is refused on a night that is full, and taken from the day of the return', async () => {
    const [one, two] = [await ask(transfer), await ask(transfer, {}, 'bram')];
    await done(hanna, one.stay, { kind: 'accept', ...DAYS });
    await expect(act(hanna, two.stay, { kind: 'accept', ...DAYS })).rejects.toThrow(/night of 27-11-2026/);
    const later = await done(hanna, two.stay, { kind: 'accept', from: '2026-12-11', until: '2026-12-20' });
    await expect(
      act(hanna, later, { kind: 'replan', from: '2026-12-10', until: '2026-12-20' }),
    ).rejects.toThrow(/night of 10-12-2026/);
    await done(hanna, later, { kind: 'replan', from: '2026-12-12', until: '2026-12-20' });
  });

  it('keeps a list of what has to be there before going home, each with who and when', async () => {
    const say = (caller: Caller, body: object, item = 'bed') =>
      house.write<DischargeChanged>(caller, '/patients/:id/discharge/:item', {
        params: { id: 'anna', item },
        body,
      });
    const first = await say(transfer, { state: 'open', who: 'Thuiszorgwinkel', due: '2026-11-26' });
    expect(first).toMatchObject({
      kind: 'changed',
      now: { item: 'bed', versionId: 1, who: 'Thuiszorgwinkel' },
    });
    expect(await say(wardNurse, { state: 'arranged' })).toMatchObject({
      kind: 'conflict',
      theirs: { state: 'open' },
    });
    await say(wardNurse, { state: 'arranged', versionId: 1 });
    expect((await ofAnna(wardNurse)).discharge).toMatchObject([
      { item: 'bed', state: 'arranged' },
      { item: 'oxygen' },
      { item: 'home-nursing' },
    ]);
    for (const caller of [anna, hanna, volunteer])
      await refused(say(caller, { state: 'arranged' }, 'oxygen'));
    await refused(say(transfer, { state: 'open' }, 'wheelchair'));
    await expect(say(transfer, { state: 'perhaps' }, 'oxygen')).rejects.toMatchObject({ code: 'required' });
  });

  it('leaves only what is valid in the record', async () => {
    expect(
      await record.invalid(['Task', 'ServiceRequest', 'Encounter', 'EpisodeOfCare', 'HealthcareService']),
    ).toEqual([]);
  });
});
