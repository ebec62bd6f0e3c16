import type { SqlPort } from '@caecilia/kernel';
import { numberIn } from '../accounts/rows.ts';
import type { Sealing } from './sealing.ts';

/** How many wrong attempts are free, and how the wait grows after them: it doubles, up to the longest. */
interface Pace {
  readonly free: number;
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
  /** Without attempts for so long the count starts anew. */
  readonly forgottenAfterMs: number;
}

const MINUTE_MS = 60_000;

/** An address may be a whole hospital: it has more free attempts. Memory of an account is a day, against patience. */
const PACES = {
  account: {
    free: 3,
    firstWaitMs: 5_000,
    longestWaitMs: 15 * MINUTE_MS,
    forgottenAfterMs: 24 * 60 * MINUTE_MS,
  },
  address: { free: 30, firstWaitMs: 5_000, longestWaitMs: 15 * MINUTE_MS, forgottenAfterMs: 60 * MINUTE_MS },
} as const satisfies Record<string, Pace>;

/** What attempts are counted by. */
export interface AttemptKey {
  readonly by: keyof typeof PACES;
  readonly value: string;
}

/** Milliseconds to wait after so many wrong attempts. */
export function waitAfter(failures: number, by: AttemptKey['by']): number {
  const { free, firstWaitMs, longestWaitMs } = PACES[by];
  if (failures < free) return 0;
  return Math.min(firstWaitMs * 2 ** Math.min(failures - free, 30), longestWaitMs);
}

/** Slows guessing down. It counts in the database, so that a restart or another server forgets nothing. */
export class SlowDown {
  readonly #sql: SqlPort;
  readonly #sealing: Sealing;

  constructor(sql: SqlPort, sealing: Sealing) {
    this.#sql = sql;
    this.#sealing = sealing;
  }

  /**
   * Counts an attempt before it is looked at, so that a hundred at the same time are not a hundred free ones. Gives
   * the milliseconds to wait, 0 when it may go on.
   */
  async begin(keys: readonly AttemptKey[], at: number): Promise<number> {
    // Names that somebody tries are without number: what no longer counts is cleared away.
    await this.#sql.query(
      { text: 'delete from identity.attempt where last_at < $1 and blocked_until < $2' },
      [at - PACES.account.forgottenAfterMs, at],
    );
    const waits = [];
    for (const key of keys) waits.push(await this.#count(key, at));
    return Math.max(0, ...waits);
  }

  /** The attempt was right: the account starts anew, and the address has its attempt back. */
  async succeed(keys: readonly AttemptKey[]): Promise<void> {
    for (const key of keys) {
      const text =
        key.by === 'account'
          ? 'delete from identity.attempt where key = $1'
          : 'update identity.attempt set failures = greatest(failures - 1, 0) where key = $1';
      await this.#sql.query({ text }, [this.#key(key)]);
    }
  }

  async #count(key: AttemptKey, at: number): Promise<number> {
    const name = this.#key(key);
    const { forgottenAfterMs } = PACES[key.by];
    return await this.#sql.transaction(async (sql) => {
      await sql.query({ text: 'insert into identity.attempt values ($1, 0, $2, 0) on conflict do nothing' }, [
        name,
        at,
      ]);
      const [row] = await sql.query(
        { text: 'select failures, last_at, blocked_until from identity.attempt where key = $1 for update' },
        [name],
      );
      const blockedUntil = numberIn(row?.blocked_until);
      if (blockedUntil > at) return blockedUntil - at;
      const failures = numberIn(row?.last_at) + forgottenAfterMs < at ? 1 : numberIn(row?.failures) + 1;
      await sql.query(
        {
          text: 'update identity.attempt set failures = $2, last_at = $3, blocked_until = $4 where key = $1',
        },
        [name, failures, at, at + waitAfter(failures, key.by)],
      );
      return 0;
    });
  }

  #key({ by, value }: AttemptKey): string {
    return this.#sealing.digest(`attempt-${by}`, value);
  }
}
