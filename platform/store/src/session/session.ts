import type { SearchQuery } from '@caecilia/fhir';
import type {
  Caller,
  Change,
  Changed,
  RecordSession,
  RecordTransaction,
  SearchPage,
  StoredVersion,
} from '@caecilia/kernel';
import type { Core } from '../core.ts';
import { isLogRefused, logRefused } from '../log/refused-log.ts';
import { type Draft, draftOf } from '../write/draft.ts';
import { Reader } from './reader.ts';
import { emergencyReader, type SpooledReader } from './spooled-reader.ts';
import { runTransaction } from './transaction.ts';

const NONE: ReadonlySet<string> = new Set();

/** The record as one caller sees it, outside of a transaction: what arrives together shares statements. */
export class Session extends Reader implements RecordSession {
  readonly #core: Core;

  constructor(core: Core, caller: Caller) {
    super(caller, {
      wide: core.database.wide,
      guard: (call) => guarded(core, caller, call),
      current: (asked) => Promise.all(asked.map((one) => core.batches.reads.add(one))),
      version: (asked) => core.batches.versionReads.add(asked),
      log: (lines) => core.log(lines),
      search: core.searcher,
      now: core.now,
    });
    this.#core = core;
  }

  override read(type: string, id: string): Promise<StoredVersion | undefined> {
    return this.#orByEmergency(
      () => super.read(type, id),
      (reader) => reader.read(type, id),
    );
  }

  override readMany(references: readonly { type: string; id: string }[]): Promise<readonly StoredVersion[]> {
    return this.#orByEmergency(
      () => super.readMany(references),
      (reader) => reader.readMany(references),
    );
  }

  override search(query: SearchQuery): Promise<SearchPage> {
    return this.#orByEmergency(
      () => super.search(query),
      (reader) => reader.search(query),
    );
  }

  /** Where the log takes no line there is no answer, but for an emergency that holds: its lines go to the spool. */
  async #orByEmergency<T>(
    usual: () => Promise<T>,
    spooled: (reader: SpooledReader) => Promise<T>,
  ): Promise<T> {
    const { refused, underWay, now } = this.#core;
    const bySpool = async (otherwise: () => Promise<T>) => {
      const reader = await emergencyReader(this.#core, this.caller);
      return reader === undefined ? await otherwise() : await underWay.run(() => spooled(reader));
    };
    // An emergency that the database does not know of yet is known to this server alone.
    if (refused.held.usedBy(this.caller, now().getTime()) !== undefined) return await bySpool(usual);
    try {
      return await usual();
    } catch (error) {
      if (!isLogRefused(error)) throw error;
      return await bySpool(() => Promise.reject(error));
    }
  }

  change(change: Change): Promise<Changed> {
    return guarded(this.#core, this.caller, async () => {
      const draft = draftOf(change, { ...this.#core.drafting, caller: this.caller, madeHere: NONE });
      return await this.#batcherFor(draft).add(draft);
    });
  }

  transaction<T>(work: (transaction: RecordTransaction) => Promise<T>): Promise<T> {
    return guarded(this.#core, this.caller, () => runTransaction(this.#core, this.caller, work));
  }

  #batcherFor(draft: Draft) {
    const inOneStatement = draft.fresh && draft.relations === undefined && this.caller.scope.kind !== 'rules';
    return inOneStatement ? this.#core.batches.creates : this.#core.batches.changes;
  }
}

/**
 * The embedded database has one connection: a session that is used inside a transaction would wait for the end of
 * the transaction, which waits for it. Better an error on both engines than a server that hangs at night on one.
 */
async function guarded<T>(core: Core, caller: Caller, call: () => Promise<T>): Promise<T> {
  if (core.inTransaction.getStore() !== undefined) {
    throw new Error('inside a transaction, read and write by the transaction, not by the session');
  }
  try {
    return await core.underWay.run(() => {
      const who = core.whos.ensure(caller);
      return who === undefined ? call() : who.then(call);
    });
  } catch (error) {
    if (!isLogRefused(error)) throw error;
    core.refused.noticed(core.now());
    throw logRefused(error);
  }
}
