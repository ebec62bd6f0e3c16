import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClockTimes, countResponses, readClock } from './responseClock.ts';

const ZONE = 'Europe/Amsterdam';
const AT = { timeZone: ZONE };

/**
 * A second calculation, which shares nothing with the first: the European rule of the clock (last Sundays of March and
 * October, 01:00 UTC) in whole numbers, and the number of the day since 1970 by the civil calendar.
 */
function lastSunday(year: number, month: 3 | 10): number {
  const last = dayNumber(year, month, 31);
  // Day 0 of 1970 was a Thursday.
  return last - ((last + 4) % 7);
}

function dayNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function civilDayNumber(seconds: number): number {
  let year = 1970;
  while (dayNumber(year + 1, 1, 1) * 86_400 <= seconds) year += 1;
  const summer = lastSunday(year, 3) * 86_400 + 3600;
  const winter = lastSunday(year, 10) * 86_400 + 3600;
  const offset = seconds >= summer && seconds < winter ? 7200 : 3600;
  return Math.floor((seconds + offset) / 86_400);
}

const seconds = (instant: string) => Math.floor(Date.parse(instant) / 1000);

function expected({ referredAt, readyForCare, firstContact }: ClockTimes, now: string) {
  const end = firstContact ?? now;
  const [year = 0, month = 0, day = 0] = readyForCare.slice(0, 10).split('-').map(Number);
  const onlyDay = readyForCare.length === 10;
  const days =
    civilDayNumber(seconds(end)) -
    (onlyDay ? dayNumber(year, month, day) : civilDayNumber(seconds(readyForCare)));
  return {
    minutesSinceReferral: Math.floor((Date.parse(end) - Date.parse(referredAt)) / 60_000),
    ...(onlyDay
      ? {}
      : { minutesSinceReady: Math.floor((Date.parse(end) - Date.parse(readyForCare)) / 60_000) }),
    daysSinceReady: days,
    sameOrNextDay:
      days > 1 ? 'missed' : firstContact !== undefined ? 'met' : days < 0 ? 'notYetReady' : 'open',
    running: firstContact === undefined,
  };
}

const around = (from: string, until: string) =>
  fc
    .date({ min: new Date(from), max: new Date(until), noInvalidDate: true })
    .map((date) => date.toISOString());

const WINDOWS = {
  'the weekend on which summer time begins (2026)': ['2026-03-26T00:00:00Z', '2026-04-01T00:00:00Z'],
  'the weekend on which summer time ends (2026)': ['2026-10-22T00:00:00Z', '2026-10-28T00:00:00Z'],
  'a leap day (2028)': ['2028-02-26T00:00:00Z', '2028-03-03T00:00:00Z'],
  'the turn of a year': ['2026-12-29T00:00:00Z', '2027-01-03T00:00:00Z'],
  'five years': ['2024-01-01T00:00:00Z', '2028-12-31T00:00:00Z'],
} as const;

describe('the response clock', () => {
  it.each(Object.entries(WINDOWS))('agrees with a second calculation over %s', (_name, [from, until]) => {
    const instant = around(from, until);
    const ready = fc.oneof(
      instant,
      instant.map((each) => each.slice(0, 10)),
    );
    const contact = fc.option(instant, { nil: undefined });
    fc.assert(
      fc.property(instant, ready, contact, instant, (referredAt, readyForCare, firstContact, now) => {
        const times = { referredAt, readyForCare, ...(firstContact === undefined ? {} : { firstContact }) };
        expect(readClock(times, { now: new Date(now), ...AT })).toEqual(expected(times, now));
      }),
      { numRuns: 2000 },
    );
  });

  it('counts real minutes through the hour that is there twice, and the one that is not there', () => {
    const now = new Date('2026-12-01T00:00:00Z');
    const autumn = {
      referredAt: '2026-10-25T00:30:00Z',
      readyForCare: '2026-10-25T00:30:00Z',
      firstContact: '2026-10-25T01:30:00Z',
    };
    // 02.30 summer time to 02.30 winter time.
    expect(readClock(autumn, { now, ...AT })).toMatchObject({ minutesSinceReady: 60, daysSinceReady: 0 });
    const spring = {
      referredAt: '2026-03-29T00:59:00Z',
      readyForCare: '2026-03-29T00:59:00Z',
      firstContact: '2026-03-29T01:01:00Z',
    };
    // 01.59 to 03.01.
    expect(readClock(spring, { now, ...AT })).toMatchObject({ minutesSinceReady: 2, sameOrNextDay: 'met' });
  });

  it('takes the whole next day, to its last minute here, and no more', () => {
    const times = { referredAt: '2026-10-24T08:00:00Z', readyForCare: '2026-10-24' };
    const now = new Date('2026-12-01T00:00:00Z');
    const at = (firstContact: string) => readClock({ ...times, firstContact }, { now, ...AT }).sameOrNextDay;
    // The 25th of October has 25 hours.
    expect(at('2026-10-25T22:59:00Z')).toBe('met');
    expect(at('2026-10-25T23:00:00Z')).toBe('missed');
  });

  it('does not run late on a request for a future date', () => {
    const times = { referredAt: '2026-11-23T09:00:00Z', readyForCare: '2026-12-07' };
    const on = (now: string) => readClock(times, { now: new Date(now), ...AT }).sameOrNextDay;
    expect(on('2026-12-06T22:00:00Z')).toBe('notYetReady');
    expect(on('2026-12-07T08:00:00Z')).toBe('open');
    expect(on('2026-12-08T22:59:00Z')).toBe('open');
    expect(on('2026-12-08T23:00:00Z')).toBe('missed');
  });

  it('counts 50 requests by hand: who waits is in no share', () => {
    const now = new Date('2026-11-30T12:00:00Z');
    const request = (readyForCare: string, firstContact?: string) =>
      readClock(
        { referredAt: '2026-11-20T09:00:00Z', readyForCare, ...(firstContact ? { firstContact } : {}) },
        { now, ...AT },
      );
    const readings = [
      ...Array.from({ length: 30 }, () => request('2026-11-23', '2026-11-24T10:00:00Z')),
      ...Array.from({ length: 8 }, () => request('2026-11-23', '2026-11-25T10:00:00Z')),
      ...Array.from({ length: 4 }, () => request('2026-11-23')),
      ...Array.from({ length: 5 }, () => request('2026-11-30')),
      ...Array.from({ length: 3 }, () => request('2026-12-24')),
    ];
    expect(readings).toHaveLength(50);
    expect(countResponses(readings)).toEqual({
      met: 30,
      missed: 12,
      waiting: 8,
      sameDay: 0,
      nextDay: 30,
      later: 8,
      late: 4,
      // 30 times 4 days and an hour, 8 times a day longer: the 19th and the 20th of 38.
      medianMinutes: (4 * 24 + 1) * 60,
    });
  });

  it('has a median of what was waited that is absent, not nought, where nobody was seen', () => {
    const now = new Date('2026-11-30T12:00:00Z');
    const seen = (...hours: readonly number[]) =>
      countResponses(
        hours.map((hour) =>
          readClock(
            {
              referredAt: '2026-11-23T00:00:00Z',
              readyForCare: '2026-11-23',
              firstContact: new Date(Date.parse('2026-11-23T00:00:00Z') + hour * 3_600_000).toISOString(),
            },
            { now, ...AT },
          ),
        ),
      ).medianMinutes;
    expect([seen(), seen(5), seen(9, 1), seen(30, 2, 4)]).toEqual([undefined, 300, 300, 240]);
  });
});
