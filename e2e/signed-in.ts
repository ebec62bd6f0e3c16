import { rmSync } from 'node:fs';
import { emptyRecord } from '@caecilia/store/testing/migrated';
import type { BrowserContext, Page } from 'playwright-core';
import { readSettings } from '../apps/care/src/configuration.ts';
import { type CareHouse, startCare } from '../apps/care/src/house.ts';
import { openDevelopmentTokens } from '../apps/care/src/token.ts';
import { openBrowser } from './browser.ts';

/** Cookies as a browser keeps them. */
type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;

/** The house as it ships with its demo, and a browser in which people of the demo sign in. */
export interface SignedInHouse {
  readonly url: string;
  readonly dataDir: string;
  /** A browser of its own for one person of the demo, signed in, at a path. */
  signIn(name: RegExp, path?: string): Promise<Page>;
  /** A window with a profile of its own, in which whoever these cookies are of is signed in. */
  newWindow(cookies: Cookies): Promise<Page>;
  /** A FHIR resource as the record has it now, by the token of a local tool. */
  fhir(path: string): Promise<object>;
  /** Puts a resource under its id, by the same token. */
  put(path: string, resource: object): Promise<void>;
  /** Puts many in at once, in one transaction, by the same token. */
  load(resources: readonly { readonly resourceType: string; readonly id: string }[]): Promise<void>;
  close(): Promise<void>;
}

/** Starts both. */
export async function openSignedInHouse(
  environment: Readonly<Record<string, string>> = {},
  now: () => Date = () => new Date(),
): Promise<SignedInHouse> {
  const dataDir = await emptyRecord('caecilia-signed-in-');
  const settings = readSettings(
    {
      CAECILIA_LOG_LEVEL: 'error',
      CAECILIA_CARE_PORT: '0',
      // A test that needs the sixty patients of the demo network says so.
      CAECILIA_DEMO: 'small',
      ...environment,
      CAECILIA_DATA_DIR: dataDir,
    },
    '/',
  );
  const house: CareHouse = await startCare(settings, { now });
  const { context, close } = await openBrowser();
  const token = openDevelopmentTokens(dataDir).issue(new Date(), 60);
  return {
    url: house.url,
    dataDir,
    async signIn(name, path = '/?list=all') {
      await context.clearCookies();
      const page = await context.newPage();
      await page.goto(`${house.url}${path}`);
      const button = page.getByRole('button', { name });
      if ((await button.count()) === 0) await page.getByRole('link', { name: /patiënt of naaste/i }).click();
      await button.click();
      return page;
    },
    async newWindow(cookies) {
      const apart = await context.browser()?.newContext({ locale: 'nl-NL' });
      if (apart === undefined) throw new Error('this browser opens no second profile');
      await apart.addCookies(cookies);
      return await apart.newPage();
    },
    async fhir(path) {
      const answer = await fetch(`${house.url}/fhir/${path}`, {
        headers: { authorization: `Bearer ${token}`, accept: 'application/fhir+json' },
      });
      return (await answer.json()) as object;
    },
    async put(path, resource) {
      const { status } = await fetch(`${house.url}/fhir/${path}`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/fhir+json' },
        body: JSON.stringify(resource),
      });
      if (status >= 300) throw new Error(`the record answered ${status}`);
    },
    async load(resources) {
      const entry = resources.map((resource) => ({
        resource,
        request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` },
      }));
      const answer = await fetch(`${house.url}/fhir`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/fhir+json' },
        body: JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry }),
      });
      if (!answer.ok) throw new Error(`the record answered ${answer.status}: ${await answer.text()}`);
    },
    async close() {
      await close();
      await house.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
