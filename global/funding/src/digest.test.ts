import { describe, expect, it } from 'vitest';
import { isDigestDue, nextDigest } from './digest.ts';

const next = (rhythm: 'daily' | 'weekly', after: string) =>
  nextDigest(rhythm, new Date(after))?.toISOString();

describe('a digest', () => {
  it('goes out at eight in Amsterdam, also over the nights in which the clock is set', () => {
    expect(next('daily', '2026-10-24T06:00:00Z')).toBe('2026-10-25T07:00:00.000Z');
    expect(next('daily', '2026-03-28T07:00:00Z')).toBe('2026-03-29T06:00:00.000Z');
    expect(next('daily', '2026-08-24T05:59:59Z')).toBe('2026-08-24T06:00:00.000Z');
  });

  it('is weekly on Monday', () => {
    expect(next('weekly', '2026-08-24T06:00:00Z')).toBe('2026-08-31T06:00:00.000Z');
    expect(next('weekly', '2026-10-20T00:00:00Z')).toBe('2026-10-26T07:00:00.000Z');
  });

  it('is due once for each of its times, however seldom somebody looks', () => {
    const last = new Date('2026-08-24T06:00:00Z');
    expect(isDigestDue('weekly', last, new Date('2026-08-31T05:59:00Z'))).toBe(false);
    expect(isDigestDue('weekly', last, new Date('2026-09-20T00:00:00Z'))).toBe(true);
    expect(isDigestDue('never', last, new Date('2030-01-01T00:00:00Z'))).toBe(false);
  });
});
