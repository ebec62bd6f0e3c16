import { describe, expect, it } from 'vitest';
import { fhirInstant, instantOf, periodOfSpan, requireSpan, spanOfPeriod } from './instant.ts';

const HERE = 'Europe/Amsterdam';
const at = (civil: string) => fhirInstant(instantOf(civil, HERE));

describe('a civil time', () => {
  it('is one instant, in winter and in summer', () => {
    expect(at('2026-01-15T08:00')).toBe('2026-01-15T07:00:00.000Z');
    expect(at('2026-07-15T08:00')).toBe('2026-07-15T06:00:00.000Z');
  });

  it('that comes twice when the clock is set back is its first occurrence', () => {
    expect(at('2026-10-25T02:30')).toBe('2026-10-25T00:30:00.000Z');
    expect(at('2026-10-25T03:00')).toBe('2026-10-25T02:00:00.000Z');
  });

  it('that is skipped when the clock is set forward is the moment of the jump', () => {
    for (const skipped of ['2027-03-28T02:00', '2027-03-28T02:30', '2027-03-28T02:59', '2027-03-28T03:00'])
      expect(at(skipped)).toBe('2027-03-28T01:00:00.000Z');
  });

  it('in another zone follows that zone', () => {
    expect(fhirInstant(instantOf('2026-11-01T01:30', 'America/New_York'))).toBe('2026-11-01T05:30:00.000Z');
    expect(fhirInstant(instantOf('2026-10-04T02:15', 'Australia/Lord_Howe'))).toBe(
      '2026-10-03T15:30:00.000Z',
    );
  });

  it('that is none is refused', () => {
    for (const wrong of ['2026-13-01T08:00', '2026-10-25', '2026-10-25T8:00', ''])
      expect(() => instantOf(wrong, HERE)).toThrow(expect.objectContaining({ code: 'invalid' }));
  });
});

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
