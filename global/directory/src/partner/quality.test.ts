import { describe, expect, it } from 'vitest';
import { monthsBefore } from '../period.ts';
import { type PartnerState, shortcomingsOf } from './quality.ts';

const fine: PartnerState = {
  tier: 'active',
  owner: 'a',
  backupOwner: 'b',
  lastContact: '2026-08-01',
  since: '2020-01-01',
  ror: 'https://ror.org/0aaaaaa42',
  status: 'active',
};
const today = '2026-08-24';

describe('the list of what is wrong with partners', () => {
  it('leaves out a partner of whom all is known', () => {
    expect(shortcomingsOf(fine, today)).toEqual([]);
  });

  it.each([
    ['no-ror', { ror: null }],
    ['no-owner', { owner: null }],
    ['no-backup-owner', { backupOwner: null }],
    ['inactive-in-ror', { status: 'inactive' as const }],
    ['withdrawn-in-ror', { status: 'withdrawn' as const }],
    ['silent', { lastContact: '2025-08-23' }],
    ['silent', { lastContact: null }],
  ])('names %s', (shortcoming, wrong) => {
    expect(shortcomingsOf({ ...fine, ...wrong }, today)).toEqual([shortcoming]);
  });

  it('names an owner who left', () => {
    expect(shortcomingsOf(fine, today, (user) => user !== 'a')).toEqual(['owner-left']);
  });

  it('calls nobody silent who was heard twelve months ago to the day, or was entered this year', () => {
    expect(shortcomingsOf({ ...fine, lastContact: '2025-08-24' }, today)).toEqual([]);
    expect(shortcomingsOf({ ...fine, lastContact: null, since: '2026-01-01' }, today)).toEqual([]);
  });

  it('asks of an ended partnership only that its organisation can be found', () => {
    const ended = { ...fine, tier: 'ended' as const, owner: null, backupOwner: null, lastContact: null };
    expect(shortcomingsOf({ ...ended, ror: null }, today)).toEqual(['no-ror']);
  });

  it('tells the worst first', () => {
    expect(shortcomingsOf({ ...fine, status: 'withdrawn', ror: null, owner: null }, today)).toEqual([
      'withdrawn-in-ror',
      'no-owner',
      'no-ror',
    ]);
  });
});

describe('months before a day', () => {
  it('end on the last day of a shorter month', () => {
    expect(monthsBefore('2028-02-29', 12)).toBe('2027-02-28');
    expect(monthsBefore('2026-03-31', 1)).toBe('2026-02-28');
    expect(monthsBefore('2026-01-15', 2)).toBe('2025-11-15');
  });
});
