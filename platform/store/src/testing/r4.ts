import { r4Definitions } from '@caecilia/definitions';
import {
  createExtractor,
  createModel,
  createSearchRegistry,
  createTerminology,
  type FhirResource,
  patientCompartment,
  placementIn,
  type SearchRegistry,
} from '@caecilia/fhir';
import type { RecordSession } from '@caecilia/kernel';
import type { Extractor } from '../extraction.ts';
import { createSearcher } from '../search/search-records.ts';
import { ENGINES, type StartedEngine } from './engines.ts';
import { EVERYTHING } from './people.ts';

/** R4 as it was published, made once for all tests of a process. */
export const definitions = r4Definitions();
export const model = createModel(definitions);
export const registry = createSearchRegistry(definitions.searchParameters, model);
export const terminology = createTerminology({ source: definitions });

/** What a resource is found by in these search parameters, and whose it is. */
export function extractorOf(searchParameters: SearchRegistry, baseUrl?: string): Extractor {
  const entriesOf = createExtractor(searchParameters, model, baseUrl === undefined ? {} : { baseUrl });
  const placementOf = placementIn(patientCompartment(definitions.compartments));
  return (resource) => {
    const entries = entriesOf(resource);
    return { entries, placement: placementOf(resource, entries) };
  };
}

/** The embedded database, for what need not be asked of both. */
export async function startEmbedded(): Promise<StartedEngine> {
  const [pglite] = ENGINES;
  if (pglite === undefined) throw new Error('there is no engine');
  return await pglite.start();
}

/** As many as are written in one transaction. */
const PORTION = 50;

/** A store of its own with these resources in it, as somebody reads it who may see everything. */
export async function recordOf(
  engine: StartedEngine,
  resources: readonly FhirResource[],
  searchParameters: SearchRegistry,
  baseUrl?: string,
): Promise<RecordSession> {
  const { store } = await engine.open({
    extractor: extractorOf(searchParameters, baseUrl),
    searcher: createSearcher(searchParameters),
  });
  const session = store.session(EVERYTHING);
  const changes = resources.flatMap((resource) =>
    resource.id === undefined ? [] : [{ kind: 'update', id: resource.id, resource } as const],
  );
  for (let from = 0; from < changes.length; from += PORTION) {
    const portion = changes.slice(from, from + PORTION);
    await session.transaction((transaction) => transaction.write(portion));
  }
  return session;
}
