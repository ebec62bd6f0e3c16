import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasShared, SHARED } from './shared-data.ts';

/** Where the search cases lie in the shared test data. */
export const SEARCH_MATRIX = 'data/fhir-r4/search-matrix.ndjson';
export const hasSearchMatrix = hasShared(SEARCH_MATRIX);

/** A case over the official examples: `expect` is every id that `GET /type?query` must return. */
export interface SearchCase {
  readonly type: string;
  readonly query: string;
  readonly expect: readonly string[];
}

/** All cases. */
export function searchCases(): readonly SearchCase[] {
  const lines = readFileSync(join(SHARED, SEARCH_MATRIX), 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as SearchCase);
}

/** Cases that are answered otherwise on purpose, in order; docs/search-conformance.md says why. */
export const ANSWERED_OTHERWISE: readonly string[] = [
  'AuditEvent?patient=Patient/example',
  'Observation?combo-code-value-concept:missing=false',
  'Observation?combo-code-value-concept:missing=true',
  'Observation?combo-code-value-quantity:missing=false',
  'Observation?combo-code-value-quantity:missing=true',
  'Observation?patient:missing=false',
  'Observation?patient:missing=true',
  'QuestionnaireResponse?patient:missing=false',
  'QuestionnaireResponse?patient:missing=true',
];
