import { type Database, integerOf, type Row, type Sql, textOf } from '@caecilia/engine';
import type { RegisterEvent, RegisterFollower, ToldEvent } from '@caecilia/kernel';

/** How long a follower that failed waits before it is told again, in milliseconds, each time longer. */
const PAUSES = [200, 1_000, 5_000, 30_000, 300_000];
/** Another process may have told something: it is looked for this often, in milliseconds. */
const LOOK_MS = 5_000;
const AT_ONCE = 100;

/** Told when a follower failed, for the log of the process. */
export type OnFollowerFailed = (follower: string, event: ToldEvent, error: unknown) => void;

/**
 * What happened, told to who follows after the change is durable: in order, and at least once, also where the process
 * ends in between. Each follower has a place of its own, and what one cannot take holds up nobody else.
 */
export class Outbox {
  readonly #database: Database;
  readonly #onFailed: OnFollowerFailed;
  readonly #tellers: Teller[] = [];
  #looking: NodeJS.Timeout | undefined;

  constructor(database: Database, onFailed: OnFollowerFailed) {
    this.#database = database;
    this.#onFailed = onFailed;
  }

  /** Inside a change, at its end: numbers are in the order in which changes become durable. */
  async add(
    sql: Sql,
    events: readonly RegisterEvent[],
    { change, at, by }: { readonly change: number; readonly at: string; readonly by: string },
  ): Promise<void> {
    const text = `insert into register.outbox (at, by, change, kind, subject, id, facts)
      values ($1::timestamptz, $2, $3::bigint, $4, $5, $6, $7::jsonb)`;
    for (const { kind, subject, id, facts = {} } of events)
      await sql.query({ text }, [at, by, change, kind, subject, id, JSON.stringify(facts)]);
  }

  /** Begins to tell a follower: what comes after its place, or from now on where it is new. */
  async follow(follower: RegisterFollower): Promise<void> {
    const text = `insert into register.follower (name, number)
      values ($1, (select coalesce(max(number), 0) from register.outbox)) on conflict (name) do nothing`;
    await this.#database.wide.query({ text }, [follower.name]);
    const teller = new Teller(this.#database, follower, this.#onFailed);
    this.#tellers.push(teller);
    teller.wake();
    this.#looking ??= setInterval(() => this.wake(), LOOK_MS).unref();
  }

  /** Something was told. */
  wake(): void {
    for (const teller of this.#tellers) teller.wake();
  }

  /** Until everybody was told what there is, or waits after a failure. */
  async settled(): Promise<void> {
    await Promise.all(this.#tellers.map((teller) => teller.settled()));
  }

  async close(): Promise<void> {
    clearInterval(this.#looking);
    await Promise.all(this.#tellers.map((teller) => teller.close()));
  }
}

/** Tells one follower. */
class Teller {
  readonly #database: Database;
  readonly #follower: RegisterFollower;
  readonly #onFailed: OnFollowerFailed;
  #running: Promise<void> | undefined;
  #again = false;
  #closed = false;
  #failures = 0;
  #pause: NodeJS.Timeout | undefined;

  constructor(database: Database, follower: RegisterFollower, onFailed: OnFollowerFailed) {
    this.#database = database;
    this.#follower = follower;
    this.#onFailed = onFailed;
  }

  wake(): void {
    this.#again = true;
    if (this.#closed || this.#running !== undefined || this.#pause !== undefined) return;
    this.#running = this.#run().finally(() => {
      this.#running = undefined;
      // Something may have been told between the last look and now.
      if (this.#again) this.wake();
    });
  }

  async settled(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#pause);
    await this.settled();
  }

  async #run(): Promise<void> {
    while (this.#again && !this.#closed) {
      this.#again = false;
      try {
        for (const event of await this.#next()) {
          if (this.#closed || !(await this.#tell(event))) return;
          this.#again = true;
        }
      } catch {
        // The database is away: what is asked of it elsewhere says so. The next look finds the same place.
        this.#again = false;
        return;
      }
    }
  }

  async #next(): Promise<readonly ToldEvent[]> {
    const text = `select o.* from register.outbox o join register.follower f on f.name = $1
      where o.number > f.number order by o.number limit ${AT_ONCE}`;
    return (await this.#database.wide.query({ text }, [this.#follower.name])).map(eventOf);
  }

  async #tell(event: ToldEvent): Promise<boolean> {
    const { name, kinds } = this.#follower;
    try {
      if (kinds === undefined || kinds.includes(event.kind)) await this.#follower.handle(event);
      const text = 'update register.follower set number = $2::bigint where name = $1 and number < $2::bigint';
      await this.#database.wide.query({ text }, [name, event.number]);
      this.#failures = 0;
      return true;
    } catch (error) {
      this.#onFailed(name, event, error);
      this.#wait();
      return false;
    }
  }

  #wait(): void {
    const pause = PAUSES[Math.min(this.#failures, PAUSES.length - 1)];
    this.#failures += 1;
    this.#again = false;
    if (this.#closed) return;
    this.#pause = setTimeout(() => {
      this.#pause = undefined;
      this.wake();
    }, pause).unref();
  }
}

function eventOf(row: Row): ToldEvent {
  const number = integerOf(row.number);
  return {
    number,
    key: `event-${number}`,
    at: textOf(row.at),
    by: textOf(row.by),
    kind: textOf(row.kind),
    subject: textOf(row.subject),
    id: textOf(row.id),
    facts: factsOf(row.facts),
  };
}

/** `REGISTER_USE` reads JSON as what it holds. */
function factsOf(value: unknown): ToldEvent['facts'] {
  return value as ToldEvent['facts'];
}
