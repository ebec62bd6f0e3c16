import type { Database } from '@caecilia/engine';
import { openPostgresql } from '@caecilia/engine';
import {
  type Cluster,
  NO_POSTGRESQL,
  postgresqlPrograms,
  startCluster,
} from '@caecilia/engine/testing/postgresql-cluster';
import type { RecordSession } from '@caecilia/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIMITS, openStore, type Store } from '../store.ts';
import { EVERYTHING, patient } from '../testing/people.ts';
import { problemOf } from '../testing/problem-of.ts';
import { smallExtractor } from '../testing/small-extraction.ts';
import { STORE_USE } from '../use.ts';

const skipped = postgresqlPrograms() === undefined ? NO_POSTGRESQL : undefined;

describe.skipIf(skipped)('the connections to PostgreSQL', () => {
  let cluster: Cluster;
  let url: string;
  let store: Store;
  let database: Database;
  let session: RecordSession;
  const lost: Error[] = [];

  beforeAll(async () => {
    cluster = await startCluster();
    url = await cluster.newDatabase();
    const onConnectionLost = (error: Error) => lost.push(error);
    store = await openStore({
      databaseUrl: url,
      mode: 'production',
      extractor: smallExtractor,
      searcher: () => Promise.reject(new Error('not part of this test')),
      onConnectionLost,
    });
    session = store.session(EVERYTHING);
    database = await openPostgresql({ ...LIMITS, url, statementTimeoutMs: 200, onConnectionLost }, STORE_USE);
  });
  afterAll(async () => {
    await store?.close();
    await database?.close();
    await cluster?.stop();
  });

  it('that are cut while idle are replaced, and told of', async () => {
    await session.change({ kind: 'update', id: 'before', resource: patient('Voor', 'before') });
    const cut = await database.wide.query(
      {
        text: `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
      },
      [],
    );
    await expect.poll(() => lost.length).toBe(cut.length);
    expect((await session.read('Patient', 'before'))?.versionId).toBe(1);
  });

  it('that are cut in a transaction fail it with 503, and the next one works', async () => {
    const cut = session.transaction(async (transaction) => {
      await transaction.write([{ kind: 'update', id: 'cut', resource: patient('Half', 'cut') }]);
      await database.wide.query(
        {
          text: `select pg_terminate_backend(pid) from pg_stat_activity where state = 'idle in transaction'`,
        },
        [],
      );
      await transaction.write([{ kind: 'update', id: 'cut-2', resource: patient('Half', 'cut-2') }]);
    });
    expect(await problemOf(cut)).toMatchObject({ code: 'transient', status: 503, retryAfterS: 2 });
    expect(await session.read('Patient', 'cut')).toBeUndefined();
    expect(
      (await session.change({ kind: 'update', id: 'cut', resource: patient('Heel', 'cut') })).outcome,
    ).toBe('created');
  });

  it('come back by themselves after the database crashed; what was acknowledged is there', async () => {
    const acknowledged: string[] = [];
    let running = true;
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      for (let n = 0; running; n += 1) {
        const id = `crash-${writer}-${n}`;
        try {
          await session.change({ kind: 'update', id, resource: patient(id, id) });
          acknowledged.push(id);
        } catch (error) {
          expect(error).toMatchObject({ code: 'transient', status: 503 });
        }
      }
    });
    await expect.poll(() => acknowledged.length).toBeGreaterThan(100);
    await cluster.crashAndRestart();
    const atCrash = acknowledged.length;
    await expect.poll(() => acknowledged.length).toBeGreaterThan(atCrash + 100);
    running = false;
    await Promise.all(writers);
    const found = await session.readMany(acknowledged.map((id) => ({ type: 'Patient', id })));
    expect(found).toHaveLength(acknowledged.length);
    expect(await store.verify()).not.toHaveProperty('firstBreak');
  });

  it('stop a statement that takes too long: a search is too costly, a change may be tried again', async () => {
    const sleep = { text: 'select pg_sleep(5)' };
    expect(await problemOf(database.wide.query(sleep, []))).toMatchObject({
      code: 'too-costly',
      status: 422,
    });
    expect(await problemOf(database.keyed.query(sleep, []))).toMatchObject({ code: 'timeout', status: 503 });
    await database.snapshot(async (sql) => {
      await sql.query({ text: 'select pg_sleep(0.4)' }, []);
    });
  });

  it('let a change wait for a row that a long transaction holds, and not its neighbours', async () => {
    await session.change({ kind: 'update', id: 'held', resource: patient('Vrij', 'held') });
    const [held, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const holder = session.transaction(async (transaction) => {
      await transaction.write([{ kind: 'update', id: 'held', resource: patient('Bezet', 'held') }]);
      held.resolve();
      await release.promise;
    });
    await held.promise;
    const waiting = session.change({ kind: 'update', id: 'held', resource: patient('Daarna', 'held') });
    const neighbours = Array.from({ length: 20 }, (_, n) =>
      session.change({ kind: 'update', id: `neighbour-${n}`, resource: patient('Buur', `neighbour-${n}`) }),
    );
    const changed = await Promise.all(neighbours);
    expect(changed.every((one) => one.outcome === 'created')).toBe(true);
    release.resolve();
    await holder;
    expect((await waiting).version.versionId).toBe(3);
  });

  it('that fall silent fail what waits for them, and do not keep it waiting for ever', async () => {
    const [backend] = await database.keyed.query({ text: 'select pg_backend_pid() as pid' }, []);
    const pid = Number(backend?.pid);
    process.kill(pid, 'SIGSTOP');
    try {
      const silent = database.keyed.query({ text: 'select 1' }, []);
      expect(await problemOf(silent)).toMatchObject({ code: 'transient', status: 503 });
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    expect(await database.keyed.query({ text: 'select 1 as one' }, [])).toEqual([{ one: 1 }]);
  });

  it('that cannot be made are a 503 with a sentence, not a crash', async () => {
    const nowhere = openStore({
      databaseUrl: 'postgresql://nobody@127.0.0.1:1/nothing',
      mode: 'production',
      extractor: smallExtractor,
      searcher: () => Promise.reject(new Error('not part of this test')),
    });
    expect(await problemOf(nowhere)).toMatchObject({ code: 'transient', status: 503 });
  });

  it('are shared by two servers that start on an empty database at the same moment', async () => {
    const empty = await cluster.newDatabase();
    const options = {
      databaseUrl: empty,
      mode: 'production',
      extractor: smallExtractor,
      searcher: () => Promise.reject(new Error('not part of this test')),
    } as const;
    const [one, other] = await Promise.all([openStore(options), openStore(options)]);
    const { version } = await one.session(EVERYTHING).change({ kind: 'create', resource: patient('Samen') });
    expect(await other.session(EVERYTHING).read('Patient', version.id)).toEqual(version);
    await Promise.all([one.close(), other.close()]);
  });
});
