import type { Param, TransactionSql } from '@caecilia/engine';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  Transaction,
} from 'kysely';
import { asRegisterProblem } from './register-problem.ts';

/** The questions of kysely, asked in one transaction that somebody else began and ends. */
export function kyselyOn<Tables>(sql: TransactionSql): Transaction<Tables> {
  const dialect = dialectOn(sql);
  const config = { dialect };
  const executor = new Kysely<Tables>(config).getExecutor();
  return new Transaction<Tables>({ config, dialect, driver: dialect.createDriver(), executor });
}

function dialectOn(sql: TransactionSql): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => driverOn(sql),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

function driverOn(sql: TransactionSql): Driver {
  const nothing = () => Promise.resolve();
  const refused = () => Promise.reject(new Error('the register begins and ends its transactions itself'));
  const connection: DatabaseConnection = {
    async executeQuery<R>({ sql: text, parameters }: CompiledQuery): Promise<QueryResult<R>> {
      try {
        const { rows, written } = await sql.run({ text }, parameters.map(paramOf));
        // The engine reads values as `REGISTER_USE` says, which is what the types of the tables say.
        return { rows: [...rows] as unknown as R[], numAffectedRows: BigInt(written) };
      } catch (error) {
        throw asRegisterProblem(error);
      }
    },
    // biome-ignore lint/correctness/useYield: it is refused before the first row.
    async *streamQuery() {
      throw new Error('the register does not stream; ask for pages');
    },
  };
  return {
    init: nothing,
    acquireConnection: () => Promise.resolve(connection),
    beginTransaction: refused,
    commitTransaction: refused,
    rollbackTransaction: refused,
    releaseConnection: nothing,
    destroy: nothing,
  };
}

/** As the database takes it: lists and objects as JSON, instants as text. */
export function paramOf(value: unknown): Param {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  if (value instanceof Uint8Array) return value;
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'object') return JSON.stringify(value);
  throw new Error(`a ${typeof value} cannot be sent to the database`);
}
