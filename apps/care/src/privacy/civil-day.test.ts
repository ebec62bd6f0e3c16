import { describe, expect, it } from 'vitest';
import { beginOf, instantsOf } from './civil-day.ts';

const ZONE = 'Europe/Amsterdam';

describe('a civil day', () => {
  it('begins at its own midnight, in summer and in winter', () => {
    expect(beginOf('2026-07-01', ZONE)).toBe('2026-06-30T22:00:00.000Z');
    expect(beginOf('2026-12-01', ZONE)).toBe('2026-11-30T23:00:00.000Z');
  });

  it.each([
    ['2026-03-29', 23],
    ['2026-10-25', 25],
    ['2026-11-22', 24],
  ])('%s has %i hours, when the clock changes too', (day, hours) => {
    const { from, until } = instantsOf({ from: day, until: day }, ZONE);
    expect((Date.parse(until) - Date.parse(from)) / 3_600_000).toBe(hours);
  });
});
