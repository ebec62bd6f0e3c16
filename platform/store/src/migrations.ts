import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Problem, type SchemaStep } from '@caecilia/kernel';
import { codeOf } from './drivers/engine-error.ts';
import { type Database, integerOf, type Sql, textOf } from './sql.ts';

/** Forward only: a migration that was released is never changed; the next one has the next number. */
export const MIGRATIONS: readonly SchemaStep[] = [
  { number: 1, name: 'schema', text: read('schema.sql') },
  { number: 2, name: 'log', text: read('schema-log.sql') },
  { number: 3, name: 'relation', text: read('schema-relation.sql') },
  { number: 4, name: 'log-keeping', text: read('schema-log-keeping.sql') },
  { number: 5, name: 'destroyed', text: read('schema-destroyed.sql') },
  { number: 6, name: 'log-tree', text: read('schema-log-tree.sql') },
];

function read(file: string): string {
  return readFileSync(new URL(file, import.meta.url), 'utf8');
}

/** How long one process waits for another that is bringing the schema up to date. */
const WAIT_FOR_ANOTHER_MS = 600_000;
/** How long a step waits for whoever still uses a table: a release that runs on would wait behind it. */
const WAIT_FOR_TABLE_MS = 10_000;

/** Any number will do; every release must use the same. */
const LOCK = '4123008710';

/**
 * Brings the schema up to date, one process at a time, all or nothing. Throws `Problem('business-rule')` for a
 * database that a newer or a different release made: changing it could lose records.
 */
export async function migrate(database: Database, migrations = MIGRATIONS): Promise<void> {
  await orTellOfOwner(() => bringUpToDate(database, 'migration', '', migrations));
}

/** The same for the tables of another platform unit, in a PostgreSQL schema of the unit's name. */
export async function migrateUnit(
  database: Database,
  unit: string,
  steps: readonly SchemaStep[],
): Promise<void> {
  if (!/^[a-z]{3,30}$/.test(unit)) throw new Error(`${unit} is not the name of a unit`);
  await orTellOfOwner(() =>
    bringUpToDate(database, `${unit}.migration`, `create schema if not exists ${unit};`, steps),
  );
}

const NOT_ALLOWED = '42501';

async function orTellOfOwner(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (cause) {
    if (codeOf(cause) !== NOT_ALLOWED) throw cause;
    throw new Problem(
      'business-rule',
      'the schema of the database is not that of this release, and this database role may not change it; start once with the address of its owner in CAECILIA_CLINICAL_OWNER_URL',
      { cause },
    );
  }
}

async function bringUpToDate(
  database: Database,
  table: string,
  first: string,
  migrations: readonly SchemaStep[],
): Promise<void> {
  const work = async (sql: Sql) => {
    await sql.query({ text: `select pg_advisory_xact_lock(${LOCK})` }, []);
    await sql.query({ text: `set local lock_timeout = ${WAIT_FOR_TABLE_MS}` }, []);
    const [made] = await sql.query({ text: 'select to_regclass($1) is not null as made' }, [table]);
    // The application's own role may make nothing; where all is made it does not have to.
    if (made?.made !== true) await database.script(sql, `${first}${createTable(table)}`);
    const applied = await appliedMigrations(sql, table);
    assertKnown(applied, migrations);
    for (const migration of migrations.filter(({ number }) => !applied.has(number))) {
      await database.script(sql, migration.text);
      await sql.query({ text: `insert into ${table} (number, name, digest) values ($1, $2, $3)` }, [
        migration.number,
        migration.name,
        digest(migration.text),
      ]);
    }
  };
  // A step takes as long as there are lines to take over.
  await database.transaction(work, { unhurried: true, lockTimeoutMs: WAIT_FOR_ANOTHER_MS });
}

function createTable(table: string): string {
  return `create table if not exists ${table} (
  number  integer     primary key,
  name    text        not null,
  digest  text        not null,
  applied timestamptz not null default now()
)`;
}

async function appliedMigrations(sql: Sql, table: string): Promise<ReadonlyMap<number, string>> {
  const rows = await sql.query({ text: `select number, digest from ${table}` }, []);
  return new Map(rows.map((row) => [integerOf(row.number), textOf(row.digest)]));
}

function assertKnown(applied: ReadonlyMap<number, string>, migrations: readonly SchemaStep[]): void {
  const digests = new Map(migrations.map(({ number, text }) => [number, digest(text)]));
  for (const [number, found] of applied) {
    const ours = digests.get(number);
    if (ours === undefined) {
      throw new Problem(
        'business-rule',
        `the database is of a newer release (schema ${number}); start that release`,
      );
    }
    if (ours !== found) {
      throw new Problem(
        'business-rule',
        `schema ${number} of the database differs from that of this release; it was made by an unreleased version and cannot be used`,
      );
    }
  }
}

/** Comments and layout may be improved without making another schema of it. */
function digest(text: string): string {
  const bare = text.replace(/--.*$/gm, '').replace(/\s+/g, ' ').trim();
  return createHash('sha256').update(bare).digest('hex');
}
