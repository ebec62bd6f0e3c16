import type { SearchQuery } from '@caecilia/fhir';
import type { RecordReader, StoredVersion } from './record.ts';

/** What all pages of a search gave: matches in their order, and what was included. */
export interface EveryPage {
  readonly matches: readonly StoredVersion[];
  readonly includes: readonly StoredVersion[];
}

/**
 * All pages of a search. For what is only right where it is whole: a plan, a rota, a count of what lies open. A search
 * that gives one page of many where nobody asks for the next would leave out without a word.
 */
export async function everyPage(
  reader: Pick<RecordReader, 'search'>,
  query: SearchQuery,
): Promise<EveryPage> {
  const matches: StoredVersion[] = [];
  const includes: StoredVersion[] = [];
  let cursor: string | undefined;
  do {
    const page = await reader.search(cursor === undefined ? query : { ...query, cursor });
    matches.push(...page.matches);
    includes.push(...page.includes);
    cursor = page.next;
  } while (cursor !== undefined);
  return { matches, includes };
}

/** Every match of a search, page by page. */
export async function everyMatch(
  reader: Pick<RecordReader, 'search'>,
  query: SearchQuery,
): Promise<readonly StoredVersion[]> {
  return (await everyPage(reader, query)).matches;
}
