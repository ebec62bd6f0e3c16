import { describe, expect, it } from 'vitest';
import { embeddedHouse } from './servers.ts';
import { simulate } from './simulate.ts';

describe('hand-overs that nobody opens', () => {
  // A small one of `npm run hand-over-check`.
  it('get one task each after 24 hours, and none that was read in time, in the night of 25 hours', async () => {
    const { open, end } = await embeddedHouse();
    const found = await simulate({
      handOvers: 12,
      seed: 3,
      aroundDay: '2026-10-25',
      everyHours: 12,
      mostRestarts: 1,
      open,
    });
    await end();
    expect(found.wrong).toEqual([]);
    expect(found.unread).toBeGreaterThan(1);
    expect(found.readInTime).toBeGreaterThan(1);
    expect(found.tasks).toBeGreaterThanOrEqual(found.unread);
  });
});
