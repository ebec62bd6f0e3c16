import { describe, expect, it } from 'vitest';
import { carriedStandards } from '../testing/standards.ts';
import { planLexicon } from './lexicon.ts';
import { parsePlanStandard } from './standard.ts';

const changed = (change: (data: Record<string, unknown>) => void) => {
  const data: Record<string, unknown> = { ...structuredClone(carriedStandards()[0]) };
  change(data);
  return () => parsePlanStandard(data);
};

describe('the care-plan data of a pack', () => {
  it.each([
    ['lacks a part', (data: Record<string, unknown>) => delete data.treatments, /care-plan\.treatments/],
    [
      'has a part that nothing reads',
      (data: Record<string, unknown>) => Object.assign(data, { wishes: [] }),
      /care-plan\.wishes/,
    ],
    [
      'has a code without a system',
      (data: Record<string, unknown>) => Object.assign(data, { conversation: { codes: [{ code: '1' }] } }),
      /conversation\.codes\[0\]\.system/,
    ],
    [
      'has a label in one language only',
      (data: Record<string, unknown>) =>
        Object.assign(data, { icd: { types: [{ system: 's', code: 'c', label: { nl: 'x' } }] } }),
      /icd\.types\[0\]\.label\.en/,
    ],
    [
      'has a list that is none',
      (data: Record<string, unknown>) => Object.assign(data, { icd: { types: {} } }),
      /icd\.types/,
    ],
  ])('that %s is refused, with the place', (_sentence, change, place) => {
    expect(changed(change)).toThrow(place);
  });

  it('are whole in both versions that the project carries', () => {
    expect(carriedStandards().map(({ id }) => id)).toEqual(['pzp-1.0.0-rc2', 'pzp-0.1.3-beta3']);
  });

  it('name seven treatments under the same keys in both versions', () => {
    const [newest, older] = carriedStandards();
    expect(newest?.treatments.map(({ key }) => key)).toEqual(older?.treatments.map(({ key }) => key));
    expect(planLexicon(carriedStandards()).treatments).toHaveLength(7);
  });

  it('name only treatments that exist among those a declaration refuses', () => {
    for (const { treatments, advanceDirective } of carriedStandards()) {
      const keys = treatments.map(({ key }) => key);
      for (const { refuses } of advanceDirective.types)
        expect(keys).toEqual(expect.arrayContaining([...refuses]));
    }
  });

  it('have no code and no words that stand for two treatments', () => {
    for (const { treatments } of carriedStandards()) {
      const codes = treatments.flatMap((treatment) =>
        treatment.codes.map(({ system, code }) => `${system}|${code}`),
      );
      const texts = treatments.flatMap((treatment) => treatment.texts.map((text) => text.toLowerCase()));
      expect(new Set(codes).size).toBe(codes.length);
      expect(new Set(texts).size).toBe(texts.length);
    }
  });
});
