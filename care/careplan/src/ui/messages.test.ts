import { differences } from '@caecilia/ui';
import { describe, expect, it } from 'vitest';
import { en } from '../messages.en.ts';
import { nl } from '../messages.nl.ts';
import { en as shortEn } from './inShort/words.en.ts';
import { nl as shortNl } from './inShort/words.nl.ts';
import { messagesIn } from './messages.ts';
import { en as aroundEn } from './planWords.en.ts';
import { nl as aroundNl } from './planWords.nl.ts';

describe('the words of the care plan', () => {
  it('exist in both languages, with the same values to fill in', () => {
    expect(differences({ nl, en })).toEqual([]);
    expect(differences({ nl: shortNl, en: shortEn })).toEqual([]);
    expect(Object.keys(en).toSorted()).toEqual(Object.keys(nl).toSorted());
  });

  it('around the conversation exist in both languages too', () => {
    expect(differences({ nl: aroundNl, en: aroundEn })).toEqual([]);
  });

  it('begin differently for each of the five states, so that a glance cannot swap two', () => {
    const states = ['do', 'doNot', 'onlyIf', 'notDiscussed', 'unknown'] as const;
    for (const language of ['nl', 'en'] as const) {
      const first = states.map((state) => messagesIn(language)(`state.${state}`).split(/[\s,]/)[0]);
      expect(new Set(first).size).toBe(states.length);
    }
  });
});
