import { rmSync } from 'node:fs';
import type { Caller } from '@caecilia/kernel';
import { emptyRecord } from '@caecilia/store/testing/migrated';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newestStandard } from '../care-plan.ts';
import { seedCommand } from '../commands/seed.ts';
import { readSettings } from '../configuration.ts';
import { DEMO_ACCOUNTS } from '../identity/demo-accounts.ts';
import { Standings } from '../identity/standing.ts';
import { type ReadSearch, readSearchIn } from '../read-search.ts';
import { type OpenRecord, openRecord } from '../record.ts';
import { calendarOf } from './calendar.ts';
import { calendarOfSeed, holdsOthers, PATIENTS_AT_ONCE, placeHandmade, seedPatients } from './seed.ts';

const EVERYTHING: Caller = { id: 'system:test', role: 'system', scope: { kind: 'everything' } };
const NOW = new Date('2026-11-22T09:00:00Z');

describe('seeding invented patients', () => {
  let dataDir = '';
  let record: OpenRecord;
  let readSearch: ReadSearch;
  beforeAll(async () => {
    dataDir = await emptyRecord('caecilia-seed-');
    const settings = readSettings({ CAECILIA_DATA_DIR: dataDir, CAECILIA_LOG_LEVEL: 'silent' }, '/');
    record = await openRecord(settings, { now: () => NOW, baseUrl: '' });
    readSearch = readSearchIn(record.language, () => NOW);
  });
  afterAll(async () => {
    await record.store.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const runOf = (patients: number, stopped: () => boolean = () => false) => ({
    store: record.store,
    standard: newestStandard(record.packs),
    calendar: calendarOf('2026-11-22'),
    seed: 'test',
    patients,
    atOnce: 1,
    stopped,
    onBegin: () => {},
    onDone: () => {},
  });
  const count = async (type: string) =>
    (await record.store.session(EVERYTHING).history({ type, count: 1 })).total;

  it('goes on where it was stopped, and makes nobody twice', async () => {
    await placeHandmade(runOf(1));
    const handmade = await count('Patient');
    expect(handmade).toBeGreaterThan(5);
    const wanted = PATIENTS_AT_ONCE + 5;
    let asked = 0;
    const made = await seedPatients(
      runOf(wanted, () => {
        asked += 1;
        return asked > 1;
      }),
    );
    expect(made).toBe(PATIENTS_AT_ONCE);
    expect(await count('Patient')).toBe(handmade + PATIENTS_AT_ONCE);
    expect(await seedPatients(runOf(wanted))).toBe(5);
    expect(await seedPatients(runOf(wanted))).toBe(0);
    expect(await count('Patient')).toBe(handmade + wanted);
  });

  it('leaves the handmade demo alone that is there', async () => {
    const before = await count('Consent');
    await placeHandmade(runOf(1));
    expect(await count('Consent')).toBe(before);
  });

  it('lets everybody of the demo act by the role that the directory gives them, also one without a period', async () => {
    const session = record.store.session(EVERYTHING);
    const of = (reference: string) => ({ reference });
    const resource = {
      resourceType: 'PractitionerRole',
      active: true,
      practitioner: of('Practitioner/demo-imaginair'),
      organization: of('Organization/demo-consult-team'),
    };
    const { version } = await session.change({ kind: 'create', resource });
    const standings = new Standings(session, readSearch, () => NOW);
    const staff = DEMO_ACCOUNTS.filter(({ fhirUser }) => fhirUser?.startsWith('Practitioner/'));
    expect(staff.length).toBeGreaterThan(5);
    for (const { accountId, name, fhirUser, roles } of staff) {
      const [acting] = roles;
      const { actors } = await standings.of({
        accountId,
        kind: 'staff',
        name,
        role: acting?.role ?? '',
        ...(fhirUser === undefined ? {} : { fhirUser }),
        ...(acting?.organization === undefined ? {} : { organization: acting.organization }),
        secondFactor: true,
        clientId: 'test',
        scopes: [],
      });
      expect(actors, name).toContain(fhirUser?.replace('Practitioner/', 'PractitionerRole/'));
      expect(actors?.includes(`PractitionerRole/${version.id}`), name).toBe(accountId === 'demo-imaginair');
    }
  });

  it('keeps to the day on which a seed was begun, so that the rest of it is like the first part', async () => {
    const first = await calendarOfSeed(record.store, 'days', NOW, calendarOf);
    const later = await calendarOfSeed(record.store, 'days', new Date('2027-01-05T09:00:00Z'), calendarOf);
    expect([first.today, later.today]).toEqual(['2026-11-22', '2026-11-22']);
  });

  it('knows a record that holds somebody who may be real', async () => {
    expect(await holdsOthers(record.store, readSearch)).toBe(false);
    const resource = { resourceType: 'Patient', name: [{ text: 'Iemand die echt kan zijn (verzonnen)' }] };
    await record.store.session(EVERYTHING).change({ kind: 'create', resource });
    expect(await holdsOthers(record.store, readSearch)).toBe(true);
  });

  it.each([
    [['--patients', '10'], 'production', /refused in production mode/],
    [[], 'development', /how many patients/],
    [['--patients', '0'], 'development', /how many patients/],
    [['--patients', '10', '--seed', '../x'], 'development', /letters and digits/],
  ])('is refused before anything is opened: %s in %s', async (args, mode, sentence) => {
    const settings = readSettings(
      {
        CAECILIA_MODE: mode,
        CAECILIA_CLINICAL_DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
        CAECILIA_CARE_ORIGIN: 'https://care.hospital.example',
        CAECILIA_DATA_DIR: dataDir,
      },
      '/',
    );
    const silent = () => {};
    await expect(seedCommand.run({ settings, args, print: silent, tell: silent })).rejects.toThrow(sentence);
  });
});
