import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { r4Definitions } from '@caecilia/definitions';
import {
  createExtractor,
  createModel,
  createSearchRegistry,
  createTerminology,
  type FhirResource,
  parseSearch,
  patientCompartment,
  placementIn,
} from '@caecilia/fhir';
import { hasShared, officialExamples, SHARED } from '@caecilia/fhir/testing';
import type { RecordSession } from '@caecilia/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGINES, type StartedEngine } from '../testing/engines.ts';
import { EVERYTHING } from '../testing/people.ts';
import { createSearcher } from './search-records.ts';

/** One case: the complete list of ids that the query must find. */
interface Case {
  readonly type: string;
  readonly kind: string;
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

const MATRIX = 'data/fhir-r4/search-matrix.ndjson';
const isHere = hasShared(MATRIX);

const definitions = r4Definitions();
const model = createModel(definitions);
const registry = createSearchRegistry(definitions.searchParameters, model);
const context = {
  registry,
  terminology: createTerminology({ source: definitions }),
  baseUrl: 'http://127.0.0.1:8080/fhir',
  handling: 'strict',
  now: Date.UTC(2026, 0, 1),
} as const;

function resourceOf(text: string): FhirResource {
  const parsed: unknown = JSON.parse(text);
  if (typeof parsed === 'object' && parsed !== null && 'resourceType' in parsed)
    return parsed as FhirResource;
  throw new Error('an example is not a resource');
}

function casesOf(text: string): Case[] {
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Case);
}

describe.skipIf(!isHere)(`the official examples (${isHere ? 'data' : 'skipped: no'} ${MATRIX})`, () => {
  let engine: StartedEngine;
  let session: RecordSession;

  beforeAll(async () => {
    const [pglite] = ENGINES;
    if (pglite === undefined) throw new Error('there is no engine');
    engine = await pglite.start();
    const entriesOf = createExtractor(registry, model, { baseUrl: context.baseUrl });
    const placementOf = placementIn(patientCompartment(definitions.compartments));
    const opened = await engine.open({
      extractor: (resource) => {
        const entries = entriesOf(resource);
        return { entries, placement: placementOf(resource, entries) };
      },
      searcher: createSearcher(registry),
    });
    session = opened.store.session(EVERYTHING);
    for (const { text } of officialExamples()) {
      const resource = resourceOf(text);
      if (resource.id !== undefined) await session.change({ kind: 'update', id: resource.id, resource });
    }
  }, 300_000);
  afterAll(async () => await engine?.stop());

  async function found({ type, query }: Case): Promise<string[]> {
    const parsed = parseSearch([type], [...new URLSearchParams(query)], context);
    const { matches } = await session.search({ ...parsed.query, count: 1000 });
    return matches.map(({ id }) => id).sort();
  }

  it('are found by every case of the matrix, but for those that are answered otherwise on purpose', async () => {
    const cases = casesOf(readFileSync(join(SHARED, MATRIX), 'utf8'));
    const missed: string[] = [];
    for (const each of cases) {
      const ids = await found(each);
      if (ids.join() !== [...each.expect].sort().join()) missed.push(`${each.type}?${each.query}`);
    }
    expect(missed.sort()).toEqual([...ANSWERED_OTHERWISE].sort());
    expect(1 - missed.length / cases.length).toBeGreaterThanOrEqual(0.995);
  }, 600_000);
});
