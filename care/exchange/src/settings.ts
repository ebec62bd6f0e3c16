import type { FhirResource, SearchQuery } from '@caecilia/fhir';
import {
  type Caller,
  everyMatch,
  type RecordReader,
  type RecordSession,
  type StoredVersion,
} from '@caecilia/kernel';
import type { HandOver } from './handOver/handOver.ts';

/** A search parameter by name and value, as it stands in an address, not encoded. */
export type SearchPair = readonly [name: string, value: string];

/** Turns a FHIR search into what the record understands; the application binds it to its definitions. */
export type ReadSearch = (types: readonly string[], pairs: readonly SearchPair[]) => SearchQuery;

/** What this module needs of the house to work over the record. */
export interface ExchangeOverRecord {
  /** The record as the caller may see and change it by the policy of their role. */
  readonly session: (caller: Caller) => RecordSession;
  /**
   * The record for one duty of the house: hand-overs, and the task for who sent one that nobody opened; under the name
   * of the caller. This module decides first whether the caller may.
   */
  readonly keeping: (caller: Caller) => RecordSession;
  readonly readSearch: ReadSearch;
  readonly now: () => Date;
  /** The task that the sender's team gets; of the module that knows teams. */
  readonly unreadTask: (handOver: HandOver, now: Date) => FhirResource;
}

const PAGE: SearchPair = ['_count', '500'];

/** Every match of a search, page by page. */
export async function searchAll(
  reader: RecordReader,
  readSearch: ReadSearch,
  type: string,
  pairs: readonly SearchPair[],
): Promise<readonly StoredVersion[]> {
  const query = readSearch([type], [...pairs, PAGE]);
  return await everyMatch(reader, query);
}
