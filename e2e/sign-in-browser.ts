import { createReadStream } from 'node:fs';
import { uiAssets } from '@caecilia/ui';
import type { BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { identityAssets } from '../platform/identity/src/index.ts';
import type { SignInOptions } from '../platform/identity/src/sign-in/create-sign-in.ts';
import type { SignInHouse } from '../platform/identity/src/testing/sign-in-house.ts';
import { accessibilityFindings, openBrowser, sidewaysScroll } from './browser.ts';

/** The sign-in by itself, served to a browser. */
export interface SignInBrowser {
  /** Its origin, by the name that passkeys are bound to. */
  readonly url: string;
  readonly context: BrowserContext;
  close(): Promise<void>;
}

/** Opens the house and the browser; closing it closes both. */
export async function openSignInBrowser(
  house: SignInHouse,
  options: Partial<SignInOptions> = {},
): Promise<SignInBrowser> {
  let url = '';
  await house.open({ ...options, origin: () => url });
  for (const { path, file, contentType } of [...uiAssets(), ...identityAssets()])
    house.app.get(path, (_request, reply) => reply.type(contentType).send(createReadStream(file)));
  url = (await house.app.listen({ host: '127.0.0.1', port: 0 })).replace('127.0.0.1', 'localhost');
  const browser = await openBrowser();
  return {
    url,
    context: browser.context,
    async close() {
      await browser.close();
      await house.close();
    },
  };
}

/** An authenticator of the browser itself, whose user is always there. */
export async function addAuthenticator(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

export const DESK = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };
/** 1280 pixels at 400 per cent. */
const NARROWEST = { width: 320, height: 640 };
const EDGES = [
  [DESK, 'light', 'nl'],
  [NARROWEST, 'dark', 'en'],
] as const;
const ON_A_PHONE = [PHONE, 'light', 'nl'] as const;
/** A folder for a picture of each page that is examined; for looking, not for the test. */
const SHOTS = process.env.CAECILIA_SHOTS;

/** Axe, width and both languages, light and dark, of the page that stands there; on a phone too, where that is asked. */
export async function examine(page: Page, name: string, { phone = false } = {}): Promise<void> {
  const at = page.url();
  for (const [viewport, colorScheme, lang] of phone ? [...EDGES, ON_A_PHONE] : EDGES) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    const address = new URL(at);
    address.searchParams.set('lang', lang);
    await page.goto(address.href);
    await expect(page.locator('html').getAttribute('lang')).resolves.toBe(lang);
    await expect(accessibilityFindings(page), `${name} ${viewport.width}`).resolves.toEqual([]);
    await expect(sidewaysScroll(page), `${name} ${viewport.width}`).resolves.toBe(0);
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}-${viewport.width}.png`, fullPage: true });
  }
  await page.setViewportSize(DESK);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(at);
}
