import { Problem } from '@caecilia/kernel';
import type { NextStep } from './initiative.ts';

/** Where an initiative stands, from a first signal to its end; `merged` ones go on in another. */
export const STAGES = [
  'signal',
  'exploring',
  'designing',
  'seeking-funding',
  'running',
  'sustaining',
  'closed',
  'merged',
] as const;

/** One of the stages. */
export type Stage = (typeof STAGES)[number];

/** Columns of the board, left to right: what is merged stands with what it was merged into. */
export const BOARD_STAGES = STAGES.filter((stage) => stage !== 'merged');

const MOVES: Readonly<Record<Stage, readonly Stage[]>> = {
  signal: ['exploring', 'closed'],
  exploring: ['signal', 'designing', 'closed'],
  designing: ['exploring', 'seeking-funding', 'running', 'closed'],
  'seeking-funding': ['designing', 'running', 'closed'],
  running: ['designing', 'sustaining', 'closed'],
  sustaining: ['running', 'closed'],
  closed: ['exploring'],
  // Out of it only by undoing the join.
  merged: [],
};

/** Stages to which one in this stage can be moved by hand. */
export function movesFrom(stage: Stage): readonly Stage[] {
  return MOVES[stage];
}

/** Whether a move says that something did not go as planned: back, an end, or a new beginning. It asks for a reason. */
export function asksReason(from: Stage, to: Stage): boolean {
  return to === 'closed' || STAGES.indexOf(to) < STAGES.indexOf(from);
}

/** What a move is judged by. */
export interface StageMove {
  readonly from: Stage;
  readonly to: Stage;
  readonly reason?: string | undefined;
  readonly partners: number;
  readonly nextStep: NextStep | undefined;
}

/**
 * Throws `Problem('business-rule')` with a sentence about what is missing where an initiative cannot be moved so: a stage
 * that does not follow, no reason where one is asked, or running without a partner or a next step.
 */
export function demandMove({ from, to, reason, partners, nextStep }: StageMove): void {
  if (to === 'merged')
    throw new Problem('business-rule', 'An initiative is merged by joining it to another, not by moving it.');
  if (!MOVES[from].includes(to))
    throw new Problem(
      'business-rule',
      from === 'merged'
        ? 'This initiative goes on in another; undo the join before you move it.'
        : `From ${from} an initiative goes to ${MOVES[from].join(', ')}, not to ${to}.`,
    );
  if (asksReason(from, to) && (reason ?? '').trim() === '')
    throw new Problem('business-rule', `Say why it goes from ${from} to ${to}.`, { expression: 'reason' });
  if (to === 'running' && partners === 0)
    throw new Problem('business-rule', 'An initiative without a partner cannot run; add one first.', {
      expression: 'partners',
    });
  if (to === 'running' && nextStep === undefined)
    throw new Problem('business-rule', 'Say what happens next, by when and who does it, before it runs.', {
      expression: 'nextStep',
    });
}

const DAY_MS = 86_400_000;

/** Whole days from one day to another (`YYYY-MM-DD` or an instant, of which the day in UTC counts); negative backwards. */
export function daysFrom(day: string, until: string): number {
  return Math.round((Date.parse(until.slice(0, 10)) - Date.parse(day.slice(0, 10))) / DAY_MS);
}

/** How a next step stands. `none` and `overdue` are red; what is closed or merged needs none. */
export type NextStepState = 'not-needed' | 'none' | 'overdue' | 'this-week' | 'planned';

/** How the next step of an initiative stands on a day. */
export function nextStepState(stage: Stage, nextStep: NextStep | undefined, today: string): NextStepState {
  if (stage === 'closed' || stage === 'merged') return 'not-needed';
  if (nextStep === undefined) return 'none';
  const days = daysFrom(today, nextStep.due);
  if (days < 0) return 'overdue';
  return days <= 7 ? 'this-week' : 'planned';
}
