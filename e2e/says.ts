import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** Waits until a place on a page says each of these: what is shown may still be on its way. */
export async function says(place: Locator, ...words: readonly (string | RegExp)[]): Promise<void> {
  for (const each of words) await expect.poll(() => place.innerText()).toMatch(each);
}

/** Waits until this has the focus. */
export async function hasFocus(place: Locator): Promise<void> {
  await expect.poll(() => place.evaluate((each) => each === document.activeElement)).toBe(true);
}

/** Waits until a page stands at this path. */
export async function standsAt(page: Page, path: string | RegExp): Promise<void> {
  const at = expect.poll(() => new URL(page.url()).pathname);
  await (typeof path === 'string' ? at.toBe(path) : at.toMatch(path));
}
