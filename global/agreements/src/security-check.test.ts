import { describe, expect, it } from 'vitest';
import {
  allows,
  incompleteAnswers,
  levelOf,
  levelsByGround,
  maySeeAllChecks,
  maySeeCheck,
  refusedAdvice,
  refusedDecision,
  type SecurityAnswer,
  type SecurityCheck,
  type SecurityDecision,
  securityBasis,
} from './security-check.ts';
import { SECURITY_QUESTIONS } from './security-questions.ts';

const today = '2026-08-24';
const basis = securityBasis({
  kind: 'mou',
  parties: ['b', 'a'],
  countries: ['ID'],
  carries: [],
  exchanges: [],
});
const check: SecurityCheck = { level: 'adviser', outcome: 'pending', askedBy: 'researcher', basis };
const adviser = { caller: { id: 'adviser', roles: ['security-adviser'] } } as const;
const head = { caller: { id: 'head', roles: ['head'] } } as const;
const go: SecurityDecision = { outcome: 'go', measures: [], recheckOn: '2027-08-24' };

const answers = (other: Readonly<Record<string, SecurityAnswer['answer']>> = {}): readonly SecurityAnswer[] =>
  SECURITY_QUESTIONS.map(({ code }) => ({ code, answer: other[code] ?? 'no' }));

describe('the level of a check', () => {
  it('is low only where every question was answered with no', () => {
    expect(levelOf(answers())).toBe('low');
    expect(levelOf(answers({ 'content-access': 'unknown' }))).toBe('adviser');
  });

  it.each(SECURITY_QUESTIONS)('a yes to $code asks for what the question says', ({ code, yes }) => {
    expect(levelOf(answers({ [code]: 'yes' }))).toBe(yes);
  });

  it('never falls when an answer gets worse', () => {
    for (const { code } of SECURITY_QUESTIONS)
      for (const rest of ['no', 'unknown', 'yes'] as const) {
        const others = Object.fromEntries(SECURITY_QUESTIONS.map((each) => [each.code, rest]));
        const levels = (['no', 'unknown', 'yes'] as const).map((answer) =>
          ['low', 'adviser', 'committee'].indexOf(levelOf(answers({ ...others, [code]: answer }))),
        );
        expect(levels).toEqual(levels.toSorted());
      }
  });

  it('is told for each ground', () => {
    expect(levelsByGround(answers({ 'country-freedom': 'yes', 'partner-sanctions': 'yes' }))).toEqual({
      content: 'low',
      country: 'adviser',
      partner: 'committee',
    });
  });

  it('needs an answer to each question, once', () => {
    expect(incompleteAnswers(answers())).toBeUndefined();
    expect(incompleteAnswers(answers().slice(1))?.words.en).toContain('content-dual-use');
    expect(incompleteAnswers([...answers(), { code: 'own-question', answer: 'no' }])?.code).toBe(
      'security.answers',
    );
  });
});

describe('four eyes', () => {
  const code = (acting: Parameters<typeof refusedDecision>[1], of = check) =>
    refusedDecision(of, acting, go, today)?.code;

  it('who asked never decides, whatever their role', () => {
    for (const roles of [['security-adviser'], ['head'], ['officer', 'head', 'security-adviser']] as const)
      for (const level of ['low', 'adviser', 'committee'] as const)
        expect(code({ caller: { id: 'researcher', roles } }, { ...check, level, advisedBy: 'x' })).toBe(
          'security.four-eyes',
        );
  });

  it('not as the deputy of the adviser, and not through a deputy of their own', () => {
    const asDeputy = {
      caller: { id: 'researcher', roles: [] },
      onBehalfOf: { id: 'adviser', roles: ['security-adviser'] },
    } as const;
    const throughDeputy = {
      caller: { id: 'adviser', roles: [] },
      onBehalfOf: { id: 'researcher', roles: ['security-adviser'] },
    } as const;
    expect([code(asDeputy), code(throughDeputy)]).toEqual(['security.four-eyes', 'security.four-eyes']);
    expect(refusedAdvice(check, asDeputy)?.code).toBe('security.four-eyes');
  });

  it('a deputy of the adviser who did not ask decides', () => {
    expect(
      code({
        caller: { id: 'other', roles: [] },
        onBehalfOf: { id: 'adviser', roles: ['security-adviser'] },
      }),
    ).toBeUndefined();
  });

  it('at the level of the adviser a head, an officer and a reader are refused', () => {
    expect(code(adviser)).toBeUndefined();
    expect(code(head)).toBe('security.decider');
    expect(code({ caller: { id: 'x', roles: ['officer', 'reader', 'legal', 'administrator'] } })).toBe(
      'security.decider',
    );
  });

  it('a committee is three: who asks, an adviser who advises, and a head who decides', () => {
    const committee: SecurityCheck = { ...check, level: 'committee' };
    expect(code(head, committee)).toBe('security.advice-first');
    expect(code(adviser, { ...committee, advisedBy: 'adviser' })).toBe('security.decider');
    const both = { caller: { id: 'adviser', roles: ['security-adviser', 'head'] } } as const;
    expect(code(both, { ...committee, advisedBy: 'adviser' })).toBe('security.three');
    expect(code(head, { ...committee, advisedBy: 'adviser' })).toBeUndefined();
    expect(refusedAdvice(committee, head)?.code).toBe('security.adviser');
  });

  it('nothing is decided twice', () => {
    expect(code(adviser, { ...check, outcome: 'go' })).toBe('security.decided');
    expect(refusedAdvice({ ...check, outcome: 'no-go' }, adviser)?.code).toBe('security.decided');
  });
});

