import { describe, expect, it } from 'vitest';
import { matchesNone, parseIfMatch, unmodifiedSince } from './etag.ts';
import { refusalOf } from './testing/refusal.ts';

describe('If-Match', () => {
  it('names one version, weakly or strongly, or any', () => {
    expect(parseIfMatch('W/"3"')).toBe(3);
    expect(parseIfMatch('"3"')).toBe(3);
    expect(parseIfMatch('*')).toBe('*');
    expect(parseIfMatch(undefined)).toBeUndefined();
  });

  it('that is no ETag is refused with 400', () => {
    expect(refusalOf(() => parseIfMatch('three'))).toMatchObject({ status: 400 });
    expect(refusalOf(() => parseIfMatch('W/"1", W/"2"'))).toMatchObject({ status: 400 });
  });

  it('with a tag that no version has is stale: 412', () => {
    expect(refusalOf(() => parseIfMatch('W/"abc"'))).toMatchObject({ status: 412 });
    expect(refusalOf(() => parseIfMatch('W/"0"'))).toMatchObject({ status: 412 });
  });
});

describe('a conditional read', () => {
  it('is not modified when any of the ETags is the current one', () => {
    expect(matchesNone('W/"1", "2"', 2)).toBe(true);
    expect(matchesNone('*', 7)).toBe(true);
    expect(matchesNone('W/"1"', 2)).toBe(false);
    expect(matchesNone(undefined, 2)).toBe(false);
  });

  it('compares whole seconds, because HTTP dates have no more', () => {
    expect(unmodifiedSince('Fri, 21 Nov 2025 10:00:00 GMT', '2025-11-21T10:00:00.900Z')).toBe(true);
    expect(unmodifiedSince('Fri, 21 Nov 2025 10:00:00 GMT', '2025-11-21T10:00:01.000Z')).toBe(false);
    expect(unmodifiedSince('yesterday', '2025-11-21T10:00:01.000Z')).toBe(false);
  });
});
