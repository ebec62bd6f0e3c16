import { describe, expect, it } from 'vitest';
import {
  type ApprovalStep,
  actingFor,
  type Deciding,
  isComplete,
  onBehalfOf,
  openSteps,
  refusedDecision,
  remindersUntil,
  stageOf,
  stepsOf,
  stepsToReopen,
} from './approval.ts';
import { badRoute, FIRST_ROUTE, type Route, routeFor } from './route.ts';

const today = '2026-08-25';
const steps = (): ApprovalStep[] => stepsOf(FIRST_ROUTE, today).map((step) => ({ ...step, id: step.code }));
const decided = (all: readonly ApprovalStep[], ...codes: string[]): ApprovalStep[] =>
  all.map((step) =>
    codes.includes(step.id) ? { ...step, decision: 'approve', hash: 'v1', decidedBy: step.id } : step,
  );
const by = (
  id: string,
  more: Partial<Deciding> & { roles?: Deciding['caller']['roles'] } = {},
): Deciding => ({
  caller: { id, roles: more.roles ?? [] },
  decision: 'approve',
  proposedBy: 'proposer',
  absences: [],
  today,
  ...more,
});

describe('a route of approval', () => {
  it('goes from the head to law and privacy side by side, and then to the board', () => {
    const start = steps();
    expect(openSteps(start).map(({ id }) => id)).toEqual(['unit-head']);
    expect(openSteps(decided(start, 'unit-head')).map(({ id }) => id)).toEqual(['legal', 'privacy']);
    expect(openSteps(decided(start, 'unit-head', 'privacy')).map(({ id }) => id)).toEqual(['legal']);
    expect(openSteps(decided(start, 'unit-head', 'privacy', 'legal')).map(({ id }) => id)).toEqual(['board']);
  });

  it('is complete when every step has approved, and an empty one never is', () => {
    const all = decided(steps(), 'unit-head', 'privacy', 'legal', 'board');
    expect([
      isComplete(all),
      stageOf(all),
      isComplete(all.slice(1)),
      isComplete([]),
      isComplete(steps()),
    ]).toEqual([true, undefined, true, false, false]);
  });

  it('is the first that fits an agreement', () => {
    const short: Route = { ...FIRST_ROUTE, kinds: ['mou'] };
    const data: Route = { ...FIRST_ROUTE, carries: ['patient-data'] };
    expect(routeFor([short, data, FIRST_ROUTE], { kind: 'mou', carries: [] })).toBe(short);
    expect(routeFor([short, data, FIRST_ROUTE], { kind: 'research', carries: ['patient-data'] })).toBe(data);
    expect(routeFor([short, data], { kind: 'research', carries: [] })).toBeUndefined();
  });

  it('is refused where a stage is empty, two steps share a code, or a reminder has no sense', () => {
    const [stage] = FIRST_ROUTE.stages;
    const step = {
      ...(stage?.steps[0] ?? { code: '', name: FIRST_ROUTE.name, role: 'head' as const }),
      remindAfter: 0,
    };
    expect(badRoute(FIRST_ROUTE)).toBeUndefined();
    expect(badRoute({ ...FIRST_ROUTE, stages: [] })?.code).toBe('route.empty');
    expect(badRoute({ ...FIRST_ROUTE, stages: [{ steps: [] }] })?.code).toBe('route.empty');
    expect(badRoute({ ...FIRST_ROUTE, stages: stage ? [stage, stage] : [] })?.code).toBe('route.codes');
    expect(badRoute({ ...FIRST_ROUTE, stages: [{ steps: [step] }] })?.code).toBe('route.remind');
  });
});

