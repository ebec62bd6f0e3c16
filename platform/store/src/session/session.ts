import type { Caller, Change, Changed, RecordSession, RecordTransaction } from '@caecilia/kernel';
import type { Core } from '../core.ts';
import { type Draft, draftOf } from '../write/draft.ts';
import { Reader } from './reader.ts';
import { runTransaction } from './transaction.ts';

const NONE: ReadonlySet<string> = new Set();

/** The record as one caller sees it, outside of a transaction: what arrives together shares statements. */
export class Session extends Reader implements RecordSession {
  readonly #core: Core;

  constructor(core: Core, caller: Caller) {
    super(caller, {
      wide: core.database.wide,
      assertUsable: () => assertOutside(core),
      current: (asked) => Promise.all(asked.map((one) => core.reads.add(one))),
      version: (asked) => core.versionReads.add(asked),
      log: (lines) => core.log(lines),
      search: core.searcher,
      now: core.now,
    });
    this.#core = core;
  }

  async change(change: Change): Promise<Changed> {
    assertOutside(this.#core);
    const draft = draftOf(change, { ...this.#core.drafting, caller: this.caller, madeHere: NONE });
    return await this.#batcherFor(draft).add(draft);
  }

  async transaction<T>(work: (transaction: RecordTransaction) => Promise<T>): Promise<T> {
    assertOutside(this.#core);
    return await runTransaction(this.#core, this.caller, work);
  }

  #batcherFor(draft: Draft) {
    return draft.fresh ? this.#core.creates : this.#core.changes;
  }
}

/**
 * The embedded database has one connection: a session that is used inside a transaction would wait for the end of
 * the transaction, which waits for it. Better an error on both engines than a server that hangs at night on one.
 */
function assertOutside(core: Core): void {
  if (core.inTransaction.getStore() === undefined) return;
  throw new Error('inside a transaction, read and write by the transaction, not by the session');
}
