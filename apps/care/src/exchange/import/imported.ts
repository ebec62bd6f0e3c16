import { type BundleEntry, sourceOf } from '@caecilia/exchange';
import { elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import { type Caller, type RecordReader, resourceOf } from '@caecilia/kernel';
import type { HandOverParts } from '../hand-overs.ts';

/** Digest of a resource as it came. */
const IMPORT_DIGEST = 'urn:caecilia:import-digest';

/**
 * Where taken-over resources came from: one Provenance for each time, about the patient and each resource, with a source
 * for each in the same order.
 */
export function provenanceOf(
  entries: readonly BundleEntry[],
  said: {
    readonly caller: Caller;
    readonly patientId: string;
    readonly words: string | undefined;
    readonly at: string;
    readonly idOf: (entry: BundleEntry) => string;
  },
): FhirResource {
  const { caller, patientId, words, at, idOf } = said;
  const isReference = /^[A-Z][A-Za-z]+\//.test(caller.id);
  return {
    resourceType: 'Provenance',
    target: [
      { reference: `Patient/${patientId}` },
      ...entries.map((entry) => ({ reference: `${entry.resource.resourceType}/${idOf(entry)}` })),
    ],
    recorded: at,
    ...(words === undefined || words.trim() === '' ? {} : { reason: [{ text: words.trim() }] }),
    agent: [{ who: { ...(isReference ? { reference: caller.id } : {}), display: caller.name ?? caller.id } }],
    entity: entries.map((entry) => ({
      role: 'source',
      what: { identifier: { system: IMPORT_DIGEST, value: entry.digest }, display: sourceOf(entry) },
    })),
  };
}

/** Local ids of what was taken over for a patient before, by the digest of what came. */
export async function earlierImports(
  reader: RecordReader,
  readSearch: HandOverParts['readSearch'],
  patientId: string,
): Promise<ReadonlyMap<string, string>> {
  const known = new Map<string, string>();
  let query = readSearch(
    ['Provenance'],
    [
      ['patient', `Patient/${patientId}`],
      ['_count', '500'],
    ],
  );
  for (;;) {
    const page = await reader.search(query);
    for (const version of page.matches) {
      const { target, entity } = resourceOf(version);
      const [, ...targets] = elementsOf(target);
      elementsOf(entity).forEach(({ what }, index) => {
        const { system, value } = elementOf(elementOf(what).identifier);
        const id = /\/([^/]+)$/.exec(String(targets[index]?.reference))?.[1];
        if (system === IMPORT_DIGEST && typeof value === 'string' && id !== undefined) known.set(value, id);
      });
    }
    if (page.next === undefined) return known;
    query = { ...query, cursor: page.next };
  }
}
