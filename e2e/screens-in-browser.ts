import type { BrowserContext, Page, Response } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { accessibilityFindings, nextPage, openBrowser, sidewaysScroll } from './browser.ts';
import { WHO } from './screens-house.ts';

const DESK = { width: 1280, height: 900 };
/** 1280 pixels at 400 per cent. */
const NARROWEST = { width: 320, height: 640 };
const SIGHTS = [
  { viewport: DESK, colorScheme: 'light', language: 'nl' },
  { viewport: NARROWEST, colorScheme: 'dark', language: 'en' },
] as const;

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
  findings(path: string): Promise<readonly string[]>;
}

/**
 * Opens a house and a browser before the tests of a block, and closes both after them. Each test has a page of its
 * own, at a desk, in which `who` looks; `use` gets it together with the house.
 */
export function screensInBrowser<House extends { readonly url: string; close(): Promise<void> }>(
  openHouse: () => Promise<House>,
  who: string,
  use: (now: { readonly house: House; readonly page: Page }) => void,
): ScreenVisit {
  const opened: { close(): Promise<void> }[] = [];
  let house: House;
  let context: BrowserContext;
  let page: Page;
  beforeAll(async () => {
    house = await openHouse();
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
    await as(who);
    use({ house, page });
  });
  afterEach(async () => {
    await page.close();
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
    async findings(path) {
      const found: string[] = [];
      for (const { viewport, colorScheme, language } of SIGHTS) {
        await page.setViewportSize(viewport);
        await page.emulateMedia({ colorScheme });
        await open(`${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
        const sideways = await sidewaysScroll(page);
        const all = [
          ...(await accessibilityFindings(page)),
          ...(sideways === 0 ? [] : [`scrolls ${sideways} pixels sideways`]),
        ];
        found.push(...all.map((finding) => `${colorScheme}, ${viewport.width} wide: ${finding}`));
      }
      return found;
    },
  };
}
