import { describe, expect, it } from 'vitest';
import { Presence } from './presence.ts';

describe('somebody at the device', () => {
  it('is there for a minute after the last sign, and not longer', () => {
    let now = 0;
    const presence = new Presence(() => now);
    now = 59_999;
    expect(presence.isAttended()).toBe(true);
    now = 60_000;
    expect(presence.isAttended()).toBe(false);
    presence.noticed();
    expect(presence.isAttended()).toBe(true);
  });
});
