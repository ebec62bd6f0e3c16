import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NaiveSearch } from '../../testing/naive-search.ts';
import { definitions, model, registry, search } from '../../testing/r4-search.ts';
import { hasShared, officialExamples, SHARED } from '../../testing/shared-data.ts';
import type { FhirResource } from '../resource.ts';
import { patientCompartment, placementIn } from './compartment.ts';
import { createExtractor } from './extract.ts';

const MATRIX = 'data/fhir-r4/search-matrix.ndjson';

/** One case: `expect` is every id that `GET /type?query` must return. */
interface Case {
  readonly type: string;
  readonly query: string;
  readonly expect: readonly string[];
}

/** Cases that are answered otherwise on purpose; docs/search-conformance.md says why. */
const ANSWERED_OTHERWISE: readonly string[] = [
  'AuditEvent?patient=Patient/example',
  'Observation?combo-code-value-concept:missing=true',
  'Observation?combo-code-value-concept:missing=false',
  'Observation?combo-code-value-quantity:missing=true',
  'Observation?combo-code-value-quantity:missing=false',
  'Observation?patient:missing=true',
  'Observation?patient:missing=false',
  'QuestionnaireResponse?patient:missing=true',
  'QuestionnaireResponse?patient:missing=false',
];

function cases(): readonly Case[] {
  const lines = readFileSync(join(SHARED, MATRIX), 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Case);
}

function examples(): NaiveSearch {
  const extract = createExtractor(registry, model);
  const place = placementIn(patientCompartment(definitions.compartments));
  const resources = officialExamples().map(({ text }) => JSON.parse(text) as FhirResource);
  return new NaiveSearch(
    resources.map((resource) => {
      const entries = extract(resource);
      return { resource, entries, placement: place(resource, entries) };
    }),
  );
}

describe('the search cases over the official examples', () => {
  it.skipIf(!hasShared(MATRIX))(
    'are answered exactly, but for those that are answered otherwise on purpose',
    () => {
      const all = cases();
      const store = examples();
      const missed = all.filter(({ type, query, expect: expected }) => {
        const { criteria } = search(`${type}?${query}`, { handling: 'strict' }).query;
        const ids = store.find([type], criteria).map(({ resource }) => resource.id ?? '');
        return ids.toSorted().join() !== [...expected].sort().join();
      });
      expect(missed.map(({ type, query }) => `${type}?${query}`).sort()).toEqual(
        [...ANSWERED_OTHERWISE].sort(),
      );
      expect(1 - missed.length / all.length).toBeGreaterThanOrEqual(0.995);
    },
  );
});