describe('an outcome', () => {
  const code = (decision: SecurityDecision) => refusedDecision(check, adviser, decision, today)?.code;

  it('needs a day on which it is looked at again, after today and not too far ahead', () => {
    expect(code({ outcome: 'go', measures: [] })).toBe('security.recheck');
    expect(code({ ...go, recheckOn: today })).toBe('security.recheck');
    expect(code({ ...go, recheckOn: '2028-08-25' })).toBe('security.recheck');
    expect(code({ ...go, recheckOn: '2028-08-24' })).toBeUndefined();
  });

  it('with measures names at least one, and a no gives its reason', () => {
    expect(code({ ...go, outcome: 'go-with-measures', measures: [' '] })).toBe('security.measures');
    expect(code({ outcome: 'no-go', measures: [] })).toBe('security.reason');
    expect(code({ outcome: 'no-go', measures: [], reason: 'No.' })).toBeUndefined();
  });
});

describe('the gate', () => {
  const decided: SecurityCheck = { ...check, outcome: 'go', recheckOn: '2027-08-24' };

  it('opens for an outcome that allows, until the day on which it is looked at again', () => {
    expect(allows(decided, basis, today)).toBe(true);
    expect(allows(decided, basis, '2027-08-24')).toBe(true);
    expect(allows(decided, basis, '2027-08-25')).toBe(false);
  });

  it('is closed without a check, while it is pending, and after a no', () => {
    expect(allows(undefined, basis, today)).toBe(false);
    expect(allows(check, basis, today)).toBe(false);
    expect(allows({ ...decided, outcome: 'no-go' }, basis, today)).toBe(false);
  });

  it('closes when the agreement is about something else than was asked', () => {
    const more = securityBasis({
      kind: 'mou',
      parties: ['a', 'b'],
      countries: ['ID'],
      carries: ['patient-data'],
      exchanges: [],
    });
    expect(allows(decided, more, today)).toBe(false);
  });

  it('does not mind the order in which parties were entered', () => {
    expect(
      securityBasis({ kind: 'mou', parties: ['a', 'b'], countries: ['ID'], carries: [], exchanges: [] }),
    ).toBe(basis);
  });
});

describe('who sees a check', () => {
  it('is who asked and whose work it is: no reader, no officer who did not ask, no partner, not the public', () => {
    const sees = (id: string, roles: Parameters<typeof maySeeCheck>[0]['roles']) =>
      maySeeCheck({ id, roles }, 'researcher');
    expect([
      sees('researcher', ['reader']),
      sees('k', ['security-adviser']),
      sees('h', ['head']),
      sees('j', ['legal']),
    ]).toEqual([true, true, true, true]);
    for (const role of ['reader', 'officer', 'editor', 'privacy-officer', 'administrator'] as const)
      expect(sees('other', [role])).toBe(false);
    expect(sees('public', [])).toBe(false);
  });

  it('is never a partner who looks through a link, whatever they are called', () => {
    const link = { subject: 'agreement', id: 'a' };
    expect(maySeeCheck({ id: 'researcher', roles: ['head'], link }, 'researcher')).toBe(false);
    expect(maySeeAllChecks({ roles: ['security-adviser'], link })).toBe(false);
  });
});
