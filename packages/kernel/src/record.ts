import { elementOf, type FhirResource, type SearchQuery } from '@caecilia/fhir';
import type { Caller } from './caller.ts';
import { Problem } from './problem.ts';

/** One version of one resource, as it is kept: text, so that decimals stay exactly as they were sent. */
export interface StoredVersion {
  readonly type: string;
  readonly id: string;
  /** 1 for the first version; each change adds one. */
  readonly versionId: number;
  /** FHIR instant in UTC with milliseconds. */
  readonly lastUpdated: string;
  readonly deleted: boolean;
  /** The interaction that made this version. */
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** The resource as JSON text, with id, meta.versionId and meta.lastUpdated. Empty for a deletion. */
  readonly content: string;
}

/** The resource of a version that is not a deletion. */
export function resourceOf({ content }: StoredVersion): FhirResource {
  const element = elementOf(JSON.parse(content));
  if (typeof element.resourceType !== 'string')
    throw new Problem('exception', 'The record gave back something that is not a resource.');
  return { ...element, resourceType: element.resourceType };
}

/** A page of versions, newest first. */
export interface HistoryPage {
  readonly versions: readonly StoredVersion[];
  /** All versions that the caller may see and the filter admits. */
  readonly total: number;
  /** Opaque; absent on the last page. */
  readonly next?: string;
}

/** Which versions: of one resource, of a type, or of the whole store. */
export interface HistoryQuery {
  readonly type?: string;
  readonly id?: string;
  /** Instant: versions made at or after it. */
  readonly since?: string;
  /** Instant: the versions that were current at that moment (FHIR `_at`). */
  readonly at?: string;
  readonly count: number;
  readonly cursor?: string;
}

/** One page of a search: matches first in order, then what was included. */
export interface SearchPage {
  readonly matches: readonly StoredVersion[];
  readonly includes: readonly StoredVersion[];
  /** Number of all matches, present only where the query asked for it. */
  readonly total?: number;
  readonly next?: string;
  readonly previous?: string;
}

/** One change inside a transaction. The store adds id, version and time; the caller has parsed and validated. */
export type Change =
  | {
      readonly kind: 'create';
      readonly resource: FhirResource;
      /** The id to use; the store makes one when it is absent. A create on an id that exists is a conflict. */
      readonly id?: string;
    }
  | {
      readonly kind: 'update';
      readonly resource: FhirResource;
      readonly id: string;
      /** The version the change was made on (`If-Match`); the change is refused with 412 when it is not current. */
      readonly ifMatch?: number;
      readonly method?: 'PUT' | 'PATCH';
    }
  | { readonly kind: 'delete'; readonly type: string; readonly id: string; readonly ifMatch?: number };

/** What became of a change. `created` also holds for an update that brought a deleted or unknown id to life. */
export interface Changed {
  readonly outcome: 'created' | 'updated' | 'deleted' | 'unchanged';
  readonly version: StoredVersion;
}

/** Reads that every caller makes under their own scope. A foreign record and a missing one answer the same. */
export interface RecordReader {
  /** The current version, also when it is a deletion; undefined when unknown or not to be seen. */
  read(type: string, id: string): Promise<StoredVersion | undefined>;
  /** Several current versions at once, in the order asked for; what is unknown or not to be seen is left out. */
  readMany(references: readonly { type: string; id: string }[]): Promise<readonly StoredVersion[]>;
  vread(type: string, id: string, versionId: number): Promise<StoredVersion | undefined>;
  history(query: HistoryQuery): Promise<HistoryPage>;
  search(query: SearchQuery): Promise<SearchPage>;
}

/** A database transaction: it sees its own changes, and commits all or nothing. */
export interface RecordTransaction extends RecordReader {
  /**
   * Takes a lock on the name until the end of the transaction, so that two conditional creates with the same
   * condition cannot both find nothing.
   */
  lock(name: string): Promise<void>;
  /** A fresh id for a resource of this type; in the bucket of the patient (logical id) where one is given. */
  newId(type: string, patientId?: string): string;
  write(changes: readonly Change[]): Promise<readonly Changed[]>;
}

/** The clinical record, seen by one caller. Each method leaves its audit line in the same database transaction. */
export interface RecordSession extends RecordReader {
  /** A single change. Creates that arrive together may share a statement; each is answered after its commit. */
  change(change: Change): Promise<Changed>;
  /** Runs the work in one transaction; a database serialization failure or deadlock runs it again, a bounded number of times. */
  transaction<T>(work: (transaction: RecordTransaction) => Promise<T>): Promise<T>;
}

/** What `verify` found. */
export interface VerifyReport {
  readonly resources: number;
  readonly versions: number;
  readonly auditLines: number;
  /** The end of each lane of the log: kept elsewhere, it proves later that nothing before it was changed. */
  readonly lanes: readonly { readonly lane: number; readonly lines: number; readonly hash: string }[];
  /** The first break of a chain, in the order of the walk: what is wrong and where. */
  readonly firstBreak?: { readonly place: string; readonly reason: string };
}

/** The store of the clinical house. */
export interface RecordStore {
  readonly engine: 'pglite' | 'postgresql';
  session(caller: Caller): RecordSession;
  /** Throws `Problem('transient')` when the database does not answer. */
  ping(): Promise<void>;
  verify(onProgress?: (done: number, total: number) => void): Promise<VerifyReport>;
  /** Finishes what is under way and closes the database. */
  close(): Promise<void>;
}
