import { differences } from '@caecilia/ui';
import { describe, expect, it } from 'vitest';
import { en } from './messages.en.ts';
import { nl } from './messages.nl.ts';

describe('the words of the app', () => {
  it('exist in both languages, with the same values to fill in', () => {
    expect(differences({ nl, en })).toEqual([]);
  });
});
