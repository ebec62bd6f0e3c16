import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { Value } from './sql.ts';
import type { OnConnect, Reading } from './use.ts';

/** What holds for every connection. */
export interface PoolsOptions {
  readonly url: string;
  readonly statementTimeoutMs: number;
  readonly connectTimeoutMs: number;
  readonly reading?: Reading;
  /** A connection was lost while nobody used it; for the log. */
  readonly onConnectionLost: (error: Error) => void;
}

const asPrinted = (text: string): Value => text;

/** By type number: boolean, bytea, int2, int4, float8. Everything else stays as PostgreSQL prints it. */
const PARSERS: Readonly<Record<number, (text: string) => Value>> = {
  16: (text) => text === 't',
  17: (text) => Buffer.from(text.slice(2), 'hex'),
  21: Number,
  23: Number,
  701: Number,
};

/** A database that has not stopped a statement by then is not there any more, whatever its socket says. */
const SILENCE_MS = 5_000;
/** How long closing waits for the database to hang up as well. */
const GOODBYE_MS = 2_000;

/** Pools of connections that are closed together. */
export class Pools {
  readonly #options: PoolsOptions;
  readonly #pools: pg.Pool[] = [];
  readonly #connected = new Set<pg.PoolClient>();
  #closing = false;

  constructor(options: PoolsOptions) {
    this.#options = options;
  }

  /** A pool of at most `max` connections, each with these settings of the database. */
  open(
    max: number,
    settings: readonly string[],
    {
      statementTimeoutMs = this.#options.statementTimeoutMs,
      onConnect,
    }: { readonly statementTimeoutMs?: number; readonly onConnect?: OnConnect } = {},
  ): pg.Pool {
    const { onConnectionLost } = this.#options;
    const options: pg.PoolConfig & { onConnect?: OnConnect } = {
      ...this.#connection(settings, statementTimeoutMs),
      max,
      idleTimeoutMillis: 60_000,
      ...(onConnect === undefined ? {} : { onConnect }),
    };
    const pool = new pg.Pool(options);
    pool.on('error', ({ message }) => {
      // A new error: on its own the library hangs the whole client, with more than a log should hold.
      if (!this.#closing) onConnectionLost(new Error(message));
    });
    pool.on('connect', (client) => this.#watch(client));
    this.#pools.push(pool);
    return pool;
  }

  #connection(settings: readonly string[], statementTimeoutMs: number): pg.ClientConfig {
    const { url, connectTimeoutMs, reading } = this.#options;
    return {
      connectionString: url,
      types: { getTypeParser: (oid: number) => reading?.[oid] ?? PARSERS[oid] ?? asPrinted },
      keepAlive: true,
      connectionTimeoutMillis: connectTimeoutMs,
      statement_timeout: statementTimeoutMs,
      query_timeout: statementTimeoutMs + SILENCE_MS,
      application_name: 'caecilia',
      options: settings.map((setting) => `-c ${setting}`).join(' '),
    };
  }

  #watch(client: pg.PoolClient): void {
    this.#connected.add(client);
    client.once('end', () => this.#connected.delete(client));
    // A client that is in use when its connection breaks reports it a second time, by an event; unheard, that event
    // would end the process. The statement under way has already failed with the same error.
    client.on('error', () => {});
  }

  /** Lets what is under way finish, and returns when the connections are gone: the library itself does not wait. */
  async close(): Promise<void> {
    this.#closing = true;
    await Promise.all(this.#pools.map((pool) => pool.end()));
    const gone = Promise.all([...this.#connected].map(ended));
    await Promise.race([gone, wait(GOODBYE_MS, undefined, { ref: false })]);
  }
}

function ended(client: pg.PoolClient): Promise<void> {
  return new Promise((resolve) => client.once('end', () => resolve()));
}
