import { partOfToday } from '@caecilia/fhir/testing/part-of-today';
import type { Page } from 'playwright-core';
import { accessibilityFindings, atSize, DESK } from './browser.ts';
import { settled, still } from './settled.ts';

/** How somebody looks at a page. */
export interface Sight {
  readonly viewport: { readonly width: number; readonly height: number };
  readonly colorScheme: 'light' | 'dark';
  readonly language: 'nl' | 'en';
}

/** 1280 pixels at 400 per cent. */
export const NARROWEST = { width: 320, height: 640 };
/** 1280 by 1024 pixels at 400 per cent. */
export const MAGNIFIED = { width: 320, height: 256 };

/** A folder for a picture of each page that is examined; for looking, not for the test. */
const PICTURES = process.env.CAECILIA_SHOTS;
const pictureOf = (where: string) => `${PICTURES}/${where.replace(/\W+/g, '-')}.png`;

/** Every language in light and dark, at a desk and at 400 per cent. */
export const EVERY_SIGHT: readonly Sight[] = (['nl', 'en'] as const).flatMap((language) =>
  (['light', 'dark'] as const).flatMap((colorScheme) =>
    [DESK, MAGNIFIED].map((viewport) => ({ viewport, colorScheme, language })),
  ),
);

/** Whether pages are examined at every sight; `npm run axe-pages`. */
export const EXAMINES_EVERY_SIGHT = process.env.CAECILIA_SIGHTS === 'every';

/** What a page is examined at where nothing else is asked: two in which everything differs, or every one. */
export const SIGHTS: readonly Sight[] = EXAMINES_EVERY_SIGHT
  ? EVERY_SIGHT
  : [
      { viewport: DESK, colorScheme: 'light', language: 'nl' },
      { viewport: NARROWEST, colorScheme: 'dark', language: 'en' },
    ];

/** Of many pages of one kind a third that changes by the day, or every one of them. */
export function examinedToday<Each>(pages: readonly Each[]): readonly Each[] {
  return EXAMINES_EVERY_SIGHT ? pages : partOfToday(pages, 3);
}

/** Parts of the app whose tests examine their own pages at length, beside `npm run axe-pages`. */
const AT_LENGTH = [
  'assessment',
  'conversation',
  'mdt',
  'requests',
  'stay',
  'story',
  'team',
  'work-app',
] as const;

/** Whether the pages of a part are examined on another day: a third of the parts is each day. */
export const isForAnotherDay = (part: (typeof AT_LENGTH)[number]): boolean =>
  !examinedToday(AT_LENGTH).includes(part);

/** What there is to say of the page as it stands: what axe finds, a sideways scroll, a failure; a sentence each. */
export async function faultsHere(page: Page, language?: Sight['language']): Promise<readonly string[]> {
  const seen = await page.evaluate(() => ({
    sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    spoken: document.documentElement.lang,
    hasFailed: document.querySelector('.state--failure') !== null,
  }));
  return [
    ...(language === undefined || seen.spoken === language ? [] : [`speaks ${seen.spoken}`]),
    ...(seen.hasFailed ? ['shows that something failed'] : []),
    ...(seen.sideways === 0 ? [] : [`scrolls ${seen.sideways} pixels sideways`]),
    ...(await accessibilityFindings(page)),
  ];
}

/** What is special about a page that is examined. */
export interface Examination {
  /** At what it is examined; `SIGHTS` where nothing is said. */
  readonly sights?: readonly Sight[];
  /** Does what the page is to be examined after. */
  readonly prepare?: () => Promise<void>;
  /** What the server has to answer; 200 where nothing is said. */
  readonly status?: number;
}

/**
 * The same at an address, at each sight, with the sight and the address in each sentence. The page is opened once for
 * each language; width and colours change while it stands. Afterwards the page stands at a desk, in light, in the language
 * of the last sight. Of several sights it is looked at from half of them, which change by the day; from each in `npm run
 * whole` and `npm run axe-pages`.
 */
export async function faultsAt(
  page: Page,
  address: string,
  { sights = SIGHTS, prepare, status = 200 }: Examination = {},
): Promise<readonly string[]> {
  const found: string[] = [];
  const today = EXAMINES_EVERY_SIGHT ? sights : partOfToday(sights, 2);
  let shown: string | undefined;
  const open = async (language: Sight['language']) => {
    const asked = new URL(address);
    asked.searchParams.set('lang', language);
    const answer = await page.goto(asked.href);
    if (answer?.status() !== status) found.push(`${asked.href} answers ${answer?.status()}`);
    await settled(page);
    await prepare?.();
    shown = language;
  };
  for (const { viewport, colorScheme, language } of today) {
    await atSize(page, viewport);
    await page.emulateMedia({ colorScheme });
    if (shown !== language) {
      await open(language);
      // A page that was opened so has nothing that still changes; what was done on it may.
      if (prepare) await still(page);
    } else await still(page);
    const faults = await faultsHere(page, language);
    const { pathname, search } = new URL(address);
    const where = `${pathname}${search} in ${language}, ${colorScheme}, ${viewport.width} wide`;
    found.push(...faults.map((fault) => `${where}: ${fault}`));
    if (PICTURES) await page.screenshot({ path: pictureOf(where), fullPage: true });
  }
  const last = sights.at(-1)?.language;
  await atSize(page, DESK);
  await page.emulateMedia({ colorScheme: 'light' });
  // Whatever is looked at today, what follows finds the page in the same language.
  if (last !== undefined && shown !== last) await open(last);
  return found;
}
