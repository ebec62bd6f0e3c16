import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Problem } from '@caecilia/kernel';
import { type Database, integerOf, type Sql, textOf } from './sql.ts';

interface Migration {
  readonly number: number;
  readonly name: string;
  readonly text: string;
}

/** Forward only: a migration that was released is never changed; the next one has the next number. */
export const MIGRATIONS: readonly Migration[] = [{ number: 1, name: 'schema', text: read('schema.sql') }];

function read(file: string): string {
  return readFileSync(new URL(file, import.meta.url), 'utf8');
}

/** Any number will do; every release must use the same. */
const LOCK = '4123008710';

/**
 * Brings the schema up to date, one process at a time, all or nothing. Throws `Problem('business-rule')` for a
 * database that a newer or a different release made: changing it could lose records.
 */
export async function migrate(database: Database, migrations = MIGRATIONS): Promise<void> {
  await database.transaction(async (sql) => {
    await sql.query({ text: `select pg_advisory_xact_lock(${LOCK})` }, []);
    await sql.query({ text: CREATE_TABLE }, []);
    const applied = await appliedMigrations(sql);
    assertKnown(applied, migrations);
    for (const migration of migrations.filter(({ number }) => !applied.has(number))) {
      await database.script(sql, migration.text);
      await sql.query({ text: 'insert into migration (number, name, digest) values ($1, $2, $3)' }, [
        migration.number,
        migration.name,
        digest(migration.text),
      ]);
    }
  });
}

const CREATE_TABLE = `create table if not exists migration (
  number  integer     primary key,
  name    text        not null,
  digest  text        not null,
  applied timestamptz not null default now()
)`;

async function appliedMigrations(sql: Sql): Promise<ReadonlyMap<number, string>> {
  const rows = await sql.query({ text: 'select number, digest from migration' }, []);
  return new Map(rows.map((row) => [integerOf(row.number), textOf(row.digest)]));
}

function assertKnown(applied: ReadonlyMap<number, string>, migrations: readonly Migration[]): void {
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
