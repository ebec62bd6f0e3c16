import { r4Definitions } from '@caecilia/definitions';
import { createModel } from '../src/model/model.ts';
import type { FhirResource } from '../src/resource.ts';
import { createExtractor } from '../src/search/extract.ts';
import type { SearchContext } from '../src/search/parse/search-context.ts';
import { type ParsedSearch, parseSearch } from '../src/search/parse.ts';
import type { Criterion } from '../src/search/query.ts';
import { createSearchRegistry } from '../src/search/registry.ts';
import { SearchError } from '../src/search/search-error.ts';
import { createTerminology } from '../src/terminology/terminology.ts';

/** The official definitions, made ready once for all tests of search. */
export const definitions = r4Definitions();
export const model = createModel(definitions);
export const registry = createSearchRegistry(definitions.searchParameters, model);
export const terminology = createTerminology({ source: definitions });

/** What tests read searches against: the official definitions and a server at `https://care.example/fhir`. */
export const context: SearchContext = {
  registry,
  terminology,
  baseUrl: 'https://care.example/fhir',
  handling: 'lenient',
  now: Date.UTC(2026, 0, 1),
};

/** The pairs of a query as it stands in an address, decoded as a form is. */
export function pairsOf(query: string): [string, string][] {
  return [...new URLSearchParams(query)];
}

/** Reads `Patient?name=x`, or `?_type=Patient` for the whole system. */
export function search(address: string, more: Partial<SearchContext> = {}): ParsedSearch {
  const mark = address.indexOf('?');
  const type = address.slice(0, mark);
  return parseSearch(type === '' ? [] : [type], pairsOf(address.slice(mark + 1)), { ...context, ...more });
}

/** The criteria of a search. */
export function criteriaOf(address: string, more: Partial<SearchContext> = {}): readonly Criterion[] {
  return search(address, more).query.criteria;
}

/** What a search is refused with; throws when it is not refused. */
export function refusal(address: string, more: Partial<SearchContext> = {}): SearchError {
  try {
    search(address, more);
  } catch (error) {
    if (error instanceof SearchError) return error;
    throw error;
  }
  throw new Error(`${address} was not refused`);
}

/** Extracts what a resource can be found by, at the server of `context`. */
export const extract = createExtractor(registry, model, { baseUrl: context.baseUrl });

/** The entries of one parameter, of all kinds. */
export function entriesOf(resource: FhirResource, param: string) {
  const { present: _present, ...kinds } = extract(resource);
  return Object.values(kinds)
    .flat()
    .filter((entry) => entry.param === param)
    .map(({ param: _, ...entry }) => entry);
}
