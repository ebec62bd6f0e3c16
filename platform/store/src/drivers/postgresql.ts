import { Problem } from '@caecilia/kernel';
import pg from 'pg';
import type { Database, Param, Row, Sql, Statement, Value } from '../sql.ts';
import { asProblem } from './engine-error.ts';

/** How many connections, and how long a statement may take. */
export interface PostgresqlOptions {
  readonly url: string;
  /** Connections for batches of reads and writes by id. */
  readonly keyedConnections: number;
  /** Connections for transactions. */
  readonly transactionConnections: number;
  /** Connections for searches, histories and walks. */
  readonly wideConnections: number;
  readonly statementTimeoutMs: number;
  readonly connectTimeoutMs: number;
  /** A connection was lost while nobody used it; for the log. */
  readonly onConnectionLost: (error: Error) => void;
}

const OLDEST = 150000;

/**
 * Settings of every connection. The store names the way into its tables itself; what is switched off here are
 * ways that only look good while a table is small or its statistics are old.
 */
const SETTINGS = ['timezone=UTC', 'datestyle=ISO', 'jit=off', 'max_parallel_workers_per_gather=0'];
const BY_KEY = [...SETTINGS, 'enable_seqscan=off', 'plan_cache_mode=force_generic_plan'];

const asPrinted = (text: string): Value => text;

/** By type number: boolean, bytea, int2, int4, float8. Everything else stays as PostgreSQL prints it. */
const PARSERS: Readonly<Record<number, (text: string) => Value>> = {
  16: (text) => text === 't',
  17: (text) => Buffer.from(text.slice(2), 'hex'),
  21: Number,
  23: Number,
  701: Number,
};
const types: pg.CustomTypesConfig = { getTypeParser: (oid: number) => PARSERS[oid] ?? asPrinted };

/** Connects to PostgreSQL 15 or newer. Throws `Problem('transient')` while it does not answer. */
export async function openPostgresql(options: PostgresqlOptions): Promise<Database> {
  const keyed = poolOf(options, options.keyedConnections, BY_KEY);
  const transactions = poolOf(options, options.transactionConnections, BY_KEY);
  const wide = poolOf(options, options.wideConnections, SETTINGS);
  const pools = [keyed, transactions, wide];
  const close = async () => {
    await Promise.all(pools.map((pool) => pool.end()));
  };
  try {
    await assertNewEnough(sqlOf(keyed, 'keyed'));
  } catch (error) {
    await close();
    throw error;
  }
  return {
    engine: 'postgresql',
    keyed: sqlOf(keyed, 'keyed'),
    wide: sqlOf(wide, 'wide'),
    lanes: options.keyedConnections,
    transaction: (work) => inTransaction(transactions, 'begin', work),
    snapshot: (work) => inTransaction(wide, SNAPSHOT, work),
    script: async (sql, text) => {
      await sql.query({ text }, []);
    },
    close,
  };
}

function poolOf(options: PostgresqlOptions, max: number, settings: readonly string[]): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    max,
    types,
    keepAlive: true,
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: options.connectTimeoutMs,
    statement_timeout: options.statementTimeoutMs,
    application_name: 'caecilia',
    options: settings.map((setting) => `-c ${setting}`).join(' '),
  });
  pool.on('error', options.onConnectionLost);
  // A client that is in use when its connection breaks reports it a second time, by an event; unheard, that event
  // would end the process. The statement under way has already failed with the same error.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

async function assertNewEnough(sql: Sql): Promise<void> {
  const [row] = await sql.query({ text: `select current_setting('server_version_num')::int as version` }, []);
  if (typeof row?.version === 'number' && row.version >= OLDEST) return;
  throw new Problem('not-supported', 'the clinical database must be PostgreSQL 15 or newer');
}

function sqlOf(client: pg.Pool | pg.PoolClient, kind: 'keyed' | 'wide'): Sql {
  return {
    async query(statement: Statement, params: readonly Param[]): Promise<readonly Row[]> {
      try {
        const { rows } = await client.query<Row>(configOf(statement, params));
        return rows;
      } catch (error) {
        throw asProblem(error, kind);
      }
    },
  };
}

function configOf({ text, name }: Statement, params: readonly Param[]): pg.QueryConfig {
  // Without values node-postgres uses the simple protocol, which takes several statements in one text.
  if (params.length === 0 && name === undefined) return { text };
  return name === undefined ? { text, values: [...params] } : { text, name, values: [...params] };
}

const SNAPSHOT = 'begin isolation level repeatable read, read only; set local statement_timeout = 0';

async function inTransaction<T>(pool: pg.Pool, begin: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  const client = await connected(pool);
  const sql = sqlOf(client, 'keyed');
  try {
    await sql.query({ text: begin }, []);
    const result = await work(sql);
    await sql.query({ text: 'commit' }, []);
    client.release();
    return result;
  } catch (error) {
    await rolledBack(client);
    throw error;
  }
}

async function connected(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    throw asProblem(error, 'keyed');
  }
}

/** Gives the connection back clean, or closes it where it cannot be made clean. */
async function rolledBack(client: pg.PoolClient): Promise<void> {
  try {
    await client.query('rollback');
    client.release();
  } catch (error) {
    client.release(error instanceof Error ? error : true);
  }
}
