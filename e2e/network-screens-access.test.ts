import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { accessibilityFindings, browserPath, NO_BROWSER, openBrowser, sidewaysScroll } from './browser.ts';
import { type NetworkHouse, openNetworkHouse } from './network-house.ts';
import { WHO } from './screens-house.ts';

const DESK = { width: 1280, height: 900 };
/** 1280 pixels at 400 per cent. */
const NARROWEST = { width: 320, height: 640 };

describe.skipIf(!browserPath)(browserPath ? 'every network screen in a browser' : NO_BROWSER, () => {
  let house: NetworkHouse;
  let context: BrowserContext;
  const opened: { close(): Promise<void> }[] = [];
  let page: Page;

  beforeAll(async () => {
    house = await openNetworkHouse();
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
    await page.setViewportSize(DESK);
    await as('admin');
  });
  afterEach(async () => {
    await page.close();
  });

  const as = (who: string) => page.setExtraHTTPHeaders({ [WHO]: who });
  const open = (path: string) => page.goto(`${house.url}${path}`);
  const heading = () => page.getByRole('heading', { level: 1 }).innerText();

  it.each([
    ['nurse', '/network'],
    ['nurse', '/network/users'],
    ['nurse', '/network/relations'],
    ['nurse', '/network/end/Organization/demo-hospital'],
    ['lead', '/network'],
    ['lead', '/network/users/nurse-1'],
    ['lead', '/network/organizations/new'],
  ])('refuses %s at %s', async (who, path) => {
    await as(who);
    const answer = await open(path);
    expect(answer?.status()).toBe(403);
    await expect(heading()).resolves.toBe('U mag dit hier niet doen');
    await expect(
      page.getByRole('navigation', { name: 'Onderdelen' }).getByRole('link').count(),
    ).resolves.toBe(who === 'lead' ? 1 : 0);
  });

  it('answers an unknown entry, and one of another type, as not there', async () => {
    for (const path of [
      '/network/organizations/nobody',
      '/network/end/Patient/demo-wilhelmina',
      '/network/relations/nobody',
    ]) {
      const answer = await open(path);
      expect(answer?.status(), path).toBe(404);
    }
  });

  it('works from the keyboard alone: from the first Tab to a new organisation', async () => {
    await open('/network/organizations/new');
    await page.keyboard.press('Tab');
    await expect(page.evaluate(() => document.activeElement?.className)).resolves.toBe('skip-link');
    await page.keyboard.press('Enter');
    for (let tabs = 0; tabs < 12; tabs += 1) {
      await page.keyboard.press('Tab');
      if ((await page.evaluate(() => document.activeElement?.id)) === 'name') break;
    }
    await page.keyboard.type('Kliniek Toetsenbord');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Apo');
    for (let tabs = 0; tabs < 9; tabs += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(/done=added/);
    await expect(heading()).resolves.toBe('Kliniek Toetsenbord');
  });

  it.each([
    '/network',
    '/network?q=niets-dat-bestaat',
    '/network/organizations/new',
    '/network/organizations/demo-hospital',
    '/network/organizations/demo-hospital/edit',
    '/network/professionals',
    '/network/professionals/demo-fictief',
    '/network/professionals/demo-fictief/roles/new',
    '/network/end/Organization/demo-gp',
    '/network/users',
    '/network/users/invite',
    '/network/users/nurse-1',
    '/network/users/nurse-1/roles',
    '/network/users/nurse-1/deactivate',
    '/network/relations',
    '/network/relations/demo-hendrika',
    '/network/relations/demo-hendrika/new',
    '/network/organizations/nobody',
  ])('has nothing that axe objects to and never scrolls sideways at %s', async (path) => {
    for (const [viewport, colorScheme, language] of [
      [DESK, 'light', 'nl'],
      [NARROWEST, 'dark', 'en'],
    ] as const) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      await open(`${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
      const label = `${path} ${colorScheme} ${viewport.width}`;
      await expect(accessibilityFindings(page), label).resolves.toEqual([]);
      await expect(sidewaysScroll(page), label).resolves.toBe(0);
    }
  });

  it('failed nowhere', () => {
    expect(house.failures).toEqual([]);
  });
});
