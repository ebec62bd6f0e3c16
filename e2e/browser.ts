import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { runFolder } from './run-folder.ts';
import { still } from './settled.ts';
import { slowedDown } from './slow.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** The browser of this machine, or undefined; tests of screens are skipped without one. */
export const browserPath: string | undefined = [process.env.PATH ?? '', '/usr/bin']
  .join(delimiter)
  .split(delimiter)
  .flatMap((folder) => NAMES.map((name) => join(folder, name)))
  .find((path) => existsSync(path));

/** Said in the title of what is skipped. */
export const NO_BROWSER = 'skipped: Chromium is not installed (on Debian: apt-get install chromium)';

/**
 * What the browser leaves out: the last list that is given counts, so the one of Playwright stands in it. The two of the
 * address bar draw a page of their own for each window, which takes as much of the processor as the page that is tested.
 */
const LEFT_OUT = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
];

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Pages of one house in one profile share a process of the browser: to start one takes as much as to load a page.
  '--process-per-site',
  `--disable-features=${LEFT_OUT.join(',')}`,
];

/** How large a page is at a desk; each begins so. */
export const DESK = { width: 1280, height: 900 };

/** Milliseconds after which what must appear has not; long, as machines that test are busy. */
const LONGEST_WAIT = 60_000;

/** One browser for all test files of this process, one after the other. */
let running: Promise<Browser> | undefined;

async function theBrowser(): Promise<Browser> {
  const profile = mkdtempSync(join(runFolder() ?? tmpdir(), 'caecilia-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    ...(browserPath === undefined ? {} : { executablePath: browserPath }),
    headless: true,
    args: FLAGS,
  });
  const browser = context.browser();
  if (browser === null) throw new Error('this browser opens no second profile');
  browser.on('disconnected', () => rmSync(profile, { recursive: true, force: true }));
  return browser;
}

/** A profile of one's own, with its cookies, what it stored and its cache; closing it closes its pages. */
export async function openBrowser(): Promise<{ context: BrowserContext; close(): Promise<void> }> {
  running ??= theBrowser();
  const context = await (await running).newContext({
    locale: 'nl-NL',
    viewport: DESK,
    // What moves is drawn frame by frame, and before each press a test waits until nothing moves.
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(LONGEST_WAIT);
  await slowedDown(context);
  return { context, close: async () => await context.close() };
}

/** Ends the browser of this process; for a program that goes on after its last page. Test files leave it running. */
export async function endBrowser(): Promise<void> {
  const browser = await running;
  running = undefined;
  await browser?.close();
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds on a page against WCAG 2.0 to 2.2, A and AA, and its own best practice: a sentence each. */
export async function accessibilityFindings(page: Page): Promise<readonly string[]> {
  // What is on its way in or out has other colours than it will have.
  await still(page);
  // Run by the tester and not by the page: its policy allows no script from elsewhere.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
  return page.evaluate(async (values) => {
    const axe = (globalThis as unknown as { axe: typeof import('axe-core') }).axe;
    const { violations } = await axe.run(document, {
      runOnly: { type: 'tag', values },
      // Of what is in order nobody reads where it stands.
      resultTypes: ['violations'],
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
    );
  }, RULES);
}

/** Gives a page this size, where it has another: to be drawn anew takes a tenth of a second of processor. */
export async function atSize(
  page: Page,
  size: { readonly width: number; readonly height: number },
): Promise<void> {
  const now = page.viewportSize();
  if (now?.width !== size.width || now.height !== size.height) await page.setViewportSize(size);
}

/** How far a page can be scrolled sideways, in pixels. */
export async function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Pages of paper that a page prints on. */
export async function paperPages(page: Page): Promise<number> {
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: false });
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}

/** Does what leads to another page, and waits until that one is there: a click alone may return before it is. */
export async function nextPage(page: Page, act: () => Promise<void>): Promise<void> {
  const before = await page.evaluate(() => performance.timeOrigin);
  await act();
  await page.waitForFunction(
    (origin) => performance.timeOrigin !== origin && document.readyState === 'complete',
    before,
  );
}
