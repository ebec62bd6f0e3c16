import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite, type PGliteOptions, type Transaction } from '@electric-sql/pglite';
import { asProblem } from './engine-error.ts';
import { lockFolder } from './folder-lock.ts';
import type { Answered, Database, Param, Sql, Statement, TransactionSql, Value } from './sql.ts';
import { ALWAYS, type EngineUse } from './use.ts';

const asText = (text: string): string => text;

/** int8, timestamptz, uuid, bigint[], text[]: as PostgreSQL prints them, like the other driver. */
const PARSERS = { 20: asText, 1184: asText, 2950: asText, 1016: asText, 1009: asText };

function parsersOf({ reading }: EngineUse): NonNullable<PGliteOptions['parsers']> {
  return { ...PARSERS, ...reading };
}

/**
 * Opens the embedded database in `<dataDir>/<name>`, or makes it there. The folder is locked before the first
 * byte is read, because two processes on one folder destroy it. There is one connection; statements queue for it.
 */
export async function openPGlite(dataDir: string, use: EngineUse): Promise<Database> {
  mkdirSync(dataDir, { recursive: true });
  const unlock = lockFolder(dataDir, use.name);
  try {
    const client = await started(new PGlite(join(dataDir, use.name), { parsers: parsersOf(use) }), use);
    return databaseOf(client, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

/**
 * Pages that an embedded database of the tests keeps in memory. All of it is filled with zeros at each start: with the
 * 128 MB of a new folder that is two fifths of the time to open one.
 */
export const TEST_BUFFERS = '16MB';

/** An embedded database in memory, for tests; `image` is a data folder that `dumpDataDir` made. */
export async function openPGliteInMemory(
  use: EngineUse,
  image?: Blob,
): Promise<Database & { readonly client: PGlite }> {
  const options: PGliteOptions = {
    parsers: parsersOf(use),
    startParams: [...PGlite.defaultStartParams, '-c', `shared_buffers=${TEST_BUFFERS}`],
    ...(image === undefined ? {} : { loadDataDir: image }),
  };
  const client = await started(new PGlite(options), use);
  return { ...databaseOf(client, () => {}), client };
}

async function started(client: PGlite, { settings, onConnect }: EngineUse): Promise<PGlite> {
  await client.waitReady;
  const set = [...ALWAYS, ...settings].map((setting) => `set ${setting.replace('=', " = '")}'`);
  await client.exec(set.join('; '));
  await onConnect?.(client);
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

function sqlOf(client: Pick<PGlite | Transaction, 'query'>, kind: 'keyed' | 'wide'): TransactionSql {
  const run = async (statement: Statement, params: readonly Param[]): Promise<Answered> => {
    try {
      const { rows, affectedRows } = await client.query<Record<string, Value>>(statement.text, [...params]);
      return { rows, written: affectedRows ?? 0 };
    } catch (error) {
      throw asProblem(error, kind);
    }
  };
  return { run, query: async (statement, params) => (await run(statement, params)).rows };
}
