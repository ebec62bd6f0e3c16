import type { RecordSession } from '@caecilia/kernel';
import { describe, expect, it } from 'vitest';
import { ENGINES, type OpenedStore, type StartedEngine } from '../testing/engines.ts';
import { EVERYTHING, observation, patient } from '../testing/people.ts';
import { smallStore } from '../testing/small-store.ts';
import { withSmallStore } from '../testing/with-small-store.ts';

const times = (count: number) => Array.from({ length: count }, (_, index) => index);

describe.each(ENGINES)('writers at the same time on $name', ({ skipped, start }) => {
  let engine: StartedEngine;
  let opened: OpenedStore;
  let session: RecordSession;

  withSmallStore({ skipped, start }, (store, started) => {
    engine = started;
    opened = store;
    session = opened.store.session(EVERYTHING);
  });

  it.skipIf(skipped)(
    'lose no version: 20 writers of one resource make 200 versions without a gap',
    async () => {
      await Promise.all(
        times(20).map(async (writer) => {
          for (const round of times(10)) {
            await session.change({
              kind: 'update',
              id: 'busy',
              resource: patient(`${writer}/${round}`, 'busy'),
            });
          }
        }),
      );
      const { versions, total } = await session.history({ type: 'Patient', id: 'busy', count: 500 });
      expect(total).toBe(200);
      expect(versions.map((one) => one.versionId)).toEqual(times(200).map((n) => 200 - n));
      expect(new Set(versions.map((one) => /"family":"([^"]*)"/.exec(one.content)?.[1])).size).toBe(200);
      expect(await opened.store.verify()).not.toHaveProperty('firstBreak');
    },
  );

  it.skipIf(skipped)('count right: with If-Match, every increment is made once', async () => {
    const counter = (value: number) => ({
      resourceType: 'Basic',
      id: 'counter',
      code: { text: String(value) },
    });
    const countIn = (content: string) => Number(/"text":"(\d+)"/.exec(content)?.[1]);
    await session.change({ kind: 'update', id: 'counter', resource: counter(0) });
    const increment = async (): Promise<void> => {
      for (;;) {
        const current = await session.read('Basic', 'counter');
        if (current === undefined) throw new Error('the counter is gone');
        const resource = counter(countIn(current.content) + 1);
        const change = { kind: 'update', id: 'counter', ifMatch: current.versionId, resource } as const;
        const done = await session.change(change).then(
          () => true,
          (error: unknown) => {
            if (typeof error === 'object' && error !== null && 'status' in error && error.status === 412)
              return false;
            throw error;
          },
        );
        if (done) return;
      }
    };
    await Promise.all(
      times(8).map(async () => {
        for (const _ of times(5)) await increment();
      }),
    );
    const counted = await session.read('Basic', 'counter');
    expect(countIn(counted?.content ?? '')).toBe(40);
    expect(counted?.versionId).toBe(41);
  });

  it.skipIf(skipped)(
    'who take the same new id make one resource of it, whatever patient each means',
    async () => {
      for (const round of times(5)) {
        const id = `race-${round}`;
        const changed = await Promise.all(
          times(10).map((writer) =>
            session.transaction((transaction) =>
              transaction.write([
                { kind: 'update', id, resource: observation(`patient-${writer}`, String(writer)) },
              ]),
            ),
          ),
        );
        expect(
          changed
            .flat()
            .map((one) => one.version.versionId)
            .sort((a, b) => a - b),
        ).toEqual(times(10).map((n) => n + 1));
        const rows = await opened.sql('select vid from res where fid = $1', [id]);
        expect(rows).toEqual([{ vid: 10 }]);
      }
      expect(await opened.store.verify()).not.toHaveProperty('firstBreak');
    },
  );

  it.skipIf(skipped)('who create the same id get it once, the others a conflict', async () => {
    const outcomes = await Promise.allSettled(
      times(10).map((writer) =>
        session.change({ kind: 'create', id: 'once', resource: patient(`w${writer}`) }),
      ),
    );
    expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected')
        expect(outcome.reason).toMatchObject({ code: 'conflict', status: 409 });
    }
  });

  it.skipIf(skipped)('share batches, each with the answer to its own change', async () => {
    const before = opened.store.counts().batches.creates;
    const changed = await Promise.all(
      times(300).map((n) => session.change({ kind: 'create', resource: patient(`batch ${n}`) })),
    );
    for (const [n, { version }] of changed.entries()) expect(version.content).toContain(`"batch ${n}"`);
    const after = opened.store.counts().batches.creates;
    expect(after.items - before.items).toBe(300);
    expect(after.batches - before.batches).toBeLessThan(60);
    const read = await Promise.all(changed.map(({ version }) => session.read('Patient', version.id)));
    expect(read).toEqual(changed.map(({ version }) => version));
  });

  it.skipIf(skipped)('do not suffer from a neighbour in their batch that the database refuses', async () => {
    // The codec refuses U+0000 long before; here it stands for anything that only the database finds wrong.
    const impossible = { resourceType: 'Patient', name: [{ family: 'nul \0 here' }] };
    const outcomes = await Promise.allSettled(
      times(20).map((n) =>
        session.change({ kind: 'create', resource: n === 7 ? impossible : patient(`neighbour ${n}`) }),
      ),
    );
    expect(outcomes.map((one) => one.status === 'fulfilled')).toEqual(times(20).map((n) => n !== 7));
    const [row] = await opened.sql(`select count(*)::int as n from res where content like '%neighbour%'`);
    expect(row).toEqual({ n: 19 });
  });

  it.skipIf(skipped)('are let finish when the store closes, and new ones are kept out', async () => {
    const closing = await smallStore(engine);
    const writer = closing.store.session(EVERYTHING);
    const late = Promise.withResolvers<void>();
    const transaction = writer.transaction(async (inside) => {
      await late.promise;
      return await inside.write([{ kind: 'update', id: 'late', resource: patient('Laat', 'late') }]);
    });
    const changes = times(100).map((n) => writer.change({ kind: 'create', resource: patient(`open ${n}`) }));
    const closed = closing.store.close();
    await expect(writer.read('Patient', 'late')).rejects.toMatchObject({ code: 'transient', status: 503 });
    late.resolve();
    expect((await Promise.all(changes)).every((one) => one.outcome === 'created')).toBe(true);
    expect((await transaction)[0]?.outcome).toBe('created');
    await closed;
  });

  it.skipIf(skipped)('who use the same new words in opposite order do not lose each other', async () => {
    const words = times(40).map((n) => `word-${n}`);
    const writeAll = async (order: readonly string[]) =>
      await session.transaction(async (transaction) => {
        for (const word of order) await transaction.write([{ kind: 'create', resource: patient(word) }]);
      });
    await Promise.all([writeAll(words), writeAll(words.toReversed())]);
    const [row] = await opened.sql(
      `select count(*)::int as words, (select count(*)::int from res where content like '%word-%') as people
       from text_value where norm like 'word-%'`,
    );
    expect(row).toEqual({ words: 40, people: 80 });
  });
});
