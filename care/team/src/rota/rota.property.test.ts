import { describe, it } from 'vitest';
import { checkEdits, checkOnCall, checkPatterns } from '../testing/properties.ts';

/** The longer run of the same properties, with concurrent edits of a record, is `npm run rota-check`. */
describe.each(['spring', 'autumn'] as const)('in the week in which the clock is changed in %s', (season) => {
  it('a weekly pattern gives each minute to exactly one person or to an explicit gap, as the wall clock does', () => {
    checkPatterns(season, 60);
  });

  it('who is on call at an instant is who has that minute', () => {
    checkOnCall(season, 20);
  });

  it('whatever is published, handed over and swapped, each minute has one person or a gap, and its history says whom it went to last', () => {
    checkEdits(season, 60);
  });
});
