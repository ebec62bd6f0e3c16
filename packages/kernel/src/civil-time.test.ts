import { describe, expect, it } from 'vitest';
import { civilDay, civilMinute, civilTime, dayPlus, instantOf, startOfDay } from './civil-time.ts';

const HERE = 'Europe/Amsterdam';
const iso = (at: number) => new Date(at).toISOString();
const at = (civil: string) => iso(instantOf(civil, HERE));

describe('an instant', () => {
  it('is civil time where the house stands, in summer and winter, to the millisecond', () => {
    expect(civilTime(new Date('2026-11-21T01:40:00Z'), HERE)).toBe('2026-11-21T02:40:00.000');
    expect(civilTime(Date.parse('2026-06-30T22:30:01.007Z'), HERE)).toBe('2026-07-01T00:30:01.007');
  });

  it('is civil time to the minute and to the day', () => {
    expect(civilMinute(new Date('2026-11-22T23:30:00Z'), HERE)).toBe('2026-11-23T00:30');
    expect(civilMinute(new Date('2026-07-22T22:30:00Z'), HERE)).toBe('2026-07-23T00:30');
    expect(civilDay(new Date('2026-11-22T23:30:00Z'), HERE)).toBe('2026-11-23');
  });
});

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
    expect(iso(instantOf('2026-11-01T01:30', 'America/New_York'))).toBe('2026-11-01T05:30:00.000Z');
    expect(iso(instantOf('2026-10-04T02:15', 'Australia/Lord_Howe'))).toBe('2026-10-03T15:30:00.000Z');
  });

  it('that is none is refused', () => {
    for (const wrong of ['2026-13-01T08:00', '2026-10-25', '2026-10-25T8:00', ''])
      expect(() => instantOf(wrong, HERE)).toThrow(expect.objectContaining({ code: 'invalid' }));
  });
});

describe('a civil day', () => {
  it('can be counted from', () => {
    expect([dayPlus('2026-03-28', 2), dayPlus('2026-01-01', -1)]).toEqual(['2026-03-30', '2025-12-31']);
  });

  it('begins at its own midnight, in summer and in winter', () => {
    expect(iso(startOfDay('2026-07-01', HERE))).toBe('2026-06-30T22:00:00.000Z');
    expect(iso(startOfDay('2026-12-01', HERE))).toBe('2026-11-30T23:00:00.000Z');
  });

  it('is followed by another, also the last day that FHIR can write', () => {
    expect(iso(startOfDay(dayPlus('9999-12-31', 1), HERE))).toBe('9999-12-31T23:00:00.000Z');
  });

  it.each([
    ['2026-03-29', 23],
    ['2026-10-25', 25],
    ['2026-11-22', 24],
  ])('%s has %i hours, when the clock changes too', (day, hours) => {
    const [begin, end] = [startOfDay(day, HERE), startOfDay(dayPlus(day, 1), HERE)];
    expect((end - begin) / 3_600_000).toBe(hours);
  });
});
