import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIMITS } from '../store.ts';
import {
  type Cluster,
  NO_POSTGRESQL,
  postgresqlPrograms,
  startCluster,
} from '../testing/postgresql-cluster.ts';
import { openPostgresql } from './postgresql.ts';
import { Lanes } from './postgresql-lanes.ts';

const skipped = postgresqlPrograms() === undefined ? NO_POSTGRESQL : undefined;

describe(`short statements on shared connections${skipped === undefined ? '' : ` (${skipped})`}`, () => {
  let cluster: Cluster;
  let address: string;
  let lanes: Lanes;
  beforeAll(async () => {
    if (skipped !== undefined) return;
    cluster = await startCluster();
    address = await cluster.newDatabase();
    lanes = new Lanes({ lanes: 2, connection: { connectionString: address, statement_timeout: 300 } });
  });
  afterAll(async () => {
    await lanes?.close();
    await cluster?.stop();
  });

  it.skipIf(skipped)(
    'each get their own answer, also when the same statement is prepared for the first time',
    async () => {
      const ask = (n: number) =>
        lanes.query({ name: 'double', text: 'select $1::int * 2 as twice', values: [n] });
      const answers = await Promise.all(Array.from({ length: 500 }, (_, n) => ask(n)));
      expect(answers.map(([row]) => row?.twice)).toEqual(Array.from({ length: 500 }, (_, n) => n * 2));
    },
  );

  it.skipIf(skipped)('fail alone: those before and behind one that fails are answered', async () => {
    const [before, broken, behind] = await Promise.allSettled([
      lanes.query({ text: 'select 1 as n' }),
      lanes.query({ text: 'select 1 / $1::int as n', values: [0] }),
      lanes.query({ text: 'select 2 as n' }),
    ]);
    expect([before.status, broken.status, behind.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it.skipIf(skipped)('go on after their connections were cut', async () => {
    const client = new pg.Client({ connectionString: address });
    await client.connect();
    await client.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = $1',
      ['client backend'],
    );
    await client.end();
    await wait(100);
    expect(await lanes.query({ text: 'select 3 as n' })).toEqual([{ n: 3 }]);
  });

  it.skipIf(skipped)('that turn out to be slow are asked again on a connection of their own', async () => {
    const database = await openPostgresql({
      ...LIMITS,
      url: address,
      statementTimeoutMs: 5000,
      onConnectionLost: () => {},
    });
    const slow = { text: 'select pg_sleep(1.5)::text as slept', quick: true };
    expect(await database.wide.query(slow, [])).toEqual([{ slept: '' }]);
    await database.close();
  });
});
