import type { HistoryQuery, RecordSession, StoredVersion } from '@caecilia/kernel';
import { describe, expect, it } from 'vitest';
import { ENGINES_OF_TODAY, type OpenedStore, type StartedEngine } from '../testing/engines.ts';
import { callerWith, EVERYTHING, observation, patient } from '../testing/people.ts';
import { smallStore } from '../testing/small-store.ts';
import { withSmallStore } from '../testing/with-small-store.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 9, minute)).toISOString();
const names = (versions: readonly StoredVersion[]) => versions.map((one) => `${one.id}/${one.versionId}`);

describe.each(ENGINES_OF_TODAY)('the history on $name', ({ skipped, start }) => {
  let engine: StartedEngine;
  let opened: OpenedStore;
  let session: RecordSession;
  let minute = 0;

  // Minute by minute: a/1, a/2, b/1, seen by a, then a deleted and alive again.
  withSmallStore({ skipped, start, now: () => new Date(at(minute)) }, async (store, started) => {
    engine = started;
    opened = store;
    session = opened.store.session(EVERYTHING);
    const steps = [
      () => session.change({ kind: 'update', id: 'a', resource: patient('A1', 'a') }),
      () => session.change({ kind: 'update', id: 'a', resource: patient('A2', 'a') }),
      () => session.change({ kind: 'update', id: 'b', resource: patient('B1', 'b') }),
      () => session.change({ kind: 'update', id: 'o', resource: observation('a', 'O1') }),
      () => session.change({ kind: 'delete', type: 'Patient', id: 'a' }),
      () => session.change({ kind: 'update', id: 'a', resource: patient('A4', 'a') }),
    ];
    for (const step of steps) {
      await step();
      minute += 1;
    }
  });

  const history = async (query: Partial<HistoryQuery>) => await session.history({ count: 100, ...query });

  it.skipIf(skipped)('of a resource holds every version, newest first, the deletion too', async () => {
    const { versions, total, next } = await history({ type: 'Patient', id: 'a' });
    expect(versions.map((one) => [one.versionId, one.method, one.deleted])).toEqual([
      [4, 'PUT', false],
      [3, 'DELETE', true],
      [2, 'PUT', false],
      [1, 'PUT', false],
    ]);
    expect(versions.map((one) => one.lastUpdated)).toEqual([at(5), at(4), at(1), at(0)]);
    expect(total).toBe(4);
    expect(next).toBeUndefined();
  });

  it.skipIf(skipped)('of a type leaves other types out, that of the store does not', async () => {
    expect(names((await history({ type: 'Patient' })).versions)).toEqual(['a/4', 'a/3', 'b/1', 'a/2', 'a/1']);
    expect(names((await history({})).versions)).toEqual(['a/4', 'a/3', 'o/1', 'b/1', 'a/2', 'a/1']);
  });

  it.skipIf(skipped)('of what nobody knows is empty', async () => {
    expect(await history({ type: 'Patient', id: 'nobody' })).toEqual({ versions: [], total: 0 });
  });

  it.skipIf(skipped)(
    'comes in pages of the size asked for, without gaps or doubles, with the same total',
    async () => {
      for (const query of [{}, { type: 'Patient' }, { type: 'Patient', id: 'a' }]) {
        const whole = await history(query);
        const seen: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await history({ ...query, count: 2, ...(cursor === undefined ? {} : { cursor }) });
          expect(page.versions.length).toBeLessThanOrEqual(2);
          expect(page.total).toBe(whole.total);
          seen.push(...names(page.versions));
          cursor = page.next;
        } while (cursor !== undefined);
        expect(seen).toEqual(names(whole.versions));
      }
    },
  );

  it.skipIf(skipped)('is not moved by what happens between two pages', async () => {
    const other = (await smallStore(engine, () => new Date(at(minute)))).store.session(EVERYTHING);
    for (const family of ['1', '2', '3']) {
      minute += 1;
      await other.change({ kind: 'update', id: 'c', resource: patient(family, 'c') });
    }
    const first = await other.history({ count: 2 });
    minute += 1;
    await other.change({ kind: 'update', id: 'c', resource: patient('4', 'c') });
    const second = await other.history({ count: 2, cursor: first.next ?? '' });
    expect(names([...first.versions, ...second.versions])).toEqual(['c/3', 'c/2', 'c/1']);
  });

  it.skipIf(skipped)('since an instant begins with the versions made at it', async () => {
    const { versions, total } = await history({ since: at(3) });
    expect(names(versions)).toEqual(['a/4', 'a/3', 'o/1']);
    expect(total).toBe(3);
  });

  it.skipIf(skipped)('at an instant holds the versions that were current then', async () => {
    expect(names((await history({ at: at(3) })).versions)).toEqual(['o/1', 'b/1', 'a/2']);
    expect(names((await history({ type: 'Patient', id: 'a', at: at(0) })).versions)).toEqual(['a/1']);
    expect(await history({ at: '2020-01-01T00:00:00Z' })).toEqual({ versions: [], total: 0 });
  });

  it.skipIf(skipped)('gives the total alone when no versions are asked for', async () => {
    expect(await history({ type: 'Patient', count: 0 })).toEqual({ versions: [], total: 5 });
  });

  it.skipIf(skipped)('refuses a position that it did not give', async () => {
    for (const cursor of ['', 'x', 'bm90IGpzb24', Buffer.from('[1,2,3,4,5]').toString('base64url')]) {
      await expect(history({ cursor })).rejects.toMatchObject({ code: 'value', status: 400 });
    }
  });

  it.skipIf(skipped)('leaves a line in the log for each patient in the answer', async () => {
    await session.history({ type: 'Patient', count: 100 });
    const lines = await opened.sql(
      `select action, target, outcome, array_to_string(returned, ' ') as returned, patient is not null as patient
       from audit order by seq desc limit 2`,
    );
    const common = { action: 'E', target: 'Patient/_history', outcome: 0, patient: true };
    expect(lines).toEqual([
      { ...common, returned: 'Patient/b/_history/1' },
      { ...common, returned: [4, 3, 2, 1].map((n) => `Patient/a/_history/${n}`).join(' ') },
    ]);
  });

  it.skipIf(skipped)('counts and shows only what the caller may see', async () => {
    const ofB = opened.store.session(callerWith({ kind: 'patients', patients: ['b'] }));
    expect(names((await ofB.history({ count: 100 })).versions)).toEqual(['b/1']);
    expect((await ofB.history({ count: 0 })).total).toBe(1);
    expect(await ofB.history({ type: 'Patient', id: 'a', count: 100 })).toEqual({ versions: [], total: 0 });
  });
});
