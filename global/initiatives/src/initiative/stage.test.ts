import { Problem } from '@caecilia/kernel';
import { describe, expect, it } from 'vitest';
import { asksReason, daysFrom, demandMove, movesFrom, nextStepState, STAGES, type Stage } from './stage.ts';

const nextStep = { text: 'Call the dean', due: '2026-09-01', who: 'u-1' };
const fine = { reason: 'because', partners: 2, nextStep };

function refusal(
  from: Stage,
  to: Stage,
  facts: Partial<typeof fine> | { nextStep: undefined } = {},
): Problem {
  try {
    demandMove({ ...fine, ...facts, from, to });
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error(`${from} to ${to} was not refused`);
}

describe('the stage of an initiative', () => {
  it('goes to the stages that follow and to no other', () => {
    for (const from of STAGES)
      for (const to of STAGES) {
        if (movesFrom(from).includes(to)) expect(() => demandMove({ ...fine, from, to })).not.toThrow();
        else expect(refusal(from, to).code).toBe('business-rule');
      }
  });

  it('can always be ended, and what was ended can be taken up again', () => {
    const open = STAGES.filter((stage) => stage !== 'closed' && stage !== 'merged');
    expect(open.every((stage) => movesFrom(stage).includes('closed'))).toBe(true);
    expect(movesFrom('closed')).toEqual(['exploring']);
  });

  it('asks why it goes back or ends', () => {
    expect(asksReason('exploring', 'designing')).toBe(false);
    expect(asksReason('designing', 'exploring')).toBe(true);
    expect(refusal('running', 'closed', { reason: '  ' }).message).toContain('why');
  });

  it('is not running without a partner or without a next step', () => {
    expect(refusal('designing', 'running', { partners: 0 }).message).toContain('partner');
    expect(refusal('designing', 'running', { nextStep: undefined }).message).toContain('next');
  });

  it('is merged by a join alone, and left by undoing it', () => {
    expect(refusal('running', 'merged').message).toContain('joining');
    expect(refusal('merged', 'running').message).toContain('undo');
  });

  it('has an age in whole days, over a leap day and a clock change', () => {
    expect(daysFrom('2028-02-28T22:00:00Z', '2028-03-01')).toBe(2);
    expect(daysFrom('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysFrom('2026-03-30', '2026-03-28')).toBe(-2);
  });
});

describe('the next step', () => {
  it.each([
    ['running', undefined, 'none'],
    ['running', '2026-08-23', 'overdue'],
    ['running', '2026-08-24', 'this-week'],
    ['running', '2026-08-31', 'this-week'],
    ['running', '2026-09-01', 'planned'],
    ['closed', undefined, 'not-needed'],
    ['merged', '2026-08-01', 'not-needed'],
  ] as const)('of one in stage %s, due %s, is %s on 24 August 2026', (stage, due, state) => {
    const step = due === undefined ? undefined : { ...nextStep, due };
    expect(nextStepState(stage, step, '2026-08-24')).toBe(state);
  });
});
