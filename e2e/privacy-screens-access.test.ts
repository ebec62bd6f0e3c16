import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { browserPath, NO_BROWSER } from './browser.ts';
import { openPrivacyHouse, type PrivacyHouse } from './privacy-house.ts';
import { screensInBrowser } from './screens-in-browser.ts';
import { examinedToday } from './sights.ts';

const DOOR = '/care/patients/demo-wilhelmina/emergency-access';

describe.skipIf(!browserPath)(browserPath ? 'every privacy screen in a browser' : NO_BROWSER, () => {
  let house: PrivacyHouse;
  let page: Page;
  const { as, open, findings } = screensInBrowser(openPrivacyHouse, 'patient', (now) => {
    ({ house, page } = now);
  });
  const openAs = async (who: string, path: string) => {
    await as(who);
    return open(path);
  };

  it.each([
    ['nurse', '/privacy/my-record/log'],
    ['carer', '/privacy/my-record/log'],
    ['carer', '/privacy/my-record/mandates/new'],
    ['officer', '/privacy/my-record/sharing'],
    ['nurse', '/privacy/my-record/log/download'],
    ['patient', '/privacy/review'],
    ['nurse', '/privacy/review/odd-1'],
    ['patient', '/privacy/accesses'],
    ['nurse', '/privacy/accesses/list?actor=Practitioner/demo-nacht'],
    ['nurse', '/privacy/accesses/download?patient=demo-wilhelmina'],
    ['patient', '/privacy/requests/r-1'],
    ['carer', '/privacy/sample'],
    ['volunteer', DOOR],
    ['patient', DOOR],
  ])('refuses %s at %s', async (who, path) => {
    const answer = await openAs(who, path);
    expect(answer?.status()).toBe(403);
    await expect.poll(() => page.getByRole('heading', { level: 1 }).innerText()).toBe('U mag dit niet zien');
  });

  it('needs no emergency access for who is in the team', async () => {
    await openAs('team', DOOR);
    await expect.poll(() => page.getByText('Noodtoegang is niet nodig').isVisible()).toBe(true);
    await expect.poll(() => page.getByRole('button').count()).toBe(0);
  });

  it.each(
    examinedToday([
      ['patient', '/privacy/my-record/log'],
      ['patient', '/privacy/my-record/log?from=1-1-2020&until=2-1-2020'],
      ['patient', '/privacy/my-record/question?line=5'],
      ['patient', '/privacy/my-record/mandates'],
      ['patient', '/privacy/my-record/mandates/new'],
      ['patient', '/privacy/my-record/mandates/m-2/withdraw'],
      ['patient', '/privacy/my-record/sharing'],
      ['patient', '/privacy/my-record/requests'],
      ['patient', '/privacy/my-record/requests/new/destruction'],
      ['officer', '/privacy/review'],
      ['officer', '/privacy/review/odd-1'],
      ['officer', '/privacy/review/emergency-1'],
      ['officer', '/privacy/emergencies'],
      ['officer', '/privacy/sample'],
      ['officer', '/privacy/sample?month=2027-01'],
      ['officer', '/privacy/accesses?q=f'],
      ['officer', '/privacy/accesses/list?patient=demo-wilhelmina'],
      ['officer', '/privacy/requests'],
      ['officer', '/privacy/requests/r-2'],
      ['officer', '/privacy/requests/r-3'],
      ['nurse', DOOR],
    ]),
  )('has nothing that axe objects to and never scrolls sideways for %s at %s', async (who, path) => {
    await as(who);
    await expect(findings(path)).resolves.toEqual([]);
  });

  it('has nothing that axe objects to where somebody is refused', async () => {
    await as('nurse');
    await expect(findings('/privacy/review', { status: 403 })).resolves.toEqual([]);
  });

  it('failed nowhere', () => {
    expect(house.failures).toEqual([]);
  });
});
