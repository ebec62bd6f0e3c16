import { describe, expect, it } from 'vitest';
import { daysBetween, isDay, monthsAfter, wholeMonths, workingDaysAfter } from './civil-day.ts';
import { badTerm, coversDay, currentEnd, endOfTerm, lastNoticeDay, termOf } from './term.ts';

describe('months of the calendar', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2026-10-31', -8, '2026-02-28'],
    ['2026-03-15', -15, '2024-12-15'],
    ['2026-12-31', 2, '2027-02-28'],
  ])('%s and %i months is %s', (day, months, then) => {
    expect(monthsAfter(day, months)).toBe(then);
  });

  it('whole months do not count a part of one', () => {
    expect(wholeMonths('2026-01-31', '2026-02-28')).toBe(1);
    expect(wholeMonths('2026-01-31', '2026-02-27')).toBe(0);
    expect(wholeMonths('2025-11-15', '2026-11-14')).toBe(11);
  });

  it('a day is a day of the calendar, and nothing else', () => {
    expect(['2024-02-29', '2026-12-31'].every(isDay)).toBe(true);
    expect(['2026-02-29', '2026-13-01', '2026-2-1', 'tomorrow', ''].some(isDay)).toBe(false);
  });

  it('days are counted over the nights in which the clock is changed', () => {
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
  });

  it('working days leave out weekends and the days on which the office is closed', () => {
    expect(workingDaysAfter('2026-04-02', 2, new Set(['2026-04-03', '2026-04-06']))).toBe('2026-04-08');
    expect(workingDaysAfter('2026-11-20', 5, new Set())).toBe('2026-11-27');
  });
});

describe('a term', () => {
  const renewing = {
    type: 'auto-renew',
    effective: '2023-09-01',
    expires: '2024-08-31',
    renewMonths: 6,
    noticeDays: 60,
  } as const;

  it('that renews itself is always reckoned from its first last day', () => {
    expect([0, 1, 2].map((index) => endOfTerm(renewing, index))).toEqual([
      '2024-08-31',
      '2025-02-28',
      '2025-08-31',
    ]);
    expect(termOf(renewing, '2025-03-01')).toBe(2);
    expect(currentEnd(renewing, '2025-02-28')).toBe('2025-02-28');
  });

  it('has its last day of notice so many days before its end', () => {
    expect(lastNoticeDay('2026-10-31', 183)).toBe('2026-05-01');
  });

  it('covers a day from its first to its last, and goes on where it renews itself', () => {
    const fixed = { type: 'fixed', effective: '2024-01-01', expires: '2024-12-31' } as const;
    expect(
      ['2023-12-31', '2024-01-01', '2024-12-31', '2025-01-01'].map((day) => coversDay(fixed, day)),
    ).toEqual([false, true, true, false]);
    expect(coversDay(renewing, '2030-01-01')).toBe(true);
  });

  it.each([
    ['term.effective', { type: 'fixed', expires: '2026-01-01' }],
    ['term.order', { type: 'fixed', effective: '2026-01-02', expires: '2026-01-01' }],
    ['term.expires', { type: 'fixed', effective: '2026-01-02' }],
    ['term.renew-months', { ...renewing, renewMonths: undefined }],
    ['term.notice', { ...renewing, noticeDays: 0 }],
    ['term.notice-long', { ...renewing, noticeDays: 200 }],
    ['term.evergreen-end', { type: 'evergreen', effective: '2026-01-02', expires: '2027-01-01' }],
    ['term.review', { type: 'evergreen', effective: '2026-01-02' }],
    [
      'term.review-months',
      { type: 'evergreen', effective: '2026-01-02', reviewOn: '2027-01-01', reviewMonths: 0 },
    ],
  ] as const)('is refused with what is missing: %s', (code, term) => {
    expect(badTerm(term)?.code).toBe(code);
  });

  it('is taken where it is whole', () => {
    expect(badTerm(renewing)).toBeUndefined();
    expect(badTerm({ type: 'evergreen', effective: '2026-01-02', reviewOn: '2028-01-01' })).toBeUndefined();
  });
});
