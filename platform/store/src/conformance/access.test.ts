import type { RecordSession } from '@caecilia/kernel';
import { describe, expect, it } from 'vitest';
import { ENGINES, type OpenedStore } from '../testing/engines.ts';
import { callerWith, EVERYTHING, observation, patient } from '../testing/people.ts';
import { withSmallStore } from '../testing/with-small-store.ts';

describe.each(ENGINES)('on $name', ({ skipped, start }) => {
  let opened: OpenedStore;
  let ofA: RecordSession;
  let ofNobody: RecordSession;
  let all: RecordSession;

  withSmallStore({ skipped, start }, async (store) => {
    opened = store;
    all = opened.store.session(EVERYTHING);
    ofA = opened.store.session(callerWith({ kind: 'patients', patients: ['a'] }));
    ofNobody = opened.store.session(callerWith({ kind: 'nothing' }));
    for (const id of ['a', 'b']) {
      await all.change({ kind: 'update', id, resource: patient(id, id) });
      await all.change({ kind: 'update', id: `o-${id}`, resource: observation(id, '1') });
      await all.change({ kind: 'update', id: `o-${id}`, resource: observation(id, '2') });
    }
    await all.change({ kind: 'update', id: 'moved', resource: observation('b', 'of b') });
    await all.change({ kind: 'update', id: 'moved', resource: observation('a', 'of a') });
    await all.change({ kind: 'update', id: 'ward', resource: { resourceType: 'Organization', id: 'ward' } });
  });

  describe('a caller with some patients', () => {
    it.skipIf(skipped)('reads their records and those of no patient', async () => {
      expect((await ofA.read('Patient', 'a'))?.id).toBe('a');
      expect((await ofA.read('Observation', 'o-a'))?.versionId).toBe(2);
      expect((await ofA.vread('Observation', 'o-a', 1))?.versionId).toBe(1);
      expect((await ofA.read('Organization', 'ward'))?.id).toBe('ward');
    });

    it.skipIf(skipped)(
      'gets the same answer for a foreign record as for one that does not exist',
      async () => {
        for (const id of ['o-b', 'missing']) {
          expect(await ofA.read('Observation', id)).toBeUndefined();
          expect(await ofA.vread('Observation', id, 1)).toBeUndefined();
          expect(await ofA.history({ type: 'Observation', id, count: 9 })).toEqual({
            versions: [],
            total: 0,
          });
          expect(await ofA.readMany([{ type: 'Observation', id }])).toEqual([]);
          const deletion = ofA.change({ kind: 'delete', type: 'Observation', id });
          await expect(deletion).rejects.toMatchObject({ code: 'not-found', status: 404 });
        }
      },
    );

    it.skipIf(skipped)('reads several in the order asked, without the foreign ones', async () => {
      const asked = ['o-b', 'o-a', 'moved'].map((id) => ({ type: 'Observation', id }));
      const found = await ofA.readMany([
        { type: 'Patient', id: 'b' },
        ...asked,
        { type: 'Patient', id: 'a' },
      ]);
      expect(found.map((one) => one.id)).toEqual(['o-a', 'moved', 'a']);
    });

    it.skipIf(skipped)('does not see a version from when the record was another patient’s', async () => {
      expect((await ofA.read('Observation', 'moved'))?.versionId).toBe(2);
      expect(await ofA.vread('Observation', 'moved', 1)).toBeUndefined();
      const { versions, total } = await ofA.history({ type: 'Observation', id: 'moved', count: 9 });
      expect(versions.map((one) => one.versionId)).toEqual([2]);
      expect(total).toBe(1);
    });

    it.skipIf(skipped)('changes no record of another patient, and moves none there', async () => {
      const refused = { code: 'forbidden', status: 403 };
      const unseen = { code: 'not-found', status: 404 };
      const takeovers = [
        { kind: 'update', id: 'o-b', resource: observation('b', 'x') },
        { kind: 'update', id: 'o-b', resource: observation('a', 'taken over') },
      ] as const;
      for (const change of takeovers) {
        await expect(ofA.change(change)).rejects.toMatchObject(unseen);
        await expect(ofA.transaction((transaction) => transaction.write([change]))).rejects.toMatchObject(
          unseen,
        );
      }
      const changes = [
        { kind: 'update', id: 'o-a', resource: observation('b', 'given away') },
        { kind: 'create', resource: observation('b', 'new') },
        { kind: 'create', id: 'o-b', resource: observation('a', 'over it') },
      ] as const;
      for (const change of changes) {
        await expect(ofA.change(change)).rejects.toMatchObject(refused);
        await expect(ofA.transaction((transaction) => transaction.write([change]))).rejects.toMatchObject(
          refused,
        );
      }
      expect((await all.read('Observation', 'o-b'))?.versionId).toBe(2);
      expect((await all.read('Observation', 'o-a'))?.versionId).toBe(2);
    });

    it.skipIf(skipped)('is held to the same inside a transaction', async () => {
      const total = await totalOfA();
      await ofA.transaction(async (transaction) => {
        expect(await transaction.read('Observation', 'o-b')).toBeUndefined();
        expect(await transaction.vread('Observation', 'o-b', 1)).toBeUndefined();
        expect(await transaction.readMany([{ type: 'Observation', id: 'o-b' }])).toEqual([]);
        expect((await transaction.history({ count: 0 })).total).toBe(total);
      });
    });

    const totalOfA = async () => {
      const { versions } = await all.history({ count: 100 });
      // Two of the patient's Observation, the patient, the moved one since it is theirs, the organisation.
      return versions.filter((one) => ['a', 'o-a', 'ward'].includes(one.id)).length + 1;
    };
  });

  describe('a caller without any claim', () => {
    it.skipIf(skipped)('sees nothing, not even what belongs to no patient', async () => {
      expect(await ofNobody.read('Organization', 'ward')).toBeUndefined();
      expect(await ofNobody.read('Patient', 'a')).toBeUndefined();
      expect(await ofNobody.history({ count: 9 })).toEqual({ versions: [], total: 0 });
      const create = ofNobody.change({ kind: 'create', resource: { resourceType: 'Organization' } });
      await expect(create).rejects.toMatchObject({ code: 'forbidden' });
    });
  });

  it.skipIf(skipped)('reads that wait together are each held to the scope of their own caller', async () => {
    const answers = await Promise.all(
      Array.from({ length: 30 }, async (_, index) => {
        const session = [all, ofA, ofNobody][index % 3] ?? ofNobody;
        return (await session.read('Observation', 'o-b'))?.id;
      }),
    );
    expect(answers).toEqual(Array.from({ length: 30 }, (_, index) => (index % 3 === 0 ? 'o-b' : undefined)));
  });

  it.skipIf(skipped)('every read leaves its line, also one that found nothing', async () => {
    const before = await lineCount();
    await ofA.read('Observation', 'o-a');
    await ofA.read('Observation', 'o-b');
    await ofA.vread('Observation', 'o-a', 1);
    await ofA.read('Observation', 'not an id');
    await ofA.readMany([{ type: 'Patient', id: 'a' }]);
    const lines = await opened.sql(
      `select action, target, vid, outcome, user_id as actor, patient is not null as patient
       from audit join audit_who w on w.key = who order by seq offset $1::bigint`,
      [before],
    );
    const line = { action: 'R', actor: 'Practitioner/invented' };
    expect(lines).toEqual([
      { ...line, target: 'o-a', vid: 2, outcome: 0, patient: true },
      { ...line, target: 'o-b', vid: null, outcome: 4, patient: false },
      { ...line, target: 'o-a', vid: 1, outcome: 0, patient: true },
      { ...line, target: 'not an id', vid: null, outcome: 4, patient: false },
      { ...line, target: 'a', vid: 1, outcome: 0, patient: true },
    ]);
  });

  it.skipIf(skipped)('the log can be added to, and not changed', async () => {
    for (const meddling of ['update audit set outcome = 0', 'delete from audit', 'truncate audit']) {
      await expect(opened.sql(meddling)).rejects.toThrow('audit is append-only');
    }
  });

  const lineCount = async () => {
    const [row] = await opened.sql('select count(*)::int as lines from audit');
    return row?.lines ?? 0;
  };
});
