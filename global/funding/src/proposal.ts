import { Problem } from '@caecilia/kernel';
import type { DeadlineModel } from './call.ts';

/** How far a proposal is. */
export const PROPOSAL_STATES = ['idea', 'go', 'no-go', 'submitted', 'stage2', 'awarded', 'rejected'] as const;

export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** Somebody who takes part. One is the coordinator. */
export interface ConsortiumMember {
  /** Id of an organisation of the directory. */
  readonly org: string;
  readonly role: 'coordinator' | 'beneficiary' | 'affiliated' | 'associated' | 'subcontractor';
  /** In the currency of the call; an associated partner asks for none. */
  readonly budget?: number | undefined;
}

/** A proposal for a call. */
export interface Proposal {
  readonly title: string;
  /** Our own part in it. */
  readonly role: 'coordinator' | 'partner';
  readonly state: ProposalState;
  readonly consortium: readonly ConsortiumMember[];
}

const NEXT: Readonly<Record<ProposalState, readonly ProposalState[]>> = {
  idea: ['go', 'no-go'],
  go: ['submitted', 'no-go'],
  'no-go': ['idea'],
  submitted: ['stage2', 'awarded', 'rejected'],
  stage2: ['awarded', 'rejected'],
  awarded: [],
  rejected: [],
};

/** What a proposal may become now. A second stage is there only where the call has one. */
export function nextStates(state: ProposalState, model: DeadlineModel): readonly ProposalState[] {
  return NEXT[state].filter((next) => next !== 'stage2' || model === 'two-stage');
}

/** Throws `Problem('business-rule')` with the ways that are open, for a jump that is none of them. */
export function requireNextState(from: ProposalState, to: ProposalState, model: DeadlineModel): void {
  const ways = nextStates(from, model);
  if (ways.includes(to)) return;
  const open = ways.length === 0 ? 'and stays so' : `and can become ${ways.join(' or ')}`;
  throw new Problem('business-rule', `This proposal is ${from} ${open}; it cannot become ${to}.`);
}

/** What a proposal lacks for a go, in words; empty where somebody can decide. */
export function lacksForGo(
  { consortium, role }: Proposal,
  call: { readonly budgetMax: number | null },
): readonly string[] {
  const coordinators = consortium.filter((member) => member.role === 'coordinator').length;
  const twice = consortium.length !== new Set(consortium.map(({ org }) => org)).size;
  const total = budgetTotal(consortium);
  return [
    ...(coordinators === 1
      ? []
      : [`there ${coordinators === 0 ? 'is no coordinator' : 'is more than one coordinator'}`]),
    ...(twice ? ['one partner stands in it twice'] : []),
    ...(role === 'partner' && consortium.length < 2 ? ['nobody else takes part'] : []),
    ...(call.budgetMax !== null && total > call.budgetMax
      ? [`the budget of ${total} is more than the ${call.budgetMax} of the call`]
      : []),
  ];
}

/** Sum of what the members ask for, in whole cents, so that parts add up to it. */
export function budgetTotal(consortium: readonly ConsortiumMember[]): number {
  return consortium.reduce((cents, { budget = 0 }) => cents + Math.round(budget * 100), 0) / 100;
}

/** Throws `Problem('business-rule')` where something is lacking for a go, or where it was sent after the deadline. */
export function requireReady(
  proposal: Proposal,
  to: ProposalState,
  call: { readonly budgetMax: number | null; readonly lastDeadline: string | null },
  now: Date,
): void {
  const lacks = to === 'go' || to === 'submitted' ? lacksForGo(proposal, call) : [];
  if (lacks.length > 0) {
    throw new Problem('business-rule', `This proposal is not ready to become ${to}: ${lacks.join('; ')}.`);
  }
  if (to === 'submitted' && call.lastDeadline !== null && call.lastDeadline < now.toISOString()) {
    throw new Problem(
      'business-rule',
      'The last deadline of this call is over; a proposal cannot be submitted any more.',
    );
  }
}
