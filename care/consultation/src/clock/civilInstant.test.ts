import { describe, expect, it } from 'vitest';
import { instantOfCivil } from './civilInstant.ts';

const ZONE = 'Europe/Amsterdam';

describe('a civil minute as an instant', () => {
  it.each([
    ['in winter', '2026-11-23T09:15', '2026-11-23T08:15:00.000Z'],
    ['in summer', '2026-07-01T09:15', '2026-07-01T07:15:00.000Z'],
    // Directive 2000/84/EC: the clock is set back at 01:00 UTC on the last Sunday of October.
    ['that the clock shows twice is the first of the two', '2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
    ['on a leap day', '2028-02-29T23:59', '2028-02-29T22:59:00.000Z'],
  ])('%s', (_when, civil, instant) => {
    expect(instantOfCivil(civil, ZONE)).toBe(instant);
  });

  it.each(['2026-03-29T02:30', '2026-02-30T10:00', '2026-02-01T24:30', '2026-02-01', 'vandaag', ''])(
    'is none where the clock does not show it: %j',
    (civil) => {
      expect(instantOfCivil(civil, ZONE)).toBeUndefined();
    },
  );
});
