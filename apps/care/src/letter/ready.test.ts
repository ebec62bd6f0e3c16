import { type Caller, resourceOf } from '@caecilia/kernel';
import type { OrderAnswer, ReadyShown, SupplyAnswer } from '@caecilia/letter';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOME_CARE } from '../access/relations.ts';
import { standardsOf } from '../care-plan.ts';
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
  husband,
  secretary,
  TEAM,
  volunteer,
  wardNurse,
} from '../consultation/testing/people.ts';
import { type AskedEndpoints, askedEndpoints } from '../testing/asked-endpoints.ts';
import { person } from '../testing/people.ts';
import { readyArea } from './desk-area.ts';
import { readLetterFacts } from './letter-facts.ts';
import { EXPIRY_KEEPER } from './ready-duty.ts';
import { tellExpiring } from './supply-upkeep.ts';

const stranger = person('treating-physician', 'Practitioner/stranger', 'Organization/elsewhere');
const pharmacist = person('pharmacist', 'Practitioner/pharmacist', 'Organization/ward');
const homeNurse = person('home-care-nurse', 'Practitioner/home-nurse', 'Organization/home');
const EVERYTHING: Caller = { id: 'system:test', role: 'system', scope: { kind: 'everything' } };
const ORDER = {
  medication: 'Verzinsoline',
  indication: 'Plotselinge benauwdheid',
  dose: 'een verzonnen hoeveelheid',
  route: 'onder de huid',
  maximum: 'een verzonnen aantal per dag',
  whenToCall: 'Na de tweede keer: de huisartsenpost',
  until: '2026-12-31',
};
const SUPPLY = {
  item: 'Verzinsoline, vijf verzonnen ampullen',
  indication: 'Benauwdheid',
  givers: ['homeCare'],
  place: 'Koelkast in de bijkeuken, blauwe doos',
  expires: '2026-12-10',
};

