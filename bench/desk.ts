/**
 * `npm run bench -- --desk`: the daily work in a large house. Invented patients are seeded into a throw-away PostgreSQL
 * (`--patients N`, a hundred thousand unless said otherwise), or are there already (`--database ADDRESS`). A nurse of the
 * expert team opens the work list and a patient with two years of data in a browser; what the browser asked is then
 * asked again, at 20 requests a second.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { BrowserContext, Page } from 'playwright-core';
import { endBrowser, openBrowser } from '../e2e/browser.ts';
import { type ServerProcess, startServer } from '../e2e/server-process.ts';
import { type Figure, median } from './figures.ts';

const NURSE = /Iris Imaginair/;
/** The second patient of a seed is there for two years, with a diary of every day. */
const LONG_PATIENT = 'seed-1-000001';
const PER_SECOND = 20;
const SECRET = Buffer.alloc(32, 'bench').toString('base64');
const LOADS = 5;
/** A page on which nothing was loading for so long is done. */
const QUIET_MS = 1200;

/** What is measured on. */
export interface DeskRun {
  readonly address: string;
  readonly dataDir: string;
  /** Absent: the database is seeded already. */
  readonly patients?: number;
  readonly seconds: number;
  /** Nothing but the way from a name to the limits. */
  readonly onlySearch?: boolean;
  readonly tell: (line: string) => void;
}

/** Seeds where asked, and measures both pages in the browser and what they ask of the server. */
export async function deskFigures(run: DeskRun): Promise<Figure[]> {
  const { address, dataDir, patients, tell } = run;
  if (patients !== undefined) await seed(run, patients);
  const server = await startServer({
    dataDir,
    environment: {
      CAECILIA_CLINICAL_DATABASE_URL: address,
      CAECILIA_DEMO: 'small',
      // The database may have been used by an earlier run.
      CAECILIA_IDENTITY_SECRET: SECRET,
    },
  });
  const browser = await openBrowser();
  try {
    const page = await signIn(browser.context, server);
    const figures: Figure[] = [];
    for (const { name, path } of run.onlySearch ? [] : await pagesOf(page, server)) {
      tell(`${name}: ${path}`);
      const { ms, asked } = await opened(browser.context, `${server.url}${path}`);
      figures.push(...interactive(name, ms));
      figures.push(await repeated(name, asked, { context: browser.context, server, ...run }));
    }
    figures.push(...(await searchToLimits(page, server)));
    return figures;
  } finally {
    await browser.close();
    await endBrowser();
    await server.stop();
  }
}

async function seed({ address, dataDir }: DeskRun, patients: number): Promise<void> {
  const child = spawn(process.execPath, ['apps/care/src/main.ts', 'seed', '--patients', String(patients)], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, CAECILIA_CLINICAL_DATABASE_URL: address, CAECILIA_DATA_DIR: dataDir },
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`seeding ended with ${String(code)}`);
}

