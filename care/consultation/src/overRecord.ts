import type { SearchQuery } from '@caecilia/fhir';
import {
  type Caller,
  civilDay,
  Problem,
  type RecordReader,
  type RecordSession,
  type SearchPage,
  type StoredVersion,
} from '@caecilia/kernel';
import { CLIENT_REQUEST_SYSTEM } from './codes.ts';
import type { Listed } from './consultation.ports.ts';
import { demand } from './element.ts';

/** A search parameter by name and value, as it stands in an address, not encoded. */
export type SearchPair = readonly [name: string, value: string];

/** What the ports of this module need from the house. */
export interface ConsultationHouse {
  /** The record as this caller may see and change it. */
  readonly session: (caller: Caller) => RecordSession;
  readonly readSearch: (types: readonly string[], pairs: readonly SearchPair[]) => SearchQuery;
  readonly now: () => Date;
  /** IANA time zone of the house. */
  readonly timeZone: string;
}

/** Most entries of a list. */
export const MOST = 200;

export function doingOf(
  { now }: ConsultationHouse,
  caller: Caller,
): { readonly by: string; readonly at: string } {
  demand(
    /^[A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64}$/.test(caller.id),
    'This is done by a person of the directory; sign in with your own account.',
  );
  return { by: caller.id, at: now().toISOString() };
}

/** Civil day now. */
export function todayOf({ now, timeZone }: ConsultationHouse): string {
  return civilDay(now(), timeZone);
}

export function forbid(isAllowed: boolean, sentence: string): void {
  if (!isAllowed) throw new Problem('forbidden', sentence);
}

/** A client id as a form makes it: a UUID, or letters and digits as long. */
export function demandClientId(clientId: string): void {
  demand(/^[A-Za-z0-9.-]{16,128}$/.test(clientId), 'Open the form again: it has no number of its own.');
}

/** The resource that this form made before, of one type. The caller holds the lock on the number. */
export async function madeBefore(
  { readSearch }: ConsultationHouse,
  reader: RecordReader,
  { type, code, clientId }: { readonly type: string; readonly code: string; readonly clientId: string },
): Promise<StoredVersion | undefined> {
  const { matches } = await reader.search(
    readSearch(
      [type],
      [
        ['identifier', `${CLIENT_REQUEST_SYSTEM}|${clientId}`],
        ['code', code],
        ['_count', '2'],
      ],
    ),
  );
  if (matches.length > 1)
    throw new Problem('multiple-matches', 'this form was taken more than once; call the service desk');
  return matches[0];
}

export function notThere(what: string): Problem {
  return new Problem('not-found', `There is no such ${what}, or it is not for you to see.`);
}

/** A version that is there and not deleted. */
export async function present(reader: RecordReader, type: string, id: string): Promise<StoredVersion> {
  const version = await reader.read(type, id);
  if (version === undefined || version.deleted) throw notThere('request');
  return version;
}

/** Reads each; what is not as this module writes it is named, and nothing else is swallowed. */
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
