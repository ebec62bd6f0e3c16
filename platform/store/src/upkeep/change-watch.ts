import { integerOf, optionalTextOf, plainArray, type Sql } from '@caecilia/engine';
import { TYPE_NUMBERS, typeName } from '../resource-types.ts';

/** Somebody who is told that something was committed: which types, and nothing of what was written. */
export interface ChangeFollower {
  /** Types of resources of which a version was committed since the last time, by this server or by another one. */
  changed(types: ReadonlySet<string>): void;
  /** The database did not answer; told once, until it answers again. What was committed meanwhile is told then. */
  lost(error: unknown): void;
}

/** How often the outbox is looked at while somebody follows. */
const EVERY_MS = 500;
/**
 * Numbers of the outbox are given out before the commit, so a lower one may appear after a higher one. It is still
 * noticed when it is this much later; a transaction that takes longer is not told, and followers look again by themselves.
 */
const LATE_MS = 15_000;
/** What was committed so long before somebody began to follow is told to them: what they show may be older. */
const JUST_BEFORE_MS = 10_000;
/** Numbers that may have been given out and not yet committed when the watch begins. */
const UNDER_WAY = 200n;

/** Rows of the outbox after a number, by type: how many there are says whether something came. */
const COUNT = `select type, count(*)::int as rows, (count(*) filter (where seq > $2::bigint))::int as later,
  max(seq)::text as top from outbox where seq > $1::bigint group by type`;

/** Of which of these types a version was made after an instant. */
const RECENT = `select t.type from unnest($1::text::smallint[]) t(type)
  where exists (select 1 from res r where r.type = t.type and r.last_updated > $2::text::timestamptz)`;

interface Seen {
  /** Numbers up to this one are no longer looked at. */
  floor: bigint;
  /** Rows after the floor, by type. */
  rows: ReadonlyMap<number, number>;
  /** The floor that follows, and when (milliseconds) it was the newest number. */
  next: bigint;
  readonly since: number;
}

/**
 * Follows the outbox for all who want to know. It asks only while somebody does, and one small statement for all of them;
 * commits of other servers on the same database are seen as their own are.
 */
export class ChangeWatch {
  readonly #sql: Sql;
  readonly #now: () => Date;
  readonly #everyMs: number;
  readonly #followers = new Set<ChangeFollower>();
  /** Those who began since the last look, and when. */
  readonly #fresh = new Map<ChangeFollower, number>();
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  #seen: Seen | undefined;
  #lost = false;
  #closed = false;

  constructor(sql: Sql, now: () => Date, everyMs = EVERY_MS) {
    this.#sql = sql;
    this.#now = now;
    this.#everyMs = everyMs;
  }

  /**
   * Begins to tell, first what was committed in the seconds before: a page reads, and then begins to follow. The answer
   * stops it. Once the watch is closed nobody is told anything.
   */
  follow(follower: ChangeFollower): () => void {
    if (this.#closed) return () => undefined;
    this.#followers.add(follower);
    this.#fresh.set(follower, this.#now().getTime());
    this.#plan();
    return () => {
      this.#followers.delete(follower);
      this.#fresh.delete(follower);
      if (this.#followers.size === 0) this.#rest();
    };
  }

  /** Tells nobody any more, and returns when no statement is under way. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#followers.clear();
    this.#fresh.clear();
    this.#rest();
    await this.#looking;
  }

  #rest(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#seen = undefined;
  }

  #plan(): void {
    if (this.#timer !== undefined || this.#followers.size === 0) return;
    this.#timer = setTimeout(() => {
      this.#looking = this.#look().finally(() => {
        this.#timer = undefined;
        this.#plan();
      });
    }, this.#everyMs);
    this.#timer.unref();
  }

  async #look(): Promise<void> {
    try {
      const types = await this.#changedTypes();
      await this.#tellFresh();
      this.#lost = false;
      if (types.size > 0) for (const follower of this.#followers) follower.changed(types);
    } catch (error) {
      if (!this.#lost) for (const follower of this.#followers) follower.lost(error);
      this.#lost = true;
    }
  }

  /** After the watch has its beginning, so that nothing falls between what is told here and what is told later. */
  async #tellFresh(): Promise<void> {
    const fresh = [...this.#fresh];
    if (fresh.length === 0) return;
    const since = new Date(Math.min(...fresh.map(([, at]) => at)) - JUST_BEFORE_MS);
    const rows = await this.#sql.query({ text: RECENT, name: 'recent-types' }, [
      plainArray(TYPE_NUMBERS),
      since.toISOString(),
    ]);
    const types = new Set(rows.map((row) => typeName(integerOf(row.type))));
    for (const [follower] of fresh) {
      // Who stopped meanwhile is told nothing.
      if (this.#fresh.delete(follower) && types.size > 0) follower.changed(types);
    }
  }

  async #changedTypes(): Promise<ReadonlySet<string>> {
    const now = performance.now();
    const seen = this.#seen;
    if (seen === undefined) {
      this.#seen = await this.#begin(now);
      return new Set();
    }
    const rows = await this.#sql.query({ text: COUNT, name: 'outbox-counts' }, [
      seen.floor.toString(),
      seen.next.toString(),
    ]);
    const counts = new Map(rows.map((row) => [integerOf(row.type), integerOf(row.rows)]));
    // Whoever begins to follow later begins anew.
    if (this.#followers.size === 0) return new Set();
    this.#seen = now - seen.since < LATE_MS ? { ...seen, rows: counts } : movedOn(seen, rows, now);
    // Fewer rows is a change too: somebody took them away.
    const all = new Set([...counts.keys(), ...seen.rows.keys()]);
    return new Set([...all].filter((type) => counts.get(type) !== seen.rows.get(type)).map(typeName));
  }

  async #begin(now: number): Promise<Seen> {
    const [newest] = await this.#sql.query({ text: 'select max(seq)::text as top from outbox' }, []);
    const top = BigInt(optionalTextOf(newest?.top ?? null) ?? 0);
    const floor = top > UNDER_WAY ? top - UNDER_WAY : 0n;
    const rows = await this.#sql.query({ text: COUNT, name: 'outbox-counts' }, [
      floor.toString(),
      top.toString(),
    ]);
    const counted = new Map(rows.map((row) => [integerOf(row.type), integerOf(row.rows)]));
    return { floor, rows: counted, next: top, since: now };
  }
}

function movedOn({ next }: Seen, rows: Awaited<ReturnType<Sql['query']>>, now: number): Seen {
  const later = rows.map((row) => [integerOf(row.type), integerOf(row.later)] as const);
  const tops = rows.map((row) => BigInt(optionalTextOf(row.top ?? null) ?? 0));
  return {
    floor: next,
    rows: new Map(later.filter(([, count]) => count > 0)),
    next: tops.reduce((high, top) => (top > high ? top : high), next),
    since: now,
  };
}
