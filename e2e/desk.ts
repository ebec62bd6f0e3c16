import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { atSize, DESK } from './browser.ts';
import { settled } from './settled.ts';
import { type Examination, faultsAt } from './sights.ts';
import { openSignedInHouse, type SignedInHouse } from './signed-in.ts';

/** Letters that are told of a page on which a test failed. */
const MOST_WORDS = 4_000;

/** The house with its demo in a browser, for the tests of one file. */
export interface DeskVisit {
  readonly house: SignedInHouse;
  /** Somebody signed in at a path, in place of whoever was before in this profile, and the page as it stands then. */
  open(name: RegExp, path: string): Promise<Page>;
  /** The same in a window with a profile of its own, for those who work beside each other. */
  window(name: RegExp, path: string): Promise<Page>;
  /** What axe finds at a path, and a sideways scroll; see `faultsAt`. */
  faults(page: Page, path: string, options?: Examination): Promise<readonly string[]>;
}

/**
 * Opens the house and a browser before the tests of a file, and closes both after them. A page that a test opened is
 * closed after it, and is online again, also when the test failed; what is opened before the first test stays. No test
 * passes in which a script of a page broke, or a page's policy refused something.
 */
export function deskInBrowser({
  environment = {},
  prepare = async () => undefined,
}: {
  readonly environment?: Readonly<Record<string, string>>;
  /** What stands in the record, and who is signed in, before the first test. */
  readonly prepare?: (visit: DeskVisit) => Promise<unknown>;
} = {}): DeskVisit {
  let house: SignedInHouse | undefined;
  const broken: string[] = [];
  const ofTest = new Set<Page>();
  const watched = (page: Page) => {
    ofTest.add(page);
    page.on('pageerror', (error) => broken.push(error.message));
    page.on('console', (message) => {
      if (/Content.Security.Policy/.test(message.text())) broken.push(message.text());
    });
    return page;
  };
  const shown = async (page: Page) => {
    await atSize(page, DESK);
    await settled(page);
    return page;
  };
  const visit: DeskVisit = {
    get house() {
      if (house === undefined) throw new Error('the house is not open yet');
      return house;
    },
    open: async (name, path) => await shown(await visit.house.signIn(name, path, watched)),
    window: async (name, path) => await shown(await visit.house.window(name, path, watched)),
    faults: async (page, path, options) => await faultsAt(page, `${visit.house.url}${path}`, options),
  };
  beforeAll(async () => {
    house = await openSignedInHouse(environment);
    await prepare(visit);
  });
  afterAll(async () => await house?.close());
  beforeEach(() => ofTest.clear());
  afterEach(async ({ task }) => {
    for (const page of ofTest) {
      if (task.result?.state === 'fail') await told(page);
      await page.context().setOffline(false);
      await page.close();
    }
    expect(broken.splice(0)).toEqual([]);
  });
  return visit;
}

/** What stood on a page when its test failed, of people who are invented: where nobody was looking, nothing else tells. */
async function told(page: Page): Promise<void> {
  if (page.isClosed()) return;
  const words = await page.locator('body').innerText();
  console.error(`${page.url()} showed:\n${words.slice(0, MOST_WORDS)}`);
}
