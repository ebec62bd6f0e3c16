import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bucketOf, internalId, newId } from '../ids.ts';
import type { OpenedStore, StartedEngine } from '../testing/engines.ts';
import { ENGINES } from '../testing/engines.ts';
import { smallStore } from '../testing/small-store.ts';
import { digest, digestInSql, digestPrefix } from './digest.ts';
import { keysInSql } from './internal-ids.ts';
import { StatementDraft } from './statement-draft.ts';

describe('a digest', () => {
  it('is a signed 64-bit integer in decimal', () => {
    expect(digest('token', 'Patient', 'gender', '', 'female')).toMatch(/^-?\d{1,19}$/);
  });

  it('differs when a part ends where the next one would begin', () => {
    expect(digest('token', 'A', 'b', 'cd', 'e')).not.toBe(digest('token', 'A', 'b', 'c', 'de'));
    expect(digest('token', 'A', 'b', '1:x', 'y')).not.toBe(digest('token', 'A', 'b', '', '1:xy'));
    expect(digest('token', 'A', 'b', '', 'c')).not.toBe(digest('code', 'A', 'b', 'c'));
  });
});

describe.each(ENGINES)('on $name', ({ skipped, start }) => {
  let engine: StartedEngine;
  let opened: OpenedStore;
  beforeAll(async () => {
    if (skipped !== undefined) return;
    engine = await start();
    opened = await smallStore(engine);
  });
  afterAll(async () => await engine?.stop());

  it.skipIf(skipped)('a digest is the same in SQL, whatever the letters', async () => {
    const letters = fc
      .string({ unit: 'grapheme' })
      .filter((text) => !text.includes('\0') && text.isWellFormed());
    const fixed: [string, string][] = [
      ['Zoë', 'müller'],
      ['日本', '🩺'],
      ['', ''],
    ];
    await fc.assert(
      fc.asyncProperty(letters, letters, async (system, code) => {
        const prefix = digestPrefix('token', 'Patient', 'identifier', system);
        const sql = `select ${digestInSql('$1::text', '$2::text')} as digest`;
        const [row] = await opened.sql(sql, [prefix, code]);
        expect(row?.digest).toBe(digest('token', 'Patient', 'identifier', system, code));
      }),
      { numRuns: 60, examples: fixed },
    );
  });

  it.skipIf(skipped)('an id and its bucket are the same in SQL, for ids of either kind', async () => {
    const ids = ['example', 'a.b-C', '7', newId(Date.UTC(2026, 0, 1)), newId(5, 4095), 'f'.repeat(64)];
    const draft = new StatementDraft({
      scope: { kind: 'everything' },
      interaction: 'search-type',
      atMs: 0,
      onePatient: false,
    });
    const from = `(select unnest(${draft.texts(ids)}) as logical) x`;
    const text = `select k.bucket, k.id from ${keysInSql(draft, 'Device', from)} k`;
    const rows = await opened.sql(text, draft.params);
    const expected = ids.map((id) => internalId('Device', id).id).map((id) => ({ id, bucket: bucketOf(id) }));
    expect(rows.map(({ id, bucket }) => ({ id, bucket }))).toEqual(expected);
  });
});
