import { describe, expect, it } from 'vitest';
import { directive, planOf } from '../testing/record.ts';
import { glanceOf } from './glance.ts';

const rest = { whereabouts: [], recordLanguage: 'nl', now: '2026-11-21T02:40:00.000', maySeePlan: true };
const limitsOf = (...resources: readonly ReturnType<typeof directive>[]) =>
  glanceOf(planOf(resources), rest).limits ?? [];
const cpr = (...resources: readonly ReturnType<typeof directive>[]) =>
  limitsOf(...resources).find(({ key }) => key === 'cpr');

describe('a patient at a glance', () => {
  it('shows every treatment that the standard names, also what nobody spoke of', () => {
    expect(limitsOf().length).toBeGreaterThan(5);
    expect(limitsOf().map(({ state }) => state)).toContain('notDiscussed');
    expect(limitsOf().map(({ state }) => state)).not.toContain('do');
  });

  it('shows a plain decision as it was recorded', () => {
    expect(cpr(directive({ type: 'deny' }))?.state).toBe('doNot');
    expect(cpr(directive({ type: 'permit' }))?.state).toBe('do');
  });

  it('carries the condition with "only if"', () => {
    const limit = cpr(directive({ specification: 'alleen als het helpt' }));
    expect(limit?.state).toBe('onlyIf');
    expect(limit?.current[0]?.condition).toBe('alleen als het helpt');
  });

  it.each([
    [
      'two decisions that disagree',
      [directive({ id: 'a', type: 'permit' }), directive({ id: 'b', type: 'deny' })],
    ],
    [
      'a decision with exceptions',
      [directive({ type: 'permit', provision: { provision: [{ type: 'deny' }] } })],
    ],
    ['a decision that is a proposal', [directive({ type: 'permit', status: 'proposed' })]],
    ['a decision that was replaced by nothing', [directive({ type: 'deny', status: 'inactive' })]],
    ['a status that nobody knows', [directive({ type: 'permit', status: 'sort of' })]],
  ])('never says yes or no by %s', (_what, resources) => {
    const state = cpr(...resources)?.state;
    expect(state).toBeDefined();
    expect(['do', 'doNot']).not.toContain(state);
  });

  it('leaves out everything that was agreed where that is not for the reader', () => {
    const plan = planOf([directive({ type: 'deny' })]);
    const glance = glanceOf(plan, { ...rest, maySeePlan: false });
    expect(glance.limits).toBeUndefined();
    expect(glance.asOf).toBeUndefined();
    expect(glance.patient.name).toBe(plan.patient.name);
  });
});
