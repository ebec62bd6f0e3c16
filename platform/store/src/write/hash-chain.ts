import { hash } from 'node:crypto';

/** What a version's hash covers, apart from the hash before it. */
export interface HashedVersion {
  readonly type: string;
  /** The logical id. */
  readonly id: string;
  readonly versionId: number;
  readonly lastUpdated: string;
  readonly deleted: boolean;
  /** The letter of the interaction: C, U, P or D. */
  readonly method: string;
  readonly content: string;
}

/** What stands before the first version of a resource: 32 zero bytes, in hex. */
export const NO_HASH = '0'.repeat(64);

/**
 * The hash of a version in hex: sha-256 over the hash before it (in hex), a JSON array of the small fields and a
 * line feed, and the content. Neither the hash nor the array can hold a line feed, so no two different versions
 * give the same bytes.
 */
export function chainHash(before: string, version: HashedVersion): string {
  const { type, id, versionId, lastUpdated, deleted, method, content } = version;
  const head = JSON.stringify([type, id, versionId, lastUpdated, deleted, method]);
  return hash('sha256', `${before}${head}\n${content}`, 'hex');
}
