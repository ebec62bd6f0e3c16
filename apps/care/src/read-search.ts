import { parseSearch, type SearchQuery } from '@caecilia/fhir';
import type { Language } from './language.ts';

/** Reads a search of our own, as strictly as one from outside. */
export type ReadSearch = (
  types: readonly string[],
  pairs: readonly (readonly [name: string, value: string])[],
) => SearchQuery;

/** Searches that the house itself asks, in the language of the installed standards. */
export function readSearchIn(language: Language, now: () => Date): ReadSearch {
  return (types, pairs) =>
    parseSearch(types, pairs, {
      registry: language.searchParameters,
      terminology: language.terminology,
      baseUrl: '',
      handling: 'strict',
      now: now().getTime(),
    }).query;
}
