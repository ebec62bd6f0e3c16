import { Problem } from '@caecilia/kernel';
import type { InitiativeContent, JOINED_LISTS } from '../initiative/initiative.ts';
import type { Stage } from '../initiative/stage.ts';

/** What became of the wish to join. Only an accepted join can be undone. */
export const JOIN_STATES = ['asked', 'accepted', 'refused', 'undone'] as const;

/** One of the states of a join. */
export type JoinState = (typeof JOIN_STATES)[number];

/** Lists of an initiative, as they are joined. */
export type JoinedLists = Pick<InitiativeContent, (typeof JOINED_LISTS)[number]>;

/** What a join brought into the initiative that goes on; undoing it takes out this and nothing else. */
export type Brought = { readonly [List in keyof JoinedLists]: JoinedLists[List] };

/** An initiative as far as a join looks at it. */
export interface Joinable extends JoinedLists {
  readonly id: string;
  readonly stage: Stage;
}

/** One form of a value, whatever the order in which its fields stand. */
function valueKey(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(fields);
}

function without<T>(list: readonly T[], taken: readonly T[]): readonly T[] {
  const keys = new Set(taken.map(valueKey));
  return list.filter((value) => !keys.has(valueKey(value)));
}

/** Throws where two initiatives cannot be joined now: one with itself, or one that has ended or goes on elsewhere. */
export function demandJoinable(from: Joinable, into: Joinable): void {
  if (from.id === into.id)
    throw new Problem('business-rule', 'An initiative cannot be joined to itself.', { expression: 'into' });
  for (const { stage } of [from, into])
    if (stage === 'merged' || stage === 'closed')
      throw new Problem(
        'business-rule',
        stage === 'merged'
          ? 'One of the two was joined to another already; join that one.'
          : 'One of the two has ended; open it again before you join them.',
        { status: 409 },
      );
}

/** The lists of the joint initiative, and what of them came from the one that was joined to it. */
export function joined(from: JoinedLists, into: JoinedLists): { joint: JoinedLists; brought: Brought } {
  const brought = {
    strands: without(from.strands, into.strands),
    partners: without(from.partners, into.partners),
    countries: without(from.countries, into.countries),
    goals: from.goals.filter(({ code }) => into.goals.every((goal) => goal.code !== code)),
    topics: without(from.topics, into.topics),
    calls: without(from.calls, into.calls),
    agreements: without(from.agreements, into.agreements),
  };
  return {
    brought,
    joint: {
      strands: [...into.strands, ...brought.strands],
      partners: [...into.partners, ...brought.partners],
      countries: [...into.countries, ...brought.countries],
      goals: [...into.goals, ...brought.goals],
      topics: [...into.topics, ...brought.topics],
      calls: [...into.calls, ...brought.calls],
      agreements: [...into.agreements, ...brought.agreements],
    },
  };
}

/** The lists of an initiative after a join is undone: what came by it is gone, what was added since stays. */
export function parted(joint: JoinedLists, brought: Brought): JoinedLists {
  const strands = without(joint.strands, brought.strands);
  return {
    // One without a strand would be about nothing.
    strands: strands.length > 0 ? strands : joint.strands,
    partners: without(joint.partners, brought.partners),
    countries: without(joint.countries, brought.countries),
    goals: joint.goals.filter(({ code }) => brought.goals.every((goal) => goal.code !== code)),
    topics: without(joint.topics, brought.topics),
    calls: without(joint.calls, brought.calls),
    agreements: without(joint.agreements, brought.agreements),
  };
}

/** Throws where a wish to join was answered already, or a refusal has no reason. */
export function demandAnswer(
  state: JoinState,
  answer: 'accept' | 'refuse',
  reason: string | undefined,
): void {
  if (state !== 'asked')
    throw new Problem('conflict', `This was answered already: ${state}. Read it again.`, { status: 409 });
  if (answer === 'refuse' && (reason ?? '').trim() === '')
    throw new Problem('business-rule', 'Say why they should not be joined; who asked reads it.', {
      expression: 'reason',
    });
}
