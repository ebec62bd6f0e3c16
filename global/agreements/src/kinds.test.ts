import { describe, expect, it } from 'vitest';
import {
  AGREEMENT_KINDS,
  cannotCarry,
  cannotExchange,
  kindName,
  kindsFor,
  notOfKind,
  PROVISIONS,
} from './kinds.ts';

describe('a memorandum of understanding', () => {
  it.each(PROVISIONS)('cannot carry %s, and is told which agreements can', (what) => {
    const refusal = cannotCarry({ kind: 'mou' }, what);
    expect(refusal?.needs.length).toBeGreaterThan(0);
    for (const kind of refusal?.needs ?? []) expect(cannotCarry({ kind }, what)).toBeUndefined();
    expect(refusal?.words.nl).toMatch(
      /^Een intentieverklaring kan geen .+ dragen\. Daarvoor is een .+ nodig\.$/,
    );
    expect(refusal?.words.en).toMatch(
      /^This memorandum of understanding cannot carry .+\. That takes a .+\.$/,
    );
  });

  it('cannot unlock an exchange', () => {
    expect(cannotExchange({ kind: 'mou' }, 'mobility')?.needs).toContain('student-exchange');
  });

  it('is offered a specific agreement where places for students were wanted, the narrowest first', () => {
    expect(cannotCarry({ kind: 'mou' }, 'student-places')?.words.en).toBe(
      'This memorandum of understanding cannot carry places for students. That takes a framework agreement, student exchange agreement or inter-institutional agreement (Erasmus).',
    );
    expect(kindsFor({ carries: ['student-places'], exchanges: [] })[0]).toBe('student-exchange');
  });
});

describe('other kinds', () => {
  it('carry what is theirs and no more', () => {
    expect(cannotCarry({ kind: 'student-exchange' }, 'student-places')).toBeUndefined();
    expect(cannotCarry({ kind: 'student-exchange' }, 'patient-data')?.code).toBe('kind.patient-data');
    expect(cannotCarry({ kind: 'designation' }, 'money')).toBeDefined();
    expect(cannotExchange({ kind: 'data-transfer' }, 'mobility')).toBeDefined();
  });

  it('an amendment may do what it amends may do, and nothing where that is not known', () => {
    expect(cannotCarry({ kind: 'amendment', amended: 'research' }, 'money')).toBeUndefined();
    expect(cannotCarry({ kind: 'amendment', amended: 'mou' }, 'money')).toBeDefined();
    expect(cannotCarry({ kind: 'amendment' }, 'money')).toBeDefined();
  });

  it('of a wish, everything that does not fit is told at once', () => {
    const refusals = notOfKind(
      { kind: 'cotutelle' },
      { carries: ['money', 'patient-data'], exchanges: ['benchmark'] },
    );
    expect(refusals.map(({ code }) => code)).toEqual(['kind.patient-data', 'kind.benchmark']);
  });

  it('have a name in both languages', () => {
    for (const kind of AGREEMENT_KINDS) expect(kindName(kind).nl).not.toBe(kindName(kind).en);
  });
});
