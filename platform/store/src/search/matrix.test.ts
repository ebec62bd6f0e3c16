import { type FhirResource, parseSearch } from '@caecilia/fhir';
import { officialExamples } from '@caecilia/fhir/testing';
import { partOfToday } from '@caecilia/fhir/testing/part-of-today';
import {
  ANSWERED_OTHERWISE,
  hasSearchMatrix,
  SEARCH_MATRIX,
  type SearchCase,
  searchCases,
} from '@caecilia/fhir/testing/search-matrix';
import type { RecordSession } from '@caecilia/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StartedEngine } from '../testing/engines.ts';
import { recordOf, registry, startEmbedded, terminology } from '../testing/r4.ts';

const context = {
  registry,
  terminology,
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

function typesOfToday(): ReadonlySet<string> {
  return new Set(partOfToday([...new Set(searchCases().map(({ type }) => type))].sort(), 3));
}

describe.skipIf(!hasSearchMatrix)(
  `the official examples (${hasSearchMatrix ? 'data' : 'skipped: no'} ${SEARCH_MATRIX})`,
  () => {
    const types = hasSearchMatrix ? typesOfToday() : new Set<string>();
    let engine: StartedEngine;
    let session: RecordSession;

    beforeAll(async () => {
      engine = await startEmbedded();
      // No case asks through another type; the bundles alone are nine tenths of what there is to keep.
      const resources = officialExamples({ whole: true })
        .map(({ text }) => resourceOf(text))
        .filter(({ resourceType }) => types.has(resourceType));
      session = await recordOf(engine, resources, registry, context.baseUrl);
    }, 300_000);
    afterAll(async () => await engine?.stop());

    async function found({ type, query }: SearchCase): Promise<string[]> {
      const parsed = parseSearch([type], [...new URLSearchParams(query)], context);
      const { matches } = await session.search({ ...parsed.query, count: 1000 });
      return matches.map(({ id }) => id).sort();
    }

    it('are found by the cases of the matrix for the types of today, but for those that are answered otherwise on purpose', async () => {
      const cases = searchCases().filter(({ type }) => types.has(type));
      const missed: string[] = [];
      for (const each of cases) {
        const ids = await found(each);
        if (ids.join() !== [...each.expect].sort().join()) missed.push(`${each.type}?${each.query}`);
      }
      expect(missed.sort()).toEqual(ANSWERED_OTHERWISE.filter((each) => types.has(each.split('?')[0] ?? '')));
    }, 600_000);
  },
);
