import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { browserPath, NO_BROWSER } from './browser.ts';
import { deskInBrowser } from './desk.ts';
import { DESK_PAGES, ELSEWHERE, NO_PAGES, PATIENT, preparePages, SERVER_PAGES } from './pages-of-house.ts';
import { EVERY_SIGHT, EXAMINES_EVERY_SIGHT } from './sights.ts';

/** What the router of the app says of itself in its page. */
interface RouterInPage {
  readonly routesByPath: Readonly<Record<string, unknown>>;
}

describe.skipIf(browserPath === undefined)(`every page ${browserPath ? '' : NO_BROWSER}`, () => {
  const desk = deskInBrowser({ prepare: async ({ house }) => await preparePages(house) });

  it('of the server is examined with axe: one that is declared and not in the table fails here', () => {
    const declared = desk.house.routes.flatMap((route) => /^GET (.+)$/.exec(route)?.[1] ?? []);
    const pages = [...new Set(declared)].filter((path) => !NO_PAGES.some((each) => each.test(path)));
    const known = [...SERVER_PAGES.map(({ route }) => route), ...Object.keys(ELSEWHERE)];
    expect(known.toSorted()).toEqual(pages.toSorted());
    for (const file of Object.values(ELSEWHERE))
      expect(existsSync(join(import.meta.dirname, file))).toBe(true);
  });

  it('of the app is examined with axe: one that the router knows and is not in the table fails here', async () => {
    const page = await desk.open(/Femke Fictief/, '/desk/patients');
    const routes = await page.evaluate(() =>
      Object.keys(
        (globalThis as unknown as { readonly __TSR_ROUTER__: RouterInPage }).__TSR_ROUTER__.routesByPath,
      ),
    );
    // The start only leads on.
    const pages = new Set(routes.filter((path) => path !== '/').map((path) => path.replace(/(.)\/$/, '$1')));
    expect(DESK_PAGES.map(({ route }) => route).toSorted()).toEqual([...pages].toSorted());
  });

  // Minutes: `npm run axe-pages`. In every test run pages are examined where their area is tested.
  describe.skipIf(!EXAMINES_EVERY_SIGHT)(
    'in both languages, light and dark, at a desk and at 400 per cent',
    () => {
      it.each([...DESK_PAGES, ...SERVER_PAGES])(
        'has nothing that axe finds, and no sideways scroll: $route',
        async (each) => {
          const page = await desk.open(each.who, '/account');
          const path = typeof each.path === 'string' ? each.path : await each.path(page);
          const { status } = each;
          expect(
            await desk.faults(page, path, {
              sights: EVERY_SIGHT,
              ...(status === undefined ? {} : { status }),
            }),
          ).toEqual([]);
        },
      );

      it('has nothing that axe finds where there is no page', async () => {
        const page = await desk.open(/Femke Fictief/, `/desk/patients/${PATIENT}`);
        expect(await desk.faults(page, '/desk/nowhere', { sights: EVERY_SIGHT })).toEqual([]);
        expect(await desk.faults(page, '/nowhere', { sights: EVERY_SIGHT, status: 404 })).toEqual([]);
      });
    },
  );
});
