import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { accessibilityFindings, browserPath, NO_BROWSER, openBrowser, sidewaysScroll } from './browser.ts';
import { openPrivacyHouse, type PrivacyHouse } from './privacy-house.ts';
import { WHO } from './screens-house.ts';

const DESK = { width: 1280, height: 900 };
/** 1280 pixels at 400 per cent. */
const NARROWEST = { width: 320, height: 640 };
const DOOR = '/care/patients/demo-wilhelmina/emergency-access';

describe.skipIf(!browserPath)(browserPath ? 'every privacy screen in a browser' : NO_BROWSER, () => {
  let house: PrivacyHouse;
  let context: BrowserContext;
  const opened: { close(): Promise<void> }[] = [];
  let page: Page;

  beforeAll(async () => {
    house = await openPrivacyHouse();
    opened.push(house);
    const browser = await openBrowser();
    opened.push(browser);
    context = browser.context;
  });
  afterAll(async () => {
    for (const each of opened.toReversed()) await each.close();
  });
  beforeEach(async () => {
    page = await context.newPage();
  });
  afterEach(async () => {
    await page.close();
  });

  const open = async (who: string, path: string) => {
    await page.setExtraHTTPHeaders({ [WHO]: who });
    return page.goto(`${house.url}${path}`);
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
    const answer = await open(who, path);
    expect(answer?.status()).toBe(403);
    await expect(page.getByRole('heading', { level: 1 }).innerText()).resolves.toBe('U mag dit niet zien');
  });

  it('needs no emergency access for who is in the team', async () => {
    await open('team', DOOR);
    await expect(page.getByText('Noodtoegang is niet nodig').isVisible()).resolves.toBe(true);
    await expect(page.getByRole('button').count()).resolves.toBe(0);
  });

  it.each([
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
    ['nurse', DOOR],
    ['nurse', '/privacy/review'],
  ])('has nothing that axe objects to and never scrolls sideways for %s at %s', async (who, path) => {
    for (const [viewport, colorScheme, language] of [
      [DESK, 'light', 'nl'],
      [NARROWEST, 'dark', 'en'],
    ] as const) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      await open(who, `${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
      const label = `${path} ${colorScheme} ${viewport.width}`;
      await expect(accessibilityFindings(page), label).resolves.toEqual([]);
      await expect(sidewaysScroll(page), label).resolves.toBe(0);
    }
  });

  it('failed nowhere', () => {
    expect(house.failures).toEqual([]);
  });
});
