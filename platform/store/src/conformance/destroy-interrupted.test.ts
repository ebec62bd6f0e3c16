import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Database } from '@caecilia/engine';
import { openPGlite } from '@caecilia/engine';
import {
  type Cluster,
  NO_POSTGRESQL,
  postgresqlPrograms,
  startCluster,
} from '@caecilia/engine/testing/postgresql-cluster';
import { Problem } from '@caecilia/kernel';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openStore, type Store, storeOn } from '../store.ts';
import { emptyRecord } from '../testing/migrated.ts';
import { EVERYTHING, observation, patient } from '../testing/people.ts';
import { smallExtractor } from '../testing/small-extraction.ts';
import { KEEP_DESTRUCTION } from '../upkeep/destroy-sql.ts';
import { STORE_USE } from '../use.ts';
import { NOTICED_MS } from '../write/known-texts.ts';

const CHILD = fileURLToPath(new URL('../testing/destroy-in-process.ts', import.meta.url));
const noSearch = () =>
  Promise.reject(new Problem('not-supported', 'this store of the tests does not search'));
const OPTIONS = { mode: 'development', extractor: smallExtractor, searcher: noSearch } as const;

async function fill(store: Store, id: string, family: string): Promise<void> {
  const session = store.session(EVERYTHING);
  await session.change({ kind: 'update', id, resource: { ...patient(family), id } });
  const about = { ...observation(id, 'first'), id: `about-${id}` };
  await session.change({ kind: 'update', id: `about-${id}`, resource: about });
}

const isThere = async (store: Store, id: string) =>
  (await store.session(EVERYTHING).read('Patient', id)) !== undefined &&
  (await store.session(EVERYTHING).read('Observation', `about-${id}`)) !== undefined;

describe('a destruction that is interrupted on PGlite', () => {
  const folders: string[] = [];
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  /** Something happens when the destruction is about to be written down, with everything deleted already. */
  const inTheMiddle = (database: Database, happen: () => void): Database => ({
    ...database,
    transaction: (work, options) =>
      database.transaction(
        (sql) =>
          work({
            ...sql,
            query: async (statement, params) => {
              if (statement === KEEP_DESTRUCTION) happen();
              return await sql.query(statement, params);
            },
          }),
        options,
      ),
  });

  it.each([
    ['leaves the whole record where it fails before the commit', false],
    ['has destroyed it where the database is closed meanwhile, which waits for the commit', true],
  ])('%s, and is carried out once when it is asked for again', async (_title, closes) => {
    const dataDir = await emptyRecord('caecilia-cut-');
    folders.push(dataDir);
    const database = await openPGlite(dataDir, STORE_USE);
    let closed: Promise<void> | undefined;
    const happen = () => {
      closed = closes ? database.close() : undefined;
      if (!closes) throw new Error('the disk is full');
    };
    const cut = await storeOn(inTheMiddle(database, happen), OPTIONS, (work) => work(database));
    await fill(cut, 'going', 'Zeldzaam');
    const order = { patient: 'going', decision: 'case 1', caller: EVERYTHING };
    await expect(cut.destroyPatient(order)).rejects.toThrow();
    await (closed ?? database.close());

    const store = await storeOn(await openPGlite(dataDir, STORE_USE), OPTIONS);
    expect(await isThere(store, 'going')).toBe(!closes);
    expect(await store.verify()).not.toHaveProperty('firstBreak');
    const { words: _words, ...proof } = await store.destroyPatient(order);
    expect(proof).toMatchObject({ resources: { Patient: 1, Observation: 1 }, versions: 2 });
    expect(await store.destroyPatient(order)).toEqual(proof);
    expect(await isThere(store, 'going')).toBe(false);
    expect(await store.verify(undefined, { index: true })).not.toHaveProperty('firstBreak');
    await store.close();
  });
});

const skipped = postgresqlPrograms() === undefined ? NO_POSTGRESQL : undefined;

