import { describe, expect, it } from 'vitest';
import {
  type AgreementState,
  isFinal,
  JUMPS,
  jumpsFrom,
  REQUIREMENT_WORDS,
  refusedJump,
  STATES,
  wayTo,
} from './lifecycle.ts';
import { stageReport, timePerStage } from './stages.ts';

const nothingMissing = () => [];

describe('the life of an agreement', () => {
  it('goes from idea to active in steps, none of which can be left out', () => {
    expect(wayTo('idea', 'active')).toEqual([
      'proposed',
      'screened',
      'drafting',
      'approval',
      'signing',
      'active',
    ]);
  });

  it('can be reached in every state, and ends in four', () => {
    for (const state of STATES) expect(state === 'idea' ? [] : wayTo('idea', state)).toBeDefined();
    expect(STATES.filter(isFinal)).toEqual(['renewed', 'ended', 'terminated', 'declined']);
  });

  it('every jump that is not in the table is refused, whatever the facts', () => {
    for (const from of STATES)
      for (const to of STATES) {
        const legal = JUMPS.some((each) => each.from === from && each.to === to);
        expect(refusedJump(from, to, nothingMissing) === undefined).toBe(legal);
      }
  });

  it('nothing reaches drafting or goes on from it without an outcome on knowledge security that allows', () => {
    const onwards: AgreementState[] = ['screened', 'drafting', 'signing', 'active'];
    const steps = JUMPS.filter(
      ({ from, to, needs }) => onwards.includes(to) && !needs.includes('reason') && from !== 'evaluation',
    );
    expect(steps.length).toBeGreaterThan(4);
    for (const { needs } of steps) expect(needs).toContain('security-allows');
  });
});

describe('a refused jump', () => {
  it('says what comes first where it leaves steps out', () => {
    const refusal = refusedJump('idea', 'drafting', nothingMissing);
    expect(refusal?.through).toEqual(['proposed', 'screened']);
    expect(refusal?.words).toEqual({
      nl: 'Van idee naar in opstelling kan niet in één stap. Eerst komt: voorgesteld, getoetst.',
      en: 'From idea to drafting is not one step. First comes: proposed, screened.',
    });
  });

  it('says what is missing where it comes too early', () => {
    const refusal = refusedJump('screened', 'drafting', (needs) =>
      needs.filter((each) => each !== 'partner-known'),
    );
    expect(refusal?.missing).toEqual(['security-allows']);
    expect(refusal?.words.en).toBe(`Not to drafting yet. First: ${REQUIREMENT_WORDS['security-allows'].en}.`);
  });

  it('says that nothing comes after an end, and that nothing goes back from in force to a draft', () => {
    expect(refusedJump('declined', 'drafting', nothingMissing)?.code).toBe('jump.final');
    expect(refusedJump('active', 'drafting', nothingMissing)?.code).toBe('jump.no-way');
  });

  it('offers the jumps that there are', () => {
    expect(jumpsFrom('evaluation').map(({ to }) => to)).toEqual(['active', 'renewed', 'ended', 'terminated']);
  });
});

describe('time per stage', () => {
  const stages = [
    { state: 'drafting', enteredAt: '2026-03-01T09:00:00Z', leftAt: '2026-03-11T09:00:00Z' },
    { state: 'approval', enteredAt: '2026-03-11T09:00:00Z', leftAt: '2026-03-28T09:00:00Z' },
    { state: 'drafting', enteredAt: '2026-03-28T09:00:00Z', leftAt: '2026-03-30T22:30:00Z' },
    { state: 'approval', enteredAt: '2026-03-30T22:30:00Z', leftAt: null },
  ] as const;

  it('counts civil days in Amsterdam, and the stays of what came back', () => {
    expect(timePerStage(stages, new Date('2026-04-05T09:00:00Z'))).toEqual([
      { state: 'drafting', days: 13, stays: 2 },
      { state: 'approval', days: 22, stays: 2 },
    ]);
  });

  it('is reported over agreements as the middle and the longest of what was left', () => {
    const one = [
      { state: 'drafting', enteredAt: '2026-03-01T09:00:00Z', leftAt: '2026-03-05T09:00:00Z' },
    ] as const;
    expect(stageReport([stages, one], new Date('2026-04-05T09:00:00Z'))).toEqual([
      { state: 'drafting', agreements: 2, median: 8.5, longest: 13 },
      { state: 'approval', agreements: 1, median: 17, longest: 17 },
    ]);
  });
});
