import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Indexed, NaiveSearch } from '../../testing/naive-search.ts';
import { definitions, model, registry, search } from '../../testing/r4-search.ts';
import { hasShared, SHARED } from '../../testing/shared-data.ts';
import type { SearchParameterDefinition, ValueSet } from '../model/definitions.ts';
import type { FhirResource } from '../resource.ts';
import { createTerminology } from '../terminology/terminology.ts';
import { patientCompartment, placementIn } from './compartment.ts';
import { createExtractor } from './extract.ts';

/** A query of the Dutch palliative care standard, with what must be answered. */
interface Query {
  readonly id: string;
  readonly request: string;
  readonly match: readonly string[];
  readonly include: readonly string[];
}

interface Expected {
  readonly patients: Readonly<Record<string, readonly Query[]>>;
}

const PACKS = join(import.meta.dirname, '../../../../packs');
const PZP = 'data/pzp';

function json<T>(...path: readonly string[]): T {
  return JSON.parse(readFileSync(join(...path), 'utf8')) as T;
}

function fromPack<T>(pack: string, type: string): T[] {
  const names = readdirSync(join(PACKS, pack)).filter((name) => name.startsWith(`${type}-`));
  return names.map((name) => json<T>(PACKS, pack, name));
}

/** A store of Hendrik's record, with the pack of its standard installed. */
function hendrik(corpus: string, pack: string) {
  const installed = registry.with(fromPack<SearchParameterDefinition>(pack, 'SearchParameter'));
  const terminology = createTerminology({
    valueSets: fromPack<ValueSet>(pack, 'ValueSet'),
    source: definitions,
  });
  const extract = createExtractor(installed, model);
  const place = placementIn(patientCompartment(definitions.compartments));
  const bundle = json<{ entry: { resource: FhirResource }[] }>(
    SHARED,
    PZP,
    'bundles',
    `hendrik-${corpus}.json`,
  );
  const store = new NaiveSearch(
    bundle.entry.map(({ resource }) => {
      const entries = extract(resource);
      return { resource, entries, placement: place(resource, entries) };
    }),
  );
  return (request: string) => {
    const address = request.replace('GET [base]/', '');
    const { query } = search(address, { registry: installed, terminology, handling: 'strict' });
    const matches = store.find(query.types, query.criteria);
    return { match: named(matches), include: named(store.included(matches, query.includes)) };
  };
}

function named(found: readonly Indexed[]): string[] {
  return found.map(({ resource }) => `${resource.resourceType}/${resource.id}`).sort();
}

describe.skipIf(!hasShared(PZP))('the queries of the standard for palliative care', () => {
  it.each([
    ['beta3', 'pzp-0.1.3-beta3'],
    ['rc2-reconstructed', 'pzp-1.0.0-rc2'],
    ['rc2-pat1-2025', 'pzp-1.0.0-rc2'],
  ])('are answered exactly for Hendrik in %s', (corpus, pack) => {
    const ask = hendrik(corpus, pack);
    const { patients } = json<Expected>(SHARED, PZP, 'expected', `${corpus}.json`);
    const queries = Object.entries(patients).find(([id]) => id.includes('Hendrik'))?.[1] ?? [];
    expect(queries.length).toBeGreaterThanOrEqual(9);
    for (const { id, request, match, include } of queries) {
      expect(ask(request), `${corpus} ${id}`).toEqual({
        match: [...match].sort(),
        include: [...include].sort(),
      });
    }
  });
});
