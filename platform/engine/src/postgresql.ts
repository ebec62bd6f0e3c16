import { Problem } from '@caecilia/kernel';
import type pg from 'pg';
import { AskedTogether } from './asked-together.ts';
import { asProblem, isAway } from './engine-error.ts';
import { Pools, type PoolsOptions } from './postgresql-pools.ts';
import type {
  Answered,
  Database,
  Param,
  Row,
  Sql,
  Statement,
  TransactionOptions,
  TransactionSql,
} from './sql.ts';
import { ALWAYS, type EngineUse } from './use.ts';

/** How many connections there are of each kind, beside what holds for all of them. */
export interface PostgresqlOptions extends Omit<PoolsOptions, 'reading'> {
  /** Connections for batches of reads and writes by id. */
  readonly keyedConnections: number;
  /** Connections for transactions. */
  readonly transactionConnections: number;
  /** Connections for searches, histories and walks. */
  readonly wideConnections: number;
}

const OLDEST = 150000;

const IN_TRANSACTION = ['lock_timeout=10000', 'idle_in_transaction_session_timeout=60000'];

/** Connects to PostgreSQL 15 or newer. Throws `Problem('transient')` while it does not answer. */
export async function openPostgresql(options: PostgresqlOptions, use: EngineUse): Promise<Database> {
  const settings = [...ALWAYS, ...use.settings];
  const taken = use.onConnect === undefined ? {} : { onConnect: use.onConnect };
  const pools = new Pools(use.reading === undefined ? options : { ...options, reading: use.reading });
  const keyed = pools.open(options.keyedConnections, settings, taken);
  const transactions = pools.open(options.transactionConnections, [...settings, ...IN_TRANSACTION], taken);
  const wide = pools.open(options.wideConnections, settings);
  const quick = pools.open(QUICK_LANES, settings, { statementTimeoutMs: QUICK_MS });
  try {
    await assertNewEnough(sqlOf(keyed, 'keyed'), use.name);
  } catch (error) {
    await pools.close();
    throw error;
  }
  return {
    engine: 'postgresql',
    keyed: sqlOf(keyed, 'keyed'),
    wide: quickOrWide(sqlOf(quick, 'wide'), sqlOf(wide, 'wide')),
    lanes: options.keyedConnections,
    aside: sqlOf(keyed, 'keyed'),
    transaction: (work, options = {}) =>
      inTransaction(transactions, beginWith(options), work, options.unhurried === true ? UNHURRIED : {}),
    snapshot: (work) => inTransaction(wide, SNAPSHOT, work, UNHURRIED),
    script: async (sql, text) => {
      await sql.query({ text }, []);
    },
    close: () => pools.close(),
  };
}

async function assertNewEnough(sql: Sql, name: string): Promise<void> {
  const [row] = await sql.query({ text: `select current_setting('server_version_num')::int as version` }, []);
  if (typeof row?.version === 'number' && row.version >= OLDEST) return;
  throw new Problem('not-supported', `the ${name} database must be PostgreSQL 15 or newer`);
}

const QUICK_LANES = 3;
/** A statement that was meant to be quick and is not is stopped by then, and asked again where it holds up nobody. */
const QUICK_MS = 1_000;

/** Quick statements go together with others of their kind; all others have a connection of their own. */
function quickOrWide(quick: Sql, wide: Sql): Sql {
  const together = new AskedTogether({ shared: quick, alone: wide, lanes: QUICK_LANES });
  return {
    query: (statement, params) => (statement.quick === true ? together : wide).query(statement, params),
  };
}

/** How long to wait for an answer; node-postgres takes it with a statement, but its types do not know. */
interface Patience {
  readonly query_timeout?: number;
}

/** A day, in milliseconds. */
const UNHURRIED: Patience = { query_timeout: 86_400_000 };

function sqlOf(
  client: pg.Pool | pg.PoolClient,
  kind: 'keyed' | 'wide',
  patience: Patience = {},
): TransactionSql {
  const run = async (statement: Statement, params: readonly Param[]): Promise<Answered> => {
    try {
      const { rows, rowCount } = await client.query<Row>({ ...configOf(statement, params), ...patience });
      return { rows, written: rowCount ?? 0 };
    } catch (error) {
      throw asProblem(error, kind);
    }
  };
  return { run, query: async (statement, params) => (await run(statement, params)).rows };
}

function configOf({ text, name }: Statement, params: readonly Param[]): pg.QueryConfig {
  // Without values node-postgres uses the simple protocol, which takes several statements in one text.
  if (params.length === 0 && name === undefined) return { text };
  return name === undefined ? { text, values: [...params] } : { text, name, values: [...params] };
}

function beginWith({ lockTimeoutMs, unhurried }: TransactionOptions): string {
  const lock = lockTimeoutMs === undefined ? '' : `; set local lock_timeout = ${lockTimeoutMs}`;
  return `begin${lock}${unhurried === true ? '; set local statement_timeout = 0' : ''}`;
}

const SNAPSHOT =
  'begin isolation level repeatable read, read only; set local statement_timeout = 0; set local enable_seqscan = on';

async function inTransaction<T>(
  pool: pg.Pool,
  begin: string,
  work: (sql: TransactionSql) => Promise<T>,
  patience?: Patience,
): Promise<T> {
  const client = await connected(pool);
  const sql = sqlOf(client, 'keyed', patience);
  try {
    await sql.query({ text: begin }, []);
    const result = await work(sql);
    await sql.query({ text: 'commit' }, []);
    client.release();
    return result;
  } catch (error) {
    await giveBack(client, error);
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
async function giveBack(client: pg.PoolClient, after: unknown): Promise<void> {
  if (after instanceof Problem && isAway(after.cause)) {
    client.release(true);
    return;
  }
  try {
    await client.query('rollback');
    client.release();
  } catch {
    // Whatever it is, the connection is of no use any more; why the transaction failed is already on its way.
    client.release(true);
  }
}
