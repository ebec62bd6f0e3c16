import { Problem, type RecordSession } from '@caecilia/kernel';
import { describe, expect, it } from 'vitest';
import { bucketOf, patientBucket } from '../ids.ts';
import { ENGINES, type OpenedStore } from '../testing/engines.ts';
import { EVERYTHING, observation, patient } from '../testing/people.ts';
import { withSmallStore } from '../testing/with-small-store.ts';

describe.each(ENGINES)('a transaction on $name', ({ skipped, start }) => {
  let opened: OpenedStore;
  let session: RecordSession;

  withSmallStore({ skipped, start }, (store) => {
    opened = store;
    session = opened.store.session(EVERYTHING);
  });

  const counts = async () => {
    // Not `text_value`: texts are committed ahead of the change, and found by nobody without it.
    const tables = ['res', 'hist', 'rng', 'place', 'outbox'];
    const columns = tables.map((table) => `(select count(*)::int from ${table}) as ${table}`);
    return (await opened.sql(`select ${columns.join(', ')}`))[0];
  };

  it.skipIf(skipped)('sees its own changes, and others see them after it', async () => {
    const ids = await session.transaction(async (transaction) => {
      const id = transaction.newId('Patient');
      const observationId = transaction.newId('Observation', id);
      const changed = await transaction.write([
        { kind: 'create', id: observationId, resource: observation(id, 'from the inside') },
        { kind: 'create', id, resource: patient('Binnen', id) },
      ]);
      expect(changed.map((one) => one.outcome)).toEqual(['created', 'created']);
      expect((await transaction.read('Patient', id))?.content).toContain('Binnen');
      expect((await transaction.vread('Patient', id, 1))?.versionId).toBe(1);
      expect((await transaction.history({ type: 'Patient', id, count: 5 })).total).toBe(1);
      return [id, observationId] as const;
    });
    expect(bucketOf(ids[1])).toBe(patientBucket(ids[0]));
    expect((await session.read('Observation', ids[1]))?.content).toContain('from the inside');
  });

  it.skipIf(skipped)(
    'leaves nothing behind when its work throws, but the line that it was refused',
    async () => {
      const before = await counts();
      const work = session.transaction(async (transaction) => {
        await transaction.write([
          { kind: 'create', resource: patient('Nooit') },
          { kind: 'update', id: 'half', resource: patient('Half', 'half') },
        ]);
        throw new Problem('business-rule', 'this must not be');
      });
      await expect(work).rejects.toMatchObject({ code: 'business-rule' });
      expect(await counts()).toEqual(before);
      expect(await session.read('Patient', 'half')).toBeUndefined();
      const [line] = await opened.sql(
        `select action, target, outcome from audit where target = 'transaction'`,
      );
      expect(line).toEqual({ action: 'E', target: 'transaction', outcome: 4 });
    },
  );

  it.skipIf(skipped)('is refused as a whole when one of its changes is', async () => {
    await session.change({ kind: 'update', id: 'current', resource: patient('Nu', 'current') });
    const before = await counts();
    const work = session.transaction((transaction) =>
      transaction.write([
        { kind: 'create', resource: patient('Met') },
        { kind: 'update', id: 'current', ifMatch: 7, resource: patient('Straks', 'current') },
      ]),
    );
    await expect(work).rejects.toMatchObject({ code: 'conflict', status: 412 });
    expect(await counts()).toEqual(before);
  });

  it.skipIf(skipped)('may change the same resource twice, in the order given', async () => {
    const changed = await session.transaction((transaction) =>
      transaction.write([
        { kind: 'update', id: 'twice', resource: patient('Een', 'twice') },
        { kind: 'update', id: 'twice', resource: patient('Twee', 'twice') },
        { kind: 'delete', type: 'Patient', id: 'twice' },
      ]),
    );
    expect(changed.map((one) => [one.outcome, one.version.versionId])).toEqual([
      ['created', 1],
      ['updated', 2],
      ['deleted', 3],
    ]);
    expect((await session.vread('Patient', 'twice', 2))?.content).toContain('Twee');
  });

  it.skipIf(skipped)('answers in the order asked, however it is written', async () => {
    const ids = Array.from({ length: 40 }, (_, n) => `order-${(n * 17) % 40}`);
    const changed = await session.transaction((transaction) =>
      transaction.write(ids.map((id) => ({ kind: 'update', id, resource: patient(id, id) }))),
    );
    expect(changed.map((one) => one.version.id)).toEqual(ids);
  });

  it.skipIf(skipped)('with a lock on a name makes others with the same name wait', async () => {
    const found = async () =>
      await session.transaction(async (transaction) => {
        await transaction.lock('Patient?identifier=invented|1');
        const existing = await transaction.read('Patient', 'only-once');
        if (existing !== undefined) return 'found';
        await transaction.write([{ kind: 'create', id: 'only-once', resource: patient('Eén keer') }]);
        return 'created';
      });
    const outcomes = await Promise.all([found(), found(), found(), found()]);
    expect(outcomes.filter((one) => one === 'created')).toHaveLength(1);
  });

  it.skipIf(skipped)('runs again when the database chose it as the victim of a deadlock', async () => {
    let attempts = 0;
    const result = await session.transaction(async (transaction) => {
      attempts += 1;
      await transaction.write([{ kind: 'create', resource: patient('Opnieuw') }]);
      if (attempts < 3) throw Object.assign(new Error('deadlock detected'), { code: '40P01' });
      return 'done';
    });
    expect([result, attempts]).toEqual(['done', 3]);
    const [row] = await opened.sql(`select count(*)::int as n from res where content like '%Opnieuw%'`);
    expect(row).toEqual({ n: 1 });
  });

  it.skipIf(skipped)('does not hang when a session is used inside it, but says so', async () => {
    const misuse = session.transaction(async () => await session.read('Patient', 'current'));
    await expect(misuse).rejects.toThrow('inside a transaction');
  });

  it.skipIf(skipped)('takes 25,000 changes', { timeout: 240_000 }, async () => {
    const changed = await session.transaction(async (transaction) => {
      const id = transaction.newId('Patient');
      return await transaction.write([
        { kind: 'create', id, resource: patient('Groot', id) },
        ...Array.from({ length: 24_999 }, (_, n) => ({
          kind: 'create' as const,
          resource: observation(id, `entry ${n}`),
        })),
      ]);
    });
    expect(changed).toHaveLength(25_000);
    const [row] = await opened.sql(`select count(*)::int as n from res where content like '%"entry %'`);
    expect(row).toEqual({ n: 24_999 });
  });
});
