import { rmSync } from 'node:fs';
import { emptyRecord } from '@caecilia/store/testing/migrated';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startCare } from '../apps/care/src/house.ts';
import { openDevelopmentTokens } from '../apps/care/src/token.ts';
import {
  accessibilityFindings,
  browserPath,
  DESK,
  NO_BROWSER,
  nextPage,
  openBrowser,
  paperPages,
  sidewaysScroll,
} from './browser.ts';
import { demoSettings } from './demo-record.ts';
import { hasFocus } from './says.ts';
import { EXAMINES_EVERY_SIGHT, examinedToday, NARROWEST } from './sights.ts';

/** A Saturday night, 02.40 in Amsterdam: the moment the page is made for. */
const NIGHT = new Date('2026-11-21T01:40:00Z');
const PATIENTS = ['wilhelmina', 'cornelis', 'aaltje', 'bram', 'grietje', 'sofie', 'emily', 'hendrika'];
const PHONE = { width: 390, height: 844 };
const DESK_IN_LIGHT = { viewport: DESK, colorScheme: 'light' } as const;
const PHONE_IN_DARK = { viewport: PHONE, colorScheme: 'dark' } as const;
const DESK_IN_DARK = { viewport: DESK, colorScheme: 'dark' } as const;
const PHONE_IN_LIGHT = { viewport: PHONE, colorScheme: 'light' } as const;