async function signIn(context: BrowserContext, server: ServerProcess): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${server.url}/desk/requests`);
  await page.getByRole('button', { name: NURSE }).click();
  await page.waitForURL(/\/desk/);
  return page;
}

/**
 * From a name to the limits, in two actions: the name is typed in the search box of any page, and who was found is
 * opened. Milliseconds from the last letter until the signs of the limits stand beside the name, the
 * moment in which the box waits for more letters counted in, and from opening until every limit stands on the page.
 */
async function searchToLimits(page: Page, server: ServerProcess): Promise<Figure[]> {
  const answer = await page.request.get(`${server.url}/desk/api/patients/${LONG_PATIENT}/glance`);
  const { patient } = (await answer.json()) as { patient: { name: string; birthDate: { from: string } } };
  const [year = '', month = '', day = ''] = patient.birthDate.from.slice(0, 10).split('-');
  const [found, shown]: [number[], number[]] = [[], []];
  for (let time = 0; time <= LOADS; time += 1) {
    await page.goto(`${server.url}/desk/requests`);
    await page.waitForTimeout(QUIET_MS);
    await page.keyboard.press('/');
    await page.getByRole('dialog').getByRole('textbox').waitFor();
    const ms = await page.evaluate(searched, { name: patient.name, born: `${day}-${month}-${year}` });
    // The first time fetches the parts of the app itself.
    if (time === 0) continue;
    found.push(ms.found);
    shown.push(ms.shown);
  }
  const goal = { kind: 'most', value: 1000 } as const;
  const both = found.map((ms, index) => ms + (shown[index] ?? Number.NaN));
  return [
    { name: 'search to limits: name typed, limits beside it', unit: 'ms', goal, ours: median(found) },
    { name: 'search to limits: opened, limits on the page', unit: 'ms', goal, ours: median(shown) },
    { name: 'search to limits: both actions', unit: 'ms', goal, ours: median(both) },
  ];
}

/**
 * Runs in the page: types a name, opens who was found when the signs of the limits stand beside them, and looks at each
 * frame what is there. Milliseconds from typing to the signs, and from opening to the limits.
 */
async function searched({ name, born }: { readonly name: string; readonly born: string }) {
  const within = async <T>(look: () => T | null | undefined): Promise<T> => {
    for (const until = performance.now() + 20_000; performance.now() < until; ) {
      const seen = look();
      if (seen) return seen;
      await new Promise((frame) => requestAnimationFrame(frame));
    }
    throw new Error('nothing came within twenty seconds');
  };
  const box = document.querySelector<HTMLInputElement>('[role=dialog] input');
  if (box === null) throw new Error('there is no search box');
  const typed = performance.now();
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(box, name);
  box.dispatchEvent(new Event('input', { bubbles: true }));
  const row = await within(() =>
    [...document.querySelectorAll<HTMLElement>('[data-action]')].find(
      (each) => each.innerText.includes(born) && each.querySelector('.limit-signs'),
    ),
  );
  const opened = performance.now();
  row.click();
  await within(() => document.querySelector('.patient-head__limits .limit-strip li'));
  return { found: opened - typed, shown: performance.now() - opened };
}

interface DeskPage {
  readonly name: string;
  readonly path: string;
}

/** The work list, the page of the patient, and the parts of it that the app links to. */
async function pagesOf(page: Page, server: ServerProcess): Promise<readonly DeskPage[]> {
  const patient = `/desk/patients/${LONG_PATIENT}`;
  await page.goto(`${server.url}${patient}`);
  await page.waitForTimeout(QUIET_MS);
  const links = await page
    .locator(`a[href^="${patient}/"]`)
    .evaluateAll((anchors) => anchors.map((anchor) => anchor.getAttribute('href') ?? ''));
  return [
    { name: 'work list', path: '/desk/requests' },
    { name: 'patient, two years', path: patient },
    ...[...new Set(links)].map((path) => ({ name: `patient, ${path.slice(patient.length + 1)}`, path })),
  ];
}

/** Milliseconds from the beginning of each navigation until nothing is loading any more, and what was asked for it. */
async function opened(context: BrowserContext, url: string): Promise<{ ms: number[]; asked: string[] }> {
  const ms: number[] = [];
  const asked = new Set<string>();
  for (let load = 0; load < LOADS; load += 1) {
    const page = await context.newPage();
    page.on('response', (response) => {
      const isData = response.headers()['content-type']?.startsWith('application/json') === true;
      if (isData && response.request().method() === 'GET' && response.url().includes('/desk/api/'))
        asked.add(response.url());
    });
    await page.addInitScript(watchLoading);
    await page.goto(url, { waitUntil: 'commit' });
    ms.push(await settled(page, url));
    await page.close();
  }
  return { ms, asked: [...asked] };
}

interface Watched {
  /** When the page last became complete, in ms since the navigation began; absent while something is loading. */
  doneAt?: number | undefined;
}

/** Runs in the page: notes at each frame whether it has its heading and nothing is loading. */
function watchLoading(): void {
  const watched: Watched = {};
  Object.assign(globalThis, { watchedLoading: watched });
  const look = () => {
    const isDone =
      document.querySelector('h1') !== null &&
      document.querySelector('.state--loading, .mantine-Skeleton-root') === null;
    if (!isDone) watched.doneAt = undefined;
    else watched.doneAt ??= performance.now();
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

async function settled(page: Page, url: string): Promise<number> {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; await wait(50)) {
    const { doneAt, now, failed } = await page.evaluate(() => ({
      doneAt: (globalThis as unknown as { watchedLoading?: Watched }).watchedLoading?.doneAt,
      now: performance.now(),
      failed: document.querySelector('.state--failure') !== null,
    }));
    if (failed) throw new Error(`the page failed: ${url}`);
    if (doneAt !== undefined && now - doneAt > QUIET_MS) return doneAt;
  }
  throw new Error(`the page did not come to rest within 30 s: ${url}`);
}

/** The first load fetches the app itself; after it that lies in the browser. */
function interactive(name: string, [first = Number.NaN, ...more]: readonly number[]): Figure[] {
  const goal = { kind: 'most', value: 1000 } as const;
  return [
    { name: `${name}: interactive, app not yet loaded`, unit: 'ms', goal, ours: first },
    { name: `${name}: interactive`, unit: 'ms', goal, ours: median(more) },
  ];
}

/** Asks what the page asked, in turn, at a constant rate, whether or not the one before was answered. */
async function repeated(
  name: string,
  asked: readonly string[],
  { context, server, seconds }: Pick<DeskRun, 'seconds'> & { context: BrowserContext; server: ServerProcess },
): Promise<Figure> {
  if (asked.length === 0) throw new Error(`${name}: the page asked nothing of the server`);
  const cookie = (await context.cookies(server.url)).map((each) => `${each.name}=${each.value}`).join('; ');
  const times: number[] = [];
  const ask = async (url: string) => {
    const started = performance.now();
    const answer = await fetch(url, { headers: { cookie, accept: 'application/json' } });
    const body = await answer.text();
    if (!answer.ok) throw new Error(`${name}: ${url} was answered ${answer.status}: ${body.slice(0, 200)}`);
    times.push(performance.now() - started);
  };
  // What is asked for the first time is compiled then; a server that runs has done that.
  for (const url of asked) await ask(url);
  times.length = 0;
  const under: Promise<void>[] = [];
  const began = performance.now();
  for (let n = 0; n < seconds * PER_SECOND; n += 1) {
    await wait(Math.max(0, began + (n * 1000) / PER_SECOND - performance.now()));
    under.push(ask(asked[n % asked.length] ?? ''));
  }
  await Promise.all(under);
  const p95 = times.toSorted((a, b) => a - b)[Math.floor(0.95 * (times.length - 1))] ?? Number.NaN;
  return {
    name: `${name}: server p95 at ${PER_SECOND}/s, ${asked.length} addresses`,
    unit: 'ms',
    goal: { kind: 'most', value: 200 },
    ours: p95,
  };
}
