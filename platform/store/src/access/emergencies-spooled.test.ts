import { databaseAddress, reloadSettings } from '@caecilia/engine/testing/postgresql-cluster';
import { partOfToday } from '@caecilia/fhir/testing/part-of-today';
import { ACCESS_INTERACTIONS, type Caller, emergencyActor, type RuleScope } from '@caecilia/kernel';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ENGINES_OF_TODAY, type StartedEngine } from '../testing/engines.ts';
import {
  entriesOf,
  type Handmade,
  type HandmadeStore,
  handmadeStore,
  param,
  reference,
} from '../testing/handmade-store.ts';
import { MemorySpool } from '../testing/memory-spool.ts';
import { EVERYTHING } from '../testing/people.ts';
import { ofPatient } from '../testing/ward.ts';

const TYPES = ['Patient', 'Observation'];
const common = { needsPermission: false, endsAtDeath: false, labels: 0, where: [] };

/** A physician of the hospital who treats Bram, at an emergency or not; all invented. */
function physician(emergency?: string, id = 'Practitioner/night'): Caller {
  const scope: RuleScope = {
    kind: 'rules',
    policyVersion: 'test',
    actors: [id, 'Organization/hospital'],
    marks: false,
    rules: [
      { ...common, types: TYPES, interactions: ACCESS_INTERACTIONS, through: ['treatingTeam'] },
      { ...common, types: TYPES, interactions: ['read', 'search-type', 'count'], through: ['emergency'] },
      { ...common, types: ['Organization'], interactions: ['read', 'search-type'], through: 'shared' },
    ],
    ...(emergency === undefined ? {} : { emergencyActor: emergencyActor(id, emergency) }),
  };
  return {
    id,
    role: 'physician',
    organization: 'Organization/hospital',
    scope,
    ...(emergency === undefined
      ? {}
      : { ground: 'emergency', emergency: { patient: emergency, reason: 'acute pain (invented)' } }),
  };
}

const patientParam = param('Observation', 'patient', 'reference', { targets: ['Patient'] });
const record = (id: string, ...relations: Handmade['relations'] & object): readonly Handmade[] => [
  { type: 'Patient', id, patient: id, relations },
  {
    type: 'Observation',
    id: `of-${id}`,
    patient: id,
    entries: entriesOf({ references: [reference('patient', 'Patient', id)] }),
  },
];
const holder = (patient: string) => ({ patient, actor: 'Organization/hospital', kind: 'holder' }) as const;
const RECORDS: readonly Handmade[] = [
  ...record('anna', holder('anna')),
  ...record('bram', holder('bram'), { patient: 'bram', actor: 'Practitioner/night', kind: 'treatingTeam' }),
  { type: 'Organization', id: 'hospital' },
];

const wish = { patient: 'anna', reason: 'acute pain (invented)', hours: 2 };
const search = (id?: string) => ({
  types: ['Observation'],
  criteria: id === undefined ? [] : [ofPatient(patientParam, id)],
  sort: [],
  count: 9,
  total: 'accurate' as const,
  includes: [],
});

/** Ways in which a database that answers refuses the line, and how it takes lines again; each day has one of them. */
const REFUSALS = [
  {
    title: 'is read-only',
    refuse: (pglite: boolean) =>
      pglite
        ? ['set default_transaction_read_only = on']
        : ['alter system set default_transaction_read_only = on'],
    take: (pglite: boolean) =>
      pglite
        ? ['set default_transaction_read_only = off']
        : ['set default_transaction_read_only = off', 'alter system reset default_transaction_read_only'],
  },
  ...(['53100', '42501'] as const).map((code) => ({
    title: code === '53100' ? 'has a full disk' : 'may not write a line',
    refuse: () => [
      `create or replace function refuse_line() returns trigger language plpgsql as
        $$ begin raise exception 'no' using errcode = '${code}'; end $$`,
      'create trigger refuse_line before insert on audit for each row execute function refuse_line()',
    ],
    take: () => ['drop trigger refuse_line on audit'],
  })),
];

