import type { RecordSession } from '@caecilia/kernel';
import { describe, expect, it } from 'vitest';
import { ENGINES, type OpenedStore } from '../testing/engines.ts';
import { callerWith, EVERYTHING, observation, patient } from '../testing/people.ts';
import { withSmallStore } from '../testing/with-small-store.ts';
import type { DestructionProof } from '../upkeep/destroy.ts';

const ORDER = { decision: 'decision/invented-1', caller: EVERYTHING };

describe.each(ENGINES)('the destruction of a record on $name', ({ skipped, start }) => {
  let opened: OpenedStore;
  let session: RecordSession;
  let proof: DestructionProof;

  withSmallStore({ skipped, start }, async (store) => {
    opened = store;
    session = opened.store.session(EVERYTHING);
    const put = (id: string, resource: ReturnType<typeof patient>) =>
      session.change({ kind: 'update', id, resource: { ...resource, id } });
    await put('going', patient('Zeldzaam'));
    await put('going', patient('Zeldzaamst'));
    await put('staying', patient('Gewoon'));
    await put('first', { ...observation('going', 'first'), name: [{ family: 'Gewoon' }] });
    await put('first', observation('going', 'second'));
    await put('deleted', observation('going', 'third'));
    await session.change({ kind: 'delete', type: 'Observation', id: 'deleted' });
    await put('mistaken', observation('going', 'written at the wrong person'));
    await put('mistaken', observation('staying', 'now right'));
    await put('moved-in', observation('staying', 'wrong again'));
    await put('moved-in', observation('going', 'right'));
    for (const id of ['only-here', 'shared'])
      await put(id, { resourceType: 'Binary', contentType: 'text/plain' });
    const naming = (of: string, binary: string) => ({
      ...observation(of, 'letter'),
      attachment: { url: `Binary/${binary}` },
    });
    await put('letter', naming('going', 'only-here'));
    await put('letter-2', naming('going', 'shared'));
    await put('letter-3', naming('staying', 'shared'));
    proof = await opened.store.destroyPatient({ ...ORDER, patient: 'going' });
  });

  it.skipIf(skipped)(
    'leaves nothing of the patient: versions, entries, words, relations, attachments',
    async () => {
      for (const [type, id] of [
        ['Patient', 'going'],
        ['Observation', 'first'],
        ['Observation', 'deleted'],
        ['Observation', 'moved-in'],
        ['Observation', 'letter'],
        ['Binary', 'only-here'],
      ] as const) {
        expect(await session.read(type, id)).toBeUndefined();
        expect((await session.history({ type, id, count: 10 })).total).toBe(0);
      }
      const [left] = await opened.sql(
        `select
        (select count(*) from res where content ~ 'going|Zeldzaam|wrong person')::int as res,
        (select count(*) from hist where content ~ 'going|Zeldzaam|wrong person|wrong again')::int as hist,
        (select count(*) from text_value where norm like '%zeldzaam%')::int as words,
        (select count(*) from outbox where fid in ('going', 'first'))::int as outbox,
        (select count(*) from place p where not exists (select 1 from res r where r.type = p.type and r.id = p.id))::int as place,
        (select count(*) from rng g where not exists (select 1 from res r where r.type = g.type and r.id = g.id))::int as rng,
        (select count(*) from destroyed d where d::text ~ 'Zeldzaam')::int as proof`,
      );
      expect(left).toEqual({ res: 0, hist: 0, words: 0, outbox: 0, place: 0, rng: 0, proof: 0 });
    },
  );

  it.skipIf(skipped)('leaves everybody else as they were, and what they are found by', async () => {
    expect((await session.read('Patient', 'staying'))?.content).toContain('Gewoon');
    expect((await session.read('Observation', 'mistaken'))?.content).toContain('now right');
    expect((await session.read('Observation', 'letter-3'))?.content).toContain('Binary/shared');
    expect(await session.read('Binary', 'shared')).toBeDefined();
    const [{ words } = {}] = await opened.sql(
      `select count(*)::int as words from text_value where norm = 'gewoon'`,
    );
    expect(words).toBe(1);
  });

  it.skipIf(skipped)('is told by counts and a hash, in the proof and in the log', async () => {
    expect(proof).toMatchObject({
      resources: { Patient: 1, Observation: 5, Binary: 1 },
      versions: 12,
    });
    expect(proof.digest).toMatch(/^[0-9a-f]{64}$/);
    const lines = await opened.sql(
      `select a.action, a.event, w.user_id as actor, a.outcome from audit a join audit_who w on w.key = a.who where a.target like $1`,
      [`destruction ${proof.id} sha256 ${proof.digest}`],
    );
    expect(lines).toEqual([{ action: 'D', event: 'destruction', actor: 'system:test', outcome: 0 }]);
  });

  it.skipIf(skipped)('passes verify, and rows about it cannot be changed or added unseen', async () => {
    expect((await opened.store.verify(undefined, { index: true })).firstBreak).toBeUndefined();
    await expect(opened.sql('update destruction set versions = 0')).rejects.toThrow(/append-only/);
    await expect(opened.sql('delete from destroyed')).rejects.toThrow(/append-only/);
    // Somebody takes a record out and writes it down as destroyed.
    await opened.sql(`delete from res where fid = 'letter-3'`);
    await opened.sql(
      `insert into destroyed select destruction, type, md5('x')::uuid, 1, true, hash from destroyed limit 1`,
    );
    expect((await opened.store.verify()).firstBreak).toBeDefined();
  });

  it.skipIf(skipped)('lets a word return with whoever is called so next', async () => {
    await session.change({ kind: 'create', resource: patient('Zeldzaamst') });
    const [{ words } = {}] = await opened.sql(
      `select count(*)::int as words from text_value where norm = 'zeldzaamst'`,
    );
    expect(words).toBe(1);
  });

  it.skipIf(skipped)('is refused for nobody, and to everybody but the house itself', async () => {
    const again = { ...ORDER, decision: 'decision/invented-2', patient: 'going' };
    await expect(opened.store.destroyPatient(again)).rejects.toMatchObject({ code: 'not-found' });
    const caller = callerWith({ kind: 'patients', patients: ['staying'] });
    await expect(opened.store.destroyPatient({ ...ORDER, patient: 'staying', caller })).rejects.toMatchObject(
      {
        code: 'forbidden',
      },
    );
    expect(await session.read('Patient', 'staying')).toBeDefined();
  });
});
