import { readCriterion, requireResourceType } from './parse/criterion.ts';
import { Draft, type Summary, type UnsupportedPart } from './parse/draft.ts';
import { isIncludeName } from './parse/include.ts';
import { readInclude, readResultParameter } from './parse/result-parameters.ts';
import { at, Reading, type SearchContext } from './parse/search-context.ts';
import type { Criterion, SearchQuery } from './query.ts';
import { SearchError } from './search-error.ts';

/** A search as it was understood. */
export interface ParsedSearch {
  readonly query: SearchQuery;
  readonly summary: Summary | undefined;
  /** Elements asked for by `_elements`; empty for all. */
  readonly elements: readonly string[];
  /** What was left out of a lenient search, and empty parameters; each a warning for the answer. */
  readonly unsupported: readonly UnsupportedPart[];
  /** The parameters as understood, in the order asked and not yet encoded: the self link, without `_cursor`. */
  readonly self: readonly (readonly [name: string, value: string])[];
}

/** Known parameters that nothing here answers. To leave one out would widen the search, so it is always refused. */
const REFUSED: ReadonlyMap<string, string> = new Map([
  ['_text', 'the narrative is not searched; use the parameters of the type'],
  ['_content', 'the whole content is not searched; use the parameters of the type'],
  ['_filter', '_filter is not supported; use parameters, chains and _has'],
  ['_query', 'named queries are not supported; use parameters, chains and _has'],
]);

/**
 * Reads a search from its decoded parameters. `types` are the type or types of the address; empty for a search on
 * the whole system, where `_type` may name them. Throws `SearchError`: `value` for a malformed value, `invalid` for
 * a malformed search, `not-supported`, `not-found` for an unknown value set, `too-costly` beyond the limits.
 */
export function parseSearch(
  types: readonly string[],
  pairs: readonly (readonly [name: string, value: string])[],
  context: SearchContext,
): ParsedSearch {
  const reading = new Reading(context);
  const draft = new Draft(
    at('_type', () => searchedTypes(types, pairs, reading)),
    reading,
  );
  for (const [name, value] of pairs) at(name, () => readParameter(draft, name, value));
  if (draft.summary === 'text' && draft.includes.length > 0) leaveIncludesOut(draft);
  return finished(draft);
}

function searchedTypes(
  types: readonly string[],
  pairs: readonly (readonly [string, string])[],
  reading: Reading,
): readonly string[] {
  for (const type of types) requireResourceType(type, reading);
  const asked = pairs.filter(([name, value]) => name === '_type' && value !== '');
  if (asked.length > 1)
    throw new SearchError('invalid', '_type may be given once, with commas between types');
  if (asked.length === 0) return types.length > 0 ? types : [...reading.registry.resourceTypes];
  const named = [...new Set(asked[0]?.[1].split(',').map((type) => type.trim()))];
  for (const type of named) requireResourceType(type, reading);
  if (types.length > 0 && !named.every((type) => types.includes(type))) {
    throw new SearchError('value', `_type may only name what is searched: ${types.join(', ')}`);
  }
  return named;
}

function readParameter(draft: Draft, name: string, value: string): void {
  if (isIncludeName(name)) readInclude(draft, name, value);
  else if (value === '') draft.report('value', 'a parameter without a value is ignored', name);
  else if (!readResultParameter(draft, name, value)) readFilter(draft, name, value);
}

function readFilter(draft: Draft, name: string, value: string): void {
  const code = name.split(/[:.]/, 1)[0] ?? name;
  refuseUnanswered(draft, code);
  const criterion =
    code === '_list'
      ? listMembers(draft, name, value)
      : readCriterion(draft.types, name, value, draft.reading);
  if (criterion === undefined) {
    unknownParameter(draft, name, code);
    return;
  }
  draft.criteria.push(criterion);
  draft.understood(name, value);
}

/** An installed parameter of that code is answered: a pack may define what R4 leaves to the server. */
function refuseUnanswered({ reading, types }: Draft, code: string): void {
  const refusal = REFUSED.get(code);
  if (refusal === undefined) return;
  if (types.some((type) => reading.registry.get(type, code) !== undefined)) return;
  throw new SearchError('not-supported', refusal);
}

function unknownParameter(draft: Draft, name: string, code: string): void {
  const where = draft.types.length === 1 ? draft.types[0] : 'the types searched';
  draft.leaveOut('not-supported', `${code} is not a search parameter of ${where}`, name);
}

/** `_list=42`: what the entries of that list point at. */
function listMembers(draft: Draft, name: string, value: string): Criterion | undefined {
  if (name !== '_list' || value.startsWith('$')) {
    throw new SearchError(
      'not-supported',
      '_list takes the id of a List; lists by their function are not kept',
    );
  }
  return readCriterion(draft.types, '_has:List:item:_id', value, draft.reading);
}

function leaveIncludesOut(draft: Draft): void {
  draft.leaveOut('invalid', '_include and _revinclude do not go with _summary=text', '_summary');
  draft.includes.length = 0;
  const kept = draft.self.filter(([name]) => !isIncludeName(name));
  draft.self.splice(0, draft.self.length, ...kept);
}

function finished(draft: Draft): ParsedSearch {
  const countOnly = draft.summary === 'count' || draft.count === 0;
  const { criteria, sort, includes, cursor, elements, summary, unsupported, self } = draft;
  return {
    query: {
      types: draft.types,
      criteria,
      sort,
      count: countOnly ? 0 : (draft.count ?? draft.reading.limits.defaultCount),
      total: countOnly ? 'accurate' : (draft.total ?? 'none'),
      includes: countOnly ? [] : includes,
      ...(cursor === undefined ? {} : { cursor }),
    },
    summary,
    elements,
    unsupported,
    self,
  };
}
