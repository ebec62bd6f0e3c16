import type { FhirResource } from '@caecilia/fhir';
import { type Caller, callerOf, resourceOf } from '@caecilia/kernel';
import type { OwnRecord } from '@caecilia/privacy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { POLICY } from '../access/policy.ts';
import { standardsOf } from '../care-plan.ts';
import {
  type ConsultationRecord,
  openConsultationRecord,
} from '../consultation/testing/consultation-record.ts';
import { anna, consultNurse, daughter, doctor, husband, TEAM } from '../consultation/testing/people.ts';
import { handOversOf } from '../exchange/hand-overs.ts';
import { ownSharing } from './consents.ts';
import type { Names } from './names.ts';
import { ownFirstPage } from './own-first-page.ts';
import { homeOf, managedPatient } from './own-record.ts';

const EVERYTHING: Caller = { id: 'system:test', role: 'system', scope: { kind: 'everything' } };
const of = (reference: string) => ({ reference });
let forms = 0;
const clientId = () => {
  forms += 1;
  return `0b1f6d3e-0000-4000-8500-${String(forms).padStart(12, '0')}`;
};
/** A doctor at the out-of-hours practice, at night. */
const atNight = callerOf(
  {
    accountId: 'night',
    kind: 'staff',
    name: 'dr. Nacht (verzonnen)',
    fhirUser: 'Practitioner/night',
    role: 'out-of-hours-gp',
    organization: 'Organization/out-of-hours',
    secondFactor: true,
    clientId: 'test',
    scopes: ['user/*.rs'],
  },
  POLICY,
  { organizationTypes: ['out-of-hours'] },
);

