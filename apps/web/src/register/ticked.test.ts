import { describe, expect, it } from 'vitest';
import { isTicked, NOTHING_TICKED, ticksOf, withTicks } from './ticked.ts';

const LIST = { id: 'referral-needs', version: '1' };
const form = { ticked: ['delirium'], clientId: 'a-number' };

describe('ticks that were not kept yet', () => {
  it('stand by list and version: a new version begins with none', () => {
    const ticked = withTicks(NOTHING_TICKED, LIST, form);
    expect(ticksOf(ticked, LIST)).toEqual(form);
    expect(ticksOf(ticked, { ...LIST, version: '2' })).toEqual({ ticked: [] });
    expect(withTicks(ticked, LIST, undefined)).toEqual(NOTHING_TICKED);
  });

  it('are read again whole or not at all', () => {
    expect(isTicked(withTicks(NOTHING_TICKED, LIST, form))).toBe(true);
    for (const wrong of [null, 'x', { a: null }, { a: { ticked: ['x'] } }, { a: { ...form, ticked: [1] } }])
      expect(isTicked(wrong)).toBe(false);
  });
});
