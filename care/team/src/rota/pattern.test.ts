import { describe, expect, it } from 'vitest';
import { fhirInstant } from '../instant.ts';
import { holderNamed } from '../testing/arbitraries.ts';
import { DST_WEEKS } from '../testing/minutes.ts';
import { expand, type Turn, type WeeklyPattern } from './pattern.ts';

const HERE = 'Europe/Amsterdam';
const [anna, bram] = [holderNamed(0), holderNamed(1)];
const night: Turn = { weekday: 6, from: '20:00', days: 1, until: '08:00', holders: [anna] };
const pattern = (...turns: readonly Turn[]): WeeklyPattern => ({ firstMonday: '2026-10-19', turns });
const told = (weekly: WeeklyPattern, span = DST_WEEKS.autumn) =>
  expand(weekly, span, HERE).map(({ from, until, holder }) => [
    fhirInstant(from),
    fhirInstant(until),
    holder,
  ]);

describe('a weekly pattern', () => {
  it('keeps to the wall clock: the night in which the clock is set back lasts thirteen hours', () => {
    expect(told(pattern(night))).toEqual([['2026-10-24T18:00:00.000Z', '2026-10-25T07:00:00.000Z', anna]]);
  });

  it('keeps to the wall clock: the night in which the clock is set forward lasts eleven hours', () => {
    const [duty] = told({ ...pattern(night), firstMonday: '2027-03-22' }, DST_WEEKS.spring);
    expect(duty).toEqual(['2027-03-27T19:00:00.000Z', '2027-03-28T06:00:00.000Z', anna]);
  });

  it('gives each week to the next of those who take turns, before the first week too', () => {
    const weekly = { ...pattern({ ...night, holders: [anna, bram] }), firstMonday: '2026-10-26' };
    const weeks = { from: DST_WEEKS.autumn.from, until: DST_WEEKS.autumn.until + 14 * 86_400_000 };
    expect(told(weekly, weeks).map(([, , holder]) => holder)).toEqual([bram, anna, bram]);
  });

  it('of whole weeks hands over on the same minute', () => {
    const weekly = pattern({ weekday: 1, from: '08:00', days: 7, until: '08:00', holders: [anna, bram] });
    expect(told(weekly).map(([, until]) => until)).toEqual([
      '2026-10-19T06:00:00.000Z',
      '2026-10-25T23:00:00.000Z',
    ]);
  });

  it('has no turn in the hour that is skipped', () => {
    const skipped: Turn = { weekday: 7, from: '02:10', days: 0, until: '02:50', holders: [anna] };
    expect(told({ ...pattern(skipped), firstMonday: '2027-03-22' }, DST_WEEKS.spring)).toEqual([]);
  });

  it('with two turns that meet is refused, and says when', () => {
    const other: Turn = { weekday: 7, from: '07:00', days: 0, until: '12:00', holders: [bram] };
    expect(() => told(pattern(night, other))).toThrow(/first begins on 2026-10-\d\d at 20:00/);
  });

  it.each([
    ['a first day that is no Monday', { ...pattern(night), firstMonday: '2026-10-20' }],
    ['a turn that ends before it begins', pattern({ ...night, days: 0 })],
    ['a turn of more than a week', pattern({ ...night, days: 7, until: '21:00' })],
    ['a time that is none', pattern({ ...night, from: '24:00' })],
    ['a turn without anybody', pattern({ ...night, holders: [] })],
  ])('with %s is refused', (_what, weekly) => {
    expect(() => told(weekly)).toThrow(expect.objectContaining({ code: 'invalid' }));
  });

  it('is followed for at most 400 days at a time', () => {
    const span = { from: DST_WEEKS.autumn.from, until: DST_WEEKS.autumn.from + 401 * 86_400_000 };
    expect(() => told(pattern(night), span)).toThrow(/400 days/);
  });
});
