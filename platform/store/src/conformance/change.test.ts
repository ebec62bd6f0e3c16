import type { RecordSession } from '@caecilia/kernel';
import { describe, expect, it } from 'vitest';
import { bucketOf, patientBucket } from '../ids.ts';
import { ENGINES, type OpenedStore } from '../testing/engines.ts';
import { EVERYTHING, observation, patient } from '../testing/people.ts';
import { problemOf } from '../testing/problem-of.ts';
import { withSmallStore } from '../testing/with-small-store.ts';

describe.each(ENGINES)('a change on $name', ({ skipped, start }) => {
  let opened: OpenedStore;
  let session: RecordSession;
  let nowMs = Date.parse('2026-03-01T09:30:00.123Z');

  withSmallStore({ skipped, start, now: () => new Date(nowMs) }, (store) => {
    opened = store;
    session = opened.store.session(EVERYTHING);
  });

  it.skipIf(skipped)(
    'makes version 1 of a resource, and gives back exactly what was sent beside id and meta',
    async () => {
      const { outcome, version } = await session.change({
        kind: 'create',
        resource: {
          resourceType: 'Patient',
          meta: { profile: ['http://example.org/p'], versionId: '77', lastUpdated: '1999-01-01T00:00:00Z' },
          name: [{ family: 'Van "Tést" \\ \u{1F600}' }],
        },
      });
      expect(outcome).toBe('created');
      expect(version).toMatchObject({ type: 'Patient', versionId: 1, method: 'POST', deleted: false });
      expect(version.lastUpdated).toBe('2026-03-01T09:30:00.123Z');
      expect(JSON.parse(version.content)).toEqual({
        resourceType: 'Patient',
        id: version.id,
        meta: { versionId: '1', lastUpdated: '2026-03-01T09:30:00.123Z', profile: ['http://example.org/p'] },
        name: [{ family: 'Van "Tést" \\ \u{1F600}' }],
      });
      expect(await session.read('Patient', version.id)).toEqual(version);
    },
  );

  it.skipIf(skipped)('keeps every version, and gives each back as it was', async () => {
    const { version: first } = await session.change({ kind: 'create', resource: patient('Eerste') });
    const { outcome, version: second } = await session.change({
      kind: 'update',
      id: first.id,
      resource: patient('Tweede', first.id),
    });
    expect(outcome).toBe('updated');
    expect(second).toMatchObject({ versionId: 2, method: 'PUT' });
    expect(await session.read('Patient', first.id)).toEqual(second);
    expect(await session.vread('Patient', first.id, 1)).toEqual(first);
    expect(await session.vread('Patient', first.id, 2)).toEqual(second);
    expect(await session.vread('Patient', first.id, 3)).toBeUndefined();
  });

  it.skipIf(skipped)(
    'is always later than the version before it, also when the clock was set back',
    async () => {
      const { version } = await session.change({ kind: 'create', resource: patient('Klok') });
      nowMs -= 3_600_000;
      const later = await session.change({
        kind: 'update',
        id: version.id,
        resource: patient('Klok', version.id),
      });
      nowMs += 3_600_000;
      expect(Date.parse(later.version.lastUpdated)).toBe(Date.parse(version.lastUpdated) + 1);
    },
  );

  it.skipIf(skipped)('takes any logical id that FHIR admits, and no other', async () => {
    for (const id of [
      'a',
      'Patient.with-every.kind-0',
      'A'.repeat(64),
      '0193-x',
      'b0a1c2d3-0000-4000-8000-00000000000A',
    ]) {
      const { outcome, version } = await session.change({
        kind: 'update',
        id,
        resource: patient('Eigen', id),
      });
      expect(outcome).toBe('created');
      expect(version.id).toBe(id);
      expect((await session.read('Patient', id))?.content).toBe(version.content);
    }
    const problem = await problemOf(session.change({ kind: 'update', id: 'a b', resource: patient('Fout') }));
    expect(problem).toMatchObject({ code: 'value', status: 400 });
    expect(await session.read('Patient', 'a b')).toBeUndefined();
  });

  it.skipIf(skipped)('keeps two types apart that have the same id', async () => {
    await session.change({ kind: 'update', id: 'same', resource: patient('Zelfde', 'same') });
    await session.change({ kind: 'update', id: 'same', resource: { resourceType: 'Practitioner' } });
    expect((await session.read('Practitioner', 'same'))?.content).toContain('Practitioner');
    expect((await session.read('Patient', 'same'))?.content).toContain('Zelfde');
  });

  it.skipIf(skipped)('is refused with 412 when it was made on a version that is not current', async () => {
    const { version } = await session.change({ kind: 'create', resource: patient('Oud') });
    const update = (ifMatch: number) =>
      session.change({ kind: 'update', id: version.id, ifMatch, resource: patient('Nieuw', version.id) });
    expect((await update(1)).version.versionId).toBe(2);
    expect(await problemOf(update(1))).toMatchObject({ code: 'conflict', status: 412 });
    const unknown = session.change({
      kind: 'update',
      id: 'never-was',
      ifMatch: 1,
      resource: patient('Niemand'),
    });
    expect(await problemOf(unknown)).toMatchObject({ code: 'conflict', status: 412 });
    const removal = session.change({ kind: 'delete', type: 'Patient', id: version.id, ifMatch: 1 });
    expect(await problemOf(removal)).toMatchObject({ code: 'conflict', status: 412 });
    expect((await session.read('Patient', version.id))?.versionId).toBe(2);
  });

  it.skipIf(skipped)('is refused when it creates what exists', async () => {
    await session.change({ kind: 'create', id: 'taken', resource: patient('Een') });
    const again = session.change({ kind: 'create', id: 'taken', resource: patient('Twee') });
    expect(await problemOf(again)).toMatchObject({ code: 'conflict', status: 409 });
    expect((await session.read('Patient', 'taken'))?.content).toContain('Een');
  });

  it.skipIf(skipped)(
    'deletes once, says so again without a new version, and can be brought to life',
    async () => {
      await session.change({ kind: 'update', id: 'mortal', resource: patient('Weg', 'mortal') });
      const deletion = { kind: 'delete', type: 'Patient', id: 'mortal' } as const;
      const first = await session.change(deletion);
      expect(first).toMatchObject({
        outcome: 'deleted',
        version: { versionId: 2, deleted: true, content: '', method: 'DELETE' },
      });
      const second = await session.change(deletion);
      expect(second).toEqual({ outcome: 'unchanged', version: first.version });
      expect(await session.read('Patient', 'mortal')).toEqual(first.version);
      const back = await session.change({
        kind: 'update',
        id: 'mortal',
        resource: patient('Terug', 'mortal'),
      });
      expect(back).toMatchObject({ outcome: 'created', version: { versionId: 3, deleted: false } });
      const unknown = session.change({ kind: 'delete', type: 'Patient', id: 'never-was' });
      expect(await problemOf(unknown)).toMatchObject({ code: 'not-found', status: 404 });
    },
  );

  it.skipIf(skipped)('puts a resource in the bucket of its patient, whoever chose its id', async () => {
    await session.change({ kind: 'update', id: 'bucketed', resource: patient('Emmer', 'bucketed') });
    const own = await session.change({ kind: 'create', resource: observation('bucketed', 'a') });
    await session.change({ kind: 'update', id: 'chosen', resource: observation('bucketed', 'b') });
    expect(bucketOf(own.version.id)).toBe(patientBucket('bucketed'));
    const rows = await opened.sql(
      `select distinct bucket from res where fid in ('bucketed', 'chosen') or id = $1::uuid`,
      [own.version.id],
    );
    expect(rows).toEqual([{ bucket: patientBucket('bucketed') }]);
  });

  it.skipIf(skipped)(
    'follows its patient to another bucket with its history, and keeps its search entries',
    async () => {
      await session.change({ kind: 'create', id: 'from', resource: patient('Van', 'from') });
      await session.change({ kind: 'create', id: 'to', resource: patient('Naar', 'to') });
      const { version } = await session.change({ kind: 'create', resource: observation('from', 'moved') });
      await session.change({ kind: 'update', id: version.id, resource: observation('from', 'moved 2') });
      const moved = await session.change({
        kind: 'update',
        id: version.id,
        resource: observation('to', 'moved 3'),
      });
      expect(moved).toMatchObject({ outcome: 'updated', version: { versionId: 3 } });
      expect(await session.read('Observation', version.id)).toEqual(moved.version);
      expect(await session.vread('Observation', version.id, 1)).toEqual(version);
      const { versions } = await session.history({ type: 'Observation', id: version.id, count: 10 });
      expect(versions.map((one) => one.versionId)).toEqual([3, 2, 1]);
      const rows = await opened.sql(
        `select bucket from res where id = $1::uuid union select bucket from hist where id = $1::uuid`,
        [version.id],
      );
      expect(rows).toEqual([{ bucket: patientBucket('to') }]);
      const back = await session.change({
        kind: 'update',
        id: version.id,
        resource: observation('from', 'back'),
      });
      expect((await session.read('Observation', version.id))?.content).toBe(back.version.content);
      expect(await opened.store.verify()).not.toHaveProperty('firstBreak');
    },
  );

  it.skipIf(skipped)('leaves one audit line and one row in the outbox for each version', async () => {
    await session.change({ kind: 'update', id: 'audited', resource: patient('Logboek', 'audited') });
    await session.change({ kind: 'update', id: 'audited', resource: patient('Logboek 2', 'audited') });
    await problemOf(session.change({ kind: 'create', id: 'audited', resource: patient('Logboek 3') }));
    await session.change({ kind: 'delete', type: 'Patient', id: 'audited' });
    const lines = await opened.sql(
      `select user_id as actor, role, request, action, vid, outcome, patient is not null as patient
       from audit join audit_who w on w.key = who where target = 'audited' order by seq`,
    );
    const common = { actor: 'system:test', role: 'test', request: 'request-1', patient: true };
    expect(lines).toEqual([
      { ...common, action: 'C', vid: 1, outcome: 0 },
      { ...common, action: 'U', vid: 2, outcome: 0 },
      { ...common, action: 'C', vid: null, outcome: 4 },
      { ...common, action: 'D', vid: 3, outcome: 0 },
    ]);
    const told = await opened.sql(`select vid, method from outbox where fid = 'audited' order by seq`);
    expect(told).toEqual([
      { vid: 1, method: 'U' },
      { vid: 2, method: 'U' },
      { vid: 3, method: 'D' },
    ]);
  });

  it.skipIf(skipped)('enters and takes out its search entries with it', async () => {
    const entries = async () =>
      await opened.sql(
        `select cardinality(toks) as toks, (select count(*)::int from rng where rng.id = res.id) as ranges
         from res where fid = 'indexed'`,
      );
    await session.change({ kind: 'update', id: 'indexed', resource: patient('Vindbaar', 'indexed') });
    const [before] = await entries();
    expect(before?.toks).toBeGreaterThan(0);
    const [text] = await opened.sql(`select count(*)::int as n from text_value where norm = 'vindbaar'`);
    expect(text).toEqual({ n: 1 });
    await session.change({ kind: 'delete', type: 'Patient', id: 'indexed' });
    expect(await entries()).toEqual([{ toks: 0, ranges: 0 }]);
  });
});
