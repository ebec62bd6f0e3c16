import { rmSync } from 'node:fs';
import { emptyRecord } from '@caecilia/store/testing/migrated';
import type { BrowserContext, Page } from 'playwright-core';
import { type CareHouse, startCare } from '../apps/care/src/house.ts';
import { openDevelopmentTokens } from '../apps/care/src/token.ts';
import { openBrowser } from './browser.ts';
import { demoRecord, demoSettings } from './demo-record.ts';
import { isSignedIn, signInTo } from './demo-sign-in.ts';

/** Cookies as a browser keeps them. */
type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;

/** Gets a page before it goes anywhere. */
type Begin = (page: Page) => void;

/** The record as a local tool reaches it, by a token. */
export interface RecordByToken {
  /** A FHIR resource as the record has it now. */
  fhir(path: string): Promise<object>;
  /** Puts a resource under its id. */
  put(path: string, resource: object): Promise<void>;
  /** Puts many in at once, in one transaction. */
  load(resources: readonly { readonly resourceType: string; readonly id: string }[]): Promise<void>;
}

/** The house as it ships with its demo, and a browser in which people of the demo sign in. */
export interface SignedInHouse extends RecordByToken {
  readonly url: string;
  /** Every route that the server declares, as `GET /fhir/*`. */
  readonly routes: readonly string[];
  readonly dataDir: string;
  /** One person of the demo signed in, in place of whoever was before in this profile, at a path. */
  signIn(name: RegExp, path?: string, begin?: Begin): Promise<Page>;
  /** The same in a window with a profile of its own, for those who work beside each other. */
  window(name: RegExp, path: string, begin?: Begin): Promise<Page>;
  /** A window with a profile of its own, in which whoever these cookies are of is signed in. */
  newWindow(cookies: Cookies): Promise<Page>;
  close(): Promise<void>;
}

/** Starts both; a test that needs the sixty patients of the demo network says so in the environment. */
export async function openSignedInHouse(
  environment: Readonly<Record<string, string>> = {},
  now: () => Date = () => new Date(),
): Promise<SignedInHouse> {
  const { CAECILIA_DEMO = 'small', CAECILIA_CLINICAL_DATABASE_URL: elsewhere } = environment;
  const isAsMade = CAECILIA_DEMO === 'small' && elsewhere === undefined;
  const dataDir = await (isAsMade ? demoRecord : emptyRecord)('caecilia-signed-in-');
  const house: CareHouse = await startCare(demoSettings(dataDir, environment), { now });
  const profiles: { close(): Promise<void> }[] = [];
  const profile = async () => {
    const opened = await openBrowser();
    profiles.push(opened);
    return opened.context;
  };
  const shown = async (context: BrowserContext, path: string, begin?: Begin) => {
    const page = await context.newPage();
    begin?.(page);
    await page.goto(`${house.url}${path}`);
    return page;
  };
  const context = await profile();
  const signedIn = signInOnce(house.url);
  return {
    url: house.url,
    routes: house.routes,
    dataDir,
    async signIn(name, path = '/?list=all', begin) {
      await context.clearCookies();
      await signedIn(context, name);
      return await shown(context, path, begin);
    },
    async window(name, path, begin) {
      const own = await profile();
      await signInTo(house.url, name, own);
      return await shown(own, path, begin);
    },
    async newWindow(cookies) {
      const own = await profile();
      await own.addCookies(cookies);
      return await own.newPage();
    },
    ...recordByToken(house.url, dataDir),
    async close() {
      await Promise.all(profiles.map((each) => each.close()));
      await house.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/**
 * Signs somebody in who was not yet: whoever signed in before in this house goes on with that session, where it still
 * holds. To sign in takes a quarter of a second of processor.
 */
function signInOnce(url: string): (context: BrowserContext, name: RegExp) => Promise<void> {
  const sessions = new Map<string, Cookies>();
  return async (context, name) => {
    const before = sessions.get(name.source);
    if (before !== undefined) {
      await context.addCookies(before);
      if (await isSignedIn(url, context)) return;
      await context.clearCookies();
    }
    await signInTo(url, name, context);
    sessions.set(name.source, await context.cookies());
  };
}

function recordByToken(url: string, dataDir: string): RecordByToken {
  const authorization = `Bearer ${openDevelopmentTokens(dataDir).issue(new Date(), 60)}`;
  const sent = async (method: 'PUT' | 'POST', path: string, body: object) => {
    const answer = await fetch(`${url}/fhir${path}`, {
      method,
      headers: { authorization, 'content-type': 'application/fhir+json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`the record answered ${answer.status}: ${await answer.text()}`);
  };
  return {
    async fhir(path) {
      const answer = await fetch(`${url}/fhir/${path}`, {
        headers: { authorization, accept: 'application/fhir+json' },
      });
      return (await answer.json()) as object;
    },
    put: async (path, resource) => await sent('PUT', `/${path}`, resource),
    async load(resources) {
      const entry = resources.map((resource) => ({
        resource,
        request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` },
      }));
      await sent('POST', '', { resourceType: 'Bundle', type: 'transaction', entry });
    },
  };
}
