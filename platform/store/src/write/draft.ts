import type { Placement } from '@caecilia/fhir';
import type { Caller, Change } from '@caecilia/kernel';
import { type Extractor, type Indexer, type IndexRows, NO_INDEX_ROWS } from '../extraction.ts';
import { bucketOf, internalId, newId, patientBucket } from '../ids.ts';
import { typeNumber } from '../resource-types.ts';
import { type Unstamped, unstamped } from './stamp.ts';

/** What the making of drafts needs from the store. */
export interface Drafting {
  readonly extractor: Extractor;
  readonly indexer: Indexer;
  readonly now: () => Date;
}

/** Who makes the change, and which ids were handed out to them just now. */
export interface Making extends Drafting {
  readonly caller: Caller;
  readonly madeHere: ReadonlySet<string>;
}

/** The part of a draft that comes from a resource, and that a deletion does not have. */
export interface Substance {
  readonly text: Unstamped;
  readonly index: IndexRows;
  /** Internal id of the patient in whose compartment the resource is. */
  readonly patient: string | null;
  /** The bucket it belongs in. */
  readonly bucket: number;
}

/** A change with everything worked out that does not depend on the version before it. */
export interface Draft {
  readonly kind: Change['kind'];
  readonly type: string;
  readonly typeNumber: number;
  readonly logicalId: string;
  readonly id: string;
  readonly fid: string | null;
  /** The id was made by this server just now, so nothing can stand under it yet. */
  readonly fresh: boolean;
  readonly method: 'C' | 'U' | 'P' | 'D';
  readonly ifMatch: number | undefined;
  readonly substance: Substance | undefined;
  readonly atMs: number;
  readonly caller: Caller;
}

/** Throws `Problem` where the change can be refused without looking at the record. */
export function draftOf(change: Change, making: Making): Draft {
  const common = { kind: change.kind, atMs: making.now().getTime(), caller: making.caller };
  if (change.kind === 'delete') {
    const { type, id, ifMatch } = change;
    return { ...common, ...named(type, id), fresh: false, method: 'D', ifMatch, substance: undefined };
  }
  const { resource } = change;
  const type = resource.resourceType;
  const { entries, placement } = making.extractor(
    change.id === undefined ? resource : { ...resource, id: change.id },
  );
  const logicalId = change.id ?? ownId(type, placement.patientId, common.atMs);
  const patientId = compartmentOf(type, logicalId, placement);
  const name = named(type, logicalId);
  return {
    ...common,
    ...name,
    fresh: change.id === undefined || making.madeHere.has(change.id),
    method: methodOf(change),
    ifMatch: change.kind === 'update' ? change.ifMatch : undefined,
    substance: {
      text: unstamped(resource, logicalId),
      index: making.indexer(type, entries, patientId),
      ...placeOf(name.id, patientId),
    },
  };
}

function methodOf(change: Exclude<Change, { kind: 'delete' }>): 'C' | 'U' | 'P' {
  if (change.kind === 'create') return 'C';
  return change.method === 'PATCH' ? 'P' : 'U';
}

/** A new id in the bucket of the patient; a Patient, and what belongs to no patient, gets a bucket of its own. */
export function ownId(type: string, patientId: string | undefined, atMs: number): string {
  const of = type === 'Patient' ? undefined : patientId;
  return newId(atMs, of === undefined ? undefined : patientBucket(of));
}

/** A patient is its own compartment, so its bucket is the one that its id tells, for ever. */
export function compartmentOf(type: string, logicalId: string, placement: Placement): string | undefined {
  return type === 'Patient' ? logicalId : placement.patientId;
}

function placeOf(id: string, patientId: string | undefined): { patient: string | null; bucket: number } {
  const patient = patientId === undefined ? null : internalId('Patient', patientId).id;
  return { patient, bucket: bucketOf(patient ?? id) };
}

function named(type: string, logicalId: string) {
  return { type, typeNumber: typeNumber(type), logicalId, ...internalId(type, logicalId) };
}

/** The index rows of what a draft will write. */
export function indexOf(draft: Draft): IndexRows {
  return draft.substance?.index ?? NO_INDEX_ROWS;
}
