import { rmSync } from 'node:fs';
import type { Store } from '@caecilia/store';
import { emptyRecord } from '@caecilia/store/testing/migrated';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSettings } from '../configuration.ts';
import { openRecord } from '../record.ts';
import { DRAFT_SCHEMA, KeptDrafts } from './kept-drafts.ts';

const SECRET = new Uint8Array(32).fill(3);
const note = (value: unknown, at = 1) => ({ name: 'notes/verzonnen-patient', value, at });

describe('a draft on the server', () => {
  let dataDir = '';
  let now = new Date('2026-11-22T09:00:00Z');
  let store: Store;
  let drafts: KeptDrafts;
  beforeAll(async () => {
    dataDir = await emptyRecord('caecilia-drafts-');
    const settings = readSettings({ CAECILIA_DATA_DIR: dataDir, CAECILIA_LOG_LEVEL: 'silent' }, '/');
    ({ store } = await openRecord(settings, { now: () => now, baseUrl: '' }));
    await store.sql.prepareSchema('desk', DRAFT_SCHEMA);
    drafts = new KeptDrafts(store.sql, SECRET, () => now);
  });
  afterAll(async () => {
    await store.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('is there on another device until it is sent, the last words only', async () => {
    await drafts.keep('anna', note('half a s', 1));
    await drafts.keep('anna', note('half a sentence', 2));
    expect(await new KeptDrafts(store.sql, SECRET, () => now).of('anna')).toEqual([
      note('half a sentence', 2),
    ]);
    await drafts.drop('anna', note('').name);
    expect(await drafts.of('anna')).toEqual([]);
  });

  it('is of one account, and the database says neither whose, nor about whom, nor what', async () => {
    await drafts.keep('bram', note('gesprek over haar broer'));
    expect(await drafts.of('anna')).toEqual([]);
    await drafts.drop('anna', note('').name);
    expect(await drafts.of('bram')).toHaveLength(1);
    const [row] = await store.sql.query(
      { text: "select *, encode(sealed, 'escape') as words from desk.draft" },
      [],
    );
    expect(JSON.stringify(row)).not.toMatch(/bram|verzonnen|broer/);
    expect(await new KeptDrafts(store.sql, new Uint8Array(32).fill(4), () => now).of('bram')).toEqual([]);
    // The row of one account in the place of another's opens for nobody.
    const [own] = await store.sql.query({ text: 'select sealed from desk.draft' }, []);
    await drafts.keep('carla', note('van Carla'));
    await store.sql.query({ text: 'update desk.draft set sealed = $1' }, [own?.sealed ?? null]);
    expect(await drafts.of('carla')).toEqual([]);
  });

  it('is removed after seven days in which nobody touched it', async () => {
    await drafts.keep('dirk', note('vergeten'));
    now = new Date('2026-11-29T08:59:00Z');
    expect(await drafts.of('dirk')).toHaveLength(1);
    now = new Date('2026-11-29T09:01:00Z');
    await drafts.of('somebody else');
    expect(await store.sql.query({ text: 'select count(*)::int as left from desk.draft' }, [])).toEqual([
      { left: 0 },
    ]);
  });

  it('is a form and no store: what is too long is refused, and of too many the oldest goes', async () => {
    await expect(drafts.keep('els', note('x'.repeat(100_001)))).rejects.toMatchObject({ code: 'too-long' });
    for (let index = 0; index <= 100; index += 1) {
      now = new Date(now.getTime() + 1000);
      await drafts.keep('els', { name: `form ${index}`, value: index, at: index });
    }
    const kept = (await drafts.of('els')).map(({ value }) => value);
    expect(kept).toHaveLength(100);
    expect(kept).not.toContain(0);
  });
});
