import { describe, expect, it } from 'vitest';
import { ageOn, isClearlyBefore, newestFirst, parsePlanDate } from './planDate.ts';

const date = (text: string) => parsePlanDate(text, 'Europe/Amsterdam');

describe('a date of the plan', () => {
  it.each([
    ['2022', 'year', '2022-01-01T00:00:00.000', '2023-01-01T00:00:00.000'],
    ['2022-02', 'month', '2022-02-01T00:00:00.000', '2022-03-01T00:00:00.000'],
    ['2024-02-29', 'day', '2024-02-29T00:00:00.000', '2024-03-01T00:00:00.000'],
    ['2022-11-08T23:30:00Z', 'time', '2022-11-09T00:30:00.000', '2022-11-09T00:30:00.001'],
    ['2022-07-08T12:00:00.5+02:00', 'time', '2022-07-08T12:00:00.500', '2022-07-08T12:00:00.501'],
  ])('%s stands for the civil time it covers, to the %s', (text, precision, from, to) => {
    expect(date(text)).toEqual({ text, precision, from, to });
  });

  it.each([
    '',
    '22',
    '2022-13',
    '2023-02-29',
    '2022-1-1',
    '2022-11-08T10:00:00',
    '2022-11-08T25:00:00Z',
    'gisteren',
  ])('"%s" is none', (text) => {
    expect(date(text)).toBeUndefined();
  });

  it.each([2022, null, undefined, ['2022'], new Date()])('%s is none: dates are text', (value) => {
    expect(parsePlanDate(value, 'UTC')).toBeUndefined();
  });

  it.each([
    ['2020-10-01', '2022-11-08', true],
    ['2022', '2023-01-01', true],
    ['2022', '2022-11-08', false],
    ['2022-11-08', '2022', false],
    ['2022-11-08', '2022-11-08T10:00:00+01:00', false],
    ['2022-11-08', '2022-11-08', false],
  ])('%s is clearly before %s: %s', (earlier, later, expected) => {
    expect(isClearlyBefore(date(earlier), date(later))).toBe(expected);
  });

  it.each(['9999-12-31', '9999', '9999-12-31T23:59:59Z'])('that never ends, %s, is before nothing', (end) => {
    expect(isClearlyBefore(date(end), date('2026-11-21'))).toBe(false);
    expect(isClearlyBefore(date('2026-11-21'), date(end))).toBe(true);
  });

  it('that was not recorded is before and after nothing, and comes last', () => {
    expect(isClearlyBefore(undefined, date('2022'))).toBe(false);
    expect([undefined, date('2020'), date('2022')].sort(newestFirst).map((each) => each?.text)).toEqual([
      '2022',
      '2020',
      undefined,
    ]);
  });
});

describe('an age', () => {
  it.each([
    ['1948-02-14', '2026-02-13', 77, false],
    ['1948-02-14', '2026-02-14', 78, false],
    ['2024-02-29', '2025-02-28', 0, false],
    ['1948', '2026-06-01', 78, true],
  ])('of somebody born %s is on %s %i, approximate: %s', (birth, day, years, approximate) => {
    const born = date(birth);
    expect(born && ageOn(born, day)).toEqual({ years, approximate });
  });
});
