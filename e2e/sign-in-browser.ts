import { createReadStream } from 'node:fs';
import { uiAssets } from '@caecilia/ui';
import type { BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { identityAssets } from '../platform/identity/src/index.ts';
import type { SignInOptions } from '../platform/identity/src/sign-in/create-sign-in.ts';
import type { SignInHouse } from '../platform/identity/src/testing/sign-in-house.ts';
import { openBrowser } from './browser.ts';
import { faultsAt, SIGHTS, type Sight } from './sights.ts';

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

/** The other language last, so that the page stands in Dutch afterwards. */
const EDGES: readonly Sight[] = SIGHTS.toReversed();
const ON_A_PHONE: Sight = { viewport: { width: 390, height: 844 }, colorScheme: 'light', language: 'nl' };

/** Axe, width and both languages, light and dark, of the page that stands there; on a phone too, where that is asked. */
export async function examine(page: Page, { phone = false, status = 200 } = {}): Promise<void> {
  const at = page.url();
  expect(await faultsAt(page, at, { sights: phone ? [...EDGES, ON_A_PHONE] : EDGES, status })).toEqual([]);
  await page.goto(at);
}
