import { describe, expect, it } from 'vitest';
import { languageOf, termsOf, wordsOf } from './terms.ts';

const keys = (text: string) => termsOf(text).map(({ key }) => key);
const inBoth = (a: string, b: string) => keys(a).filter((key) => keys(b).includes(key));

describe('the terms of a text', () => {
  it('tells Dutch from English by the small words, and neither where there are none', () => {
    expect(languageOf(wordsOf('Zorg voor kinderen die niet beter worden'))).toBe('nl');
    expect(languageOf(wordsOf('Care for children who will not get better'))).toBe('en');
    expect(languageOf(wordsOf('Dementia Paramaribo'))).toBeUndefined();
  });

  it('brings forms of one word together', () => {
    expect(inBoth('nurses', 'nursing')).toHaveLength(1);
    expect(inBoth('vaccinations', 'vaccine')).toHaveLength(1);
    expect(inBoth('paediatric tumours', 'pediatric tumors')).toEqual(keys('paediatric tumours'));
  });

  it('does not bring different words together', () => {
    expect(inBoth('patient', 'pattern')).toEqual([]);
    expect(inBoth('malaria', 'malnutrition')).toEqual([]);
  });

  it('reads Dutch as English: single words, compounds and words of one origin', () => {
    expect(inBoth('Proactieve zorgplanning bij dementie', 'advance care planning for dementia')).toContain(
      'dementia',
    );
    expect(inBoth('de brandwondenzorg', 'the care of burns')).toHaveLength(2);
    expect(inBoth('het oncologisch register', 'an oncological registry')).toHaveLength(3);
  });

  it('keeps a word of both languages as it is while the language is not known', () => {
    expect(keys('wet arts')).not.toEqual(keys('de wet van een arts'));
  });

  it('reads abbreviations and phrases as what they stand for', () => {
    expect(inBoth('AMR', 'antimicrobial resistance')).toHaveLength(3);
    expect(inBoth('skin-to-skin contact', 'kangaroo care')).toHaveLength(1);
  });

  it('knows phrases of two words beside the words', () => {
    expect(keys('heart failure')).toHaveLength(3);
  });

  it('takes a text of another script, of signs alone or of nothing', () => {
    expect(keys('緩和ケア の 研修').length).toBeGreaterThan(0);
    expect(keys('!!! — …')).toEqual([]);
    expect(keys('')).toEqual([]);
  });
});
