import type { SearchQuery, SortKey } from '@caecilia/fhir';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGINES_OF_TODAY, type StartedEngine } from '../testing/engines.ts';
import { type Handmade, type HandmadeStore, handmadeStore, param } from '../testing/handmade-store.ts';
import { date, FIXTURES, QUERIES, SORTS, TEXTS, tokens, value } from '../testing/tied-rows.ts';

/** What a cursor is made of. */
function partsOf(cursor: string): unknown[] {
  const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  return Array.isArray(parts) ? parts.map((part: unknown) => part) : [];
}

describe.each(ENGINES_OF_TODAY)('on $name', ({ skipped, start }) => {
  let engine: StartedEngine;
  let store: HandmadeStore;
  beforeAll(async () => {
    if (skipped !== undefined) return;
    engine = await start();
    store = await handmadeStore(engine);
    await store.add(...FIXTURES);
    // Most were changed in the same moment, as after an import.
    await store.sql(`update res set last_updated = '2026-01-01' where vid = 1 and fid <> 'r3'`);
  });
  afterAll(async () => await engine?.stop());

  const idsOf = (page: { matches: readonly { type: string; id: string }[] }) =>
    page.matches.map(({ type, id }) => `${type}/${id}`);

  /** Goes forward to the end and then back to the start. */
  async function walk(query: Partial<SearchQuery>): Promise<{ there: string[][]; back: string[][] }> {
    let page = await store.page(query);
    const there = [idsOf(page)];
    while (page.next !== undefined) {
      page = await store.page({ ...query, cursor: page.next });
      there.push(idsOf(page));
    }
    const back = [idsOf(page)];
    while (page.previous !== undefined) {
      page = await store.page({ ...query, cursor: page.previous });
      back.unshift(idsOf(page));
    }
    return { there, back };
  }

  describe.each(QUERIES)('$title', ({ title: _title, ...query }) => {
    it.skipIf(skipped)(
      'comes page by page, each match exactly once and in one order, and back again',
      async () => {
        for (const sort of sortsOf(query)) {
          const whole = idsOf(await store.page({ ...query, sort, count: 100 }));
          const { there, back } = await walk({ ...query, sort, count: 3 });
          expect(there.flat()).toEqual(whole);
          expect(new Set(whole).size).toBe(whole.length);
          expect(back.flat()).toEqual(whole);
        }
      },
    );
  });

  /** The patient cannot be sorted by for types that are no patient's. */
  function sortsOf(query: Partial<SearchQuery>) {
    return query.types?.includes('Procedure') ? SORTS.slice(0, -1) : SORTS;
  }

  it.skipIf(skipped)('holds for any number of rows a page', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 50 }),
        fc.nat({ max: SORTS.length - 1 }),
        fc.nat({ max: QUERIES.length - 1 }),
        async (count, sortIndex, queryIndex) => {
          const { title: _title, ...query } = QUERIES[queryIndex] ?? { title: '' };
          const sort = sortsOf(query)[sortIndex] ?? [];
          const whole = idsOf(await store.page({ ...query, sort, count: 100 }));
          expect((await walk({ ...query, sort, count })).there.flat()).toEqual(whole);
        },
      ),
      { numRuns: 25 },
    );
  });

  describe('the order', () => {
    const sorted = async (...sort: readonly SortKey[]) =>
      idsOf(await store.page({ types: ['Observation'], sort }));
    const own = FIXTURES.filter(({ type }) => type === 'Observation');
    const named = (list: readonly Handmade[]) => list.map(({ id }) => `Observation/${id}`);

    it.skipIf(skipped)(
      'of a date is by its smallest value ascending, and what has none comes last',
      async () => {
        const found = await sorted({ by: date, descending: false });
        const lowest = (id: string) => {
          const ranges = own.find((made) => `Observation/${made.id}` === id)?.entries?.ranges ?? [];
          return Math.min(...ranges.map(({ low }) => low));
        };
        const values = found.map(lowest);
        expect(values).toEqual(values.toSorted((a, b) => a - b));
        expect(values.at(-1)).toBe(Number.POSITIVE_INFINITY);
      },
    );
    it.skipIf(skipped)(
      'of a date is by its largest value descending, and what has none still comes last',
      async () => {
        const found = await sorted({ by: date, descending: true });
        const withNine = own.filter(({ entries }) => entries?.ranges?.some(({ low }) => low === 9));
        const without = own.filter(({ entries }) => entries?.ranges?.length === 0);
        expect(found.slice(0, withNine.length).toSorted()).toEqual(named(withNine).toSorted());
        expect(found.slice(-without.length).toSorted()).toEqual(named(without).toSorted());
      },
    );
    it.skipIf(skipped)('of strings takes no account of case and accents', async () => {
      const order = [...TEXTS, 'Zus'];
      const places = (id: string) => {
        const strings = own.find((made) => `Observation/${made.id}` === id)?.entries?.strings ?? [];
        return strings.map(({ value: each }) =>
          order.findIndex((one) => one.toLowerCase() === each.toLowerCase()),
        );
      };
      const ascending = (await sorted({ by: value, descending: false })).map((id) => Math.min(...places(id)));
      expect(ascending).toEqual(ascending.toSorted((a, b) => a - b));
      const descending = (await sorted({ by: value, descending: true })).map((id) => Math.max(...places(id)));
      expect(descending).toEqual(descending.toSorted((a, b) => b - a));
    });
    it.skipIf(skipped)('of ids is that of their letters', async () => {
      const found = await sorted({ by: '_id', descending: false });
      expect(found).toEqual(named(own).toSorted());
    });
    it.skipIf(skipped)('without a rule is newest first', async () => {
      expect((await sorted())[0]).toBe('Observation/r3');
    });
    it.skipIf(skipped)('of an identifier is refused', async () => {
      const by = param('Observation', 'identifier', 'token');
      const refusal = { code: 'not-supported', status: 400 };
      await expect(sorted({ by, descending: false })).rejects.toMatchObject(refusal);
      await expect(
        sorted({ by: param('Observation', 'encounter', 'reference'), descending: false }),
      ).rejects.toMatchObject(refusal);
    });
  });

  describe('a position', () => {
    it.skipIf(skipped)('of another search is refused', async () => {
      const { next } = await store.page({ types: ['Observation'], count: 2 });
      const other = store.page({
        types: ['Observation'],
        criteria: [tokens('a')],
        count: 2,
        cursor: next ?? '',
      });
      await expect(other).rejects.toMatchObject({ code: 'value', status: 400 });
    });
    it.skipIf(skipped)('that no server gave is refused', async () => {
      const { next = '' } = await store.page({
        types: ['Observation'],
        sort: [{ by: date, descending: true }],
        count: 2,
      });
      const parts = partsOf(next);
      const forged = [
        'x',
        '',
        next.slice(3),
        ...[
          [...parts.slice(0, -1), 'x'],
          [...parts.slice(0, -1), {}],
          parts.with(1, 2),
          parts.with(2, '2026-99-99 99:99:99+00'),
          parts.with(2, 7),
          parts.with(3, 1.5),
          parts.with(3, 'x'),
          parts.with(4, 'r1'),
          parts.slice(0, -1),
        ].map((each) => Buffer.from(JSON.stringify(each)).toString('base64url')),
      ];
      for (const cursor of forged) {
        const query = { types: ['Observation'], sort: [{ by: date, descending: true }], count: 2, cursor };
        await expect(store.page(query), cursor).rejects.toMatchObject({ status: 400 });
      }
    });
    it.skipIf(skipped)('serves a page of another size', async () => {
      const first = await store.page({ types: ['Observation'], count: 2 });
      const rest = await store.page({ types: ['Observation'], count: 100, cursor: first.next ?? '' });
      expect(new Set([...idsOf(first), ...idsOf(rest)]).size).toBe(35);
    });
    it.skipIf(skipped)('holds while its row is deleted', async () => {
      const own = await handmadeStore(engine);
      await own.add(...FIXTURES.filter(({ type }) => type === 'Observation'));
      const query = { types: ['Observation'], sort: [{ by: '_id', descending: false } as const], count: 2 };
      const first = await own.page(query);
      const session = own.store.session({ id: 'system:test', role: 'test', scope: { kind: 'everything' } });
      for (const { type, id } of first.matches) await session.change({ kind: 'delete', type, id });
      const second = await own.page({ ...query, cursor: first.next ?? '' });
      expect(idsOf(second)).toEqual(['Observation/r10', 'Observation/r11']);
    });
  });

  it.skipIf(skipped)('counts all matches only when asked', async () => {
    const query = { types: ['Observation'], criteria: [tokens('a')], count: 2 };
    expect(await store.page(query)).not.toHaveProperty('total');
    const counted = await store.page({ ...query, total: 'accurate' });
    expect(counted.total).toBe((await store.page({ ...query, count: 100 })).matches.length);
    const second = await store.page({ ...query, total: 'accurate', cursor: counted.next ?? '' });
    expect(second.total).toBe(counted.total);
  });
});
