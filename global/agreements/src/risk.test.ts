import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayAt, dayNumber } from './civil-day.ts';
import { RISK_CODES, type RiskFacts, riskOf } from './risk.ts';

const today = '2026-02-09';
const inOrder: RiskFacts = {
  today,
  deadline: '2028-10-31',
  lastActivity: '2026-01-15',
  promised: 4,
  delivered: 3,
  outgoing: 3,
  incoming: 2,
  backupOwner: true,
  recheckOn: '2027-04-12',
  partner: 'active',
};
const points = (facts: Partial<RiskFacts>) =>
  riskOf({ ...inOrder, ...facts })
    .reasons.filter((each) => each.points > 0)
    .map((each) => `${each.code} ${each.points}`);

describe('the risk of an agreement', () => {
  it('lists every reason, with its zeros, and their sum', () => {
    const risk = riskOf(inOrder);
    expect(risk.reasons.map(({ code }) => code)).toEqual(RISK_CODES);
    expect(risk.points).toBe(0);
    expect(riskOf({ ...inOrder, backupOwner: false, partner: 'withdrawn' }).points).toBe(4);
  });

  it.each([
    ['2027-02-10', []],
    ['2027-02-09', ['deadline 1']],
    ['2026-08-08', ['deadline 2']],
    ['2026-05-10', ['deadline 3']],
    ['2026-03-11', ['deadline 4']],
    ['2026-02-08', ['deadline 5']],
  ])('counts the days to the last day or the day of notice: %s', (day, counted) => {
    expect(points({ deadline: day })).toEqual(counted);
  });

  it('counts silence from twelve months, places used below a quarter, and one way above three to one', () => {
    expect(points({ lastActivity: '2025-02-10' })).toEqual([]);
    expect(points({ lastActivity: '2025-02-09' })).toEqual(['silence 2']);
    expect([points({ delivered: 1 }), points({ delivered: 0 })]).toEqual([[], ['quota 2']]);
    expect([points({ outgoing: 6 }), points({ outgoing: 7 })]).toEqual([[], ['one-way 2']]);
    expect(points({ outgoing: 3, incoming: 0 })).toEqual([]);
  });

  it('rises on the day on which the owner leaves', () => {
    expect(points({ ownerLeftOn: '2026-02-10' })).toEqual([]);
    expect(points({ ownerLeftOn: today })).toEqual(['owner-left 3']);
  });

  it('counts a check that is due, an evaluation that is missing, and what lies unsigned', () => {
    expect(points({ recheckOn: '2026-04-12' })).toEqual(['security 1']);
    expect(points({ recheckOn: '2026-02-08' })).toEqual(['security 3']);
    expect(points({ evaluationDueOn: today })).toEqual(['evaluation 2']);
    expect(points({ signingSince: '2025-11-11' })).toEqual([]);
    expect(points({ signingSince: '2025-11-10' })).toEqual(['unsigned 2']);
  });

  it('names in both languages what each point is for', () => {
    for (const { why } of riskOf(inOrder).reasons) expect(why.nl).not.toBe(why.en);
  });
});

const aDay = fc.integer({ min: 19_000, max: 22_000 }).map(dayAt);
const perhaps = fc.option(aDay, { nil: undefined });
const someFacts: fc.Arbitrary<RiskFacts> = fc.record({
  today: fc.constant(today),
  deadline: perhaps,
  lastActivity: perhaps,
  promised: fc.nat(20),
  delivered: fc.nat(20),
  outgoing: fc.nat(20),
  incoming: fc.nat(20),
  backupOwner: fc.boolean(),
  ownerLeftOn: perhaps,
  recheckOn: perhaps,
  evaluationDueOn: perhaps,
  partner: fc.constantFrom('active', 'inactive', 'withdrawn'),
  signingSince: perhaps,
});

const earlier = (day: string | undefined, days: number) =>
  day === undefined ? day : dayAt(dayNumber(day) - days);

/** One thing that gets worse, by some amount. */
const WORSE: readonly ((facts: RiskFacts, by: number) => RiskFacts)[] = [
  (facts, by) => ({ ...facts, deadline: earlier(facts.deadline, by) }),
  (facts, by) => ({ ...facts, lastActivity: earlier(facts.lastActivity, by) }),
  (facts, by) => ({ ...facts, delivered: Math.max(0, facts.delivered - by) }),
  (facts, by) => ({ ...facts, promised: facts.promised + by }),
  (facts, by) =>
    facts.outgoing >= facts.incoming
      ? { ...facts, outgoing: facts.outgoing + by }
      : { ...facts, incoming: facts.incoming + by },
  (facts) => ({ ...facts, backupOwner: false }),
  (facts, by) => ({ ...facts, ownerLeftOn: earlier(facts.ownerLeftOn ?? today, by) }),
  (facts, by) => ({ ...facts, recheckOn: earlier(facts.recheckOn, by) }),
  (facts, by) => ({ ...facts, evaluationDueOn: earlier(facts.evaluationDueOn ?? today, by) }),
  (facts) => ({ ...facts, partner: facts.partner === 'active' ? 'inactive' : 'withdrawn' }),
  (facts, by) => ({ ...facts, signingSince: earlier(facts.signingSince ?? today, by) }),
];

describe('the risk of any agreement', () => {
  it('is never lower when something gets worse', () => {
    fc.assert(
      fc.property(someFacts, fc.constantFrom(...WORSE), fc.nat(800), (facts, worse, by) => {
        expect(riskOf(worse(facts, by)).points).toBeGreaterThanOrEqual(riskOf(facts).points);
      }),
      { numRuns: 500 },
    );
  });
});
