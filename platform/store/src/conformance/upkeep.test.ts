import type { RecordSession } from '@caecilia/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Extractor } from '../extraction.ts';
import { MIGRATIONS, migrate } from '../migrations.ts';
import { ENGINES, type OpenedStore, type StartedEngine } from '../testing/engines.ts';
import { EVERYTHING, observation, patient } from '../testing/people.ts';
import { smallExtractor } from '../testing/small-extraction.ts';

const HOUR_MS = 3_600_000;

/** As if a parameter were installed: everything with a subject also has a date. */
const withDate: Extractor = (resource) => {
  const { entries, placement } = smallExtractor(resource);
  if (!('subject' in resource)) return { entries, placement };
  const date = { param: 'date', kind: 'date', low: 0, high: HOUR_MS } as const;
  return { entries: { ...entries, ranges: [date], present: ['date'] }, placement };
};

describe.each(ENGINES)('upkeep on $name', ({ skipped, start }) => {
  let engine: StartedEngine;
  let opened: OpenedStore;
  let session: RecordSession;
  let extractor = smallExtractor;

  beforeAll(async () => {
    if (skipped !== undefined) return;
    engine = await start();
    opened = await engine.open({
      extractor: (resource) => extractor(resource),
      searcher: () => Promise.reject(new Error('not part of this test')),
    });
    session = opened.store.session(EVERYTHING);
  });
  afterAll(async () => await engine?.stop());

  it.skipIf(skipped)(
    'makes search entries again after parameters were added, and only where they differ',
    async () => {
      const { version } = await session.change({ kind: 'create', resource: patient('Opnieuw') });
      for (let n = 0; n < 250; n += 1) {
        await session.change({ kind: 'create', resource: observation(version.id, String(n)) });
      }
      await session.change({ kind: 'update', id: 'dead', resource: observation(version.id, 'dead') });
      await session.change({ kind: 'delete', type: 'Observation', id: 'dead' });
      expect(await opened.store.reindex()).toEqual({ checked: 251, changed: 0 });

      extractor = withDate;
      expect((await opened.store.verify(undefined, { index: true })).firstBreak).toBeDefined();
      const progress: [number, number][] = [];
      const report = await opened.store.reindex({
        onProgress: (done, total) => progress.push([done, total]),
      });
      expect(report).toEqual({ checked: 251, changed: 250 });
      expect(progress).toEqual([
        [200, 251],
        [251, 251],
      ]);
      const [ranges] = await opened.sql('select count(*)::int as n from rng');
      expect(ranges).toEqual({ n: 250 });
      expect(await opened.store.reindex({ types: ['Observation'] })).toEqual({ checked: 250, changed: 0 });
      expect(await opened.store.verify(undefined, { index: true })).not.toHaveProperty('firstBreak');
    },
  );

  it.skipIf(skipped)('stops when it is told to, and can go on later', async () => {
    extractor = smallExtractor;
    const stopped = await opened.store.reindex({ signal: AbortSignal.abort() });
    expect(stopped).toEqual({ checked: 0, changed: 0 });
    expect((await opened.store.reindex()).changed).toBe(250);
  });

  it.skipIf(skipped)('keeps packs by name and version', async () => {
    await opened.store.savePack({ name: 'example.pack', version: '1', content: '{"a":1}' });
    await opened.store.savePack({ name: 'example.pack', version: '2', content: '{"a":2}' });
    await opened.store.savePack({ name: 'example.pack', version: '1', content: '{"a":"again"}' });
    const packs = await opened.store.listPacks();
    expect(packs.map(({ name, version, content }) => [name, version, content]).sort()).toEqual([
      ['example.pack', '1', '{"a":"again"}'],
      ['example.pack', '2', '{"a":2}'],
    ]);
    expect(packs[0]?.installed).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it.skipIf(skipped)('takes out of the outbox what every follower has passed', async () => {
    const [row] = await opened.sql('select max(seq)::text as newest, count(*)::int as rows from outbox');
    const newest = BigInt(String(row?.newest));
    expect(await opened.store.pruneOutbox(newest - 1n)).toBe(Number(row?.rows) - 1);
    expect(await opened.store.pruneOutbox(newest)).toBe(1);
    expect(await opened.store.pruneOutbox(newest)).toBe(0);
  });

  it.skipIf(skipped)('answers a ping', async () => {
    await expect(opened.store.ping()).resolves.toBeUndefined();
  });

  it.skipIf(skipped)('applies a migration once, and refuses a schema that it does not know', async () => {
    const { database } = opened;
    const [schema] = await opened.sql('select number, name from migration');
    expect(schema).toEqual({ number: 1, name: 'schema' });
    await expect(migrate(database, [])).rejects.toThrow('a newer release (schema 1)');
    const other = [{ number: 1, name: 'schema', text: 'create table other (id int)' }];
    await expect(migrate(database, other)).rejects.toThrow('differs from that of this release');
    await migrate(database);
    const [rows] = await opened.sql('select count(*)::int as n from migration');
    expect(rows).toEqual({ n: MIGRATIONS.length });
  });

  const NEXT = MIGRATIONS.length + 1;

  it.skipIf(skipped)('adds the next migration to what is there, all of it or nothing', async () => {
    const broken = [
      ...MIGRATIONS,
      { number: NEXT, name: 'broken', text: 'create table added (id int); select 1/0' },
    ];
    await expect(migrate(opened.database, broken)).rejects.toThrow('division by zero');
    await expect(opened.sql('select * from added')).rejects.toThrow('added');
    const next = [
      ...MIGRATIONS,
      { number: NEXT, name: 'added', text: 'create table added (id int); insert into added values (7)' },
    ];
    await migrate(opened.database, next);
    await migrate(opened.database, next);
    expect(await opened.sql('select id from added')).toEqual([{ id: 7 }]);
  });
});