describe.each(ENGINES_OF_TODAY)('while the log of $name refuses lines', ({ name, skipped, start }) => {
  const pglite = name === 'PGlite';
  let engine: StartedEngine;
  let store: HandmadeStore;
  let spool: MemorySpool;

  beforeAll(async () => {
    if (skipped === undefined) engine = await start();
  });
  afterAll(async () => await engine?.stop());
  beforeEach(async () => {
    if (skipped !== undefined) return;
    spool = new MemorySpool();
    store = await handmadeStore(engine, [patientParam], { spool });
    await store.add(...RECORDS);
  });

  const run = async (statements: readonly string[]) => {
    for (const statement of statements) await store.sql(statement);
    // Other connections hear of a setting a moment later; a trigger is there at once.
    if (!statements.some((each) => each.includes('alter system'))) return;
    const [here] = await store.sql(
      `select current_setting('unix_socket_directories') as folder, current_database() as name`,
    );
    await reloadSettings(databaseAddress(String(here?.folder), String(here?.name)));
  };
  const session = (caller: Caller) => store.store.session(caller);
  const lines = async () =>
    (
      await store.sql(
        `select a.event, a.outcome, a.target, a.detail, w.user_id, w.emergency_reason from audit a join audit_who w on w.key = a.who
          where w.user_id <> $1 and event <> 'log-change' order by a.lane, a.n`,
        [EVERYTHING.id],
      )
    ).map((row) => ({ ...row }));

  describe.each(partOfToday(REFUSALS, 3))('because the database $title', ({ refuse, take }) => {
    let refused = false;
    const closeLog = async () => {
      await run(refuse(pglite));
      refused = true;
    };
    const openLog = async () => {
      await run(take(pglite));
      refused = false;
    };
    afterEach(async () => {
      if (refused) await openLog();
    });
    const test = (title: string, work: () => Promise<void>) => it.skipIf(skipped)(title, work);

    test('an emergency that was opened before goes on showing its one patient, and nobody else anybody', async () => {
      await store.store.emergencies.grant(physician(), wish);
      await closeLog();
      const emergency = session(physician('anna'));
      expect(await emergency.read('Observation', 'of-anna')).toBeDefined();
      expect(await emergency.readMany([{ type: 'Organization', id: 'hospital' }])).toHaveLength(1);
      expect((await emergency.search(search('anna'))).matches.map(({ id }) => id)).toEqual(['of-anna']);
      expect(store.store.logRefusedSince()).toBeInstanceOf(Date);

      // Of a patient whom they treat they see no more than anybody: the emergency is for one.
      expect(await emergency.read('Observation', 'of-bram')).toBeUndefined();
      expect((await emergency.search(search('bram'))).matches).toEqual([]);
      const spooled = spool.entries.length;
      const refusals = [
        () => emergency.search(search()),
        () => emergency.search({ ...search(), count: 0 }),
        () => emergency.history({ type: 'Observation', id: 'of-anna', count: 9 }),
        () => emergency.vread('Observation', 'of-anna', 1),
        () => session(physician()).read('Observation', 'of-bram'),
        () => session(physician('bram')).read('Observation', 'of-bram'),
        () => session(physician('anna', 'Practitioner/other')).read('Observation', 'of-anna'),
        () => session(EVERYTHING).read('Observation', 'of-anna'),
        () => session(EVERYTHING).search(search('anna')),
      ];
      for (const refusal of refusals)
        await expect(refusal()).rejects.toMatchObject({
          code: 'no-store',
          status: expect.any(Number) as number,
        });
      expect(spool.entries).toHaveLength(spooled);
    });

    test('an emergency can be asked for, is counted, and ends when its user ends it', async () => {
      await closeLog();
      const { emergencies, stillAllowed } = store.store;
      expect(await emergencies.lookUp(physician(), 'anna')).toMatchObject([{ id: 'anna' }]);
      const all = { ...search(), types: ['Patient'] };
      expect(await emergencies.lookUp(physician(), all)).toHaveLength(2);
      expect(await emergencies.grant(physician(), { ...wish, patient: 'nobody' })).toEqual({
        kind: 'refused',
      });
      expect(await emergencies.grant(physician(), wish)).toMatchObject({ kind: 'granted' });
      expect(await emergencies.active(physician(), 'anna')).toMatchObject({ outcome: 'granted' });
      expect(await emergencies.active(physician(undefined, 'Practitioner/other'), 'anna')).toBeUndefined();
      expect(await session(physician('anna')).read('Observation', 'of-anna')).toBeDefined();
      expect(await stillAllowed.call(store.store, physician('anna'), 'anna')).toBe(true);
      expect(await emergencies.end(physician(), 'anna')).toBe(true);
      expect(await emergencies.active(physician(), 'anna')).toBeUndefined();
      await expect(session(physician('anna')).read('Observation', 'of-anna')).rejects.toMatchObject({
        code: 'no-store',
      });
      for (let asked = 3; asked < 10; asked += 1)
        await emergencies.grant(physician(), { ...wish, patient: 'nobody' });
      expect(await emergencies.grant(physician(), wish)).toMatchObject({ kind: 'blocked' });
      const volunteer: Caller = { ...physician(), scope: { kind: 'nothing' } };
      await expect(emergencies.lookUp(volunteer, 'anna')).rejects.toMatchObject({ code: 'forbidden' });
      await expect(emergencies.grant(volunteer, wish)).rejects.toMatchObject({ code: 'forbidden' });
    });

    test('everything comes into the log afterwards, in order, once, with its mark, and the proof holds', async () => {
      await store.store.emergencies.grant(physician(), wish);
      await store.store.emergencies.end(physician(), 'anna');
      await closeLog();
      await store.store.emergencies.grant(physician(), wish);
      await session(physician('anna')).read('Observation', 'of-anna');
      await expect(store.store.recoverLog()).rejects.toThrow();
      const before = await lines();
      await openLog();
      // The emergency is not in the database yet; it still opens what it opens.
      expect(await session(physician('anna')).read('Patient', 'anna')).toBeDefined();
      spool.keepsAfterTaking = true;
      expect(await store.store.recoverLog()).toBe(4);
      expect(await store.store.recoverLog()).toBe(4);
      expect(store.store.logRefusedSince()).toBeUndefined();
      const mark = 'kept in the spool of the server';
      const reason = 'acute pain (invented)';
      const common = { user_id: 'Practitioner/night', outcome: 0, detail: mark, emergency_reason: reason };
      expect((await lines()).slice(before.length)).toEqual([
        { ...common, event: 'break-glass', target: null },
        { ...common, event: 'read', target: 'of-anna' },
        { ...common, event: 'read', target: 'anna' },
      ]);
      const told = await store.sql(`select detail from audit where event = 'log-change'`);
      expect(told).toMatchObject([
        { detail: expect.stringContaining('4 entries came from the spool') as string },
      ]);
      expect(await session(physician('anna')).read('Observation', 'of-anna')).toBeDefined();
      const asked = await store.store.emergencies.list({ patient: 'anna' });
      expect(asked.map(({ outcome }) => outcome)).toEqual(['granted', 'granted']);
      expect(await store.store.verify()).not.toHaveProperty('firstBreak');
    });

    test('an emergency that was open before can be ended, and stays ended', async () => {
      await store.store.emergencies.grant(physician(), wish);
      await closeLog();
      expect(await store.store.emergencies.end(physician(), 'anna')).toBe(true);
      expect(await store.store.emergencies.active(physician(), 'anna')).toBeUndefined();
      await openLog();
      expect(await store.store.emergencies.active(physician(), 'anna')).toBeUndefined();
      await store.store.recoverLog();
      expect(await store.store.emergencies.active(physician(), 'anna')).toBeUndefined();
      expect(await session(physician('anna')).read('Observation', 'of-anna')).toBeUndefined();
    });

    test('there is no answer where the spool cannot keep the line either', async () => {
      await store.store.emergencies.grant(physician(), wish);
      await closeLog();
      spool.full = true;
      await expect(session(physician('anna')).read('Observation', 'of-anna')).rejects.toThrow('no room');
      await expect(session(physician('anna')).search(search('anna'))).rejects.toThrow('no room');
      await expect(store.store.emergencies.grant(physician(), { ...wish, patient: 'bram' })).rejects.toThrow(
        'no room',
      );
      expect(await store.store.emergencies.active(physician(), 'bram')).toBeUndefined();
    });
  });

  it.skipIf(skipped)(
    'a spool that was tampered with is taken in as far as it can be read, and the log says so',
    async () => {
      spool.whole = false;
      await spool.append(['{"kind":"line"}', 'no JSON']);
      expect(await store.store.recoverLog()).toBe(2);
      const told = await store.sql(`select outcome, detail from audit where event = 'log-change'`);
      expect(told).toMatchObject([{ outcome: 8, detail: expect.stringContaining('changed') as string }]);
    },
  );
});
