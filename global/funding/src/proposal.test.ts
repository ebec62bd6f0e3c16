import { describe, expect, it } from 'vitest';
import { DEADLINE_MODELS } from './call.ts';
import {
  budgetTotal,
  lacksForGo,
  nextStates,
  PROPOSAL_STATES,
  type Proposal,
  requireNextState,
  requireReady,
} from './proposal.ts';

const proposal: Proposal = {
  title: 'An invented proposal',
  role: 'partner',
  state: 'idea',
  consortium: [
    { org: 'org-1', role: 'coordinator', budget: 1_000_000.1 },
    { org: 'org-2', role: 'beneficiary', budget: 500_000.2 },
    { org: 'org-3', role: 'associated' },
  ],
};
const call = { budgetMax: 5_000_000, lastDeadline: '2026-09-15T15:00:00.000Z' };

describe('a proposal', () => {
  it('goes from idea to a decision, is sent, and has a second stage only where the call has one', () => {
    const ways = PROPOSAL_STATES.flatMap((from) =>
      nextStates(from, 'two-stage').map((to) => `${from} > ${to}`),
    );
    expect(ways).toEqual([
      'idea > go',
      'idea > no-go',
      'go > submitted',
      'go > no-go',
      'no-go > idea',
      'submitted > stage2',
      'submitted > awarded',
      'submitted > rejected',
      'stage2 > awarded',
      'stage2 > rejected',
    ]);
    expect(DEADLINE_MODELS.filter((model) => nextStates('submitted', model).includes('stage2'))).toEqual([
      'two-stage',
    ]);
    expect(() => requireNextState('idea', 'submitted', 'single-stage')).toThrow('can become go or no-go');
    expect(() => requireNextState('awarded', 'idea', 'single-stage')).toThrow('is awarded and stays so');
  });

  it('lacks nothing for a go with one coordinator and a budget within the call', () => {
    expect(lacksForGo(proposal, call)).toEqual([]);
    expect(budgetTotal(proposal.consortium)).toBe(1_500_000.3);
  });

  it.each<[Partial<Proposal>, number | null, string]>([
    [{ consortium: proposal.consortium.slice(1) }, null, 'no coordinator'],
    [
      { consortium: [...proposal.consortium, { org: 'org-4', role: 'coordinator' }] },
      null,
      'more than one coordinator',
    ],
    [{ consortium: [...proposal.consortium, { org: 'org-2', role: 'beneficiary' }] }, null, 'twice'],
    [{ consortium: proposal.consortium.slice(0, 1) }, null, 'nobody else'],
    [{}, 1_500_000, 'more than the 1500000 of the call'],
  ])('names what it lacks: %j', (change, budgetMax, sentence) => {
    const lacking = { ...proposal, ...change };
    expect(lacksForGo(lacking, { budgetMax }).join(' ')).toContain(sentence);
    expect(() =>
      requireReady(lacking, 'go', { ...call, budgetMax }, new Date('2026-08-24T00:00:00Z')),
    ).toThrow('not ready');
  });

  it('cannot be submitted after the last deadline', () => {
    expect(() => requireReady(proposal, 'submitted', call, new Date('2026-09-15T15:00:01Z'))).toThrow(
      'is over',
    );
    expect(() => requireReady(proposal, 'submitted', call, new Date('2026-09-15T15:00:00Z'))).not.toThrow();
  });
});
