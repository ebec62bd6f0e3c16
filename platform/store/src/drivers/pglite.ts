import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite, type PGliteOptions, type Transaction } from '@electric-sql/pglite';
import { TAKE_LANE } from '../log/take-lane.ts';
import type { Database, Param, Row, Sql, Statement, Value } from '../sql.ts';
import { asProblem } from './engine-error.ts';
import { lockFolder } from './folder-lock.ts';

const asText = (text: string): string => text;

/** int8, timestamptz, uuid, bigint[], text[]: as PostgreSQL prints them, like the other driver. */
const PARSERS = { 20: asText, 1184: asText, 2950: asText, 1016: asText, 1009: asText };

/**
 * Opens the embedded database in `<dataDir>/clinical`, or makes it there. The folder is locked before the first
 * byte is read, because two processes on one folder destroy it. There is one connection; statements queue for it.
 */
export async function openPGlite(dataDir: string): Promise<Database> {
  mkdirSync(dataDir, { recursive: true });
  const unlock = lockFolder(dataDir);
  try {
    const client = await started(new PGlite(join(dataDir, 'clinical'), { parsers: PARSERS }));
    return databaseOf(client, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

/** An embedded database in memory, for tests; `image` is a data folder that `dumpDataDir` made. */
export async function openPGliteInMemory(image?: Blob): Promise<Database & { readonly client: PGlite }> {
  const options: PGliteOptions = { parsers: PARSERS, ...(image === undefined ? {} : { loadDataDir: image }) };
  const client = await started(new PGlite(options));
  return { ...databaseOf(client, () => {}), client };
}

/** As on PostgreSQL: the store names the way into its tables itself, also while they are small. */
const BY_INDEX = 'set enable_seqscan = off; set plan_cache_mode = force_generic_plan; set jit = off';

async function started(client: PGlite): Promise<PGlite> {
  await client.waitReady;
  await client.exec(`set timezone = 'UTC'; ${BY_INDEX}; ${TAKE_LANE}`);
  return client;
}

function databaseOf(client: PGlite, unlock: () => void): Database {
  const scripts = new WeakMap<Sql, Transaction>();
  const keyed = sqlOf(client, 'keyed');
  return {
    engine: 'pglite',
    keyed,
    wide: sqlOf(client, 'wide'),
    lanes: 1,
    aside: undefined,
    transaction: (work) =>
      client.transaction((transaction) => {
        const sql = sqlOf(transaction, 'keyed');
        scripts.set(sql, transaction);
        return work(sql);
      }),
    snapshot: (work) =>
      client.transaction(async (transaction) => {
        await transaction.exec('set transaction isolation level repeatable read, read only');
        return await work(sqlOf(transaction, 'wide'));
      }),
    async script(sql, text) {
      const transaction = scripts.get(sql);
      if (transaction === undefined) throw new Error('a script runs inside a transaction of this database');
      await transaction.exec(text);
    },
    async close() {
      await client.close();
      unlock();
    },
  };
}

function sqlOf(client: Pick<PGlite | Transaction, 'query'>, kind: 'keyed' | 'wide'): Sql {
  return {
    async query(statement: Statement, params: readonly Param[]): Promise<readonly Row[]> {
      try {
        const { rows } = await client.query<Record<string, Value>>(statement.text, [...params]);
        return rows;
      } catch (error) {
        throw asProblem(error, kind);
      }
    },
  };
}
