import type { SearchQuery } from '@caecilia/fhir';
import type { Caller } from './caller.ts';
import { Problem } from './problem.ts';
import type { RecordReader, RecordSession, RecordTransaction, SearchPage, StoredVersion } from './record.ts';
import { demand } from './strict-element.ts';

/** A search parameter by name and value, as it stands in an address, not encoded. */
export type SearchPair = readonly [name: string, value: string];

/** What a module that keeps something in the record needs from the house. */
export interface RecordHouse {
  /** The record as this caller may see and change it. */
  readonly session: (caller: Caller) => RecordSession;
  readonly readSearch: (types: readonly string[], pairs: readonly SearchPair[]) => SearchQuery;
  readonly now: () => Date;
  /** IANA time zone of the house. */
  readonly timeZone: string;
}

/** Something of the record with where it stands, so that a change can say on what it was made. */
export interface Kept<T> {
  /** Logical id. */
  readonly id: string;
  readonly versionId: number;
  readonly value: T;
}

/** What a change was made on: the version that somebody saw. */
export type Seen = Pick<Kept<unknown>, 'id' | 'versionId'>;

/** A change was made, or a colleague was first: then both are told, and nothing was changed. */
export type ChangeAnswer<T, Tried> =
  | { readonly kind: 'changed'; readonly now: T }
  | { readonly kind: 'conflict'; readonly theirs: T; readonly tried: Tried };

/** A list with what could not be read, by reference: it is said, not left out. */
export interface Listed<T> {
  readonly entries: readonly T[];
  readonly unreadable: readonly string[];
  /** There are more than one page shows. */
  readonly more: boolean;
}

/** Identifier of what a form sent: an id that the form was given when it was opened, so that it is taken once. */
export const CLIENT_REQUEST_SYSTEM = 'urn:caecilia:client-request';

/** A client id as a form makes it: a UUID, or letters and digits as long. */
export function demandClientId(clientId: string): void {
  demand(/^[A-Za-z0-9.-]{16,128}$/.test(clientId), 'Open the form again: it has no number of its own.');
}

/** Who does something, and when. Throws where the caller is nobody of the directory. */
export function doingOf(
  { now }: Pick<RecordHouse, 'now'>,
  { id }: Pick<Caller, 'id'>,
): { readonly by: string; readonly at: string } {
  demand(
    /^[A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64}$/.test(id),
    'This is done by a person of the directory; sign in with your own account.',
  );
  return { by: id, at: now().toISOString() };
}

export function forbid(isAllowed: boolean, sentence: string): void {
  if (!isAllowed) throw new Problem('forbidden', sentence);
}

/** A foreign one and a missing one answer the same. */
export function notThere(what: string): Problem {
  return new Problem('not-found', `There is no such ${what}, or it is not for you to see.`);
}

/** A version that is there and not deleted; `what` it is stands in the refusal. */
export async function present(
  reader: RecordReader,
  type: string,
  id: string,
  what: string,
): Promise<StoredVersion> {
  const version = await reader.read(type, id);
  if (version === undefined || version.deleted) throw notThere(what);
  return version;
}

/** Reads each; what is not as its module writes it is named, and nothing else is swallowed. */
export function listed<T>(
  page: Pick<SearchPage, 'next'>,
  items: readonly StoredVersion[],
  read: (version: StoredVersion) => T,
): Listed<T> {
  const entries: T[] = [];
  const unreadable: string[] = [];
  for (const version of items) {
    try {
      entries.push(read(version));
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'invariant') throw error;
      unreadable.push(`${version.type}/${version.id}`);
    }
  }
  return { entries, unreadable, more: page.next !== undefined };
}

/** Whether a change was refused because somebody else was first. */
export function wasOvertaken(error: unknown): boolean {
  return error instanceof Problem && error.status === 412;
}

/** What a form made before, of one type and, where it is told apart so, one `parameter=token`. */
export interface MadeBefore {
  readonly type: string;
  readonly clientId: string;
  readonly only?: SearchPair;
}

/**
 * The resource that this form made before. The number is locked until the end of the transaction: what is sent twice
 * in one second is kept once.
 */
export async function madeBefore(
  { readSearch }: Pick<RecordHouse, 'readSearch'>,
  transaction: RecordTransaction,
  { type, clientId, only }: MadeBefore,
): Promise<StoredVersion | undefined> {
  await transaction.lock(`client-request ${clientId}`);
  const { matches } = await transaction.search(
    readSearch(
      [type],
      [
        ['identifier', `${CLIENT_REQUEST_SYSTEM}|${clientId}`],
        ...(only === undefined ? [] : [only]),
        ['_count', '2'],
      ],
    ),
  );
  if (matches.length > 1)
    throw new Problem('multiple-matches', 'this form was taken more than once; call the service desk');
  return matches[0];
}
