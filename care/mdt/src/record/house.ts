import type { SearchQuery } from '@caecilia/fhir';
import {
  type Caller,
  Problem,
  type RecordReader,
  type RecordSession,
  type StoredVersion,
} from '@caecilia/kernel';
import { demand } from '../element.ts';
import type { Author } from '../item/item.ts';

/** A search parameter by name and value, as it stands in an address, not encoded. */
export type SearchPair = readonly [name: string, value: string];

/** What the ports of this module need from the house. */
export interface MdtHouse {
  /** The record as this caller may see and change it. */
  readonly session: (caller: Caller) => RecordSession;
  /**
   * The record for one duty: meetings (Appointments of `MEETING_TOKEN` that belong to no patient), and nothing else.
   * This module asks first whether the caller may.
   */
  readonly meetings: (caller: Caller) => RecordSession;
  readonly readSearch: (types: readonly string[], pairs: readonly SearchPair[]) => SearchQuery;
  readonly now: () => Date;
  /** IANA time zone of the house. */
  readonly timeZone: string;
}

/** Who does something now. Throws where the caller is nobody of the directory. */
export function doingOf(
  { now }: MdtHouse,
  { id, name }: Caller,
): { readonly author: Author; readonly at: string } {
  demand(
    /^[A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64}$/.test(id),
    'This is done by a person of the directory; sign in with your own account.',
  );
  return { author: { reference: id, ...(name === undefined ? {} : { name }) }, at: now().toISOString() };
}

export function forbid(isAllowed: boolean, sentence: string): void {
  if (!isAllowed) throw new Problem('forbidden', sentence);
}

/** A version that is there and not deleted. A foreign one and a missing one answer the same. */
export async function present(reader: RecordReader, type: string, id: string): Promise<StoredVersion> {
  const version = await reader.read(type, id);
  if (version === undefined || version.deleted)
    throw new Problem('not-found', 'There is no such meeting or patient on it, or it is not for you to see.');
  return version;
}
