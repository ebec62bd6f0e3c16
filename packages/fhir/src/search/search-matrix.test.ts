import { describe, expect, it } from 'vitest';
import { NaiveSearch } from '../../testing/naive-search.ts';
import { definitions, model, registry, search } from '../../testing/r4-search.ts';
import { ANSWERED_OTHERWISE, hasSearchMatrix, searchCases } from '../../testing/search-matrix.ts';
import { officialExamples } from '../../testing/shared-data.ts';
import type { FhirResource } from '../resource.ts';
import { patientCompartment, placementIn } from './compartment.ts';
import { createExtractor } from './extract.ts';

function examples(): NaiveSearch {
  const extract = createExtractor(registry, model);
  const place = placementIn(patientCompartment(definitions.compartments));
  const resources = officialExamples({ whole: true }).map(({ text }) => JSON.parse(text) as FhirResource);
  return new NaiveSearch(
    resources.map((resource) => {
      const entries = extract(resource);
      return { resource, entries, placement: place(resource, entries) };
    }),
  );
}

describe('the search cases over the official examples', () => {
  it.skipIf(!hasSearchMatrix)(
    'are answered exactly, but for those that are answered otherwise on purpose',
    () => {
      const all = searchCases();
      const store = examples();
      const missed = all.filter(({ type, query, expect: expected }) => {
        const { criteria } = search(`${type}?${query}`, { handling: 'strict' }).query;
        const ids = store.find([type], criteria).map(({ resource }) => resource.id ?? '');
        return ids.toSorted().join() !== [...expected].sort().join();
      });
      expect(missed.map(({ type, query }) => `${type}?${query}`).sort()).toEqual(ANSWERED_OTHERWISE);
      expect(1 - missed.length / all.length).toBeGreaterThanOrEqual(0.995);
    },
  );
});
