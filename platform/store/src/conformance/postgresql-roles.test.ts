import {
  type Cluster,
  NO_POSTGRESQL,
  postgresqlPrograms,
  startCluster,
} from '@caecilia/engine/testing/postgresql-cluster';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../store.ts';
import { EVERYTHING, patient } from '../testing/people.ts';
import { problemOf } from '../testing/problem-of.ts';
import { smallExtractor } from '../testing/small-extraction.ts';

/** As docs/operating.md says it; the administrator of the database runs it once. */
const ROLES = (database: string) => `
  create role caecilia_owner login;
  create role caecilia_app login;
  alter database ${database} owner to caecilia_owner;
  alter default privileges for role caecilia_owner grant select, insert, update, delete on tables to caecilia_app;
  alter default privileges for role caecilia_owner grant usage on sequences to caecilia_app;
  alter default privileges for role caecilia_owner grant usage on schemas to caecilia_app;`;

const skipped = postgresqlPrograms() === undefined ? NO_POSTGRESQL : undefined;

describe.skipIf(skipped)('the two roles of the database', () => {
  let cluster: Cluster;
  let store: Store;
  let app: pg.Client;
  let urls: { readonly owner: string; readonly app: string };

  const opened = (more: { readonly ownerDatabaseUrl?: string }) =>
    openStore({
      databaseUrl: urls.app,
      ...more,
      mode: 'production',
      extractor: smallExtractor,
      searcher: () => Promise.reject(new Error('not part of this test')),
    });

  beforeAll(async () => {
    if (skipped !== undefined) return;
    cluster = await startCluster();
    const address = await cluster.newDatabase();
    const administrator = new pg.Client({ connectionString: address });
    await administrator.connect();
    await administrator.query(ROLES(new URL(address.replace('@/', '@localhost/')).pathname.slice(1)));
    await administrator.end();
    const as = (role: string) => address.replace('caecilia@', `${role}@`);
    urls = { owner: as('caecilia_owner'), app: as('caecilia_app') };
    app = new pg.Client({ connectionString: urls.app });
    await app.connect();
  });
  afterAll(async () => {
    await store?.close();
    await app?.end();
    await cluster?.stop();
  });

  it('are told apart at the first start: the application cannot make the tables', async () => {
    const problem = await problemOf(opened({}));
    expect(problem).toMatchObject({ code: 'business-rule' });
    expect(problem.message).toContain('CAECILIA_CLINICAL_OWNER_URL');
  });

  it('let the owner make them, and the application work without the owner from then on', async () => {
    const first = await opened({ ownerDatabaseUrl: urls.owner });
    await first.sql.prepareSchema('invented', [
      { number: 1, name: 'first', text: 'create table invented.thing (id int)' },
    ]);
    await first.close();
    store = await opened({});
    await store.sql.prepareSchema('invented', [
      { number: 1, name: 'first', text: 'create table invented.thing (id int)' },
    ]);
    await store.sql.query({ text: 'insert into invented.thing values (1)' }, []);
    const owners = await store.sql.query(
      { text: `select distinct tableowner as name from pg_tables where schemaname = 'invented'` },
      [],
    );
    expect(owners).toEqual([{ name: 'caecilia_owner' }]);
    for (const statement of [
      'create table invented.other (id int)',
      'alter table invented.thing add column more int',
      'drop table invented.thing',
      'truncate invented.thing',
    ])
      await expect(app.query(statement), statement).rejects.toMatchObject({ code: '42501' });
    const session = store.session(EVERYTHING);
    await session.change({ kind: 'update', id: 'p', resource: patient('Een', 'p') });
    await session.change({ kind: 'update', id: 'p', resource: patient('Twee', 'p') });
    expect((await session.read('Patient', 'p'))?.versionId).toBe(2);
    await session.transaction((transaction) => transaction.read('Patient', 'p'));
    await store.prepareLog();
    expect(await store.verify()).not.toHaveProperty('firstBreak');
  });

  it('let the application add to the log and read it, and nothing else, in any month', async () => {
    const { rows } = await app.query<{ name: string }>(
      `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'audit'::regclass`,
    );
    const months = rows.map(({ name }) => name);
    expect(months.length).toBeGreaterThan(3);
    for (const table of ['audit', 'audit_who', 'audit_anchor', ...months]) {
      for (const attempt of [
        `update ${table} set hash = hash`,
        `delete from ${table}`,
        `truncate ${table}`,
        `drop table ${table}`,
        `alter table ${table} disable trigger all`,
        `alter table ${table} add column more int`,
      ]) {
        const statement = table === 'audit_who' ? attempt.replace('hash = hash', 'digest = digest') : attempt;
        await expect(app.query(statement), statement).rejects.toMatchObject({ code: '42501' });
      }
    }
    for (const statement of [
      'delete from audit_lane',
      'insert into audit_lane select 999, 0, hash from audit_lane limit 1',
      `insert into audit_anchor values ('2020_01', 1, 1, 1, true, '')`,
      `alter table audit detach partition ${months.at(-1)}`,
      'create or replace function refuse_change() returns trigger language plpgsql as $$ begin return null; end $$',
      `set session_replication_role = replica`,
    ]) {
      await expect(app.query(statement), statement).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('hold for months that are made later, whatever the default privileges say', async () => {
    await app.query(`select audit_month('2031-01-01')`);
    await app.query(`insert into audit (seq, at, lane, n, who, event, action, outcome, after, hash)
      values (1, '2031-01-02', 255, 1, 1, 'read', 'R', 0, '', '')`);
    await expect(app.query('delete from audit_2031_01')).rejects.toMatchObject({ code: '42501' });
    await expect(app.query('delete from audit where seq = 1')).rejects.toMatchObject({ code: '42501' });
    expect((await store.verify()).firstBreak?.place).toBe('log, lane 255, line 1 (seq 1, 2031-01)');
  });

  it('hold the owner to the log being append-only as well, as long as the trigger is there', async () => {
    const owner = new pg.Client({ connectionString: urls.owner });
    await owner.connect();
    for (const table of ['audit', 'audit_2031_01', 'audit_who', 'audit_anchor', 'audit_lane']) {
      for (const statement of [`delete from ${table}`, `truncate ${table}`])
        await expect(owner.query(statement), statement).rejects.toThrow('is append-only');
    }
    await owner.end();
  });
});
