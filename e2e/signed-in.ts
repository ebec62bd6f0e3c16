import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FhirResource } from '@caecilia/fhir';
import type { Page } from 'playwright-core';
import { readSettings } from '../apps/care/src/configuration.ts';
import { type CareHouse, startCare } from '../apps/care/src/house.ts';
import { openDevelopmentTokens } from '../apps/care/src/token.ts';
import { openBrowser } from './browser.ts';

/** The house as it ships with its demo, and a browser in which people of the demo sign in. */
export interface SignedInHouse {
  readonly url: string;
  readonly dataDir: string;
  /** A browser of its own for one person of the demo, signed in, at a path. */
  signIn(name: RegExp, path?: string): Promise<Page>;
  /** A FHIR resource as the record has it now, by the token of a local tool. */
  fhir(path: string): Promise<object>;
  /** Puts a resource under its id, by the same token. */
  put(path: string, resource: object): Promise<void>;
  /** Puts resources under their ids in one transaction, by the same token. */
  putAll(resources: readonly FhirResource[]): Promise<void>;
  close(): Promise<void>;
}

/** Starts both. */
export async function openSignedInHouse(
  environment: Readonly<Record<string, string>> = {},
  now: () => Date = () => new Date(),
): Promise<SignedInHouse> {
  const dataDir = mkdtempSync(join(tmpdir(), 'caecilia-signed-in-'));
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
    async putAll(resources) {
      const entry = resources.map((resource) => ({
        resource,
        request: { method: 'PUT', url: `${resource.resourceType}/${String(resource.id)}` },
      }));
      const { status } = await fetch(`${house.url}/fhir`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/fhir+json' },
        body: JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry }),
      });
      if (status >= 300) throw new Error(`the record answered ${status}`);
    },
    async close() {
      await close();
      await house.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
