import { booleanOf, bytesOf, integerOf, optionalTextOf, type Row, textOf } from '@caecilia/engine';
import { type Changed, Problem, type StoredVersion } from '@caecilia/kernel';
import type { Permit } from '../access/permit.ts';
import { bucketOf } from '../ids.ts';
import { fhirInstant } from '../instant.ts';
import { methodName } from '../stored-version.ts';
import type { Draft } from './draft.ts';
import { chainHash, NO_HASH } from './hash-chain.ts';
import { stamped } from './stamp.ts';

/** The version that is current while its row is locked. */
export interface Current {
  readonly bucket: number;
  readonly vid: number;
  readonly lastUpdated: string;
  readonly deleted: boolean;
  readonly method: string;
  readonly hash: string;
  readonly patient: string | null;
  readonly others: readonly string[] | null;
  readonly label: number | null;
}

/** Reads a row of the locking statement. */
export function currentOf(row: Row): Current {
  return {
    bucket: integerOf(row.bucket),
    vid: integerOf(row.vid),
    lastUpdated: fhirInstant(textOf(row.last_updated)),
    deleted: booleanOf(row.deleted),
    method: textOf(row.method),
    hash: Buffer.from(bytesOf(row.hash)).toString('hex'),
    patient: optionalTextOf(row.patient) ?? null,
    others: optionalTextOf(row.others)?.slice(1, -1).split(',') ?? null,
    label: row.label === null ? null : integerOf(row.label),
  };
}

/** A version ready to be written. */
export interface NewVersion {
  readonly draft: Draft;
  readonly outcome: 'created' | 'updated' | 'deleted';
  readonly bucket: number;
  readonly patient: string | null;
  readonly others: readonly string[] | null;
  readonly label: number | null;
  /** The version it follows; null for the first. */
  readonly expected: number | null;
  /** The bucket it has to be taken out of first, where the patient changed. */
  readonly movedFrom: number | undefined;
  /** Whether the bucket must be written down because the id does not tell it, or to be the one who takes the id. */
  readonly place: boolean;
  readonly version: StoredVersion;
  readonly hash: string;
}

/** What a draft becomes once the current version is known. */
export type Decision =
  | { readonly kind: 'write'; readonly next: NewVersion }
  | { readonly kind: 'keep'; readonly changed: Changed }
  | { readonly kind: 'refuse'; readonly problem: Problem };

/**
 * Decides on a draft against the current version; undefined where nothing stands under the id. What the caller may was
 * asked of the database before, under the same locks.
 */
export function decide(draft: Draft, current: Current | undefined, permit: Permit): Decision {
  const problem = refusal(draft, current, permit);
  if (problem !== undefined) return { kind: 'refuse', problem };
  if (draft.kind === 'delete' && current?.deleted)
    return { kind: 'keep', changed: alreadyDeleted(draft, current) };
  return { kind: 'write', next: nextVersion(draft, current) };
}

/** What may not be seen is refused as what is not there, whatever was to be done with it. */
function refusal(draft: Draft, current: Current | undefined, permit: Permit): Problem | undefined {
  const { kind, type } = draft;
  const unseen = current === undefined ? !permit.namesNew : !permit.sees;
  if ((kind === 'delete' && current === undefined) || (kind !== 'create' && unseen)) {
    return new Problem('not-found', `there is no such ${type}, or it is not for you to see`);
  }
  if ((current !== undefined && !permit.changes) || !permit.leaves) {
    return new Problem('forbidden', `you may not do this with this ${type}; nothing was changed`);
  }
  if (!permit.marks) {
    return new Problem(
      'forbidden',
      'security labels and tags are not yours to set; send the resource without them',
      {
        expression: `${type}.meta`,
      },
    );
  }
  if (kind === 'create' && current !== undefined) {
    return new Problem('conflict', `a ${type} with this id exists already; update it instead`, {
      expression: `${type}.id`,
    });
  }
  return stale(draft, current);
}

function whose(of: Pick<NewVersion, 'patient' | 'others' | 'label'> | undefined) {
  return { patient: of?.patient ?? null, others: of?.others ?? null, label: of?.label ?? null };
}

function stale({ ifMatch, type }: Draft, current: Current | undefined): Problem | undefined {
  if (ifMatch === undefined || ifMatch === current?.vid) return undefined;
  const found = current === undefined ? 'there is none' : `the current version is ${current.vid}`;
  return new Problem(
    'conflict',
    `the change was made on version ${ifMatch} of this ${type}, but ${found}; read it again and repeat the change`,
    { status: 412, expression: `${type}.meta.versionId` },
  );
}

function alreadyDeleted(draft: Draft, current: Current): Changed {
  return {
    outcome: 'unchanged',
    version: {
      type: draft.type,
      id: draft.logicalId,
      versionId: current.vid,
      lastUpdated: current.lastUpdated,
      deleted: true,
      method: methodName(current.method),
      content: '',
    },
  };
}

function nextVersion(draft: Draft, current: Current | undefined): NewVersion {
  const { substance } = draft;
  const versionId = (current?.vid ?? 0) + 1;
  const lastUpdated = after(draft.atMs, current?.lastUpdated);
  const version: StoredVersion = {
    type: draft.type,
    id: draft.logicalId,
    versionId,
    lastUpdated,
    deleted: substance === undefined,
    method: methodName(draft.method),
    content: substance === undefined ? '' : stamped(substance.text, versionId, lastUpdated),
  };
  return {
    draft,
    outcome: outcomeOf(draft, current),
    ...whereTo(draft, current),
    ...whose(substance ?? current),
    expected: current?.vid ?? null,
    version,
    hash: chainHash(current?.hash ?? NO_HASH, { ...version, method: draft.method }),
  };
}

/** A version is always later than the one before it, also when the clock was set back. */
function after(atMs: number, before: string | undefined): string {
  const earliest = before === undefined ? atMs : Math.max(atMs, Date.parse(before) + 1);
  return new Date(earliest).toISOString();
}

function outcomeOf(draft: Draft, current: Current | undefined): NewVersion['outcome'] {
  if (draft.kind === 'delete') return 'deleted';
  return current === undefined || current.deleted ? 'created' : 'updated';
}

/**
 * Two callers may take the same new id for two patients, whose buckets differ; the primary key of `place`, which
 * has no bucket, then lets only one of them through. A Patient needs no such arbiter: its bucket follows from its id.
 */
function whereTo(draft: Draft, current: Current | undefined) {
  const bucket = draft.substance?.bucket ?? current?.bucket ?? bucketOf(draft.id);
  if (current === undefined) {
    const chosen = !draft.fresh && draft.type !== 'Patient';
    return { bucket, movedFrom: undefined, place: chosen || bucket !== bucketOf(draft.id) };
  }
  return { bucket, movedFrom: current.bucket === bucket ? undefined : current.bucket, place: false };
}
