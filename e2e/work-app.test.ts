import type { Page, Route } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { accessibilityFindings, browserPath, DESK, NO_BROWSER, sidewaysScroll } from './browser.ts';
import { deskInBrowser } from './desk.ts';
import { hasFocus, says, standsAt } from './says.ts';
import { settled } from './settled.ts';
import { isForAnotherDay, MAGNIFIED, NARROWEST, type Sight } from './sights.ts';

const PHYSICIAN = /Femke Fictief/;
const LARGEST_FIRST_LOAD = 250 * 1024;
const SIGHTS: readonly Sight[] = [
  { viewport: DESK, colorScheme: 'light', language: 'nl' },
  { viewport: DESK, colorScheme: 'dark', language: 'en' },
  { viewport: { width: 390, height: 844 }, colorScheme: 'light', language: 'en' },
  { viewport: NARROWEST, colorScheme: 'dark', language: 'nl' },
  { viewport: MAGNIFIED, colorScheme: 'light', language: 'nl' },
];

describe.skipIf(browserPath === undefined)(
  `the app of the daily work ${browserPath ? '' : NO_BROWSER}`,
  () => {
    const desk = deskInBrowser();

    const heading = (page: Page) => page.getByRole('heading', { level: 1 });

    it('shows who is signed in the patients whom they may see, by family name, and opens one from the keyboard', async () => {
      const page = await desk.open(PHYSICIAN, '/desk');
      await page.getByRole('list', { name: 'Patiënten' }).waitFor();
      await expect.poll(() => heading(page).innerText()).toBe('Mijn patiënten');
      await page.locator('.row__name').nth(3).waitFor();
      const names = await page.locator('.row__name').allInnerTexts();
      expect(names).toEqual(names.toSorted((left, right) => left.localeCompare(right, 'nl')));
      await page.keyboard.press('j');
      await page.keyboard.press('j');
      await page.keyboard.press('k');
      const [chosen] = names;
      await expect
        .poll(() => page.evaluate(() => document.activeElement?.querySelector('.row__name')?.textContent))
        .toBe(chosen);
      await page.keyboard.press('Enter');
      await page.getByRole('list', { name: 'Behandelgrenzen' }).waitFor();
      await expect.poll(() => heading(page).innerText()).toBe(chosen);
      await hasFocus(heading(page));
    });

    it('keeps name, birth date, limits, place and calls of a patient in view, as the record has them', async () => {
      const page = await desk.open(PHYSICIAN, '/desk/patients/demo-wilhelmina');
      const strip = page.getByRole('list', { name: 'Behandelgrenzen' });
      await strip.waitFor();
      const seen = await strip.getByRole('listitem').allInnerTexts();
      const onEmergencyPage = await desk.open(PHYSICIAN, '/care/patients/demo-wilhelmina/emergency');
      const rows = await onEmergencyPage.locator('.limit').evaluateAll((all) =>
        all.map((row) => ({
          treatment: row.querySelector('.limit__treatment')?.textContent ?? '',
          state: row.querySelector('.limit__state b')?.textContent ?? '',
        })),
      );
      expect(rows.length).toBe(seen.length);
      for (const [index, { treatment, state }] of rows.entries()) {
        expect(seen[index]).toContain(treatment);
        expect(seen[index]).toContain(state);
      }
      await page.evaluate(() => {
        const main = document.querySelector('main');
        if (main) main.style.minHeight = '4000px';
        window.scrollTo(0, 2000);
      });
      await page.waitForFunction(() => window.scrollY > 500);
      const head = page.locator('.patient-head');
      await expect.poll(async () => (await head.boundingBox())?.y).toBe(0);
      await says(head, '14-02-1948', 'Thuiszorg');
      await expect.poll(() => head.getByRole('link', { name: /^Bel / }).count()).toBeGreaterThan(0);
      await page.keyboard.press('l');
      await says(page.locator('#limits-in-full'), ...rows.map(({ treatment }) => treatment));
      await page.keyboard.press('l');
    });

    it('shows whom to call now beside the patient: their own people, and who of the team answers, until when', async () => {
      const page = await desk.open(PHYSICIAN, '/desk/patients/demo-wilhelmina');
      await page.getByRole('list', { name: 'Behandelgrenzen' }).waitFor();
      await page.keyboard.press('b');
      const calls = page.getByRole('dialog', { name: /^Dienst nu/ });
      await calls.getByText('Apotheker').waitFor();
      await expect.poll(() => calls.locator('a[href^="tel:"]').count()).toBeGreaterThan(4);
      await expect
        .poll(() => calls.innerText())
        .toMatch(/Arts consultteam[\s\S]*tot [\s\S]*Rond deze patiënt/);
      expect(await accessibilityFindings(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await calls.waitFor({ state: 'detached' });
    });

    it('keeps what is of every hour in the bar and the rest behind one button, on a phone all of it', async () => {
      const page = await desk.open(PHYSICIAN, '/desk');
      const bar = page.getByRole('navigation', { name: 'Werk' });
      await bar.getByRole('link', { name: 'Taken' }).waitFor();
      await expect.poll(async () => (await page.locator('.work-bar').boundingBox())?.height).toBeLessThan(60);
      await bar.getByRole('button', { name: 'Team' }).click();
      await bar.getByRole('link', { name: 'Rooster' }).click();
      await bar.getByRole('button', { name: 'Team: Rooster' }).waitFor();
      await page.setViewportSize({ width: 320, height: 640 });
      await bar.getByRole('button', { name: 'Werk: Rooster' }).click();
      await bar.getByRole('link', { name: 'Overdracht' }).waitFor();
      expect(await accessibilityFindings(page)).toEqual([]);
      expect(await sidewaysScroll(page)).toBe(0);
    });

    it('stays within its width while it waits for the record', async () => {
      const page = await desk.open(PHYSICIAN, '/desk');
      const release = Promise.withResolvers<undefined>();
      await page.route('**/desk/api/**', async (route) => {
        await release.promise;
        await route.continue();
      });
      for (const path of ['/desk/patients', '/desk/patients/demo-wilhelmina']) {
        await page.goto(`${desk.house.url}${path}`);
        await page.locator('.state--loading').first().waitFor();
        for (const viewport of [DESK, NARROWEST]) {
          await page.setViewportSize(viewport);
          expect(await sidewaysScroll(page), `${path} at ${viewport.width}`).toBe(0);
        }
      }
      release.resolve(undefined);
      await page.getByRole('list', { name: 'Behandelgrenzen' }).waitFor();
    });

    it.skipIf(isForAnotherDay('work-app'))(
      'has nothing that axe finds, and no sideways scroll, in both languages, light and dark, to 320 pixels',
      async () => {
        const page = await desk.open(PHYSICIAN, '/desk');
        const found: string[] = [];
        for (const path of ['/desk/patients', '/desk/patients/demo-wilhelmina', '/desk/nowhere'])
          found.push(...(await desk.faults(page, path, { sights: SIGHTS })));
        expect(found).toEqual([]);
      },
    );

    it('finds a patient, a page and a command from the keyboard, and its dialogs are accessible', async () => {
      const page = await desk.open(PHYSICIAN, '/desk');
      await page.getByRole('list', { name: 'Patiënten' }).waitFor();
      await page.keyboard.press('/');
      const search = page.getByPlaceholder(/Zoek een patiënt op naam/);
      await search.fill('Voorbeeld');
      const option = page.getByRole('button', { name: /Voorbeeld – de Proef, Wilhelmina/ });
      await option.waitFor();
      expect(await accessibilityFindings(page)).toEqual([]);
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/desk\/patients\/demo-/);
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'Toetsen' }).waitFor();
      expect(await accessibilityFindings(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+k');
      await search.fill('English');
      await page.getByRole('button', { name: 'Switch to English' }).waitFor();
      await page.keyboard.press('Enter');
      await page.getByRole('link', { name: 'My patients' }).waitFor();
      await page.waitForURL(({ searchParams }) => searchParams.get('lang') === 'en');
    });

    it('loads at most 250 kB, compressed, before the list of patients is there, beside the fonts of every page, and nothing from elsewhere', async () => {
      const page = await desk.open(PHYSICIAN, '/desk');
      const session = await page.context().newCDPSession(page);
      await session.send('Network.enable');
      await session.send('Network.setCacheDisabled', { cacheDisabled: true });
      const loaded = new Map<string, number>();
      const names = new Map<string, string>();
      session.on('Network.responseReceived', ({ requestId, response }) => names.set(requestId, response.url));
      session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) =>
        loaded.set(requestId, encodedDataLength),
      );
      // What is asked for when the list is there belongs to what comes later, also where it comes at once.
      await page.addInitScript(() =>
        new MutationObserver((_changes, observer) => {
          if (document.querySelector('.row__name') === null) return;
          performance.mark('list');
          observer.disconnect();
        }).observe(document, { childList: true, subtree: true }),
      );
      await page.reload();
      await page.getByRole('list', { name: 'Patiënten' }).waitFor();
      await settled(page);
      const later = await page.evaluate(() => {
        const shown = performance.getEntriesByName('list')[0]?.startTime ?? Number.NaN;
        const asked = performance.getEntriesByType('resource').filter(({ startTime }) => startTime >= shown);
        return { shown, urls: asked.map(({ name }) => name) };
      });
      expect(later.shown).toBeGreaterThan(0);
      // The sign-in page has fetched the same fonts; they are counted apart.
      const counts = (url = '') => !url.endsWith('.woff2') && !later.urls.includes(url);
      const total = [...loaded].reduce((sum, [id, bytes]) => sum + (counts(names.get(id)) ? bytes : 0), 0);
      const list = [...loaded].map(
        ([id, bytes]) => `${Math.round(bytes / 102.4) / 10} kB ${names.get(id) ?? id}`,
      );
      expect(total, list.join('\n')).toBeLessThanOrEqual(LARGEST_FIRST_LOAD);
      expect([...names.values()].filter((url) => !url.startsWith(desk.house.url))).toEqual([]);
    });

    it('says that the connection is lost, keeps what it showed and what was typed, and goes on by itself', async () => {
      const page = await desk.open(PHYSICIAN, '/desk');
      await page.getByRole('list', { name: 'Patiënten' }).waitFor();
      await page.getByLabel('Naam').fill('Proefs');
      await page.context().setOffline(true);
      await page.getByText(/^Geen verbinding/).waitFor();
      await expect.poll(() => page.locator('.row').count()).toBeGreaterThan(3);
      await page.context().setOffline(false);
      await page.getByText(/^Geen verbinding/).waitFor({ state: 'detached' });
      await page.reload();
      await page
        .getByRole('list', { name: 'Patiënten' })
        .or(page.getByText(/^Niemand gevonden/))
        .waitFor();
      await expect.poll(() => page.getByLabel('Naam').inputValue()).toBe('Proefs');
    });

    it('stays as it is where the connection is lost before its menus are loaded, which come when it is back', async () => {
      const page = await desk.open(PHYSICIAN, '/desk');
      const held = Promise.withResolvers<Route>();
      await page.route(/\/late-[^/]*\.js/, (route) => held.resolve(route), { times: 1 });
      await page.reload();
      await page.getByLabel('Naam').fill('Proef');
      const menus = await held.promise;
      await page.context().setOffline(true);
      await menus.abort('internetdisconnected');
      await page.getByText(/^Geen verbinding/).waitFor();
      await expect.poll(() => page.getByLabel('Naam').inputValue()).toBe('Proef');
      await page.context().setOffline(false);
      await page.getByRole('heading', { level: 1 }).click();
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'Toetsen' }).waitFor();
    });

    it('covers a session that was locked elsewhere, and shows no record of it to the next one at the device', async () => {
      const page = await desk.open(PHYSICIAN, '/desk/patients/demo-wilhelmina');
      await page.getByRole('list', { name: 'Behandelgrenzen' }).waitFor();
      await page.evaluate(() => fetch('/session/lock', { method: 'POST' }));
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
      const cover = page.getByRole('dialog', { name: 'Vergrendeld' });
      await cover.waitFor();
      await page.keyboard.press('Escape');
      await expect.poll(() => cover.isVisible()).toBe(true);
    });

    it('gives each the patients that the access rule gives them, and leaves out a plan that is closed to them', async () => {
      const gp = await desk.open(/Pim Proefman/, '/desk');
      const asGp = async (path: string) => await gp.request.get(`${desk.house.url}/desk/api${path}`);
      const { patients } = (await (await asGp('/patients')).json()) as { patients: { id: string }[] };
      const ids = patients.map(({ id }) => id);
      expect(ids).toContain('demo-wilhelmina');
      const seen = await Promise.all(
        ids.map(async (id) => (await (await asGp(`/patients/${id}/glance`)).json()) as { limits?: unknown }),
      );
      const open = seen.filter(({ limits }) => limits !== undefined);
      const closed = seen.filter(({ limits }) => limits === undefined);
      // Half of the demo's patients let the practice see what was agreed; of the others it may know who they are.
      expect([open.length, closed.length]).toEqual([4, 4]);
      const nurse = await desk.open(/Tess Thuiszorg/, '/desk');
      const asNurse = async (path: string) => await nurse.request.get(`${desk.house.url}/desk/api${path}`);
      const own = (await (await asNurse('/patients')).json()) as { patients: { id: string }[] };
      expect(own.patients.map(({ id }) => id).toSorted()).not.toContain('demo-aaltje');
      for (const path of ['glance', 'links']) {
        expect((await asNurse(`/patients/demo-aaltje/${path}`)).status(), path).toBe(404);
        expect((await asNurse(`/patients/nobody/${path}`)).status(), path).toBe(404);
      }
    });

    it('is not there for who has no patients, and sends who is not signed in to the sign-in', async () => {
      const page = await desk.open(/Bas Beheerder/, '/');
      for (const path of ['/desk', '/desk/patients/demo-wilhelmina', '/desk/api/patients', '/desk/api/me']) {
        const answer = await page.request.get(`${desk.house.url}${path}`);
        expect(answer.status(), path).toBe(404);
      }
      await page.context().clearCookies();
      const answer = await page.request.get(`${desk.house.url}/desk/api/patients`);
      expect([answer.status(), await answer.json()]).toMatchObject([401, { code: 'login' }]);
      await page.goto(`${desk.house.url}/desk`);
      await standsAt(page, /^\/sign-in/);
    });
  },
);
