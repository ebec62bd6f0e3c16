import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPostgresql } from './postgresql.ts';
import type { Database, Param, Statement } from './sql.ts';
import {
  type Cluster,
  NO_POSTGRESQL,
  postgresqlPrograms,
  startCluster,
} from './testing/postgresql-cluster.ts';

const skipped = postgresqlPrograms() === undefined ? NO_POSTGRESQL : undefined;

describe(`short reads that are asked together${skipped === undefined ? '' : ` (${skipped})`}`, () => {
  let cluster: Cluster;
  let address: string;
  let database: Database;
  beforeAll(async () => {
    if (skipped !== undefined) return;
    cluster = await startCluster();
    address = await cluster.newDatabase();
    const options = {
      connectTimeoutMs: 3_000,
      keyedConnections: 6,
      transactionConnections: 8,
      wideConnections: 6,
    };
    database = await openPostgresql(
      { ...options, url: address, statementTimeoutMs: 300_000, onConnectionLost: () => {} },
      { name: 'test', settings: [] },
    );
  });
  afterAll(async () => {
    await database?.close();
    await cluster?.stop();
  });

  const ask = (statement: Statement, ...params: Param[]) =>
    database.wide.query({ ...statement, quick: true }, params);

  it.skipIf(skipped)('each get their own rows, in the order that was asked for', async () => {
    const upTo: Statement = {
      name: 'up_to',
      text: 'select n from generate_series(1, $1::int) n where n > $2::int order by n desc limit 3',
    };
    const answers = await Promise.all(Array.from({ length: 500 }, (_, n) => ask(upTo, n, n % 7)));
    for (const [n, rows] of answers.entries()) {
      const expected = [n, n - 1, n - 2].filter((each) => each > n % 7);
      expect(rows.map((row) => row.n)).toEqual(expected);
    }
  });

  it.skipIf(skipped)('keep lists, quotes, empty texts and what is absent apart', async () => {
    const echo: Statement = {
      text: 'select $1::text as text, $2::bigint[] as list, $3::text[] as texts, $4::uuid as id',
    };
    const asked = [
      ['a "b" \\ {c},NULL', '{1,-2}', '{"x,\\"y",NULL,""}', 'c06d4bd1-1c2d-4a4c-9d0a-0d5a0f3b9a11'],
      ['', '{}', '{}', null],
      [null, null, null, null],
      ['NULL', '{9223372036854775807}', '{"NULL"}', null],
    ];
    const together = await Promise.all(asked.map((each) => ask(echo, ...each)));
    const alone = await Promise.all(asked.map((each) => database.wide.query(echo, each)));
    const valuesOf = (rows: (typeof alone)[number]) =>
      rows.map(({ text, list, texts, id }) => [text, list, texts, id]);
    expect(together.map(valuesOf)).toEqual(alone.map(valuesOf));
  });

  it.skipIf(skipped)('are asked alone where a parameter does not say its type', async () => {
    const shout: Statement = { text: 'select upper($1) as loud, $2::int as n' };
    const answers = await Promise.all([ask(shout, 'a', 1), ask(shout, 'b', 2)]);
    expect(answers).toEqual([[{ loud: 'A', n: 1 }], [{ loud: 'B', n: 2 }]]);
  });

  it.skipIf(skipped)('of different texts are not mixed up', async () => {
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, n) =>
        ask({ text: `select $1::int * ${n % 3} as product` }, n).then(([row]) => row?.product),
      ),
    );
    expect(answers).toEqual(Array.from({ length: 60 }, (_, n) => n * (n % 3)));
  });

  it.skipIf(skipped)('fail alone: those beside one that fails are answered', async () => {
    const divided: Statement = { text: 'select 6 / $1::int as part' };
    const outcomes = await Promise.allSettled([ask(divided, 2), ask(divided, 0), ask(divided, 3)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes.map((each) => (each.status === 'fulfilled' ? each.value[0]?.part : 0))).toEqual([
      3, 0, 2,
    ]);
  });

  it.skipIf(skipped)('are answered after their connections were cut', async () => {
    const client = new pg.Client({ connectionString: address });
    await client.connect();
    await client.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = $1',
      ['client backend'],
    );
    await client.end();
    // This end hears of it a moment later.
    const answer = async () => (await ask({ text: 'select $1::int as n' }, 3)).map(({ n }) => n);
    await expect.poll(answer).toEqual([3]);
  });

  it.skipIf(skipped)('do not wait for a slow one before them to end', async () => {
    const holder = new pg.Client({ connectionString: address });
    await holder.connect();
    await holder.query('select pg_advisory_lock(7)');
    const slow = ask({ text: 'select pg_advisory_lock_shared($1::bigint)::text as held' }, 7);
    const waiting = `select from pg_stat_activity where wait_event_type = 'Lock'`;
    try {
      await expect.poll(async () => (await holder.query(waiting)).rowCount).toBe(1);
      expect(await ask({ text: 'select $1::int as n' }, 1)).toMatchObject([{ n: 1 }]);
    } finally {
      await holder.end();
    }
    expect(await slow).toMatchObject([{ held: '' }]);
  });

  it.skipIf(skipped)('that turn out to be slow are asked again where they hold up nobody', async () => {
    const slow: Statement = { text: 'select pg_sleep($1::float8)::text as slept' };
    const answers = await Promise.all([ask(slow, 1.5), ask(slow, 0)]);
    expect(answers.map(([row]) => row?.slept)).toEqual(['', '']);
  });
});