describe.skipIf(!browserPath)(browserPath ? 'the emergency page in a browser' : NO_BROWSER, () => {
  let dataDir = '';
  let url = '';
  let context: BrowserContext;
  const opened: { close(): Promise<void> }[] = [];
  let page: Page;

  beforeAll(async () => {
    dataDir = await emptyRecord('caecilia-page-');
    const house = await startCare(demoSettings(dataDir), { now: () => NIGHT });
    opened.push(house);
    const browser = await openBrowser();
    opened.push(browser);
    url = house.url;
    context = browser.context;
    // Sign-in has tests of its own, with the time of day; here it is always the same night.
    const token = openDevelopmentTokens(dataDir).issue(NIGHT, 720);
    await context.setExtraHTTPHeaders({ authorization: `Bearer ${token}` });
  });
  afterAll(async () => {
    for (const each of opened.toReversed()) await each.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  beforeEach(async () => {
    page = await context.newPage();
    await page.setViewportSize(DESK);
  });
  afterEach(async () => {
    await page.close();
  });

  const open = (patient: string, query = '') =>
    page.goto(`${url}/care/patients/demo-${patient}/emergency${query}`);
  const row = (name: string) =>
    page.locator('.limit', { has: page.getByRole('heading', { name, level: 3 }) });
  const write = (resource: { resourceType: string; id: string }) =>
    fetch(`${url}/fhir/${resource.resourceType}/${resource.id}`, {
      method: 'PUT',
      headers: {
        authorization: `Bearer ${openDevelopmentTokens(dataDir).issue(NIGHT, 60)}`,
        'content-type': 'application/fhir+json',
      },
      body: JSON.stringify(resource),
    });

  it('is two steps from the start: find, open', async () => {
    await page.goto(url);
    await page.getByLabel('Naam').fill('proef wilh');
    await nextPage(page, () => page.getByRole('button', { name: 'Zoek' }).click());
    await nextPage(page, () => page.getByRole('link', { name: /Voorbeeld – de Proef, Wilhelmina/ }).click());
    await expect
      .poll(() => page.getByRole('heading', { level: 1 }).textContent())
      .toBe('Voorbeeld – de Proef, Wilhelmina');
  });

  it('finds a patient by birth date, and says how to write one that it does not understand', async () => {
    await page.goto(url);
    await page.getByLabel('Geboortedatum').fill('09-09-1963');
    await nextPage(page, () => page.getByRole('button', { name: 'Zoek' }).click());
    await expect
      .poll(() => page.getByRole('link', { name: /Voorbeeld, Bram.*geen behandelafspraken/ }).count())
      .toBe(1);
    await page.getByLabel('Geboortedatum').fill('gisteren');
    await nextPage(page, () => page.getByRole('button', { name: 'Zoek' }).click());
    await expect.poll(() => page.getByLabel('Geboortedatum').getAttribute('aria-invalid')).toBe('true');
    await expect
      .poll(() => page.getByText('Schrijf de geboortedatum als dag-maand-jaar').isVisible())
      .toBe(true);
  });

  it('shows each limit with its state, condition, reason, who and when, and what it replaced', async () => {
    await open('wilhelmina');
    await expect
      .poll(() => row('Reanimatie').innerText())
      .toMatch(
        /Niet doen[\s\S]*Ik ben niet bang[\s\S]*patiënt, Gerrit Voorbeeld, dr. Femke Fictief · 12 nov 2026[\s\S]*was: Wel doen/,
      );
    await expect.poll(() => row('Beademing').innerText()).toMatch(/Alleen als[\s\S]*het met het masker kan/);
    await expect.poll(() => row('Bloedproducten').innerText()).toContain('Nog niet besproken');
    await expect.poll(() => row('ICD uitzetten').innerText()).toContain('Onbekend');
    await expect
      .poll(() =>
        page
          .getByRole('listitem')
          .filter({ has: page.getByRole('heading', { level: 3 }) })
          .count(),
      )
      .toBe(7);
  });

  it('says at night whom to call at night, and who decides with the patient', async () => {
    await open('wilhelmina');
    const first = page.locator('.call-card--now .call').first();
    await expect
      .poll(() => first.innerText())
      .toMatch(/Spoedpost Nergens[\s\S]*000-555 01 12[\s\S]*nu bereikbaar/);
    await expect.poll(() => first.getAttribute('href')).toBe('tel:0005550112');
    await expect
      .poll(() =>
        page
          .getByRole('link', { name: /Gerrit Voorbeeld.*wettelijk vertegenwoordiger/ })
          .first()
          .isVisible(),
      )
      .toBe(true);
  });

  it('speaks English where asked, and leaves recorded words as they are', async () => {
    await open('wilhelmina');
    await nextPage(page, () => page.getByRole('link', { name: 'EN', exact: true }).click());
    await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('en');
    await expect.poll(() => row('Resuscitation (CPR)').innerText()).toContain('Do not');
    await expect
      .poll(() => row('Resuscitation (CPR)').locator('[lang=nl]').first().innerText())
      .toContain('Ik ben niet bang');
  });

  it('shows what is in the record now: a second decision that says the opposite raises a banner that names both', async () => {
    const first = await fetch(`${url}/fhir/Consent/demo-hendrika-cpr`, {
      headers: { authorization: `Bearer ${openDevelopmentTokens(dataDir).issue(NIGHT, 60)}` },
    });
    const directive = (await first.json()) as {
      resourceType: string;
      id: string;
      provision: { type: string };
    };
    const opposite = {
      ...directive,
      id: 'demo-hendrika-cpr-opposite',
      dateTime: '2026-11-20',
      provision: { ...directive.provision, type: 'deny' },
    };
    await expect(write(opposite).then(({ status }) => status)).resolves.toBe(201);
    await open('hendrika');
    const banner = page.getByRole('region', {
      name: 'Twee geldende afspraken over reanimatie spreken elkaar tegen',
    });
    await expect
      .poll(() => banner.innerText())
      .toMatch(/20 nov 2026, Mees Verzinsel: niet doen\. 22 okt 2024, Mees Verzinsel: wel doen/);
    await banner.getByRole('link', { name: 'Toon de bronnen' }).click();
    await expect
      .poll(() => row('Reanimatie').innerText())
      .toMatch(/Niet doen[\s\S]*Wel doen[\s\S]*Deze pagina kiest niet/);
  });

  it('leads from what it cannot read to the original, and back', async () => {
    await open('aaltje');
    await expect.poll(() => row('Ziekenhuisopname').innerText()).not.toMatch(/Wel doen|Niet doen|Alleen als/);
    await row('Ziekenhuisopname')
      .getByRole('link', { name: /Open het origineel/ })
      .click();
    await expect
      .poll(() =>
        page
          .getByRole('row', { name: /modifierExtension\[0\]\.valueString te herbevestigen bij opname/ })
          .count(),
      )
      .toBe(1);
    await nextPage(page, () => page.getByRole('link', { name: 'Terug naar de noodpagina' }).click());
    await expect
      .poll(() => page.getByRole('heading', { level: 1 }).textContent())
      .toBe('van Fictief, Aaltje');
  });

  // One page for each language: width and colours change while it stands.
  it.each(examinedToday(PATIENTS))(
    'has nothing that axe objects to for %s (light at a desk, dark on a phone), never scrolls sideways, and prints on one A4, in both languages',
    async (patient) => {
      for (const [query, sights] of [
        ['', [DESK_IN_LIGHT, PHONE_IN_DARK, DESK_IN_DARK, PHONE_IN_LIGHT]],
        ['?lang=en', [PHONE_IN_DARK, DESK_IN_LIGHT, DESK_IN_DARK, PHONE_IN_LIGHT]],
      ] as const) {
        await page.setViewportSize(DESK);
        await open(patient, query);
        for (const { colorScheme, viewport } of sights.slice(0, EXAMINES_EVERY_SIGHT ? 4 : 1)) {
          await page.setViewportSize(viewport);
          await page.emulateMedia({ colorScheme });
          await expect(accessibilityFindings(page), `${colorScheme} ${viewport.width}`).resolves.toEqual([]);
        }
        for (const viewport of [DESK, { width: 640, height: 450 }, PHONE, NARROWEST]) {
          await page.setViewportSize(viewport);
          await expect(sidewaysScroll(page), `${query} ${viewport.width}`).resolves.toBe(0);
        }
        await page.setViewportSize(DESK);
        await page.emulateMedia({ colorScheme: 'light' });
        await expect(paperPages(page), query).resolves.toBe(1);
      }
    },
  );

  it.each([
    '/',
    '/?name=nobody-has-this-name',
    '/?born=x',
    '/care/patients/nobody/emergency',
    '/care/patients/demo-aaltje/originals/Consent/demo-aaltje-hospital',
  ])('has nothing that axe objects to at %s', async (path) => {
    await page.goto(`${url}${path}`);
    await expect(accessibilityFindings(page)).resolves.toEqual([]);
  });

  it('on paper has no row less, the key to the signs, and a code to check it by', async () => {
    await open('wilhelmina');
    await page.emulateMedia({ media: 'print' });
    await expect.poll(() => page.locator('.limit:visible').count()).toBe(7);
    await expect
      .poll(() =>
        page.getByRole('img', { name: 'QR-code: controleer of dit de nieuwste stand is' }).isVisible(),
      )
      .toBe(true);
    await expect
      .poll(() => page.locator('.paper-foot').innerText())
      .toMatch(
        /wel doen[\s\S]*niet doen[\s\S]*alleen als[\s\S]*nog niet besproken[\s\S]*onbekend[\s\S]*Opgehaald za 21 nov 2026, 02\.40/,
      );
    await expect.poll(() => page.getByText('Avond, nacht, weekend').isVisible()).toBe(true);
    await expect.poll(() => page.getByText('Bel nu').first().isVisible()).toBe(false);
  });

  it('tells whoever scans a paper without signing in whether it holds', async () => {
    await open('wilhelmina');
    const code = (await page.locator('.paper-foot a').getAttribute('href')) ?? '';
    const anybody = await context.browser()?.newPage({ viewport: NARROWEST });
    if (anybody === undefined) throw new Error('there is no browser for a visitor');
    opened.push(anybody);
    await anybody.goto(`${url}${new URL(code).pathname}?lang=nl`);
    await anybody.getByText('Er is nu geen nieuwere stand van dit plan.').waitFor();
    expect([await accessibilityFindings(anybody), await sidewaysScroll(anybody)]).toEqual([[], 0]);
  });

  it('tells a scanned paper whether it is still the plan', async () => {
    await open('wilhelmina', '?edition=00000000');
    await expect
      .poll(() => page.getByText(/De afdruk met stand 00000000 is verouderd/).isVisible())
      .toBe(true);
  });

  it('on a phone shows limit and condition at once, opens the reasons with one switch, and keeps two numbers within the thumb', async () => {
    await page.setViewportSize(PHONE);
    await open('wilhelmina');
    await expect.poll(() => row('Beademing').getByText('het met het masker kan').isVisible()).toBe(true);
    await expect.poll(() => row('Reanimatie').getByText('Ik ben niet bang').isVisible()).toBe(false);
    await expect.poll(() => row('ICD uitzetten').getByText('Niet terug te vinden').isVisible()).toBe(true);
    await page.getByLabel('Toon redenen, wie en wanneer').check();
    await expect.poll(() => row('Reanimatie').getByText('Ik ben niet bang').isVisible()).toBe(true);
    const bar = page.getByRole('navigation', { name: 'Bel nu' }).getByRole('link');
    await expect
      .poll(async () => (await bar.allInnerTexts()).join(' | '))
      .toMatch(/Spoedpost Nergens[^|]*\| Gerrit Voorbeeld/);
  });

  it('works from the keyboard: a skip link first, and a ring around what has the focus', async () => {
    await open('wilhelmina');
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: 'Naar de behandelgrenzen' });
    await hasFocus(skip);
    await expect.poll(() => skip.evaluate((link) => getComputedStyle(link).boxShadow)).not.toBe('none');
    await page.keyboard.press('Enter');
    await hasFocus(page.locator('#limits'));
  });

  it('says that it is old when it was left open for a day', async () => {
    await page.clock.install({ time: NIGHT });
    await open('wilhelmina');
    await expect.poll(() => page.getByRole('status').count()).toBe(0);
    await page.clock.fastForward('25:00:00');
    await expect
      .poll(() => page.getByRole('status').innerText())
      .toContain('Deze pagina is 25 uur geleden opgehaald.');
  });

  it('answers in words when there is no such patient, and when the record was deleted', async () => {
    const missing = await page.goto(`${url}/care/patients/nobody/emergency`);
    expect(missing?.status()).toBe(404);
    await expect
      .poll(() => page.getByRole('heading', { level: 1 }).textContent())
      .toBe('Deze pagina is er niet');
    await write({ resourceType: 'Patient', id: 'to-delete' });
    await fetch(`${url}/fhir/Patient/to-delete`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${openDevelopmentTokens(dataDir).issue(NIGHT, 60)}` },
    });
    const deleted = await page.goto(`${url}/care/patients/to-delete/emergency`);
    expect(deleted?.status()).toBe(410);
    await expect
      .poll(() => page.getByRole('heading', { level: 1 }).textContent())
      .toBe('Dit dossier is verwijderd');
  });

  it('shows the original of its own patient only', async () => {
    const other = await page.goto(`${url}/care/patients/demo-bram/originals/Consent/demo-aaltje-hospital`);
    expect(other?.status()).toBe(404);
  });
});
