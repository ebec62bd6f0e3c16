import { codeOf } from '@caecilia/engine';
import { type LogSpool, Problem } from '@caecilia/kernel';
import { HeldEmergencies } from '../access/held-emergencies.ts';
import { type SpooledEntry, writeSpooled } from './spooled.ts';

/**
 * SQLSTATEs by which a database that answers reads refuses a line: read-only, disk full, no right to write (also a file
 * system that became read-only), write failed.
 */
const REFUSALS = new Set(['25006', '53100', '42501', '58030']);

/** Whether the database answers, and refused to write. */
export function isLogRefused(error: unknown): boolean {
  return REFUSALS.has(codeOf(error instanceof Problem ? error.cause : error) ?? '');
}

/** The same for whoever asked: nothing was answered, because the log could not tell of it. */
export function logRefused(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem('no-store', 'the log cannot be written now, so nothing is shown; try again later', {
    status: 503,
    retryAfterS: 15,
    cause: error,
  });
}

/** What is known while the database takes no lines. */
export class RefusedLog {
  readonly held = new HeldEmergencies();
  readonly spool: LogSpool | undefined;
  #since: Date | undefined;

  constructor(spool: LogSpool | undefined) {
    this.spool = spool;
  }

  /** Since when the log has refused lines; undefined while it takes them, as far as was noticed. */
  get since(): Date | undefined {
    return this.#since;
  }

  noticed(now: Date): void {
    this.#since ??= now;
  }

  over(): void {
    this.#since = undefined;
  }

  /** Runs it the usual way and, where the log refuses, by the spool. Without a spool the refusal stands. */
  async orSpooled<T>(now: Date, usual: () => Promise<T>, spooled: () => Promise<T>): Promise<T> {
    try {
      return await usual();
    } catch (error) {
      if (!isLogRefused(error)) throw error;
      this.noticed(now);
      if (this.spool === undefined) throw logRefused(error);
      return await spooled();
    }
  }

  /** Returns when the entries are on the disk. */
  async keep(entries: readonly SpooledEntry[]): Promise<void> {
    if (this.spool === undefined) throw new Error('there is no spool to keep lines of the log in');
    if (entries.length > 0) await this.spool.append(entries.map(writeSpooled));
  }
}
