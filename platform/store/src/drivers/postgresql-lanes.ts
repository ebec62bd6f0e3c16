import pg from 'pg';
import type { Row } from '../sql.ts';

/** One statement as node-postgres takes it. */
export type LaneQuery = pg.QueryConfig;

/** How lanes are connected. */
export interface LanesOptions {
  readonly lanes: number;
  readonly connection: pg.ClientConfig;
}

interface Lane {
  readonly client: pg.Client;
  readonly connected: Promise<void>;
  inFlight: number;
}

/** The socket under a client. Not part of the library's types; without it statements are sent one by one. */
interface Stream {
  cork(): void;
  uncork(): void;
}

/**
 * A few connections, each of which carries many short statements at once, one behind the other (the protocol's
 * pipelining), and what is asked in one turn of the event loop leaves in one write. A statement that takes long holds up
 * those behind it: only what the store knows to be short goes here, and the connections stop a statement early.
 */
export class Lanes {
  readonly #options: LanesOptions;
  readonly #lanes: (Lane | undefined)[];
  readonly #corked = new Set<Stream>();
  #closing = false;

  constructor(options: LanesOptions) {
    this.#options = options;
    this.#lanes = Array.from({ length: options.lanes }, () => undefined);
  }

  /** Rows of a statement; rejects with what the database or the connection says. */
  async query(config: LaneQuery): Promise<readonly Row[]> {
    const lane = this.#freest();
    lane.inFlight += 1;
    try {
      await lane.connected;
      this.#gather(lane.client);
      const { rows } = await lane.client.query<Row>(config);
      return rows;
    } finally {
      lane.inFlight -= 1;
    }
  }

  async close(): Promise<void> {
    this.#closing = true;
    await Promise.all(this.#lanes.flatMap((lane) => (lane ? [lane.client.end()] : [])));
  }

  #freest(): Lane {
    let best = 0;
    for (let index = 1; index < this.#lanes.length; index += 1)
      if ((this.#lanes[index]?.inFlight ?? 0) < (this.#lanes[best]?.inFlight ?? 0)) best = index;
    const lane = this.#lanes[best] ?? this.#open(best);
    this.#lanes[best] = lane;
    return lane;
  }

  #open(index: number): Lane {
    if (this.#closing) throw new Error('Connection terminated: the store is being closed');
    const client = new pg.Client({ ...this.#options.connection, pipeline: true } as pg.ClientConfig);
    const lane: Lane = { client, connected: client.connect(), inFlight: 0 };
    const drop = () => {
      if (this.#lanes[index] === lane) this.#lanes[index] = undefined;
    };
    // Statements under way fail with the same error; here it only frees the place for a new connection.
    client.on('error', drop);
    client.on('end', drop);
    lane.connected.catch(drop);
    return lane;
  }

  /** Holds back what is written in this turn of the event loop, and sends it together. */
  #gather(client: pg.Client): void {
    const stream = streamOf(client);
    if (stream === undefined || this.#corked.has(stream)) return;
    this.#corked.add(stream);
    stream.cork();
    setImmediate(() => {
      this.#corked.delete(stream);
      stream.uncork();
    });
  }
}

function streamOf(client: pg.Client): Stream | undefined {
  const connection: unknown = Reflect.get(client, 'connection');
  if (typeof connection !== 'object' || connection === null) return undefined;
  const stream: unknown = Reflect.get(connection, 'stream');
  return isStream(stream) ? stream : undefined;
}

function isStream(value: unknown): value is Stream {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof Reflect.get(value, 'cork') === 'function' &&
    typeof Reflect.get(value, 'uncork') === 'function'
  );
}
