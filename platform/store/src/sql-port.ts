import type { Database } from '@caecilia/engine';
import type { SchemaStep, SqlPort } from '@caecilia/kernel';
import { migrateUnit } from './migrations.ts';

/** Runs work on a database that may make tables. */
export type AsOwner = <T>(work: (database: Database) => Promise<T>) => Promise<T>;

/** The database of the record, for the tables of other platform units. */
export function sqlPortOn(database: Database, asOwner: AsOwner): SqlPort {
  return {
    query: (statement, params) => database.wide.query(statement, params),
    transaction: (work) => database.transaction(work),
    prepareSchema: (unit: string, steps: readonly SchemaStep[]) =>
      asOwner((owned) => migrateUnit(owned, unit, steps)),
  };
}