describe('who may decide', () => {
  const code = (id: string, deciding: Deciding, all = steps()) => refusedDecision(all, id, deciding)?.code;
  const assigned = () => steps().map((step) => (step.id === 'unit-head' ? { ...step, assignee: 'h' } : step));
  const away = [{ person: 'h', from: '2026-08-24', until: '2026-08-28', deputy: 'd' }];

  it('is anybody of the role where no person is named', () => {
    expect(code('unit-head', by('h', { roles: ['head'] }))).toBeUndefined();
    expect(code('unit-head', by('x', { roles: ['legal', 'officer', 'administrator'] }))).toBe(
      'approval.person',
    );
  });

  it('is the person that is named, and while away their deputy and not themselves', () => {
    expect(code('unit-head', by('h'), assigned())).toBeUndefined();
    expect(code('unit-head', by('d'), assigned())).toBe('approval.person');
    expect(code('unit-head', by('d', { absences: away }), assigned())).toBeUndefined();
    expect(code('unit-head', by('h', { absences: away }), assigned())).toBe('approval.person');
    expect(code('unit-head', by('x', { roles: ['head'] }), assigned())).toBe('approval.person');
  });

  it('is the deputy of the deputy where that one is away too, and nobody where it goes round', () => {
    const chain = [...away, { person: 'd', from: '2026-08-01', until: '2026-09-01', deputy: 'e' }];
    expect(actingFor('h', chain, today)).toBe('e');
    expect(
      actingFor('h', [...chain, { person: 'e', from: today, until: today, deputy: 'h' }], today),
    ).toBeUndefined();
    expect(actingFor('h', away, '2026-08-29')).toBe('h');
  });

  it('is never who proposed it, nor as a deputy', () => {
    expect(code('unit-head', by('proposer', { roles: ['head'] }))).toBe('approval.own');
    const absences = [{ person: 'h', from: today, until: today, deputy: 'proposer' }];
    expect(code('unit-head', by('proposer', { absences }), assigned())).toBe('approval.own');
    expect(code('unit-head', by('d', { proposedBy: 'h', absences: away }), assigned())).toBe('approval.own');
  });

  it('is never a partner who looks through a link', () => {
    const caller = { id: 'h', roles: ['head'], link: { subject: 'agreement', id: 'a' } } as const;
    expect(code('unit-head', by('h', { caller }))).toBe('approval.person');
  });

  it('is nobody before its turn or after it was decided', () => {
    expect(code('legal', by('j', { roles: ['legal'] }))).toBe('approval.not-open');
    expect(code('unit-head', by('h', { roles: ['head'] }), decided(steps(), 'unit-head'))).toBe(
      'approval.not-open',
    );
    expect(code('nowhere', by('h', { roles: ['head'] }))).toBe('approval.not-open');
  });

  it('has to say what is to be different in a return or a rejection', () => {
    for (const decision of ['return', 'reject'] as const) {
      expect(code('unit-head', by('h', { roles: ['head'], decision, note: ' ' }))).toBe('approval.note');
      expect(code('unit-head', by('h', { roles: ['head'], decision, note: 'Article 4.' }))).toBeUndefined();
    }
  });

  it('stands with the decision where it was for somebody else', () => {
    const step = assigned()[0];
    expect(step && [onBehalfOf(step, { id: 'd' }), onBehalfOf(step, { id: 'h' })]).toEqual(['h', undefined]);
  });
});

describe('coming back after a return', () => {
  const returned = () =>
    decided(steps(), 'unit-head', 'privacy').map((step) =>
      step.id === 'legal' ? { ...step, decision: 'return' as const, hash: 'v1' } : step,
    );

  it('asks again who returned it, and nobody else where the text is the same', () => {
    expect(stepsToReopen(returned(), () => [])).toEqual(['legal']);
  });

  it('asks again who looks at everything, and leaves who looks at other clauses', () => {
    expect(stepsToReopen(returned(), () => ['governing-law'])).toEqual(['unit-head', 'legal']);
    expect(stepsToReopen(returned(), () => ['patient-data'])).toEqual(['unit-head', 'legal', 'privacy']);
  });

  it('asks nobody who was not asked yet', () => {
    expect(stepsToReopen(returned(), () => ['patient-data'])).not.toContain('board');
  });
});

describe('reminders', () => {
  it('come after so many working days, and again', () => {
    const step = steps()[0];
    expect(step && remindersUntil(step, '2026-09-08', new Set())).toEqual(['2026-09-01', '2026-09-08']);
    expect(step && remindersUntil(step, '2026-08-31', new Set())).toEqual([]);
    expect(step && remindersUntil(step, '2026-09-08', new Set(['2026-08-31']))).toEqual(['2026-09-02']);
  });

  it('do not come for what was decided or is not at its turn', () => {
    const [first] = decided(steps(), 'unit-head');
    const later = steps()[3];
    expect(first && remindersUntil(first, '2027-01-01', new Set())).toEqual([]);
    expect(later && remindersUntil(later, '2027-01-01', new Set())).toEqual([]);
  });
});
