import { LANGUAGES } from '@caecilia/ui';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserPath, NO_BROWSER } from './browser.ts';
import { adviceSteps } from './walk-advice.ts';
import { askingSteps } from './walk-asking.ts';
import { bedsideSteps } from './walk-bedside.ts';
import { atHomeSteps, crisisSteps, letterSteps, readySteps, scenarioSteps } from './walk-home.ts';
import { beginWalk, type Walk } from './walk-house.ts';
import { laterSteps, planningSteps } from './walk-later.ts';
import { planSteps } from './walk-plan.ts';
import { preparationSteps } from './walk-preparation.ts';
import { sendingSteps } from './walk-sending.ts';
import { staySteps } from './walk-stay.ts';
import { teamSteps } from './walk-team.ts';
import { walkingIn } from './walk-words.ts';

/** `npm run walk`: it takes minutes, and is a command of its own. */
const WALKS = process.env.CAECILIA_WALK === 'all';

/** What people fill in, by step: texts that are typed + answers that are chosen. More than this is a step back. */
const FILLED: Readonly<Record<string, string>> = {
  '1': '0 + 0',
  '2': '1 + 6',
  '25': '4 + 6',
  '26': '0 + 0',
  '27': '3 + 2',
  '27 (ready)': '9 + 3',
  '28': '1 + 2',
  '28 (letter)': '2 + 1',
  '29': '1 + 0',
  '29 (page)': '0 + 0',
  '3': '0 + 1',
  '30': '0 + 1',
  '31': '2 + 2',
  '32': '1 + 2',
  '33': '1 + 0',
  '34': '1 + 1',
  '4': '0 + 6',
  '5': '0 + 0',
  '6': '0 + 0',
  '7': '0 + 4',
  '8': '2 + 5',
  '9': '6 + 9',
  '9 (phase)': '1 + 2',
  '10': '0 + 3',
  '11': '0 + 15',
  '12': '1 + 2',
  '13': '2 + 4',
  '13 (check)': '0 + 1',
  '14': '4 + 2',
  '15': '2 + 3',
  '16': '0 + 2',
  '17': '4 + 2',
  '18': '2 + 0',
  '19 (given)': '0 + 1',
  '19': '2 + 0',
  '20': '0 + 7',
  '21': '8 + 8',
  '22': '0 + 3',
  '23': '0 + 0',
  '24': '2 + 8',
};

/**
 * The daily work on the demo as it ships, by the people of the demo, in a browser: from the question of a ward to the
 * meeting in which the team looks back at it. Each step leaves a picture in `test-results/walk-through`.
 */
describe.skipIf(browserPath === undefined || !WALKS).each([...LANGUAGES])(
  `the walk through the daily work, in %s (npm run walk) ${browserPath ? '' : NO_BROWSER}`,
  (language) => {
    let walk: Walk;
    const walking = walkingIn(language, () => walk);

    beforeAll(async () => {
      walk = await beginWalk(language);
    });
    afterAll(async () => await walk.close());

    askingSteps(walking);
    preparationSteps(walking);
    bedsideSteps(walking);
    adviceSteps(walking);
    teamSteps(walking);
    planningSteps(walking);
    planSteps(walking);
    staySteps(walking);
    scenarioSteps(walking);
    readySteps(walking);
    letterSteps(walking);
    sendingSteps(walking);
    atHomeSteps(walking);
    laterSteps(walking);
    crisisSteps(walking);

    it('was walked by ten people at least, and nothing was typed twice that the house knew', () => {
      expect(walk.people.size).toBeGreaterThanOrEqual(10);
      for (const fact of ['alida', 'bedacht', 'arie', '000-555 05 01', 'copd, gold iv', 'hartfalen'])
        expect(walk.known).toContain(fact);
      expect(
        walk.known.filter((each) => /^(\d{4}-\d\d-\d\d|\d\d-\d\d-\d{4})$/.test(each)).length,
      ).toBeGreaterThan(1);
      expect(walk.typed.size).toBeGreaterThan(20);
      expect(Object.fromEntries(walk.filled)).toEqual(FILLED);
    });

    it('leaves nothing that axe finds', () => {
      expect(walk.found).toEqual([]);
    });
  },
);
