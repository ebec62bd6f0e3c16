import type { SchemaStep, SqlPort } from '@caecilia/kernel';
import { migrateUnit } from './migrations.ts';
import type { Database } from './sql.ts';

/** The database of the record, for the tables of other platform units. */
export function sqlPortOn(database: Database): SqlPort {
  return {
    query: (statement, params) => database.wide.query(statement, params),
    transaction: (work) => database.transaction(work),
    prepareSchema: (unit: string, steps: readonly SchemaStep[]) => migrateUnit(database, unit, steps),
  };
}
