import { createHash } from 'node:crypto';
import { Problem, type SchemaStep } from '@caecilia/kernel';
import { type Database, integerOf, type Sql, textOf } from './sql.ts';

/** How long one process waits for another that is bringing the schema up to date. */
const WAIT_FOR_ANOTHER_MS = 600_000;
/** How long a step waits for whoever still uses a table: a release that runs on would wait behind it. */
const WAIT_FOR_TABLE_MS = 10_000;

/** Any number will do; every release must use the same. */
const LOCK = '4123008710';

/** Where it is written down which steps were made. */
export interface Ledger {
  /** Table, with its schema where it has one. */
  readonly table: string;
  /** Run before the table is made. */
  readonly first: string;
}

/**
 * Brings tables up to date, one process at a time, all or nothing. Throws `Problem('business-rule')` for a database that
 * a newer or a different release made: changing it could lose records.
 */
export async function bringUpToDate(
  database: Database,
  { table, first }: Ledger,
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
