import type { Database } from '@caecilia/engine';
import { openPGlite, openPostgresql } from '@caecilia/engine';
import {
  type AccessFacts,
  type AccessInteraction,
  type Caller,
  type EmergencyGrants,
  type LogReader,
  type LogSpool,
  NO_ACCESS_FACTS,
  Problem,
  type RecordLog,
  type RecordSession,
  type RecordStore,
  type SqlPort,
  type VerifyReport,
} from '@caecilia/kernel';
import type { Wish } from './access/asked.ts';
import { emergenciesOn } from './access/emergencies.ts';
import { stillAllowed } from './access/permit.ts';
import { type Core, coreOf } from './core.ts';
import type { Extractor } from './extraction.ts';
import { accessLogOn } from './log/access-log.ts';
import { prepareMonths } from './log/months.ts';
import { removeMonth } from './log/remove-month.ts';
import { recoverLog } from './log/take-spooled.ts';
import { migrate } from './migrations.ts';
import { indexRows } from './search/index-rows.ts';
import type { Searcher } from './searcher.ts';
import { Session } from './session/session.ts';
import { type AsOwner, sqlPortOn } from './sql-port.ts';
import { refreshAccess } from './upkeep/access-facts.ts';
import { type ChangeFollower, ChangeWatch } from './upkeep/change-watch.ts';
import { type DestructionOrder, type DestructionProof, destroyPatient } from './upkeep/destroy.ts';
import { pruneOutbox } from './upkeep/outbox.ts';
import { type InstalledPack, listPacks, type Pack, savePack } from './upkeep/packs.ts';
import { type ReindexOptions, type ReindexReport, reindex } from './upkeep/reindex.ts';
import { readSetting, saveSetting } from './upkeep/settings.ts';
import { STORE_USE } from './use.ts';
import { type VerifyOptions, verify } from './verify/verify.ts';

/** How a store is opened. Exactly one of `dataDir` and `databaseUrl` says where the record is. */
export interface StoreOptions {
  /** Folder of the embedded database; refused in production mode, because it does not sync to disk. */
  readonly dataDir?: string;
  /** Address of a PostgreSQL, version 15 or newer. */
  readonly databaseUrl?: string;
  /** Address of the same database for the role that owns its tables; only it makes and changes them. */
  readonly ownerDatabaseUrl?: string;
  readonly mode: 'development' | 'production';
  /** Must use the same search parameters as `searcher`. */
  readonly extractor: Extractor;
  readonly searcher: Searcher;
  /** What resources say about who may see what; nothing where it is left out. */
  readonly facts?: AccessFacts;
  readonly now?: () => Date;
  /** Where lines about emergency access wait while the log cannot be written; without it that access fails too. */
  readonly spool?: LogSpool;
  readonly limits?: Partial<StoreLimits>;
  /** Told when an idle connection is lost; for the log. */
  readonly onConnectionLost?: (error: Error) => void;
}

/** Limits of a store on PostgreSQL. */
export interface StoreLimits {
  /** Milliseconds a single statement may take. */
  readonly statementTimeoutMs: number;
  /** Milliseconds to wait for a connection. */
  readonly connectTimeoutMs: number;
  readonly keyedConnections: number;
  readonly transactionConnections: number;
  readonly wideConnections: number;
}

/** Limits where nothing else is said. */
export const LIMITS: StoreLimits = {
  statementTimeoutMs: 20_000,
  connectTimeoutMs: 3_000,
  keyedConnections: 6,
  transactionConnections: 8,
  wideConnections: 6,
};

