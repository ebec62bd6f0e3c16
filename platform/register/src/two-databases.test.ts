import {
  type Cluster,
  NO_POSTGRESQL,
  postgresqlPrograms,
  startCluster,
} from '@caecilia/engine/testing/postgresql-cluster';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRegister } from './open.ts';
import { ADA, SHELVES, type ShelfTables } from './testing/shelf.ts';

const skipped = postgresqlPrograms() === undefined ? NO_POSTGRESQL : undefined;

/** As docs/global.md says it; the administrator of the database runs it once. */
const ROLES = (clinical: string) => [
  'create role caecilia_owner login',
  'create role caecilia_app login',
  'create role caecilia_global login',
  'create database global owner caecilia_global',
  'revoke connect on database global from public',
  `revoke connect on database ${clinical} from public`,
  `grant connect on database ${clinical} to caecilia_owner, caecilia_app`,
];

describe(`the databases of the two houses in one PostgreSQL${skipped === undefined ? '' : ` (${skipped})`}`, () => {
  let cluster: Cluster;
  /** Address of the clinical database for its administrator. */
  let clinical: string;
  let name: string;

  /** The address of a database for a role. */
  const address = (role: string, database: string) =>
    clinical.replace(`caecilia@/${name}`, `${role}@/${database}`);
  const ask = async (url: string, text: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(text)).rows;
    } finally {
      await client.end();
    }
  };

  beforeAll(async () => {
    if (skipped !== undefined) return;
    cluster = await startCluster();
    clinical = await cluster.newDatabase();
    name = /@\/(\w+)/.exec(clinical)?.[1] ?? '';
    await ask(clinical, `create table patient (name text); insert into patient values ('Invented Person')`);
    for (const statement of ROLES(name)) await ask(clinical, statement);
  });
  afterAll(() => cluster?.stop());

  it.skipIf(skipped)('keep the role of Global out of the clinical one', async () => {
    await expect(ask(address('caecilia_global', name), 'select * from patient')).rejects.toThrow(
      'permission denied for database',
    );
    await expect(ask(address('caecilia_app', 'global'), 'select 1')).rejects.toThrow(
      'permission denied for database',
    );
  });

  it.skipIf(skipped)('let Global keep its register, where there is nothing of a patient', async () => {
    const databaseUrl = address('caecilia_global', 'global');
    const register = await openRegister({ databaseUrl, mode: 'production', modules: [SHELVES] });
    await register
      .of<ShelfTables>()
      .change(ADA, 'first', ({ insert }) =>
        insert('shelf', { name: 'North', built: null, metres: null, labels: [], facts: null }),
      );
    expect((await register.verify()).broken).toEqual([]);
    await register.close();
    const tables = await ask(
      databaseUrl,
      `select table_name from information_schema.tables where table_name = 'patient'`,
    );
    expect(tables).toEqual([]);
  });
});
