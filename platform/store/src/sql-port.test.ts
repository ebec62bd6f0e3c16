import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGINES, type OpenedStore, type StartedEngine } from './testing/engines.ts';
import { smallExtractor } from './testing/small-extraction.ts';

const STEPS = [{ number: 1, name: 'first', text: 'create table lodger.room (name text primary key)' }];

describe.each(ENGINES)('tables of another unit beside the record, on $name', ({ skipped, start }) => {
  let engine: StartedEngine;
  let opened: OpenedStore;
  beforeAll(async () => {
    if (skipped !== undefined) return;
    engine = await start();
    opened = await engine.open({
      extractor: smallExtractor,
      searcher: () => Promise.reject(new Error('not searched here')),
    });
  });
  afterAll(() => engine?.stop());

  it.skipIf(skipped)('are made once and kept', async () => {
    const { sql } = opened.store;
    await sql.prepareSchema('lodger', STEPS);
    await sql.query({ text: 'insert into lodger.room values ($1)' }, ['attic']);
    await sql.prepareSchema('lodger', STEPS);
    expect(await sql.query({ text: 'select name from lodger.room' }, [])).toEqual([{ name: 'attic' }]);
  });

  it.skipIf(skipped)('are not touched where another release made them', async () => {
    const { sql } = opened.store;
    await sql.prepareSchema('cellar', [{ number: 1, name: 'first', text: 'create table cellar.a (n int)' }]);
    await expect(
      sql.prepareSchema('cellar', [{ number: 1, name: 'first', text: 'create table cellar.b (n int)' }]),
    ).rejects.toThrow('schema 1');
  });

  it.skipIf(skipped)('are changed wholly or not at all', async () => {
    const { sql } = opened.store;
    await sql.prepareSchema('lodger', STEPS);
    await expect(
      sql.transaction(async (inside) => {
        await inside.query({ text: 'insert into lodger.room values ($1)' }, ['hall']);
        throw new Error('stop');
      }),
    ).rejects.toThrow('stop');
    expect(await sql.query({ text: "select name from lodger.room where name = 'hall'" }, [])).toEqual([]);
  });
});
