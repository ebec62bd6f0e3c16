import type { FhirResource, Placement } from '@caecilia/fhir';
import { type AccessFacts, type Caller, type Change, labelBits, type Relation } from '@caecilia/kernel';
import { type Extractor, type Indexer, type IndexRows, NO_INDEX_ROWS } from '../extraction.ts';
import { bucketOf, internalId, newId, patientBucket } from '../ids.ts';
import { typeNumber } from '../resource-types.ts';
import { marksOf } from './marks.ts';
import { type Unstamped, unstamped } from './stamp.ts';

/** What the making of drafts needs from the store. */
export interface Drafting {
  readonly extractor: Extractor;
  readonly indexer: Indexer;
  readonly facts: AccessFacts;
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
  /** Internal ids of further patients it is about; null for none. */
  readonly others: readonly string[] | null;
  /** Bits of confidentiality; null for none. */
  readonly label: number | null;
  /** `meta.security` and `meta.tag`, as text. */
  readonly marks: string;
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
  /** Who may see the patient because of it; undefined for a type that relations do not come from. */
  readonly relations: readonly Relation[] | undefined;
  readonly atMs: number;
  readonly caller: Caller;
}

/** Throws `Problem` where the change can be refused without looking at the record. */
export function draftOf(change: Change, making: Making): Draft {
  const common = { kind: change.kind, atMs: making.now().getTime(), caller: making.caller };
  if (change.kind === 'delete') {
    const { type, id, ifMatch } = change;
    const relations = making.facts.relationTypes.includes(type) ? [] : undefined;
    return {
      ...common,
      ...named(type, id),
      fresh: false,
      method: 'D',
      ifMatch,
      substance: undefined,
      relations,
    };
  }
  const { resource } = change;
  const type = resource.resourceType;
  const { entries, placement } = making.extractor(
    change.id === undefined || change.id === resource.id ? resource : { ...resource, id: change.id },
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
      marks: marksOf(resource.meta),
      ...accessColumns(resource, placement, making.facts),
      ...placeOf(name.id, patientId),
    },
    relations: making.facts.relationTypes.includes(type)
      ? making.facts.relationsOf({ ...resource, id: logicalId })
      : undefined,
  };
}

/** What the access rule asks of a row beside its patient. */
export function accessColumns(
  resource: FhirResource,
  { patientId, others = [] }: Placement,
  facts: AccessFacts,
): Pick<Substance, 'others' | 'label'> {
  const further = others.filter((id) => id !== patientId).map((id) => internalId('Patient', id).id);
  const label = labelBits(facts.labelsOf(resource));
  return {
    others: further.length === 0 ? null : [...new Set(further)].sort(),
    label: label === 0 ? null : label,
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
