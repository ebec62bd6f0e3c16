import { describe, expect, it } from 'vitest';
import { civilOf, dayWords, momentWords } from './moment.ts';

const HOUSE = 'Europe/Amsterdam';

describe('a moment on the clock of the house', () => {
  it('is read in both languages, in winter and in summer', () => {
    expect(momentWords('2026-11-20T08:41:00Z', HOUSE, 'nl')).toBe('20 nov 2026, 09.41');
    expect(momentWords('2026-07-20T08:41:00Z', HOUSE, 'en')).toBe('20 Jul 2026, 10:41');
    expect(dayWords('2026-11-20T23:30:00Z', HOUSE, 'nl')).toBe('21 nov 2026');
  });

  it('fills a field as it is typed', () => {
    expect(civilOf('2026-11-20T08:41:00Z', HOUSE)).toBe('2026-11-20T09:41');
  });
});
