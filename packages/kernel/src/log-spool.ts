/** What one spool hands over: to be taken into the log as a whole, once, however often it is handed over. */
export interface SpooledBatch {
  /** Unique for its content: whoever takes it in remembers it. */
  readonly id: string;
  /** In the order in which they were kept. */
  readonly entries: readonly string[];
  /** False where an entry was changed, taken out or cut off after it was kept. */
  readonly whole: boolean;
}

/**
 * Where lines about emergency access wait while the log cannot be written: outside of the database, on the disk of this
 * server. The store says what an entry holds (one line of text); the spool keeps entries and their order.
 */
export interface LogSpool {
  /** Returns when the entries are on the disk, all of them. Throws where they are not: no access then. */
  append(entries: readonly string[]): Promise<void>;
  /** Hands over what waits, and forgets it when `take` returns. Gives the number of entries; throws what `take` throws. */
  deliver(take: (batch: SpooledBatch) => Promise<void>): Promise<number>;
}
