import type { FhirResource } from '@caecilia/fhir';
import { bucketOf, internalId } from '../ids.ts';
import { compartmentOf, type Drafting } from '../write/draft.ts';
import { chainHash, NO_HASH } from '../write/hash-chain.ts';
import { type BlankVersions, blankKey } from './check-destroyed.ts';
import type { KeptResource, KeptVersion } from './version-stream.ts';

/** Why a chain does not hold: a place (`Type/id/_history/n`) and a sentence without any content. */
export interface Break {
  readonly place: string;
  readonly reason: string;
}

/** The first thing wrong with one resource, or undefined. */
export function checkResource(versions: KeptResource, blank: BlankVersions = new Map()): Break | undefined {
  let before: KeptVersion | undefined;
  for (const kept of versions) {
    const reason = checkVersion(kept, before, blank);
    if (reason !== undefined) return { place: placeOf(kept), reason };
    before = kept;
  }
  return checkEnd(versions);
}

function checkVersion(
  kept: KeptVersion,
  before: KeptVersion | undefined,
  blank: BlankVersions,
): string | undefined {
  const { version } = kept;
  const expected = (before?.version.versionId ?? 0) + 1;
  if (version.versionId !== expected) return `version ${expected} is missing`;
  if (before !== undefined && version.lastUpdated <= before.version.lastUpdated) {
    return 'it is not later than the version before it';
  }
  // Its content was destroyed; the hash that it had still ties the versions around it together.
  if (isDestroyed(kept, blank)) return undefined;
  const hash = chainHash(before?.hash ?? NO_HASH, { ...version, method: kept.letter });
  return hash === kept.hash
    ? undefined
    : 'its hash does not follow from its content and the version before it';
}

function isDestroyed({ typeNumber, id, version, hash }: KeptVersion, blank: BlankVersions): boolean {
  return version.content === '' && blank.get(blankKey(typeNumber, id, version.versionId)) === hash;
}

function checkEnd(versions: KeptResource): Break | undefined {
  const [first] = versions;
  const last = versions.at(-1) ?? first;
  if (!last.current)
    return { place: placeOf(last), reason: 'it was superseded, but no later version is there' };
  const reason = checkIdentity(last);
  return reason === undefined ? undefined : { place: placeOf(last), reason };
}

/** A resource that stands where reads do not look is as good as lost. */
function checkIdentity({ id, fid, bucket, placed, version }: KeptVersion): string | undefined {
  if (internalId(version.type, fid ?? id).id !== id)
    return 'its id in the database does not belong to its logical id';
  if ((placed ?? bucketOf(id)) !== bucket) return 'it stands in a bucket where it cannot be found by its id';
  return undefined;
}

/** Whether a current version is found by exactly what it says now. `parse` reads its content. */
export function checkIndex(
  kept: KeptVersion,
  drafting: Drafting,
  parse: (content: string) => FhirResource,
): Break | undefined {
  const { version } = kept;
  const { toks, patient } = version.deleted
    ? { toks: [], patient: kept.patient }
    : indexNow(parse(version.content), version.id, drafting);
  if (patient !== kept.patient)
    return { place: placeOf(kept), reason: 'it is kept under another patient than its own' };
  if (!sameSet(toks, kept.toks)) {
    return { place: placeOf(kept), reason: 'its search entries are not those of its content' };
  }
  return undefined;
}

function indexNow(resource: FhirResource, id: string, { extractor, indexer }: Drafting) {
  const { entries, placement } = extractor(resource);
  const patientId = compartmentOf(resource.resourceType, id, placement);
  return {
    toks: indexer(resource.resourceType, entries, patientId).toks,
    patient: patientId === undefined ? undefined : internalId('Patient', patientId).id,
  };
}

function sameSet(left: readonly string[], right: readonly string[]): boolean {
  const set = new Set(left);
  return set.size === new Set(right).size && right.every((tok) => set.has(tok));
}

function placeOf({ version }: KeptVersion): string {
  return `${version.type}/${version.id}/_history/${version.versionId}`;
}
