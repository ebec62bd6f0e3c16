import { differences } from '@caecilia/ui';
import { describe, expect, it } from 'vitest';
import { CONTACT_KINDS, DIMENSIONS } from '../contact/contact.ts';
import { en } from '../messages.en.ts';
import { nl } from '../messages.nl.ts';
import { PHASES } from '../phase/phase.ts';
import { REPORTERS } from '../reporter.ts';
import { messagesIn } from './messages.ts';

describe('the words of the assessment', () => {
  it('exist in both languages, with the same values to fill in', () => {
    expect(differences({ nl, en })).toEqual([]);
    expect(Object.keys(en).toSorted()).toEqual(Object.keys(nl).toSorted());
  });

  it('name every phase, contact, dimension and reporter, and no two of them alike', () => {
    for (const language of ['nl', 'en'] as const) {
      const say = messagesIn(language);
      const words = [
        ...PHASES.map((phase) => say(`phase.${phase}`)),
        ...CONTACT_KINDS.map((kind) => say(`contact.${kind}`)),
        ...REPORTERS.map((reporter) => say(`reporter.${reporter}`)),
      ];
      expect(new Set(words).size).toBe(words.length);
      const dimensions = DIMENSIONS.map((dimension) => say(`dimension.${dimension}`));
      expect(new Set(dimensions).size).toBe(DIMENSIONS.length);
    }
  });

  it('tell apart a dimension that was not touched, one without concerns and one nobody wanted to talk about', () => {
    for (const language of ['nl', 'en'] as const) {
      const say = messagesIn(language);
      const words = [
        say('finding.untouched'),
        say('finding.noConcerns'),
        say('finding.declined'),
        say('finding.noCarer'),
      ];
      expect(new Set(words).size).toBe(4);
    }
  });
});
