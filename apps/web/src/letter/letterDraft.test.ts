import type { LetterFacts, LetterView } from '@caecilia/letter/ui';
import { describe, expect, it } from 'vitest';
import {
  begunWith,
  changedSince,
  faultsIn,
  inLanguage,
  isLetterDraft,
  NOTHING,
  nextAfter,
} from './letterDraft.ts';

const marks = { limits: 'a', wishes: 'b', symptoms: 'c', medication: 'd', supply: 'e', calls: 'f' };
const FACTS: LetterFacts = {
  language: 'nl',
  about: { name: 'Verzonnen, Anna', born: 'geboren 14-02-1948' },
  parts: { limits: [], wishes: [], symptoms: [], medication: [], supply: [], calls: [] },
  marks,
  basis: 'all',
  suggested: { why: 'Omdat u haar mede behandelt.' },
};
const LETTER: LetterView = {
  id: 'l1',
  versionId: 1,
  patient: 'anna',
  clientId: 'x',
  version: 1,
  language: 'en',
  to: { reference: 'Organization/practice', name: 'Practice' },
  about: FACTS.about,
  sections: [
    { kind: 'why', items: [], words: 'Because.' },
    { kind: 'limits', items: [], words: 'She was calm.' },
    { kind: 'calls', items: [] },
    { kind: 'asked', items: [], words: 'Come.' },
  ],
  basis: 'old',
  signed: { by: 'Practitioner/x', name: 'X', at: '2026-11-23T09:00:00.000Z' },
  superseded: false,
  hash: 'h',
  changed: [],
};

describe('a letter that is typed', () => {
  it('begins with suggested words where nobody wrote any, and with marks of what was read', () => {
    const begun = begunWith(NOTHING, FACTS);
    expect([begun.words.why, begun.marks]).toEqual(['Omdat u haar mede behandelt.', marks]);
    const typed = { ...begun, words: { ...begun.words, why: '' } };
    expect(begunWith(typed, FACTS)).toBe(typed);
  });

  it('begins with the words of the letter before it, in its language, to the same, without the parts that were left out', () => {
    const next = begunWith(nextAfter(LETTER), FACTS);
    expect(next).toMatchObject({
      to: 'Organization/practice',
      language: 'en',
      words: { why: 'Because.', limits: 'She was calm.', asked: 'Come.', changed: '' },
      leftOut: ['wishes', 'symptoms', 'medication', 'supply'],
      replaces: { id: 'l1', versionId: 1 },
    });
  });

  it('in another language keeps what was typed, and suggests the rest anew', () => {
    const begun = begunWith(NOTHING, FACTS);
    const other = inLanguage({ ...begun, words: { ...begun.words, asked: 'Kom.' } }, 'en', FACTS.suggested);
    expect(other).toMatchObject({ language: 'en', marks: {}, words: { why: '', asked: 'Kom.' } });
    const english = { ...FACTS, suggested: { why: 'Because you treat her too.' } };
    expect(begunWith(other, english).words).toMatchObject({
      why: 'Because you treat her too.',
      asked: 'Kom.',
    });
  });

  it('names the parts that the record says differently since', () => {
    const begun = begunWith(NOTHING, FACTS);
    expect(changedSince(begun, FACTS)).toEqual([]);
    expect(changedSince(begun, { ...FACTS, marks: { ...marks, limits: 'other' } })).toEqual(['limits']);
    expect(changedSince(NOTHING, FACTS)).toEqual([]);
  });

  it('says what is missing or too long, and nothing of what may stay empty', () => {
    expect([...faultsIn(NOTHING)]).toEqual([
      ['to', 'wrong.to'],
      ['why', 'wrong.why'],
      ['asked', 'wrong.asked'],
    ]);
    const long = { ...NOTHING, words: { ...NOTHING.words, limits: 'x'.repeat(2001) } };
    expect(faultsIn(long).get('limits')).toBe('wrong.long');
  });

  it('is found again as it was typed, and nothing else is taken for it', () => {
    const begun = begunWith(nextAfter(LETTER), FACTS);
    expect(isLetterDraft(structuredClone(begun))).toBe(true);
    for (const other of [
      null,
      [],
      {},
      { ...begun, words: {} },
      { ...begun, language: 'de' },
      { ...begun, leftOut: ['why'] },
      { ...begun, replaces: { id: 'l1' } },
      { ...begun, marks: { limits: 3 } },
    ])
      expect(isLetterDraft(other)).toBe(false);
  });
});
