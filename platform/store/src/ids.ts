import { hash, randomFillSync } from 'node:crypto';
import { Problem } from '@caecilia/kernel';
import { BoundedCache } from './search/bounded-cache.ts';

/**
 * Ids and buckets. The server's own ids have the layout of a UUIDv7 whose 12 bits after the version are the bucket:
 *
 *   tttttttt-tttt-7bbb-vrrr-rrrrrrrrrrrr   t: ms since 1970, b: bucket, v: variant, r: random
 *
 * Any other logical id is kept beside a digest of type and id in the same layout with version 8, so that the two
 * can never be the same, and the 12 bits there are as good a bucket as any. An id therefore always tells a bucket;
 * whether the resource really is in that one is told by table `place`.
 */
export const BUCKETS = 4096;

const OWN_LAYOUT = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const LOGICAL_ID = /^[A-Za-z0-9\-.]{1,64}$/;

/** How a logical id stands in the database. */
export interface InternalId {
  readonly id: string;
  /** The logical id where it is not `id` itself. */
  readonly fid: string | null;
}

/** True for what FHIR admits as a logical id: 1 to 64 of letters, digits, `-` and `.`. */
export function isLogicalId(id: string): boolean {
  return LOGICAL_ID.test(id);
}

/** Throws `Problem('value')` for what FHIR does not admit as an id. The same input always gives the same answer. */
export function internalId(type: string, logicalId: string): InternalId {
  if (OWN_LAYOUT.test(logicalId)) return { id: logicalId, fid: null };
  if (!LOGICAL_ID.test(logicalId)) {
    throw new Problem('value', 'an id has 1 to 64 characters out of A-Z, a-z, 0-9, - and .', {
      expression: `${type}.id`,
    });
  }
  return chosen.get(`${type}/${logicalId}`, (name) => ({ id: digestId(name), fid: logicalId }));
}

/** Ids that clients chose. A patient's returns with everything that is written about them. */
const chosen = new BoundedCache<InternalId>(10_000);

function digestId(name: string): string {
  const digest = hash('sha256', name, 'hex');
  const variant = (0x8 | (Number.parseInt(digest.slice(16, 17), 16) & 0x3)).toString(16);
  return dashed(`${digest.slice(0, 12)}8${digest.slice(13, 16)}${variant}${digest.slice(17, 32)}`);
}

/** The bucket that an internal id tells. */
export function bucketOf(id: string): number {
  return Number.parseInt(id.slice(15, 18), 16);
}

/** The bucket of a patient, and so of everything of that patient. */
export function patientBucket(patientId: string): number {
  return bucketOf(internalId('Patient', patientId).id);
}

// Asking the system for random bytes costs more than the rest of an id, so they are taken a page at a time.
const pool = Buffer.alloc(8192);
let taken = pool.length;

function random(length: number): Buffer {
  if (taken + length > pool.length) {
    randomFillSync(pool);
    taken = 0;
  }
  taken += length;
  return pool.subarray(taken - length, taken);
}

/** A new id of the server's own; in a bucket of its own where none is given. `nowMs` is ms since 1970. */
export function newId(nowMs: number, bucket?: number): string {
  const bytes = random(10);
  const own = bucket ?? bytes.readUInt16BE(0) % BUCKETS;
  const variant = 0x8000 | (bytes.readUInt16BE(2) & 0x3fff);
  const time = nowMs.toString(16).padStart(12, '0');
  return dashed(
    `${time}7${own.toString(16).padStart(3, '0')}${variant.toString(16)}${bytes.toString('hex', 4, 10)}`,
  );
}

function dashed(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
