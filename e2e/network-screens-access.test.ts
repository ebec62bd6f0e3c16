import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { browserPath, NO_BROWSER, nextPage } from './browser.ts';
import { type NetworkHouse, openNetworkHouse } from './network-house.ts';
import { hasFocus } from './says.ts';
import { screensInBrowser } from './screens-in-browser.ts';
import { examinedToday } from './sights.ts';

describe.skipIf(!browserPath)(browserPath ? 'every network screen in a browser' : NO_BROWSER, () => {
  let house: NetworkHouse;
  let page: Page;
  const { as, open, heading, findings } = screensInBrowser(openNetworkHouse, 'admin', (now) => {
    ({ house, page } = now);
  });

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
    await expect
      .poll(() => page.getByRole('navigation', { name: 'Onderdelen' }).getByRole('link').count())
      .toBe(who === 'lead' ? 1 : 0);
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
    await hasFocus(page.locator('.skip-link'));
    await page.keyboard.press('Enter');
    for (let tabs = 0; tabs < 12; tabs += 1) {
      await page.keyboard.press('Tab');
      if ((await page.evaluate(() => document.activeElement?.id)) === 'name') break;
    }
    await page.keyboard.type('Kliniek Toetsenbord');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Apo');
    for (let tabs = 0; tabs < 9; tabs += 1) await page.keyboard.press('Tab');
    await nextPage(page, () => page.keyboard.press('Enter'));
    expect(page.url()).toMatch(/done=added/);
    await expect(heading()).resolves.toBe('Kliniek Toetsenbord');
  });

  it.each(
    examinedToday([
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
    ]),
  )('has nothing that axe objects to and never scrolls sideways at %s', async (path) => {
    await expect(findings(path)).resolves.toEqual([]);
  });

  it('has nothing that axe objects to where nobody is there', async () => {
    await expect(findings('/network/organizations/nobody', { status: 404 })).resolves.toEqual([]);
  });

  it('failed nowhere', () => {
    expect(house.failures).toEqual([]);
  });
});
