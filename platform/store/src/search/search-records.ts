import { countOf, type Row, type Sql, textOf } from '@caecilia/engine';
import type { SearchQuery, SearchRegistry } from '@caecilia/fhir';
import { Problem } from '@caecilia/kernel';
import type { View } from '../access/view.ts';
import { typeNumber } from '../resource-types.ts';
import type { SearchAnswer, Searcher } from '../searcher.ts';
import { type Cursor, readCursor, writeCursor } from './cursor.ts';
import { type FoundRow, foundRow } from './found-row.ts';
import { includedWith } from './includes.ts';
import { refuseRedefinition } from './merged-params.ts';
import { compilePage, compileTotal } from './page.ts';
import { prepared } from './prepared.ts';
import type { ReferenceParams } from './wanted-includes.ts';

/**
 * Makes the search of a store from the registry of search parameters, which must be the one its extractor uses.
 * Throws `Problem('not-supported')` when an installed parameter redefines one that the index answers from others.
 */
export function createSearcher(registry: Pick<SearchRegistry, 'list' | 'resourceTypes'>): Searcher {
  refuseRedefinition(registry.list('Observation'));
  const params = referenceParamsOf(registry);
  return (sql, query, view) => searchRecords(sql, { query, view, params });
}

function referenceParamsOf(registry: Pick<SearchRegistry, 'list' | 'resourceTypes'>): ReferenceParams {
  return {
    resourceTypes: registry.resourceTypes,
    referenceParams: (type) => registry.list(type).filter((param) => param.type === 'reference'),
  };
}

interface Asked {
  readonly query: SearchQuery;
  readonly view: View;
  readonly params: ReferenceParams;
}

/** One page with what is included in it: one statement for the page, one for each round of includes, one for a total. */
async function searchRecords(sql: Sql, { query, view, params }: Asked): Promise<SearchAnswer> {
  if (query.count === 0) {
    const total = await totalOf(sql, query, view);
    return { page: { matches: [], includes: [], total }, patients: [] };
  }
  const { rows, next, previous } = await pageOf(sql, query, view);
  const includes =
    query.includes.length === 0
      ? []
      : await includedWith(sql, rows, { includes: query.includes, view, params });
  const isWhole = query.cursor === undefined && next === undefined;
  const total = query.total === 'none' ? undefined : isWhole ? rows.length : await totalOf(sql, query, view);
  return {
    page: {
      matches: rows.map((row) => row.version),
      includes: includes.map((row) => row.version),
      ...(total === undefined ? {} : { total }),
      ...(next === undefined ? {} : { next }),
      ...(previous === undefined ? {} : { previous }),
    },
    patients: [...rows, ...includes].map((row) => row.patient),
  };
}

async function totalOf(sql: Sql, query: SearchQuery, view: View): Promise<number> {
  const { text, params } = compileTotal(query, view);
  const [row] = await sql.query(prepared(text), params);
  return countOf(row?.total);
}

interface FoundPage {
  readonly rows: readonly FoundRow[];
  readonly next: string | undefined;
  readonly previous: string | undefined;
}

/** One row more than the page shows tells whether there is another page to that side; to the other, the cursor does. */
async function pageOf(sql: Sql, query: SearchQuery, view: View): Promise<FoundPage> {
  if (!Number.isInteger(query.count) || query.count < 0) {
    throw new Problem('value', '_count is a whole number, 0 or more', { expression: '_count' });
  }
  const cursor = query.cursor === undefined ? undefined : readCursor(query, query.cursor);
  const wanted = { rows: query.count + 1, cursor, withToks: query.includes.length > 0 };
  const { text, params, quick } = compilePage(query, view, wanted);
  const printed = await sql.query({ ...prepared(text), quick }, params);
  const shown = printed.slice(0, query.count);
  const isMore = printed.length > query.count;
  const backward = cursor?.backward ?? false;
  if (backward) shown.reverse();
  const link = (row: Row | undefined, toBefore: boolean) =>
    row === undefined ? undefined : writeCursor(query, placeOf(row, query, toBefore));
  return {
    rows: shown.map(foundRow),
    next: backward || isMore ? link(shown.at(-1), false) : undefined,
    previous: (backward ? isMore : cursor !== undefined) ? link(shown[0], true) : undefined,
  };
}

function placeOf(row: Row, query: SearchQuery, backward: boolean): Cursor {
  return {
    backward,
    values: query.sort.map((_key, index) => {
      const value = row[`k${index}`];
      return value === undefined || value === null ? null : textOf(value);
    }),
    lastUpdated: textOf(row.last_updated),
    type: row.type === undefined ? typeNumber(query.types[0] ?? '') : Number(row.type),
    id: textOf(row.id),
  };
}
