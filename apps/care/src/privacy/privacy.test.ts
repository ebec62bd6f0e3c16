import { rmSync } from 'node:fs';
import { CODES_AS_WORDS, createSignIn, type SignIn } from '@caecilia/identity';
import { type Caller, Problem } from '@caecilia/kernel';
import { emptyRecord } from '@caecilia/store/testing/migrated';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSettings } from '../configuration.ts';
import { relationsOf } from '../network/network-floor.ts';
import { readSearchIn } from '../read-search.ts';
import { type OpenRecord, openRecord } from '../record.ts';
import { person } from '../testing/people.ts';
import { type ConsentParts, ownMandates, ownSharing } from './consents.ts';
import { RecordDoors } from './emergency-access.ts';
import { Names } from './names.ts';
import { managedPatient } from './own-record.ts';
import { KeptRequests, type RequestParts } from './requests.ts';
import { KeptReview } from './review.ts';
import { PRIVACY_SCHEMA } from './schema.ts';
import { LogTrail } from './trail.ts';

const TIME_ZONE = 'Europe/Amsterdam';
const HOSPITAL = 'Organization/hospital';
const PERIOD = { from: '2026-11-01', until: '2026-12-31' };

describe('privacy over the record', () => {
  let dataDir = '';
  let now = new Date('2026-11-23T09:00:00Z');
  let record: OpenRecord;
  let signIn: SignIn;
  let doors: RecordDoors;
  const alerts: object[] = [];
  let trail: LogTrail;
  let requests: KeptRequests;
  let review: KeptReview;
  let parts: RequestParts & ConsentParts;

  beforeAll(async () => {
    dataDir = await emptyRecord('caecilia-privacy-');
    const settings = readSettings({ CAECILIA_DATA_DIR: dataDir, CAECILIA_LOG_LEVEL: 'silent' }, '/');
    record = await openRecord(settings, { now: () => now, baseUrl: '' });
    const { store } = record;
    const clock = () => now;
    signIn = createSignIn({
      sql: store.sql,
      log: store.log,
      now: clock,
      mode: 'development',
      demo: false,
      origin: () => '',
      dataDir,
      words: CODES_AS_WORDS,
    });
    await signIn.prepare();
    await store.sql.prepareSchema('privacy', PRIVACY_SCHEMA);
    const names = new Names(store, signIn.accounts);
    const patientOf = (caller: Caller) => managedPatient(store, caller);
    const readSearch = readSearchIn(record.language, clock);
    parts = { store, readSearch, now: clock, timeZone: TIME_ZONE, names, patientOf };
    const { findPatient } = relationsOf({ ...parts, signIn, demo: false });
    trail = new LogTrail({
      log: store.log,
      accounts: signIn.accounts,
      names,
      timeZone: TIME_ZONE,
      patientOf,
      findPatient,
    });
    requests = new KeptRequests(parts);
    review = new KeptReview({ ...parts, trail, requests });
    doors = new RecordDoors(store, readSearch, (facts) => alerts.push(facts));
    await fill();
  });
  afterAll(async () => {
    await record.store.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const put = async (resourceType: string, id: string, more: object) => {
    const house = record.store.session({ id: 'system:test', role: 'system', scope: { kind: 'everything' } });
    await house.change({ kind: 'update', id, resource: { resourceType, id, ...more } });
  };
  const fill = async () => {
    await put('Organization', 'hospital', { name: 'Ziekenhuis Verzonnen' });
    for (const id of ['anna', 'bram', 'cor', 'dode'])
      await put('Patient', id, {
        name: [{ family: `Verzonnen-${id}`, given: ['Proef'] }],
        birthDate: '1950-02-03',
        // Anna and Cor have the same number, by mistake.
        identifier: [{ value: id === 'bram' ? 'VZ-2' : 'VZ-1' }],
        managingOrganization: { reference: HOSPITAL },
        ...(id === 'dode' ? { deceasedDateTime: '2026-11-20' } : {}),
      });
    await put('RelatedPerson', 'court', {
      patient: { reference: 'Patient/anna' },
      relationship: [{ coding: [{ system: 'urn:oid:2.16.840.1.113883.2.4.3.11.22.472', code: '24' }] }],
    });
    await put('RelatedPerson', 'sister', { patient: { reference: 'Patient/anna' }, name: [{ text: 'Zus' }] });
  };

  const someone = (role: string, fhirUser: string, organization?: string): Caller =>
    person(role, fhirUser, organization, { name: `Name of ${fhirUser}` });
  const nurse = (id = 'nurse') => someone('ward-nurse', `Practitioner/${id}`, HOSPITAL);
  const officer = someone('privacy-officer', 'Practitioner/officer', HOSPITAL);
  const patient = (id: string) => someone('patient', `Patient/${id}`);
  const wish = (patientId: string, birthDate = '1950-02-03') =>
    ({ patient: { id: patientId }, birthDate, reason: 'acute-care', words: 'Benauwd.', hours: 1 }) as const;
  const forbidden = (work: Promise<unknown>) => expect(work).rejects.toMatchObject({ code: 'forbidden' });

  it('counts as managing a record: being the patient or representing them, while the patient lives', async () => {
    const managed = (caller: Caller) => managedPatient(record.store, caller);
    expect(await managed(patient('anna'))).toBe('anna');
    expect(await managed(someone('carer', 'RelatedPerson/court'))).toBe('anna');
    expect(await managed(someone('carer', 'RelatedPerson/sister'))).toBeUndefined();
    expect(await managed(patient('dode'))).toBeUndefined();
    expect(await managed(nurse())).toBeUndefined();
    expect(await managed(officer)).toBeUndefined();
  });

  it('lets a carer with a mandate see what was given, and manage nothing: no mandate is passed on', async () => {
    const mandates = ownMandates(parts);
    const sister = someone('carer', 'RelatedPerson/sister');
    await mandates.give(patient('anna'), 'anna', { person: 'RelatedPerson/sister', scopes: [] });
    expect(await record.store.stillAllowed(sister, 'anna')).toBe(true);
    expect(await managedPatient(record.store, sister)).toBeUndefined();
    await forbidden(mandates.give(sister, 'anna', { person: 'RelatedPerson/sister', scopes: [] }));
    await forbidden(mandates.list(patient('bram'), 'anna'));
    await forbidden(ownSharing(parts).set(patient('bram'), 'anna', 'hospital', 'given'));
    await forbidden(ownSharing(parts).list(officer, 'anna'));
  });

  it('never reads or changes a treatment directive through permissions', async () => {
    const directive = {
      status: 'active',
      scope: {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'treatment' }],
      },
      category: [{ text: 'x' }],
      patient: { reference: 'Patient/anna' },
    };
    await put('Consent', 'directive', directive);
    await ownSharing(parts).set(patient('anna'), 'anna', 'hospital', 'given');
    const permissions = await ownSharing(parts).list(patient('anna'), 'anna');
    expect(permissions.find((each) => each.organizationType === 'hospital')?.state).toBe('given');
    const read = await record.store.session(officer).read('Consent', 'directive');
    expect(read).toBeUndefined();
  });

  it('opens a closed record to a nurse of the hospital with the right birth date, and tells the patient', async () => {
    expect(await doors.door(nurse(), 'bram')).toEqual({ kind: 'closed' });
    expect(await doors.door(nurse(), 'nobody')).toEqual({ kind: 'closed' });
    expect(await doors.open(nurse(), wish('bram', '1950-02-04'))).toEqual({ kind: 'no-such-patient' });
    expect(await doors.open(nurse(), wish('nobody'))).toEqual({ kind: 'no-such-patient' });
    expect(await doors.open(nurse(), wish('bram'))).toMatchObject({
      kind: 'opened',
      access: { patientId: 'bram', reason: 'acute-care', words: 'Benauwd.' },
    });
    expect(await doors.door(nurse(), 'bram')).toMatchObject({ kind: 'emergency' });
    const { lines } = await trail.ofPatient(patient('bram'), 'bram', PERIOD, 100);
    const opened = lines.find(({ event, outcome }) => event === 'break-glass' && outcome === 0);
    expect(opened).toMatchObject({
      actor: { name: 'Name of Practitioner/nurse', role: 'ward-nurse', organization: 'Ziekenhuis Verzonnen' },
      emergency: { reason: 'Spoed. Benauwd.' },
    });
    expect(lines.some(({ event, outcome }) => event === 'break-glass' && outcome === 4)).toBe(true);
    await doors.end(nurse(), 'bram');
    expect(await doors.door(nurse(), 'bram')).toEqual({ kind: 'closed' });
  });

  it('opens to a nurse of a ward what the hospital of that ward holds, and nothing of another hospital', async () => {
    await put('Organization', 'clinic', { name: 'Kliniek', partOf: { reference: HOSPITAL } });
    await put('Organization', 'ward', { name: 'Afdeling', partOf: { reference: 'Organization/clinic' } });
    await put('Organization', 'far', { name: 'Ander huis', partOf: { reference: 'Organization/far' } });
    const ofWard = someone('ward-nurse', 'Practitioner/ward-night', 'Organization/ward');
    const elsewhere = someone('ward-nurse', 'Practitioner/far-night', 'Organization/far');
    expect(await doors.open(elsewhere, wish('bram'))).toEqual({ kind: 'no-such-patient' });
    expect(await doors.open(ofWard, wish('bram'))).toMatchObject({ kind: 'opened' });
    expect(await doors.door(elsewhere, 'bram')).toEqual({ kind: 'closed' });
    await doors.end(ofWard, 'bram');
    expect(await doors.door(ofWard, 'bram')).toEqual({ kind: 'closed' });
  });

  it('opens the record of who is named by number and birth date; a number of two opens neither', async () => {
    const numbered = (number: string, birthDate?: string) => ({
      ...wish('', birthDate),
      patient: { number },
    });
    const night = nurse('night');
    for (const each of [numbered('VZ-9'), numbered('VZ-2', '1950-02-04'), numbered('VZ-1')])
      expect(await doors.open(night, each)).toEqual({ kind: 'no-such-patient' });
    expect(await doors.open(night, numbered('VZ-2'))).toMatchObject({
      kind: 'opened',
      access: { patientId: 'bram' },
    });
    const volunteer = someone('hospice-volunteer', 'Practitioner/volunteer', HOSPITAL);
    await forbidden(doors.open(volunteer, numbered('VZ-2')));
    await doors.end(night, 'bram');
  });

  it('never opens to a role without emergencies, and blocks the tenth time within an hour', async () => {
    const volunteer = someone('hospice-volunteer', 'Practitioner/volunteer', HOSPITAL);
    expect(await doors.door(volunteer, 'bram')).toEqual({ kind: 'never' });
    await forbidden(doors.open(volunteer, wish('bram')));
    await forbidden(doors.open(patient('anna'), wish('bram')));
    const hasty = nurse('hasty');
    for (let tries = 1; tries < 10; tries += 1)
      expect(await doors.open(hasty, wish('cor', '1900-01-01'))).toEqual({ kind: 'no-such-patient' });
    expect(await doors.open(hasty, wish('cor'))).toMatchObject({ kind: 'blocked' });
    expect(await doors.door(hasty, 'cor')).toEqual({ kind: 'closed' });
    const [blocked] = (await review.list(officer, { state: 'open', kind: 'emergency' })).filter(
      ({ actor }) => actor?.id === 'Practitioner/hasty',
    );
    expect(blocked?.reasons[0]?.rule).toBe('emergencies-blocked');
    const [first] = await review.list(officer, { state: 'open' });
    expect(first).toMatchObject({ id: blocked?.id, urgent: true });
    expect(await review.urgent(officer)).toBe(1);
    await forbidden(review.urgent(nurse()));
    const decide = (verdict: 'ask' | 'explained') =>
      review.decide(officer, blocked?.id ?? '', { verdict, note: 'proef' });
    await decide('ask');
    expect(await review.urgent(officer)).toBe(1);
    await decide('explained');
    expect(await review.urgent(officer)).toBe(0);
    expect(alerts).toEqual([
      { event: 'emergencies-blocked', user: 'Practitioner/hasty', until: expect.any(String) as string },
    ]);
    expect(record.store.counts().emergenciesBlocked).toBe(1);
  });

  it('shows the log to the patient and the privacy officer only, and each look is a line of it', async () => {
    await forbidden(trail.ofPatient(patient('anna'), 'bram', PERIOD, 10));
    await forbidden(trail.ofPatient(nurse(), 'bram', PERIOD, 10));
    await forbidden(trail.ofActor(nurse(), 'Practitioner/nurse', PERIOD, 10));
    await forbidden(trail.findActors(patient('anna'), 'n'));
    await forbidden(trail.findPatient(nurse(), { familyName: 'Verzonnen-bram', birthDate: '1950-02-03' }));
    await trail.ofPatient(officer, 'cor', PERIOD, 10);
    const { lines } = await trail.ofPatient(patient('cor'), 'cor', PERIOD, 10);
    expect(lines.map(({ event, actor, ground }) => [event, actor.role, ground]).slice(0, 2)).toEqual([
      ['log-view', 'patient', 'self'],
      ['log-view', 'privacy-officer', 'privacyReview'],
    ]);
    expect((await trail.ofPatient(patient('cor'), 'cor', PERIOD, 1)).more).toBe(true);
    const found = await trail.findPatient(officer, { familyName: 'Verzonnen-cor', birthDate: '1950-02-03' });
    expect(found?.id).toBe('cor');
    expect(found?.name).toContain('Verzonnen-cor');
  });

  it('keeps review and requests to the privacy officer', async () => {
    for (const caller of [nurse(), patient('anna')]) {
      await forbidden(review.list(caller, { state: 'open' }));
      await forbidden(review.sample(caller, '2026-10'));
      await forbidden(review.decide(caller, 'x', { verdict: 'explained', note: 'x' }));
      await forbidden(requests.open(caller));
      await forbidden(requests.decide(caller, 'x', { state: 'granted', answer: 'x' }));
    }
    await forbidden(requests.list(officer, 'anna'));
    await forbidden(requests.ask(patient('anna'), 'bram', { kind: 'export' }));
    await expect(review.decide(officer, 'unknown', { verdict: 'ask', note: 'x' })).rejects.toThrow(Problem);
  });

  it('finds access without a relation, once for a person and a patient, and keeps every decision', async () => {
    now = new Date('2026-11-24T09:00:00Z');
    const open = await review.list(officer, { state: 'open', kind: 'odd-access' });
    const odd = open.filter(({ actor }) => actor?.id === 'Practitioner/hasty');
    expect(odd).toHaveLength(1);
    expect(odd[0]?.reasons.map(({ rule }) => rule)).toContain('no-relation');
    const id = odd[0]?.id ?? '';
    await review.decide(officer, id, { verdict: 'ask', note: 'gebeld' });
    expect((await review.list(officer, { state: 'open' })).some((item) => item.id === id)).toBe(true);
    await review.decide(officer, id, { verdict: 'explained', note: 'proef' });
    const detail = await review.find(officer, id);
    expect(detail?.item.decisions.map(({ verdict }) => verdict)).toEqual(['explained', 'ask']);
    expect(detail?.lines.length).toBeGreaterThan(0);
    expect((await review.list(officer, { state: 'open' })).some((item) => item.id === id)).toBe(false);
  });

  it('draws the sample of a month when it has ended, once and the same ever after', async () => {
    expect(await review.sample(officer, '2026-11')).toBeUndefined();
    now = new Date('2026-12-02T09:00:00Z');
    const drawn = await review.sample(officer, '2026-11');
    expect(drawn?.length).toBeGreaterThan(3);
    expect(await review.sample(officer, '2026-11')).toEqual(drawn);
  });

  it('gives a copy to who asked, for a week', async () => {
    const { id } = await requests.ask(patient('anna'), 'anna', { kind: 'export' });
    expect(await requests.copyFor(patient('anna'), id)).toBe('anna');
    expect(await requests.copyFor(patient('bram'), id)).toBeUndefined();
    expect(await requests.copyFor(officer, id)).toBeUndefined();
    now = new Date(now.getTime() + 7 * 86_400_000);
    expect(await requests.copyFor(patient('anna'), id)).toBeUndefined();
  });

  it('destroys a record when the privacy officer grants it with a reason, and nothing of it is left', async () => {
    const asked = await requests.ask(patient('cor'), 'cor', { kind: 'destruction', words: 'Alles weg.' });
    const decide = (state: 'granted' | 'partly', answer: string) =>
      requests.decide(officer, asked.id, { state, answer });
    await expect(decide('partly', 'Een deel kan wel.')).rejects.toMatchObject({ code: 'business-rule' });
    await expect(decide('granted', 'ok')).rejects.toMatchObject({ code: 'required' });
    expect((await requests.find(officer, asked.id))?.state).toBe('received');
    await decide('granted', 'Zoals u vroeg is alles gewist.');
    expect(await requests.find(officer, asked.id)).toMatchObject({ state: 'granted' });
    expect((await requests.find(officer, asked.id))?.words).toBeUndefined();
    const house = record.store.session({ id: 'system:test', role: 'system', scope: { kind: 'everything' } });
    expect(await house.read('Patient', 'cor')).toBeUndefined();
    await expect(decide('granted', 'Nog een keer, alles.')).rejects.toMatchObject({ code: 'conflict' });
    expect(await record.store.verify()).not.toHaveProperty('firstBreak');
  });

  it('leaves nothing changed, and shows nothing, where the log cannot be written', async () => {
    const broken = { ...record.store.log, write: () => Promise.reject(new Problem('transient', 'no log')) };
    const { accounts } = signIn;
    const blind = new LogTrail({ ...parts, log: broken, accounts, findPatient: async () => undefined });
    await expect(blind.ofPatient(patient('anna'), 'anna', PERIOD, 10)).rejects.toThrow('no log');
  });
});
