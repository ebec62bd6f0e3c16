import type { RequestView } from '@caecilia/consultation/ui';
import { describe, expect, it } from 'vitest';
import { boardGroups, daysIn } from './boardGroups.ts';

const request = (id: string, state: RequestView['state'], mine = false): RequestView =>
  ({ id, state, mine, patient: { id: `p-${id}`, deceased: false } }) as RequestView;
const ids = (groups: ReturnType<typeof boardGroups>) =>
  groups.map(({ kind, requests }) => [kind, requests.map(({ id }) => id)]);

describe('the morning board', () => {
  it('has every request in one group: new, mine, then the others by the phase that a person set', () => {
    const requests = [
      request('a', 'received'),
      request('b', 'inProgress'),
      request('c', 'accepted', true),
      request('d', 'inProgress'),
      request('e', 'triaged'),
      request('f', 'accepted'),
      request('g', 'inProgress'),
    ];
    const phases = {
      'p-b': { phase: 'stable', since: '2026-11-20T08:00:00.000Z' },
      'p-c': { phase: 'unstable', since: '2026-11-20T08:00:00.000Z' },
      'p-d': { phase: 'unstable', since: '2026-11-22T08:00:00.000Z' },
      'p-f': { phase: 'unstable', since: '2026-11-21T08:00:00.000Z' },
    };
    expect(ids(boardGroups(requests, phases))).toEqual([
      ['new', ['a', 'e']],
      ['mine', ['c']],
      ['unstable', ['f', 'd']],
      ['stable', ['b']],
      ['noPhase', ['g']],
    ]);
  });

  it('loses nobody whose phase it does not know, and says of new requests that there are none', () => {
    const phases = { 'p-a': { phase: 'other', since: '2026-11-20T08:00:00.000Z' } };
    expect(ids(boardGroups([request('a', 'inProgress')], phases))).toEqual([
      ['new', []],
      ['noPhase', ['a']],
    ]);
  });

  it('counts whole days in a phase', () => {
    const phase = { phase: 'stable', since: '2026-11-20T08:00:00.000Z' };
    expect(daysIn(phase, Date.parse('2026-11-22T07:59:00.000Z'))).toBe(1);
    expect(daysIn(phase, Date.parse('2026-11-19T08:00:00.000Z'))).toBe(0);
  });
});
