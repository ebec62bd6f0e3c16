import type { Database } from '@caecilia/engine';
import { openPGliteInMemory, openPostgresql } from '@caecilia/engine';
import {
  type Cluster,
  NO_POSTGRESQL,
  postgresqlPrograms,
  startCluster,
} from '@caecilia/engine/testing/postgresql-cluster';
import { afterAll, describe, expect, it } from 'vitest';
import { MIGRATIONS, migrate } from '../migrations.ts';
import { LIMITS } from '../store.ts';
import { STORE_USE } from '../use.ts';
import { checkLog } from '../verify/check-log.ts';

const OLD = `insert into audit (at, actor, role, action, request, type, target, vid, patient, returned, outcome) values
  ('2026-09-30 23:59:59.999+00', 'system:import', 'import', 'R', 'r-1', 3, 'line' || chr(9) || 'with tab', null, null, null, 4),
  ('2026-11-01 00:00:00+00', 'Practitioner/invented', 'nurse', 'R', null, 3, 'p', 1, gen_random_uuid(), null, 0),
  ('2026-11-01 00:00:00.25+00', 'Practitioner/invented', 'nurse', 'E', null, 3, 'Patient?name', null, null, '{Patient/p,Patient/q}', 0),
  ('2026-11-01 00:00:01+00', 'Practitioner/invented', 'nurse', 'E', null, null, 'Patient/p/_history', null, null, '{}', 0)`;

/** A thousand more. */
const MANY = `insert into audit (at, actor, role, action, request, type, target, vid, patient, returned, outcome)
  select timestamptz '2026-10-01' + n * interval '1 minute', 'Practitioner/invented-' || n % 40, 'nurse', 'R', 'r-' || n, 3, 'p-' || n,
    1, gen_random_uuid(), null, 0 from generate_series(1, 1000) n`;

describe('the log of the first release', () => {
  const open: { stop(): Promise<void> }[] = [];
  afterAll(async () => {
    for (const { stop } of open.reverse()) await stop();
  });

  const proved = async (database: Database) => {
    open.push({ stop: () => database.close() });
    await migrate(database, MIGRATIONS.slice(0, 1));
    await database.keyed.query({ text: OLD }, []);
    await migrate(database);
    expect(await checkLog(database.keyed)).toMatchObject({ lines: 4, heads: [{ lane: 0, lines: 4 }] });
    expect(await checkLog(database.keyed)).not.toHaveProperty('firstBreak');
    const lines = await database.keyed.query(
      {
        text: `select audit.tableoid::regclass::text as month, event, user_id from audit join audit_who w on w.key = who order by seq`,
      },
      [],
    );
    expect(lines).toEqual([
      { month: 'audit_2026_09', event: 'read', user_id: 'system:import' },
      { month: 'audit_2026_11', event: 'read', user_id: 'Practitioner/invented' },
      { month: 'audit_2026_11', event: 'search', user_id: 'Practitioner/invented' },
      { month: 'audit_2026_11', event: 'history', user_id: 'Practitioner/invented' },
    ]);
  };

  it('is taken over, line by line, and chained on PGlite', async () => {
    await proved(await openPGliteInMemory(STORE_USE));
  });

  it.skipIf(postgresqlPrograms() === undefined ? NO_POSTGRESQL : false)(
    'is taken over, line by line, and chained on PostgreSQL',
    async () => {
      const cluster: Cluster = await startCluster();
      open.push(cluster);
      await proved(
        await openPostgresql(
          { ...LIMITS, url: await cluster.newDatabase(), onConnectionLost: () => {} },
          STORE_USE,
        ),
      );
    },
  );

  const takenOver = async (database: Database, lines: number) => {
    await migrate(database, MIGRATIONS.slice(0, 1));
    for (let done = 0; done < lines; done += 1_000) await database.keyed.query({ text: MANY }, []);
  };

  it('is taken over on PGlite however many lines it has', async () => {
    const database = await openPGliteInMemory(STORE_USE);
    open.push({ stop: () => database.close() });
    await takenOver(database, 3_000);
    await migrate(database);
    expect(await checkLog(database.keyed)).toMatchObject({ lines: 3_000 });
  });

  it.skipIf(postgresqlPrograms() === undefined ? NO_POSTGRESQL : false)(
    'is taken over on PostgreSQL also where that takes longer than any statement may',
    async () => {
      const cluster = await startCluster();
      open.push(cluster);
      const [url, onConnectionLost] = [await cluster.newDatabase(), () => {}];
      const filled = await openPostgresql({ ...LIMITS, url, onConnectionLost }, STORE_USE);
      await takenOver(filled, 30_000);
      await filled.close();
      const database = await openPostgresql(
        { ...LIMITS, url, statementTimeoutMs: 200, onConnectionLost },
        STORE_USE,
      );
      open.push({ stop: () => database.close() });
      const slow = database.keyed.query({ text: 'select pg_sleep(0.4)' }, []);
      await expect(slow).rejects.toMatchObject({ code: 'timeout' });
      await migrate(database);
      const [count] = await database.keyed.query({ text: 'select count(*) as lines from audit' }, []);
      expect(count).toEqual({ lines: '30000' });
    },
  );
});
