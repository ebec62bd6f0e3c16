import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { partOfToday } from '@caecilia/fhir/testing/part-of-today';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CareHouse, startCare } from '../apps/care/src/house.ts';
import { openDevelopmentTokens } from '../apps/care/src/token.ts';
import { browserPath, NO_BROWSER, openBrowser } from './browser.ts';
import { demoRecord, demoSettings } from './demo-record.ts';
import { hasShared, NO_SHARED, SHARED } from './shared-data.ts';

const dataDir = await demoRecord('caecilia-hostile-');
let house: CareHouse;
let headers: Record<string, string>;
beforeAll(async () => {
  const settings = demoSettings(dataDir, {
    CAECILIA_LOG_LEVEL: 'silent',
    CAECILIA_RATE_SIGN_IN: '100000',
  });
  house = await startCare(settings, {});
  const token = openDevelopmentTokens(dataDir).issue(new Date(), 60);
  headers = { authorization: `Bearer ${token}` };
});
afterAll(async () => {
  await house.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Not those that would put the house together anew, or read all of it; nor what answers as GET does. */
const isAsked = (route: string) => !/^(OPTIONS|HEAD) | \/admin\/(packs|verify)$/.test(route);

/** Every way in which NUL, or bytes that are no text, can come to a route. */
function oddRequests(method: string, url: string): readonly { path: string; body?: string }[] {
  const path = (star: string, id: string) => url.replace('*', star).replace(/:\w+/g, id);
  const known = path('Patient', 'demo-wilhelmina');
  const odd = [
    { path: path('Patient', 'a%00b') },
    { path: `${known}?q=a%00b&patient=a%00b&from=%00&to=%00&uid=%00` },
  ];
  const fields = ['username', 'password', 'code', 'words', 'family', 'client_id', 'token', 'refresh_token'];
  const body = `${fields.map((name) => `${name}=a%00b`).join('&')}&q=%ED%A0%80`;
  return method === 'POST' ? [...odd, { path: path('token', 'demo-wilhelmina'), body }] : odd;
}

async function statusOf(method: string, { path, body }: { path: string; body?: string }, known: object) {
  const form = body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await fetch(`${house.url}${path}`, {
    method,
    redirect: 'manual',
    body: body ?? null,
    headers: { ...known, ...form },
  });
  // A stream of events ends with the session and not by itself.
  const streams = answer.headers.get('content-type')?.startsWith('text/event-stream') === true;
  await (streams ? answer.body?.cancel() : answer.arrayBuffer());
  return answer.status;
}

describe('a character that no text may hold (trust check I11)', () => {
  it('never ends in a failure, at any route, in any place of a request', async () => {
    const failures: string[] = [];
    const every = [...new Set(house.routes)].filter(isAsked).sort();
    // Every other one, by the day: `npm run whole` asks all of them.
    const routes = partOfToday(every, 2).map((route) => route.split(' '));
    for (const [method = '', url = ''] of routes) {
      for (const asked of oddRequests(method, url))
        for (const known of [{}, headers]) {
          const status = await statusOf(method, asked, known);
          if (status >= 500) failures.push(`${method} ${asked.path} ${status}`);
        }
    }
    expect(every.length).toBeGreaterThan(100);
    expect(failures).toEqual([]);
  });
});

const isReady = browserPath !== undefined && hasShared('data/hostile');

describe.skipIf(!isReady)(
  isReady
    ? 'script in what people wrote (trust check I3)'
    : `script: ${browserPath ? NO_SHARED : NO_BROWSER}`,
  () => {
    it('is words on every page that shows it: no dialog, nothing runs, nothing is fetched from elsewhere', async () => {
      const file = readFileSync(join(SHARED, 'data/hostile/xss-dompurify.json'), 'utf8');
      const payloads = (JSON.parse(file) as { payload: string }[]).map(({ payload }) => payload);
      const { context, close } = await openBrowser();
      try {
        await context.setExtraHTTPHeaders(headers);
        const page = await context.newPage();
        const happened: string[] = [];
        page.on('dialog', (dialog) => {
          happened.push(`dialog ${dialog.message()}`);
          void dialog.dismiss();
        });
        page.on('request', (request) => {
          if (!request.url().startsWith(house.url) && !request.url().startsWith('data:'))
            happened.push(`asked ${request.url()}`);
        });
        let next = 0;
        const payload = () => `${payloads[next++ % payloads.length]}`;
        let kept = 0;
        while (next < payloads.length) {
          const record = await everything();
          const before = next;
          for (const resource of record) kept += await keep(withWords(resource, payload));
          if (next === before) throw new Error('there is no place for words in the record');
          const originals = record.filter((_each, index) => index % 8 === 0);
          for (const path of [
            '',
            ...originals.map(({ resourceType, id }) => `/../originals/${resourceType}/${id}`),
          ]) {
            await page.goto(`${house.url}/care/patients/demo-wilhelmina/emergency${path}`);
            happened.push(...(await page.evaluate<string[]>(ACTIVE)));
          }
        }
        expect(kept).toBeGreaterThan(50);
        expect(happened).toEqual([]);
      } finally {
        await close();
      }
    });
  },
);

/** What in a document could run, as a script for the browser. */
const ACTIVE = `[...document.querySelectorAll('*')].flatMap((each) => [
  ...(['IFRAME', 'OBJECT', 'EMBED', 'BASE', 'STYLE'].includes(each.tagName) ? [each.outerHTML.slice(0, 200)] : []),
  ...(each.tagName === 'SCRIPT' && !(each.getAttribute('src') ?? '').startsWith('/') ? [each.outerHTML.slice(0, 200)] : []),
  ...[...each.attributes].filter(({ name, value }) => /^on|^style$/i.test(name) || /^\\s*javascript:/i.test(value))
    .map(({ name, value }) => name + '=' + value),
])`;

interface Resource {
  readonly resourceType: string;
  readonly id: string;
}

async function everything(): Promise<Resource[]> {
  const answer = await fetch(`${house.url}/fhir/Patient/demo-wilhelmina/$everything?_count=200`, { headers });
  const { entry } = (await answer.json()) as { entry: { resource: Resource }[] };
  return entry.map(({ resource }) => resource);
}

/** Members that hold words of people. */
const WORDS = new Set(['text', 'family', 'description', 'valueString', 'title', 'comment', 'city', 'line']);

/** The resource with its words replaced. */
function withWords(value: Resource, words: () => string): Resource;
function withWords(value: unknown, words: () => string): unknown;
function withWords(value: unknown, words: () => string): unknown {
  if (Array.isArray(value)) return value.map((each) => withWords(each, words));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]: [string, unknown]) => [
      name,
      WORDS.has(name) && typeof each === 'string' ? words() : withWords(each, words),
    ]),
  );
}

/** Keeps it, where the record takes it; gives how many were kept. */
async function keep(resource: Resource): Promise<number> {
  const answer = await fetch(`${house.url}/fhir/${resource.resourceType}/${resource.id}`, {
    method: 'PUT',
    headers: { ...headers, 'content-type': 'application/fhir+json' },
    body: JSON.stringify(resource),
  });
  await answer.arrayBuffer();
  expect(answer.status).toBeLessThan(500);
  return answer.ok ? 1 : 0;
}
