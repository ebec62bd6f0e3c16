import type { SearchQuery } from '@caecilia/fhir';
import {
  type Caller,
  everyMatch,
  type RecordReader,
  type RecordSession,
  type StoredVersion,
} from '@caecilia/kernel';

/** A search parameter by name and value, as it stands in an address, not encoded. */
export type SearchPair = readonly [name: string, value: string];

/** Turns a FHIR search into what the record understands; the application binds it to its definitions. */
export type ReadSearch = (types: readonly string[], pairs: readonly SearchPair[]) => SearchQuery;

/** What the ports of this module need from the house to work over the record. */
export interface TeamOverRecord {
  /** The record as the caller may see and change it by the policy of their role. */
  readonly session: (caller: Caller) => RecordSession;
  /**
   * The record for one duty of the house, the rota: reads and writes Schedule, Slot and PractitionerRole, and nothing of
   * patients, under the name of the caller. This module asks first whether the caller may.
   */
  readonly planning: (caller: Caller) => RecordSession;
  readonly readSearch: ReadSearch;
  readonly now: () => Date;
  /** IANA time zone of the team, for days and for absences that were recorded by the day. */
  readonly timeZone: string;
}

const PAGE: SearchPair = ['_count', '1000'];

/** Every match of a search, page by page: a rota with a page missing would show gaps that are none. */
export async function searchAll(
  reader: RecordReader,
  readSearch: ReadSearch,
  type: string,
  pairs: readonly SearchPair[],
): Promise<readonly StoredVersion[]> {
  const query = readSearch([type], [...pairs, PAGE]);
  return await everyMatch(reader, query);
}
