import { describe, expect, it } from 'vitest';
import { isOrderDraft, isSupplyDraft, NO_ORDER, NO_SUPPLY, orderFaults, supplyFaults } from './readyDraft.ts';

const TODAY = '2026-11-23';

describe('an execution request that is typed', () => {
  it('begins with nothing, and names every part that is missing', () => {
    expect(Object.values(NO_ORDER).join('')).toBe('');
    expect([...orderFaults(NO_ORDER, TODAY).keys()]).toEqual([
      'medication',
      'indication',
      'dose',
      'route',
      'maximum',
      'whenToCall',
      'until',
    ]);
    const whole = {
      ...NO_ORDER,
      medication: 'a',
      indication: 'b',
      dose: 'c',
      route: 'd',
      maximum: 'e',
      whenToCall: 'f',
    };
    expect([...orderFaults({ ...whole, until: '31-12-2026' }, TODAY)]).toEqual([]);
    expect([...orderFaults({ ...whole, until: '22-11-2026' }, TODAY)]).toEqual([['until', 'wrong.day']]);
    expect(orderFaults({ ...whole, until: '31-02-2027' }, TODAY).get('until')).toBe('wrong.day');
    expect(orderFaults({ ...whole, dose: 'x'.repeat(301) }, TODAY).get('dose')).toBe('wrong.longField');
  });

  it('is found again as it was typed, and nothing else is taken for it', () => {
    expect(isOrderDraft(structuredClone(NO_ORDER))).toBe(true);
    expect(isSupplyDraft(structuredClone({ ...NO_SUPPLY, givers: ['gp'] }))).toBe(true);
    for (const other of [null, [], {}, { ...NO_ORDER, dose: 3 }]) expect(isOrderDraft(other)).toBe(false);
    for (const other of [null, {}, { ...NO_SUPPLY, givers: ['nobody'] }])
      expect(isSupplyDraft(other)).toBe(false);
  });
});

describe('something that lies ready, as it is typed', () => {
  it('says where and until when, and who may give it', () => {
    expect([...supplyFaults(NO_SUPPLY, TODAY).keys()]).toEqual([
      'item',
      'indication',
      'place',
      'expires',
      'givers',
    ]);
  });
});
