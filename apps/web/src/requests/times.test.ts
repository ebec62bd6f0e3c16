import { describe, expect, it } from 'vitest';
import { timeWords, waited, whenWords } from './times.ts';

const NL = { language: 'nl', timeZone: 'Europe/Amsterdam' } as const;

describe('times of requests', () => {
  it.each([
    [-1, 'wait.later', 0],
    [0, 'wait.minutes', 0],
    [59, 'wait.minutes', 59],
    [60, 'wait.hours', 1],
    [47 * 60 + 59, 'wait.hours', 47],
    [48 * 60, 'wait.days', 2],
  ])('say how long something waits: %i minutes', (minutes, key, count) => {
    expect(waited(minutes)).toEqual({ key, count });
  });

  it('are said in the time of the house, and a day stays a day', () => {
    expect(whenWords('2026-07-01T22:30:00.000Z', NL)).toBe('2 jul 2026, 00.30');
    expect(whenWords('2026-07-01', NL)).toBe('1 jul 2026');
    expect(timeWords('2026-11-23T06:45:00.000Z', { ...NL, language: 'en' })).toBe('07:45');
  });
});
