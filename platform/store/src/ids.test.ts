import { describe, expect, it } from 'vitest';
import { BUCKETS, bucketOf, internalId, isLogicalId, newId, patientBucket } from './ids.ts';

const NOW_MS = Date.parse('2026-03-01T09:30:00.123Z');
const UUID_7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const UUID_8 = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('an id of the server', () => {
  it('is a UUIDv7 that tells its time and its bucket', () => {
    for (const bucket of [0, 1, 0xabc, BUCKETS - 1]) {
      const id = newId(NOW_MS, bucket);
      expect(id).toMatch(UUID_7);
      expect(bucketOf(id)).toBe(bucket);
      expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(NOW_MS);
    }
  });

  it('is never given twice, and spreads over all buckets where none is given', () => {
    const ids = Array.from({ length: 50_000 }, () => newId(NOW_MS));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => UUID_7.test(id))).toBe(true);
    expect(new Set(ids.map(bucketOf)).size).toBe(BUCKETS);
  });

  it('stands in the database as it is', () => {
    const id = newId(NOW_MS, 7);
    expect(internalId('Observation', id)).toEqual({ id, fid: null });
  });
});

describe('an id that a client chose', () => {
  it('stands in the database as a digest of type and id, always the same', () => {
    const { id, fid } = internalId('Patient', 'invented-1');
    expect(id).toMatch(UUID_8);
    expect(fid).toBe('invented-1');
    expect(internalId('Patient', 'invented-1').id).toBe(id);
    expect(internalId('Person', 'invented-1').id).not.toBe(id);
    // Rows keep these digests: another one would lose every resource with a client's id.
    expect(id).toBe('35c1fa97-819f-8dc9-9616-2420a038cc99');
    expect(patientBucket('invented-1')).toBe(bucketOf(id));
  });

  it('can never be taken for one of the server, whatever it looks like', () => {
    const own = newId(NOW_MS, 7);
    const lookalikes = [
      own.toUpperCase(),
      internalId('Patient', 'x').id,
      '00000000-0000-4000-8000-000000000000',
    ];
    for (const lookalike of lookalikes) {
      const { id, fid } = internalId('Patient', lookalike);
      expect(id).toMatch(UUID_8);
      expect(id).not.toBe(lookalike);
      expect(fid).toBe(lookalike);
    }
  });

  it('is what FHIR admits, or refused', () => {
    for (const id of ['a', 'A.b-9', 'x'.repeat(64)]) expect(isLogicalId(id)).toBe(true);
    for (const id of ['', 'a b', 'a_b', 'é', 'x'.repeat(65), 'a/b', 'a\n']) {
      expect(isLogicalId(id)).toBe(false);
      expect(() => internalId('Patient', id)).toThrow('an id has 1 to 64 characters');
    }
  });
});
