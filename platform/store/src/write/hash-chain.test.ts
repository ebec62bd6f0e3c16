import { describe, expect, it } from 'vitest';
import { chainHash, type HashedVersion, NO_HASH } from './hash-chain.ts';

const version: HashedVersion = {
  type: 'Patient',
  id: 'invented',
  versionId: 1,
  lastUpdated: '2026-03-01T09:30:00.123Z',
  deleted: false,
  method: 'C',
  content: '{"resourceType":"Patient"}',
};

describe('the hash of a version', () => {
  it('stays the same for ever', () => {
    // Databases hold it: a release that computes another one could verify nothing that was written before.
    expect(chainHash(NO_HASH, version)).toBe(
      'a2b7686601ba4846c13e4defebfb3cb303471cd81a01cbc731d8e73f2a33f8e2',
    );
  });

  it('changes with each thing it covers', () => {
    const changes: Partial<HashedVersion>[] = [
      { type: 'Person' },
      { id: 'invented2' },
      { versionId: 2 },
      { lastUpdated: '2026-03-01T09:30:00.124Z' },
      { deleted: true },
      { method: 'U' },
      { content: '{"resourceType":"Patient" }' },
    ];
    const hashes = changes.map((change) => chainHash(NO_HASH, { ...version, ...change }));
    hashes.push(chainHash(NO_HASH, version), chainHash('1'.repeat(64), version));
    expect(new Set(hashes).size).toBe(changes.length + 2);
  });
});