/** What a store offers beside the port of the kernel. */
export interface Store extends RecordStore {
  /** For lines about what is not a read or a change of the record. */
  readonly log: RecordLog & LogReader;
  /**
   * Since when the log has refused lines while the database answered; undefined while it takes them, as far as was
   * noticed. Nothing but an emergency that holds is answered then.
   */
  logRefusedSince(): Date | undefined;
  /**
   * Takes into the log what waits in the spool, in order and once, with a line that tells of it; gives how many entries.
   * To be called every few seconds, and at the start. Throws where the log still takes no lines.
   */
  recoverLog(): Promise<number>;
  /** Makes the log ready for this month and the next two; to be called at least once a month. The start does too. */
  prepareLog(): Promise<void>;
  /**
   * Takes a whole month (`2020-11`, in UTC) out of the log after five years, and gives how many lines. Throws
   * `Problem('business-rule')` before that. It needs the address of the owner.
   */
  removeLogMonth(caller: Caller, month: string): Promise<number>;
  /** For the tables of other platform units that live beside the record. */
  readonly sql: SqlPort;
  /** Break-glass. */
  readonly emergencies: EmergencyGrants;
  /**
   * Whether this caller may, at this moment, do this with resources of a type of this patient (logical id), or with what
   * belongs to no patient: for operations, and for streams and exports that go on after they were begun. Confidential
   * notes aside; rights that depend on criteria do not count.
   */
  stillAllowed(
    caller: Caller,
    patient: string | undefined,
    what?: { readonly type: string; readonly interaction: AccessInteraction },
  ): Promise<boolean>;
  /** As in the port; with `index` it also extracts every current version again and compares what it is found by. */
  verify(
    onProgress?: (done: number, total: number) => void,
    options?: Pick<VerifyOptions, 'index'>,
  ): Promise<VerifyReport>;
  /** The installed packs, by name and version. */
  listPacks(): Promise<readonly InstalledPack[]>;
  /** Keeps a pack; the same name and version again replaces it. */
  savePack(pack: Pack): Promise<void>;
  /** Takes away what followers have passed: rows of the outbox up to and with this number. Gives how many. */
  pruneOutbox(upTo: bigint): Promise<number>;
  /**
   * Tells within a second which types of resources changed, whichever server on this database wrote; the answer stops it.
   * It says nothing of what was written: who wants to know asks the record, under their own scope.
   */
  followChanges(follower: ChangeFollower): () => void;
  /** What was remembered under a name of the house; undefined where nothing was. */
  readSetting(name: string): Promise<string | undefined>;
  saveSetting(name: string, value: string): Promise<void>;
  /**
   * Works out again who may see what, where an earlier release kept it otherwise; to be called before anybody is let in.
   * Gives how many resources were looked at.
   */
  refreshAccess(): Promise<number>;
  /** Makes the search entries of what is there again, after search parameters were added; may run while in use. */
  reindex(options?: ReindexOptions): Promise<ReindexReport>;
  /** Carries out the decision to destroy the record of a patient; nothing of it can be had back. */
  destroyPatient(order: DestructionOrder): Promise<DestructionProof>;
  /** Counts since the start, for the metrics; they only grow. */
  counts(): StoreCounts;
}

/** Batches and retries since the start. */
export interface StoreCounts {
  readonly batches: Readonly<Record<'reads' | 'creates' | 'changes' | 'audit', BatchCount>>;
  readonly transactionsRunAgain: number;
  readonly batchesTakenApart: number;
  /** Wishes for an emergency that were blocked: the tenth within an hour of somebody, or more. */
  readonly emergenciesBlocked: number;
}

/** Of one kind of batch: how many, with how many members, which waited how long together. */
export interface BatchCount {
  readonly batches: number;
  readonly items: number;
  readonly waitedMs: number;
}

/**
 * Opens the clinical record, makes or updates its schema, and gives it back ready for use. Throws `Problem` with a
 * sentence for whoever starts the server: folder in use, database away, embedded database in production.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const database = await openDatabase(options);
  return await storeOn(database, options, asOwnerOf(database, options));
}

/** The same on a database that is open already; closes it where the schema cannot be used. */
export async function storeOn(
  database: Database,
  options: Pick<StoreOptions, 'extractor' | 'searcher' | 'facts' | 'now' | 'spool'>,
  asOwner: AsOwner = (work) => work(database),
): Promise<Store> {
  try {
    await asOwner(migrate);
    await prepareMonths(database.keyed, options.now?.() ?? new Date());
  } catch (error) {
    await database.close();
    throw error;
  }
  const { extractor, searcher, facts = NO_ACCESS_FACTS, now = () => new Date(), spool } = options;
  const core = coreOf(database, { extractor, indexer: indexRows, facts, now }, { searcher, spool });
  return new SqlStore(core, asOwner);
}

/** Connects as the owner for as long as the work takes; without an address of its own, this database does it. */
function asOwnerOf(database: Database, { ownerDatabaseUrl, limits }: StoreOptions): AsOwner {
  if (ownerDatabaseUrl === undefined) return (work) => work(database);
  return async (work) => {
    const owned = await openPostgresql(
      {
        url: ownerDatabaseUrl,
        ...LIMITS,
        ...limits,
        onConnectionLost: () => {},
      },
      STORE_USE,
    );
    try {
      return await work(owned);
    } finally {
      await owned.close();
    }
  };
}

