import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createTerminology,
  type FhirResource,
  parseSearch,
  type SearchParameterDefinition,
  type ValueSet,
} from '@caecilia/fhir';
import { hasShared, SHARED } from '@caecilia/fhir/testing';
import type { StoredVersion } from '@caecilia/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StartedEngine } from '../testing/engines.ts';
import { definitions, registry as r4Registry, recordOf, startEmbedded } from '../testing/r4.ts';

/** A query of the Dutch palliative care standard, with what must be answered. */
interface Query {
  readonly id: string;
  readonly request: string;
  readonly match: readonly string[];
  readonly include: readonly string[];
}

const PACKS = join(import.meta.dirname, '../../../../packs');
const PZP = 'data/pzp';
const CORPORA = [
  ['beta3', 'pzp-0.1.3-beta3'],
  ['rc2-reconstructed', 'pzp-1.0.0-rc2'],
  ['rc2-pat1-2025', 'pzp-1.0.0-rc2'],
] as const;

function json<T>(...path: readonly string[]): T {
  return JSON.parse(readFileSync(join(...path), 'utf8')) as T;
}

function fromPack<T>(pack: string, type: string): T[] {
  const names = readdirSync(join(PACKS, pack)).filter((name) => name.startsWith(`${type}-`));
  return names.map((name) => json<T>(PACKS, pack, name));
}

const named = (versions: readonly StoredVersion[]) => versions.map(({ type, id }) => `${type}/${id}`).sort();

/** A store of Hendrik's record, with the pack of its standard installed. */
async function hendrik(engine: StartedEngine, corpus: string, pack: string) {
  const registry = r4Registry.with(fromPack<SearchParameterDefinition>(pack, 'SearchParameter'));
  const terminology = createTerminology({
    valueSets: fromPack<ValueSet>(pack, 'ValueSet'),
    source: definitions,
  });
  const bundle = json<{ entry: { resource: FhirResource }[] }>(
    SHARED,
    PZP,
    'bundles',
    `hendrik-${corpus}.json`,
  );
  const resources = bundle.entry.map(({ resource }) => resource);
  const session = await recordOf(engine, resources, registry);
  const context = {
    registry,
    terminology,
    baseUrl: 'http://127.0.0.1:8080/fhir',
    handling: 'strict',
    now: 0,
  } as const;
  return async (request: string) => {
    const [type = '', query = ''] = request.replace('GET [base]/', '').split(/\?(.*)/s);
    const parsed = parseSearch([type], [...new URLSearchParams(query)], context);
    const { matches, includes } = await session.search(parsed.query);
    return { match: named(matches), include: named(includes) };
  };
}

describe.skipIf(!hasShared(PZP))('the queries of the standard for palliative care', () => {
  let engine: StartedEngine;
  beforeAll(async () => {
    engine = await startEmbedded();
  });
  afterAll(async () => await engine?.stop());

  it.each(CORPORA)('are answered exactly for Hendrik in %s', async (corpus, pack) => {
    const ask = await hendrik(engine, corpus, pack);
    const { patients } = json<{ patients: Record<string, Query[]> }>(
      SHARED,
      PZP,
      'expected',
      `${corpus}.json`,
    );
    const queries = Object.entries(patients).find(([id]) => id.includes('Hendrik'))?.[1] ?? [];
    expect(queries.length).toBeGreaterThanOrEqual(9);
    for (const { id, request, match, include } of queries) {
      expect(await ask(request), `${corpus} ${id}`).toEqual({
        match: [...match].sort(),
        include: [...include].sort(),
      });
    }
  });
});
