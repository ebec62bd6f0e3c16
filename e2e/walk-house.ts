import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '@caecilia/ui';
import type { Locator, Page } from 'playwright-core';
import { accessibilityFindings } from './browser.ts';
import { openSignedInHouse, type SignedInHouse } from './signed-in.ts';

/** Where the pictures of a walk are kept, one folder for each language. */
const PICTURES = join(import.meta.dirname, '../test-results/walk-through');

/** A walk through the daily work: people of the demo one after another, each in a window of their own. */
export interface Walk {
  readonly house: SignedInHouse;
  /** Everybody who did something. */
  readonly people: ReadonlySet<string>;
  /** How many texts were typed; each of them once. */
  readonly typed: ReadonlyMap<string, string>;
  /** The window of somebody, at a place of the house. */
  as(name: RegExp, path: string): Promise<Page>;
  /** Types into a field what nobody typed before in this walk; throws where it is the second time. */
  type(field: Locator, words: string): Promise<void>;
  /** Keeps a picture of the page, and proves that axe finds nothing on it. */
  keep(page: Page, step: string): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Starts a house with its demo, in one language. */
export async function beginWalk(language: Language): Promise<Walk> {
  const house = await openSignedInHouse();
  const folder = join(PICTURES, language);
  mkdirSync(folder, { recursive: true });
  const cookies = new Map<string, Parameters<SignedInHouse['newWindow']>[0]>();
  const typed = new Map<string, string>();
  const people = new Set<string>();
  const windows: Page[] = [];
  const inLanguage = (path: string) => `${path}${path.includes('?') ? '&' : '?'}lang=${language}`;
  return {
    house,
    people,
    typed,
    async as(name, path) {
      people.add(name.source);
      let held = cookies.get(name.source);
      if (held === undefined) {
        const first = await house.signIn(name, inLanguage(path));
        held = await first.context().cookies();
        cookies.set(name.source, held);
        await first.close();
      }
      const page = await house.newWindow(held);
      windows.push(page);
      page.setDefaultTimeout(12_000);
      await page.goto(`${house.url}${inLanguage(path)}`);
      return page;
    },
    async type(field, words) {
      const before = typed.get(words);
      const where = String(field);
      if (before !== undefined) throw new Error(`typed twice: first at ${before}, now at ${where}`);
      typed.set(words, where);
      await field.fill(words);
    },
    async keep(page, step) {
      await page.screenshot({ path: join(folder, `${step}.png`), fullPage: true });
      return await accessibilityFindings(page);
    },
    async close() {
      for (const page of windows) await page.context().close();
      await house.close();
    },
  };
}