describe('what lies ready, in the record', () => {
  let record: ConsultationRecord;
  let house: AskedEndpoints;
  let parts: Parameters<typeof readyArea>[0];
  let forms = 0;
  beforeAll(async () => {
    record = await openConsultationRecord();
    const { store, packs } = record.record;
    parts = { ...record.house, store, standards: standardsOf(packs), demo: true };
    house = askedEndpoints(record.house.session, readyArea(parts).endpoints);
    const [system, code] = (HOME_CARE[0] ?? '').split('|');
    await record.put('EpisodeOfCare', 'home', {
      status: 'active',
      patient: { reference: 'Patient/anna' },
      type: [{ coding: [{ system, code }] }],
      managingOrganization: { reference: 'Organization/home' },
    });
    await record.put('Consent', 'shared', {
      status: 'active',
      scope: {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }],
      },
      category: [{ text: 'delen' }],
      patient: { reference: 'Patient/anna' },
      policyRule: { text: 'Toestemming van de patiënt' },
      provision: {
        type: 'permit',
        actor: [{ role: { text: 'IRCP' }, reference: { reference: 'Organization/home' } }],
      },
    });
  });
  afterAll(async () => await record.close());

  const clientId = () => {
    forms += 1;
    return `8c1f6d3e-0000-4000-8000-${String(forms).padStart(12, '0')}`;
  };
  const shown = (caller: Caller) => house.read<ReadyShown>(caller, '/patients/:id/ready', { id: 'anna' });
  const write = <T>(caller: Caller, path: string, params: object, body: object) =>
    house.write<T>(caller, `/patients/:id/${path}`, { params: { id: 'anna', ...params }, body });
  const order = (caller: Caller, more: object = {}) =>
    write<OrderAnswer>(caller, 'orders', {}, { ...ORDER, clientId: clientId(), ...more });
  const onOrder = (caller: Caller, act: 'seen' | 'withdraw', id: string, body: object = {}) =>
    write<OrderAnswer>(caller, `orders/:order/${act}`, { order: id }, body);
  const place = (caller: Caller, more: object = {}) =>
    write<SupplyAnswer>(caller, 'supplies', {}, { ...SUPPLY, clientId: clientId(), ...more });
  const act = (caller: Caller, id: string, body: object) =>
    write<SupplyAnswer>(caller, 'supplies/:supply/act', { supply: id }, body);
  const refused = (work: Promise<unknown>, code: string, expression?: string) =>
    expect(work).rejects.toMatchObject({
      code,
      ...(expression === undefined ? {} : { issues: [{ expression: [expression] }] }),
    });

  it('is an execution request of which a physician typed every part, and none without one of them', async () => {
    for (const field of Object.keys(ORDER))
      await refused(order(doctor, { [field]: ' ' }), field === 'until' ? 'value' : 'required', field);
    await refused(order(doctor, { until: '2026-11-22' }), 'value', 'until');
    await refused(order(doctor, { until: '' }), 'required', 'until');
    const number = clientId();
    const { order: signed, again } = await order(doctor, { clientId: number });
    expect(signed).toMatchObject({ ...ORDER, state: 'active', seen: [], isSeen: false });
    expect([again, (await order(doctor, { clientId: number })).again]).toEqual([false, true]);
    await refused(order(doctor, { clientId: number, dose: 'anders' }), 'duplicate');
    expect((await shown(doctor)).items).toEqual([]);
  });

  it('is signed by physicians who treat, and by nobody else', async () => {
    for (const caller of [
      wardNurse,
      homeNurse,
      consultNurse,
      pharmacist,
      gp,
      anna,
      husband,
      daughter,
      secretary,
      volunteer,
      stranger,
    ])
      await refused(order(caller), 'forbidden');
    await refused(shown(stranger), 'not-found');
    expect(await shown(husband)).toMatchObject({ closed: true, orders: [] });
  });

  it('is seen by the nurse who carries it out, once each, and withdrawn by a physician with a reason', async () => {
    const { order: signed } = await order(doctor);
    const { order: seen } = await onOrder(homeNurse, 'seen', signed.id);
    expect(seen.seen).toMatchObject([{ by: 'Practitioner/home-nurse', at: '2026-11-23T09:00:00.000Z' }]);
    expect((await onOrder(homeNurse, 'seen', signed.id)).order.seen).toHaveLength(1);
    await onOrder(wardNurse, 'seen', signed.id);
    const found = (await shown(homeNurse)).orders.find(({ id }) => id === signed.id);
    expect([found?.isSeen, found?.seen.length]).toEqual([true, 2]);
    // A nurse changes no word of it by their role, only by saying that they saw it.
    const version = await record.house.session(homeNurse).read('MedicationRequest', signed.id);
    if (version === undefined) throw new Error('the request is not there');
    const resource = { ...resourceOf(version), status: 'stopped' };
    await refused(
      record.house.session(homeNurse).change({ kind: 'update', id: signed.id, resource }),
      'forbidden',
    );
    for (const caller of [anna, husband, stranger])
      await expect(onOrder(caller, 'seen', signed.id)).rejects.toMatchObject({ code: /forbidden|not-found/ });
    await refused(onOrder(wardNurse, 'withdraw', signed.id, { because: 'x' }), 'forbidden');
    await refused(onOrder(doctor, 'withdraw', signed.id, { because: '' }), 'required', 'because');
    const { order: gone } = await onOrder(doctor, 'withdraw', signed.id, { because: 'Niet meer nodig' });
    expect(gone).toMatchObject({ state: 'withdrawn', withdrawn: { because: 'Niet meer nodig' } });
    await refused(onOrder(homeNurse, 'seen', signed.id), 'business-rule');
    await refused(onOrder(doctor, 'withdraw', signed.id, { because: 'x' }), 'business-rule');
    const { content } = await house.file(homeNurse, '/patients/:id/orders/:order/pdf', {
      id: 'anna',
      order: signed.id,
    });
    expect(Buffer.from(content).toString('latin1').startsWith('%PDF-')).toBe(true);
  });

  it('that another system changed in one part is not read', async () => {
    const { order: signed } = await order(doctor);
    const version = await record.house.session(doctor).read('MedicationRequest', signed.id);
    if (version === undefined) throw new Error('the request is not there');
    const resource = resourceOf(version);
    const [dosage] = resource.dosageInstruction as readonly object[];
    const before = await shown(doctor);
    await record.put('MedicationRequest', signed.id, {
      ...resource,
      dosageInstruction: [{ ...dosage, maxDosePerLifetime: { value: 9 } }],
    });
    const after = await shown(doctor);
    expect([after.unreadable, after.orders.length]).toEqual([
      before.unreadable + 1,
      before.orders.length - 1,
    ]);
  });

  it('lies where somebody finds it, and what became of it is said by who works with the patient', async () => {
    await refused(place(wardNurse), 'forbidden');
    await refused(place(doctor, { givers: ['nobody'] }), 'required', 'givers');
    await refused(place(doctor, { expires: '2026-11-22' }), 'value', 'expires');
    await refused(place(doctor, { place: '' }), 'required', 'place');
    const { supply } = await place(pharmacist);
    expect(supply).toMatchObject({ ...SUPPLY, state: 'present', events: [] });
    await refused(act(homeNurse, supply.id, { act: 'moved', words: '' }), 'required', 'words');
    await refused(act(homeNurse, supply.id, { act: 'sold' }), 'value', 'act');
    const moved = await act(homeNurse, supply.id, { act: 'moved', words: 'Slaapkamer, bovenste la' });
    expect(moved.supply).toMatchObject({ place: 'Slaapkamer, bovenste la', state: 'present' });
    for (const caller of [anna, husband, stranger])
      await expect(act(caller, supply.id, { act: 'used' })).rejects.toMatchObject({
        code: /forbidden|not-found/,
      });
    const both = await Promise.allSettled([
      act(homeNurse, supply.id, { act: 'used' }),
      act(wardNurse, supply.id, { act: 'gone' }),
    ]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const standing = (await shown(doctor)).supplies.find(({ id }) => id === supply.id);
    expect(['used', 'gone']).toContain(standing?.state);
  });

  it('stands in a letter with where it lies and until when, and without a dose', async () => {
    await place(doctor, { item: 'Fantasolpleister (verzonnen)' });
    await order(doctor, { medication: 'Fantasol' });
    const { parts: said } = await readLetterFacts(parts, doctor, { patient: 'anna', language: 'nl' });
    const words = JSON.stringify(said.supply);
    expect(words).toContain('Fantasolpleister');
    expect(words).toContain('blauwe doos');
    expect(words).toContain('10 dec 2026');
    expect(words).toContain('Uitvoeringsverzoek: Fantasol');
    expect(`${words}${JSON.stringify(said.medication)}`).not.toContain(ORDER.dose);
  });

  it('that expires within a week becomes one task of the team that treats, also where two look at once', async () => {
    await place(doctor, { item: 'Verzonnen neusspray', expires: '2026-11-29' });
    await place(doctor, { item: 'Verzonnen drank', expires: '2027-06-01' });
    const session = record.house.session(EXPIRY_KEEPER);
    // Nobody treats with a team yet: it is looked at again.
    expect(await tellExpiring(session, record.house)).toBe(0);
    await record.put('HealthcareService', 'team-service', {
      active: true,
      providedBy: { reference: TEAM },
      type: [{ coding: [{ system: 'urn:caecilia:service-type', code: 'consultation-team' }] }],
    });
    await record.put('EpisodeOfCare', 'consultation', {
      status: 'active',
      patient: { reference: 'Patient/anna' },
      type: [{ coding: [{ system: 'http://snomed.info/sct', code: '11429006' }] }],
      managingOrganization: { reference: TEAM },
    });
    const told = await Promise.all([
      tellExpiring(session, record.house),
      tellExpiring(session, record.house),
    ]);
    expect(told.reduce((sum, each) => sum + each, 0)).toBe(1);
    expect(await tellExpiring(session, record.house)).toBe(0);
    const tasks = await record.house
      .session(EVERYTHING)
      .search(record.house.readSearch(['Task'], [['patient', 'Patient/anna']]));
    const words = tasks.matches.map((each) => resourceOf(each).description);
    expect([words.length, String(words).includes('29-11-2026')]).toEqual([1, true]);
    expect(String(words)).not.toContain('neusspray');
    record.setNow('2026-12-01T09:00:00Z');
    const spray = (await shown(doctor)).supplies.find(({ item }) => item === 'Verzonnen neusspray');
    expect(spray?.state).toBe('expired');
    expect((await shown(doctor)).orders.every(({ state }) => state !== 'expired')).toBe(true);
    record.setNow('2027-01-01T09:00:00Z');
    expect((await shown(doctor)).orders.some(({ state }) => state === 'active')).toBe(false);
    record.setNow('2026-11-23T09:00:00Z');
  });

  it('is valid R4', async () => {
    expect(await record.invalid(['MedicationRequest', 'MedicationDispense', 'Task'])).toEqual([]);
  });
});
