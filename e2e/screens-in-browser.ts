import type { Page, Response } from 'playwright-core';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { atSize, DESK, nextPage, openBrowser } from './browser.ts';
import { WHO } from './screens-house.ts';
import { type Examination, faultsAt } from './sights.ts';

/** What a visitor does with screens. `as` says who looks from now on. */
export interface ScreenVisit {
  as(who: string): Promise<void>;
  open(path: string): Promise<Response | null>;
  heading(): Promise<string>;
  press(name: string | RegExp): Promise<void>;
  follow(name: string | RegExp): Promise<void>;
  /** The sentence that says what was done. */
  done(): Promise<string>;
  /** What axe finds at an address, and whether it scrolls sideways, at a desk and on the narrowest screen. */
  findings(path: string, examination?: Examination): Promise<readonly string[]>;
}

/**
 * Opens a house and a page of a browser before the tests of a block, and closes both after them. Each test begins at a
 * desk, in light, and `who` looks; `use` gets the page together with the house.
 */
export function screensInBrowser<House extends { readonly url: string; close(): Promise<void> }>(
  openHouse: () => Promise<House>,
  who: string,
  use: (now: { readonly house: House; readonly page: Page }) => void,
): ScreenVisit {
  const opened: { close(): Promise<void> }[] = [];
  let house: House;
  let page: Page;
  beforeAll(async () => {
    house = await openHouse();
    opened.push(house);
    const browser = await openBrowser();
    opened.push(browser);
    page = await browser.context.newPage();
    use({ house, page });
  });
  afterAll(async () => {
    for (const each of opened.toReversed()) await each.close();
  });
  beforeEach(async () => {
    await atSize(page, DESK);
    await page.emulateMedia({ colorScheme: 'light', media: null });
    await as(who);
  });

  const as = (visitor: string) => page.setExtraHTTPHeaders({ [WHO]: visitor });
  const open = (path: string) => page.goto(`${house.url}${path}`);
  return {
    as,
    open,
    heading: () => page.getByRole('heading', { level: 1 }).innerText(),
    press: (name) => nextPage(page, () => page.getByRole('button', { name }).click()),
    follow: (name) => nextPage(page, () => page.getByRole('link', { name }).first().click()),
    done: () => page.getByRole('status').innerText(),
    findings: async (path, examination) => await faultsAt(page, `${house.url}${path}`, examination),
  };
}
