import { differences } from '@caecilia/ui';
import { describe, expect, it } from 'vitest';
import { en } from '../messages.en.ts';
import { nl } from '../messages.nl.ts';
import { TEAM_ROLES } from '../roles.ts';
import { messagesIn } from './messages.ts';

describe('the words of the team', () => {
  it('exist in both languages, with the same values to fill in', () => {
    expect(differences({ nl, en })).toEqual([]);
    expect(Object.keys(en).toSorted()).toEqual(Object.keys(nl).toSorted());
  });

  it('name every role', () => {
    for (const language of ['nl', 'en'] as const)
      for (const role of TEAM_ROLES) expect(messagesIn(language)(`role.${role}`)).not.toContain('role.');
  });
});
