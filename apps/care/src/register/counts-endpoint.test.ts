import { describe, expect, it } from 'vitest';
import { daysAsked, namedDays, periodOf } from './counts-endpoint.ts';

describe('the period that is counted', () => {
  it('is of whole civil days, also where the clock changes', () => {
    expect(periodOf({ from: '2026-10-25', until: '2026-10-25' }, 'Europe/Amsterdam')).toEqual({
      from: '2026-10-24T22:00:00.000Z',
      until: '2026-10-25T23:00:00.000Z',
    });
    expect(periodOf({ from: '2026-03-29', until: '2026-03-29' }, 'Europe/Amsterdam')).toEqual({
      from: '2026-03-28T23:00:00.000Z',
      until: '2026-03-29T22:00:00.000Z',
    });
  });

  it('is refused at the day that is wrong', () => {
    const wrong = (from: string | undefined, until: string, expression: string) =>
      expect(() => daysAsked(from, until)).toThrow(
        expect.objectContaining({ issues: [expect.objectContaining({ expression: [expression] })] }),
      );
    wrong(undefined, '2026-11-30', 'from');
    wrong('2026-11-01', '2026-11-31', 'until');
    wrong('2026-11-30', '2026-11-01', 'until');
    wrong('2020-01-01', '2026-11-01', 'from');
  });

  it('is this month, last month or this year by the calendar', () => {
    const days = (period: string) => Object.values(namedDays(period, '2026-01-31') ?? {}).join(' ');
    expect(days('month')).toBe('2026-01-01 2026-01-31');
    expect(days('last-month')).toBe('2025-12-01 2025-12-31');
    expect(days('year')).toBe('2026-01-01 2026-01-31');
    expect(namedDays('week', '2026-01-31')).toBeUndefined();
  });
});