async function openDatabase({
  dataDir,
  databaseUrl,
  mode,
  limits,
  ...rest
}: StoreOptions): Promise<Database> {
  if (databaseUrl !== undefined) {
    const onConnectionLost = rest.onConnectionLost ?? (() => {});
    return await openPostgresql({ url: databaseUrl, ...LIMITS, ...limits, onConnectionLost }, STORE_USE);
  }
  if (dataDir === undefined)
    throw new Problem('required', 'the store needs a data folder or a database address');
  if (mode === 'production') {
    throw new Problem(
      'business-rule',
      'the embedded database does not sync to disk and is refused in production mode; give the address of a PostgreSQL in CAECILIA_CLINICAL_DATABASE_URL',
    );
  }
  return await openPGlite(dataDir, STORE_USE);
}

class SqlStore implements Store {
  readonly engine: RecordStore['engine'];
  readonly sql: SqlPort;
  readonly emergencies: EmergencyGrants;
  readonly log: RecordLog & LogReader;
  readonly #core: Core;
  readonly #asOwner: AsOwner;
  readonly #changes: ChangeWatch;
  #closed: Promise<void> | undefined;

  constructor(core: Core, asOwner: AsOwner) {
    this.#core = core;
    this.#asOwner = asOwner;
    this.engine = core.database.engine;
    this.sql = sqlPortOn(core.database, asOwner);
    this.log = accessLogOn(core);
    this.emergencies = emergenciesOn(core, this.log);
    this.#changes = new ChangeWatch(core.database.wide, core.now);
  }

  session(caller: Caller): RecordSession {
    return new Session(this.#core, caller);
  }

  stillAllowed(
    caller: Caller,
    patient: string | undefined,
    { type, interaction }: Partial<Pick<Wish, 'type' | 'interaction'>> = {},
  ): Promise<boolean> {
    const what = { type: type ?? 'Patient', interaction: interaction ?? 'read' } as const;
    return this.#core.underWay.run(() => stillAllowed(this.#core, caller, what, patient));
  }

  async ping(): Promise<void> {
    await this.#core.database.keyed.query({ text: 'select 1' }, []);
  }

  async verify(
    onProgress?: (done: number, total: number) => void,
    options: Pick<VerifyOptions, 'index'> = {},
  ): Promise<VerifyReport> {
    return await this.#core.underWay.run(() =>
      verify(this.#core.database, this.#core.drafting, { ...options, onProgress }),
    );
  }

  async removeLogMonth(caller: Caller, month: string): Promise<number> {
    const { whos, underWay, now } = this.#core;
    return await underWay.run(() =>
      this.#asOwner((owned) => removeMonth(owned, whos, { month, caller, now: now() })),
    );
  }

  logRefusedSince(): Date | undefined {
    return this.#core.refused.since;
  }

  async recoverLog(): Promise<number> {
    return await this.#core.underWay.run(() => recoverLog(this.#core));
  }

  async prepareLog(): Promise<void> {
    await this.#core.underWay.run(() => prepareMonths(this.#core.database.keyed, this.#core.now()));
  }

  async listPacks(): Promise<readonly InstalledPack[]> {
    return await this.#core.underWay.run(() => listPacks(this.#core.database.wide));
  }

  async savePack(pack: Pack): Promise<void> {
    await this.#core.underWay.run(() => savePack(this.#core.database.wide, pack));
  }

  async pruneOutbox(upTo: bigint): Promise<number> {
    return await this.#core.underWay.run(() => pruneOutbox(this.#core.database.wide, upTo));
  }

  followChanges(follower: ChangeFollower): () => void {
    return this.#changes.follow(follower);
  }

  async readSetting(name: string): Promise<string | undefined> {
    return await readSetting(this.#core.database.wide, name);
  }

  async saveSetting(name: string, value: string): Promise<void> {
    await saveSetting(this.#core.database.wide, name, value);
  }

  async refreshAccess(): Promise<number> {
    return await this.#core.underWay.run(() => refreshAccess(this.#core));
  }

  async reindex(options: ReindexOptions = {}): Promise<ReindexReport> {
    return await this.#core.underWay.run(() => reindex(this.#core, options));
  }

  async destroyPatient(order: DestructionOrder): Promise<DestructionProof> {
    return await this.#core.underWay.run(() => destroyPatient(this.#core, order));
  }

  counts(): StoreCounts {
    const { batches, counts } = this.#core;
    const { reads, creates, changes, auditLines } = batches;
    return {
      batches: {
        reads: { ...reads.counts },
        creates: { ...creates.counts },
        changes: { ...changes.counts },
        audit: { ...auditLines.counts },
      },
      ...counts,
    };
  }

  close(): Promise<void> {
    this.#closed ??= this.#finish();
    return this.#closed;
  }

  async #finish(): Promise<void> {
    // Both at once: from the first moment of closing no new call is let in.
    await Promise.all([this.#core.underWay.close(), this.#changes.close()]);
    await this.#core.database.close();
  }
}