describe('the first page of a patient', () => {
  let record: ConsultationRecord;
  let own: OwnRecord;
  let sharing: ReturnType<typeof ownSharing>;

  beforeAll(async () => {
    record = await openConsultationRecord();
    const { store, packs } = record.record;
    const patientOf = (caller: Caller) => managedPatient(store, caller);
    const names = { organizations: async () => new Map() } as unknown as Names;
    const parts = { ...record.house, store, names, patientOf };
    sharing = ownSharing(parts);
    own = ownFirstPage({ ...parts, standards: standardsOf(packs), sharing });
    await record.put('HealthcareService', 'service', {
      active: true,
      type: [{ coding: [{ system: 'urn:caecilia:service-type', code: 'consultation-team' }] }],
      providedBy: of(TEAM),
    });
  });
  afterAll(async () => await record.close());

  const session = (caller: Caller) => record.record.store.session(caller);
  const all = async (type: string) => {
    const page = await session(EVERYTHING).search(record.house.readSearch([type], [['_count', '100']]));
    return page.matches.map(resourceOf);
  };

  it('is for the patient and who represents them whole, for a mandate in part, and for nobody else', async () => {
    const { store } = record.record;
    expect(await homeOf(store, anna)).toEqual({ patient: 'anna', standing: 'manages' });
    expect(await homeOf(store, husband)).toEqual({ patient: 'anna', standing: 'sees' });
    expect(await homeOf(store, daughter)).toBeUndefined();
    expect(await homeOf(store, doctor)).toBeUndefined();
  });

  it('keeps their own words once, as theirs, and as nothing that was agreed', async () => {
    const ask = { words: ' Ik wil mijn hond nog zien. ', clientId: clientId() };
    await own.addNote(anna, 'anna', ask);
    await own.addNote(anna, 'anna', ask);
    expect(await own.notes(anna, 'anna')).toMatchObject([{ words: 'Ik wil mijn hond nog zien.' }]);
    expect(await all('Consent')).toHaveLength(1);
    expect(await record.invalid(['Communication'])).toEqual([]);
  });

  it('keeps words of somebody with a mandate as theirs; they read their own, and the patient both', async () => {
    await own.addNote(husband, 'anna', { words: 'Zij slaapt slecht.', clientId: clientId() });
    expect((await own.notes(husband, 'anna')).map(({ words }) => words)).toEqual(['Zij slaapt slecht.']);
    const both = await own.notes(anna, 'anna');
    expect(both.map(({ words }) => words).toSorted()).toEqual([
      'Ik wil mijn hond nog zien.',
      'Zij slaapt slecht.',
    ]);
    expect(both.find(({ words }) => words === 'Zij slaapt slecht.')?.name).toBeDefined();
  });

  it('keeps no words of who has no mandate, of a stranger, and none without words', async () => {
    const said = { words: 'Ik ook.', clientId: clientId() };
    await expect(own.addNote(daughter, 'anna', said)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(own.addNote(husband, 'bram', said)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(own.addNote(anna, 'anna', { words: ' ', clientId: clientId() })).rejects.toMatchObject({
      code: 'value',
    });
  });

  it('says who was given the plan, of what kind they are, and when it was opened', async () => {
    await record.put('Organization', 'practice', {
      active: true,
      name: 'Praktijk Verzonnen',
      type: [{ coding: [{ system: 'urn:caecilia:organization-type', code: 'general-practice' }] }],
    });
    expect(await own.holders(anna, 'anna')).toEqual([]);
    const handOvers = handOversOf(record.house);
    const made = await handOvers.make(
      doctor,
      {
        patientId: 'anna',
        channel: 'inbox',
        ground: 'treatment',
        standard: 'pzp-1.0.0-rc2',
        team: 'HealthcareService/service',
        role: 'consult-nurse',
        to: { reference: 'Organization/practice', name: 'Praktijk Verzonnen' },
      },
      clientId(),
    );
    expect(await own.holders(anna, 'anna')).toMatchObject([
      { name: 'Praktijk Verzonnen', kind: { nl: 'Uw huisartsenpraktijk' }, state: 'sent' },
    ]);
    await handOvers.record(doctor, made.id, {
      kind: 'opened',
      at: Date.parse('2026-11-23T09:30:00Z'),
      how: 'here',
      who: { name: 'dr. Verzonnen' },
    });
    expect(await own.holders(anna, 'anna')).toMatchObject([
      { state: 'opened', at: '2026-11-23T09:30:00.000Z' },
    ]);
  });

  it('changes the number and the e-mail of the patient, on what was seen, and nothing else', async () => {
    const before = (await all('Patient')).find(({ id }) => id === 'anna');
    const { versionId } = await own.contacts(anna, 'anna');
    await own.changeContacts(anna, 'anna', { phone: '06 12345678', email: 'anna@voorbeeld.nl', versionId });
    expect(await own.contacts(anna, 'anna')).toMatchObject({
      phone: '06 12345678',
      email: 'anna@voorbeeld.nl',
    });
    const after = (await all('Patient')).find(({ id }) => id === 'anna');
    const besides = (patient: FhirResource | undefined) => ({
      ...patient,
      telecom: undefined,
      meta: undefined,
    });
    expect(besides(after)).toEqual(besides(before));
    await expect(
      own.changeContacts(anna, 'anna', { phone: '06 87654321', email: '', versionId }),
    ).rejects.toMatchObject({ status: 412 });
    expect(await record.invalid(['Patient'])).toEqual([]);
  });

  it('asks the team to correct the rest, once, and changes no representative by itself', async () => {
    const people = await all('RelatedPerson');
    const ask = { words: 'Mijn dochter heeft een ander nummer.', clientId: clientId() };
    expect(await own.askCorrection(anna, 'anna', ask)).toBe(false);
    await record.put('CareTeam', 'team-anna', {
      status: 'active',
      subject: of('Patient/anna'),
      participant: [{ member: of(TEAM) }],
    });
    expect(await own.askCorrection(anna, 'anna', ask)).toBe(true);
    expect(await own.askCorrection(anna, 'anna', ask)).toBe(true);
    const tasks = (await all('Task')).filter(({ description }) =>
      String(description).includes('ander nummer'),
    );
    expect(tasks).toMatchObject([{ owner: of('HealthcareService/service') }]);
    expect(await all('RelatedPerson')).toEqual(people);
    expect((await session(consultNurse).read('Task', String(tasks[0]?.id)))?.id).toBe(tasks[0]?.id);
  });

  it('asks for a new conversation, which becomes one task of the team', async () => {
    const ask = { words: 'Ik wil praten over thuis sterven.', clientId: clientId() };
    expect(await own.askConversation(anna, 'anna', ask)).toBe(true);
    expect(await own.askConversation(anna, 'anna', ask)).toBe(true);
    expect(
      (await all('Task')).filter(({ reasonCode }) =>
        JSON.stringify(reasonCode ?? '').includes('thuis sterven'),
      ),
    ).toHaveLength(1);
  });

  it('ends every sharing in one action: who could read a moment ago reads nothing any more', async () => {
    for (const kind of ['out-of-hours', 'home-care']) await sharing.set(anna, 'anna', kind, 'given');
    const seesAnna = async () => (await session(atNight).read('Patient', 'anna')) !== undefined;
    expect(await seesAnna()).toBe(true);
    expect(await own.stopSharing(anna, 'anna')).toBe(2);
    expect(await seesAnna()).toBe(false);
    expect((await sharing.list(anna, 'anna')).filter(({ state }) => state === 'given')).toEqual([]);
    await expect(own.stopSharing(husband, 'anna')).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('leaves only what is valid R4', async () => {
    const types = ['Communication', 'Consent', 'Patient', 'RelatedPerson', 'Task'];
    expect(await record.invalid(types)).toEqual([]);
  });
});