describe.skipIf(skipped)('a destruction that is interrupted on PostgreSQL', () => {
  let cluster: Cluster;
  let databaseUrl: string;
  let store: Store;
  let other: Store;
  let watch: pg.Client;
  const children: ChildProcess[] = [];

  beforeAll(async () => {
    cluster = await startCluster();
    databaseUrl = await cluster.newDatabase();
    store = await openStore({ ...OPTIONS, databaseUrl });
    other = await openStore({ ...OPTIONS, databaseUrl });
    watch = new pg.Client({ connectionString: databaseUrl });
    await watch.connect();
  });
  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL');
    await watch?.end();
    await store?.close();
    await other?.close();
    await cluster?.stop();
  });

  const count = async (text: string, ...params: string[]) =>
    Number((await watch.query<{ n: number }>(text, params)).rows[0]?.n);
  const destructions = (decision: string) =>
    count('select count(*)::int as n from destruction where decision = $1', decision);
  const lines = (id: string) =>
    count(`select count(*)::int as n from audit where event = 'destruction' and target like $1`, `%${id}%`);
  const words = (norm: string) => count('select count(*)::int as n from text_value where norm = $1', norm);

  /** Until the destruction has deleted everything and waits to be written down, because of a lock of ours. */
  const heldInTheMiddle = async (work: (waiting: () => Promise<number>) => Promise<void>) => {
    const holder = new pg.Client({ connectionString: databaseUrl });
    await holder.connect();
    await holder.query('begin; lock table destruction in share mode');
    const waiting = () =>
      vi.waitFor(
        async () => {
          const { rows } = await watch.query<{ pid: number }>(
            `select pid from pg_stat_activity where wait_event_type = 'Lock' and query like 'insert into destruction %'`,
          );
          const [found] = rows;
          if (found === undefined) throw new Error('nothing waits to be written down');
          return found.pid;
        },
        { timeout: 240_000, interval: 50 },
      );
    try {
      await work(waiting);
    } finally {
      await holder.end();
    }
  };

  const inProcess = (id: string, decision: string) => {
    const child = spawn(process.execPath, [CHILD, databaseUrl, id, decision], { stdio: 'ignore' });
    children.push(child);
    return child;
  };
  const killed = async (child: ChildProcess) => {
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
  };

  it('leaves the whole record where the connection is cut, and is carried out once afterwards', async () => {
    await fill(store, 'cut', 'Afgebroken');
    const order = { patient: 'cut', decision: 'case cut', caller: EVERYTHING };
    await heldInTheMiddle(async (waiting) => {
      const interrupted = expect(store.destroyPatient(order)).rejects.toMatchObject({ code: 'transient' });
      await watch.query('select pg_terminate_backend($1)', [await waiting()]);
      await interrupted;
    });
    expect(await isThere(store, 'cut')).toBe(true);
    expect(await destructions('case cut')).toBe(0);
    expect(await store.verify()).not.toHaveProperty('firstBreak');

    const [one, two] = await Promise.all([store.destroyPatient(order), other.destroyPatient(order)]);
    expect(two).toMatchObject({ id: one.id, digest: one.digest, versions: one.versions });
    expect(await isThere(store, 'cut')).toBe(false);
    expect([await destructions('case cut'), await lines(one.id)]).toEqual([1, 1]);
    expect(await store.verify(undefined, { index: true })).not.toHaveProperty('firstBreak');
  });

  it('leaves the whole record where the process is killed before the commit, and goes on in another', async () => {
    await fill(store, 'killed', 'Gedood');
    await heldInTheMiddle(async (waiting) => {
      const child = inProcess('killed', 'case killed');
      await waiting();
      await killed(child);
    });
    expect(await isThere(other, 'killed')).toBe(true);
    const proof = await other.destroyPatient({
      patient: 'killed',
      decision: 'case killed',
      caller: EVERYTHING,
    });
    expect(await isThere(other, 'killed')).toBe(false);
    expect([await destructions('case killed'), await lines(proof.id)]).toEqual([1, 1]);
    expect(await store.verify(undefined, { index: true })).not.toHaveProperty('firstBreak');
  });

  it('gives its proof where the process is killed after the commit, and what others wrote meanwhile is found', async () => {
    await fill(other, 'late', 'Laatmaar');
    let child: ChildProcess | undefined;
    await heldInTheMiddle(async (waiting) => {
      child = inProcess('late', 'case late');
      await waiting();
      // Just before the commit this process asks once more whether words went.
      await fill(other, 'bystander', 'Terzijde');
    });
    await vi.waitFor(async () => expect(await destructions('case late')).toBe(1), {
      timeout: 240_000,
      interval: 5,
    });
    if (child !== undefined) await killed(child);
    // The other process still takes the word for known.
    await other
      .session(EVERYTHING)
      .change({ kind: 'update', id: 'new', resource: { ...patient('Laatmaar'), id: 'new' } });
    const proof = await store.destroyPatient({ patient: 'late', decision: 'case late', caller: EVERYTHING });
    expect(proof).toMatchObject({ resources: { Patient: 1, Observation: 1 }, versions: 2 });
    expect([await destructions('case late'), await lines(proof.id)]).toEqual([1, 1]);
    expect(await words('laatmaar')).toBe(1);
    expect(await store.verify(undefined, { index: true })).not.toHaveProperty('firstBreak');
  });

  it('is not taken for the destruction of somebody else under the same decision', async () => {
    await fill(store, 'somebody', 'Iemand');
    const order = { patient: 'somebody', decision: 'case late', caller: EVERYTHING };
    await expect(store.destroyPatient(order)).rejects.toMatchObject({ code: 'conflict' });
    expect(await isThere(store, 'somebody')).toBe(true);
  });

  it('is noticed by other processes: a word that went is offered again by whoever needs it', async () => {
    await fill(other, 'first', 'Wederom');
    await store.destroyPatient({ patient: 'first', decision: 'case first', caller: EVERYTHING });
    expect(await words('wederom')).toBe(0);
    await new Promise((done) => setTimeout(done, NOTICED_MS));
    await fill(other, 'second', 'Wederom');
    expect(await words('wederom')).toBe(1);
    expect(await store.verify(undefined, { index: true })).not.toHaveProperty('firstBreak');
  });
});
