import { differences } from '@caecilia/ui';
import { describe, expect, it } from 'vitest';
import { REASONS } from '../agenda/reason.ts';
import { DISCIPLINES } from '../codes.ts';
import { en } from '../messages.en.ts';
import { nl } from '../messages.nl.ts';

describe('the words of meetings', () => {
  it('exist in both languages, with the same values to fill in', () => {
    expect(differences({ nl, en })).toEqual([]);
  });

  it('name every reason and discipline', () => {
    const keys = [
      ...REASONS.map((each) => `reason.kind.${each}`),
      ...DISCIPLINES.map((each) => `discipline.${each}`),
    ];
    expect(keys.filter((key) => !(key in nl))).toEqual([]);
  });
});
