import { readFileSync } from 'node:fs';
import { bringUpToDate, codeOf, type Database } from '@caecilia/engine';
import { Problem, type SchemaStep } from '@caecilia/kernel';

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

/**
 * Brings the schema up to date, one process at a time, all or nothing. Throws `Problem('business-rule')` for a
 * database that a newer or a different release made: changing it could lose records.
 */
export async function migrate(database: Database, migrations = MIGRATIONS): Promise<void> {
  await orTellOfOwner(() => bringUpToDate(database, { table: 'migration', first: '' }, migrations));
}

/** The same for the tables of another platform unit, in a PostgreSQL schema of the unit's name. */
export async function migrateUnit(
  database: Database,
  unit: string,
  steps: readonly SchemaStep[],
): Promise<void> {
  if (!/^[a-z]{3,30}$/.test(unit)) throw new Error(`${unit} is not the name of a unit`);
  const ledger = { table: `${unit}.migration`, first: `create schema if not exists ${unit};` };
  await orTellOfOwner(() => bringUpToDate(database, ledger, steps));
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
