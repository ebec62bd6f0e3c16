import { type BundleEntry, type EarlierTaking, sourceOf } from '@caecilia/exchange';
import { elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import { type Caller, type RecordReader, resourceOf } from '@caecilia/kernel';
import type { HandOverParts } from '../hand-overs.ts';

/** Digest of a resource as it came. */
const IMPORT_DIGEST = 'urn:caecilia:import-digest';
/** Version of the local resource that was written by it, on the reference to it. */
const IMPORT_VERSION = 'urn:caecilia:import-version';

/** What one resource of a bundle became here. */
export interface Taken {
  readonly entry: BundleEntry;
  readonly id: string;
  readonly versionId: number;
}

/**
 * Where taken-over resources came from: one Provenance for each time, about the patient and each resource, with a source
 * for each in the same order.
 */
export function provenanceOf(
  taken: readonly Taken[],
  said: {
    readonly caller: Caller;
    readonly patientId: string;
    readonly words: string | undefined;
    readonly at: string;
  },
): FhirResource {
  const { caller, patientId, words, at } = said;
  const isReference = /^[A-Z][A-Za-z]+\//.test(caller.id);
  return {
    resourceType: 'Provenance',
    target: [
      { reference: `Patient/${patientId}` },
      ...taken.map(({ entry, id, versionId }) => ({
        reference: `${entry.resource.resourceType}/${id}`,
        identifier: { system: IMPORT_VERSION, value: String(versionId) },
      })),
    ],
    recorded: at,
    ...(words === undefined || words.trim() === '' ? {} : { reason: [{ text: words.trim() }] }),
    agent: [{ who: { ...(isReference ? { reference: caller.id } : {}), display: caller.name ?? caller.id } }],
    entity: taken.map(({ entry }) => ({
      role: 'source',
      what: { identifier: { system: IMPORT_DIGEST, value: entry.digest }, display: sourceOf(entry) },
    })),
  };
}

/** A local resource that was taken over, in the version that the last taking wrote. */
export interface EarlierImport {
  readonly type: string;
  readonly id: string;
  readonly versionId: number;
}

/** What was taken over for a patient before. */
export interface EarlierImports {
  /** By the digest of what came. */
  readonly byDigest: ReadonlyMap<string, EarlierImport>;
  /** By where it came from; of several the one that was taken over last. */
  readonly bySource: ReadonlyMap<string, EarlierImport>;
  /** Each time that something was taken over, newest first. */
  readonly takings: readonly EarlierTaking[];
}

export async function earlierImports(
  reader: RecordReader,
  readSearch: HandOverParts['readSearch'],
  patientId: string,
): Promise<EarlierImports> {
  const found: FhirResource[] = [];
  let query = readSearch(
    ['Provenance'],
    [
      ['patient', `Patient/${patientId}`],
      ['_count', '500'],
    ],
  );
  for (;;) {
    const page = await reader.search(query);
    found.push(...page.matches.map(resourceOf));
    if (page.next === undefined) break;
    query = { ...query, cursor: page.next };
  }
  const inOrder = found.toSorted((one, other) => (String(one.recorded) < String(other.recorded) ? -1 : 1));
  const byDigest = new Map<string, EarlierImport>();
  const bySource = new Map<string, EarlierImport>();
  const takings: EarlierTaking[] = [];
  for (const provenance of inOrder) {
    const imports = importsIn(provenance);
    for (const { digest, source, now } of imports) {
      byDigest.set(digest, now);
      if (source !== undefined) bySource.set(source, now);
    }
    if (imports.length > 0) takings.unshift(takingOf(provenance, imports.length));
  }
  return { byDigest, bySource, takings };
}

function importsIn({ target, entity }: FhirResource) {
  const [, ...targets] = elementsOf(target);
  return elementsOf(entity).flatMap(({ what }, index) => {
    const { system, value } = elementOf(elementOf(what).identifier);
    const { display } = elementOf(what);
    const [, type, id] = /^([A-Z][A-Za-z]+)\/([^/]+)$/.exec(String(targets[index]?.reference)) ?? [];
    if (system !== IMPORT_DIGEST || typeof value !== 'string' || type === undefined || id === undefined)
      return [];
    const version = Number(elementOf(targets[index]?.identifier).value ?? 1);
    return [
      {
        digest: value,
        source: typeof display === 'string' ? display : undefined,
        now: { type, id, versionId: Number.isSafeInteger(version) ? version : 1 },
      },
    ];
  });
}

function takingOf({ recorded, agent, reason }: FhirResource, count: number): EarlierTaking {
  const { display } = elementOf(elementsOf(agent)[0]?.who);
  const words = elementsOf(reason)[0]?.text;
  return {
    at: String(recorded),
    by: typeof display === 'string' ? display : '',
    count,
    ...(typeof words === 'string' ? { words } : {}),
  };
}
