import { describe, expect, it } from 'vitest';
import { periodOfSpan, requireSpan, spanOfPeriod } from './instant.ts';

const HERE = 'Europe/Amsterdam';

describe('a period of FHIR', () => {
  it('by the day has its last day in it, to midnight here', () => {
    expect(spanOfPeriod({ start: '2026-10-24', end: '2026-10-25' }, HERE)).toEqual({
      from: Date.parse('2026-10-23T22:00:00Z'),
      until: Date.parse('2026-10-25T23:00:00Z'),
    });
  });

  it('by the month or the year has all of it', () => {
    expect(spanOfPeriod({ start: '2026-02', end: '2026-02' }, 'UTC')).toEqual({
      from: Date.parse('2026-02-01T00:00:00Z'),
      until: Date.parse('2026-03-01T00:00:00Z'),
    });
    expect(spanOfPeriod({ end: '2026' }, 'UTC')).toEqual({
      from: Number.NEGATIVE_INFINITY,
      until: Date.parse('2027-01-01T00:00:00Z'),
    });
  });

  it('that this module writes is read as it was', () => {
    const span = { from: Date.parse('2026-10-24T15:00:00Z'), until: Date.parse('2026-10-26T07:00:00Z') };
    expect(spanOfPeriod(periodOfSpan(span), HERE)).toEqual(span);
  });

  it('that cannot be read, or ends before it begins, is none', () => {
    for (const wrong of [
      { start: 'soon' },
      { end: 7 },
      { start: '2026-02-02', end: '2026-02-01' },
      { start: '2026-13' },
    ])
      expect(spanOfPeriod(wrong, HERE)).toBeUndefined();
  });
});

describe('a span', () => {
  it('has whole minutes, and an end after its begin', () => {
    expect(() => requireSpan({ from: 0, until: 60_000 })).not.toThrow();
    for (const [from, until] of [
      [0, 0],
      [60_000, 0],
      [1, 60_000],
      [0, Number.POSITIVE_INFINITY],
      [Number.NaN, 60_000],
    ])
      expect(() => requireSpan({ from: from ?? 0, until: until ?? 0 })).toThrow(
        expect.objectContaining({ code: 'invalid' }),
      );
  });
});
