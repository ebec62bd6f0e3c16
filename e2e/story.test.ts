import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openDevelopmentTokens } from '../apps/care/src/token.ts';
import { browserPath, NO_BROWSER } from './browser.ts';
import { deskInBrowser } from './desk.ts';
import { hasFocus, says } from './says.ts';
import { settled } from './settled.ts';
import { isForAnotherDay } from './sights.ts';
import type { SignedInHouse } from './signed-in.ts';

const SPIRITUAL = /Simon Sprookje/;
const PHYSICIAN = /Femke Fictief/;
const NURSE = /Mees Verzinsel/;
const PATIENT = 'demo-wilhelmina';
const TIMELINE = `/desk/patients/${PATIENT}/timeline`;
const SCENARIOS = `/desk/patients/${PATIENT}/scenarios`;
const NOTES = `/desk/patients/${PATIENT}/notes`;
const SECRET = 'Vertelde over de ruzie met haar broer.';
const SHARED = 'Wil volgende week verder praten.';

describe.skipIf(browserPath === undefined)(
  `the story of a patient in the app ${browserPath ? '' : NO_BROWSER}`,
  () => {
    const desk = deskInBrowser({
      prepare: async ({ house }) => {
        await house.put('CareTeam/story-team', {
          resourceType: 'CareTeam',
          id: 'story-team',
          status: 'active',
          subject: { reference: `Patient/${PATIENT}` },
          participant: ['Practitioner/demo-sprookje', 'PractitionerRole/demo-fictief'].map((reference) => ({
            member: { reference },
          })),
        });
        await scores(house);
      },
    });

    const timelineOf = async (page: Page, search = '') => {
      await page.goto(`${desk.house.url}${TIMELINE}${search}`);
      await page.getByRole('heading', { level: 2, name: 'Tijdlijn' }).waitFor();
      await page.locator('.story__day, .state--empty').first().waitFor();
    };

    it('runs from the newest to the oldest, goes on, and is filtered by the address and from the keyboard', async () => {
      const page = await desk.open(PHYSICIAN, TIMELINE);
      await page.locator('.story__day').first().waitFor();
      await settled(page);
      const before = await page.locator('.story__day').count();
      await page.getByRole('button', { name: 'Toon ouder' }).click();
      await page.waitForFunction((count) => document.querySelectorAll('.story__day').length > count, before);
      await page.getByRole('heading', { level: 2, name: 'Tijdlijn' }).click();
      await page.keyboard.press('j');
      await page.keyboard.press('j');
      await hasFocus(page.locator('.story__line').nth(1));
      await page.getByText('Soort', { exact: true }).click();
      await page.getByLabel('Behandelgrens', { exact: true }).check();
      await page.getByRole('button', { name: 'Toon', exact: true }).click();
      await page.waitForURL(/kind=limit/);
      await page.locator('.story__day').first().waitFor();
      await page.waitForFunction(() =>
        [...document.querySelectorAll('.story__kind')].every((each) => each.textContent === 'Behandelgrens'),
      );
      await page.reload();
      await page.locator('.story__day').first().waitFor();
      await expect
        .poll(async () => new Set(await page.locator('.story__kind').allInnerTexts()))
        .toEqual(new Set(['Behandelgrens']));
      await page.getByLabel('Vanaf').fill('31-02-2026');
      await page.getByRole('button', { name: 'Toon', exact: true }).click();
      await page.getByText('Deze dag is niet te lezen').waitFor();
      await expect.poll(() => page.getByLabel('Vanaf').inputValue()).toBe('31-02-2026');
    });

    it('says what to do if, is planned from the keyboard, changed where a colleague was first, and taken out', async () => {
      const page = await desk.open(PHYSICIAN, SCENARIOS);
      const card = (name: string) =>
        page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) });
      await says(card('Plotseling erg benauwd'), 'Rechtop, raam open', 'Bellen: huisarts');
      await page.getByRole('button', { name: 'Probleem toevoegen' }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Vastleggen' }).click();
      await page.getByText('Schrijf wat er kan gebeuren.').waitFor();
      await page.getByLabel('Probleem').fill('Bloeding');
      await page.getByLabel('Stap 1: wat').fill('Donkere doeken, blijf erbij');
      await page.getByLabel('Wie doet dit?').selectOption('family');
      await page.getByLabel('Wie belt u als het niet helpt').selectOption('outOfHoursGp');
      // What was typed outlives a reload.
      await page.reload();
      await expect.poll(() => page.getByLabel('Probleem').inputValue()).toBe('Bloeding');
      await page.getByRole('button', { name: 'Vastleggen' }).click();
      await page.getByText('Vastgelegd: Bloeding.').waitFor();
      await card('Bloeding').getByRole('button', { name: 'Wijzigen' }).click();
      const nurse = await desk.window(NURSE, SCENARIOS);
      const theirs = nurse
        .getByRole('listitem')
        .filter({ has: nurse.getByRole('heading', { name: 'Bloeding' }) });
      await theirs.getByRole('button', { name: 'Wijzigen' }).click();
      await nurse.getByLabel('Probleem').fill('Grote bloeding');
      await nurse.getByRole('button', { name: 'Wijziging vastleggen' }).click();
      await nurse.getByText('Gewijzigd: Grote bloeding.').waitFor();
      await page.getByLabel('Probleem').fill('Bloeding uit de mond');
      await page.getByRole('button', { name: 'Wijziging vastleggen' }).click();
      await says(page.getByRole('alert'), 'Een collega was u voor', 'Grote bloeding');
      await page.getByRole('button', { name: 'Leg de mijne vast' }).click();
      await page.getByText('Gewijzigd: Bloeding uit de mond.').waitFor();
      await card('Bloeding uit de mond').getByRole('button', { name: 'Geldt niet meer' }).click();
      await page.getByLabel('Waarom geldt het niet meer?').fill('Tumor behandeld');
      await page.getByRole('button', { name: 'Uit het plan halen' }).click();
      await page.getByText('Uit het plan: Bloeding uit de mond.').waitFor();
      await page.getByText('Geldt niet meer (1)').click();
      await says(page.locator('.scenario-former'), 'Tumor behandeld', 'Femke Fictief');
      expect(await desk.faults(page, SCENARIOS)).toEqual([]);
    });

    it('wraps on a phone that is turned, and cuts nothing off', async () => {
      const page = await desk.open(PHYSICIAN, TIMELINE);
      await page.locator('.story__day').first().waitFor();
      await page.setViewportSize({ width: 320, height: 640 });
      const cut = await page.evaluate(
        () =>
          [...document.querySelectorAll('.story__line')].filter(
            (line) => line.getBoundingClientRect().right > 320,
          ).length,
      );
      expect(cut).toBe(0);
      // What is far down is drawn when it comes into view; it is there all the same.
      await expect.poll(() => page.locator('.story').textContent()).toContain('Dagscore');
    });

    it('is printed whole, on A4, with whose it is, who printed it and the filter on it', async () => {
      const page = await desk.open(PHYSICIAN, TIMELINE);
      await timelineOf(page, '?kind=score');
      await page.evaluate(() => {
        window.print = () => document.body.setAttribute('data-printed', 'yes');
      });
      await page.getByRole('button', { name: 'Afdrukken' }).click();
      await page.locator('body[data-printed]').waitFor();
      await page.emulateMedia({ media: 'print' });
      await says(
        page.locator('.story__print'),
        /Tijdlijn van .*Wilhelmina.*geboren 14-02-1948/,
        'Femke Fictief',
        'Filter: Score of bevinding',
      );
      await expect.poll(() => page.locator('.patient-head').isVisible()).toBe(false);
      await expect
        .poll(() => page.getByRole('button', { name: 'Toon', exact: true }).isVisible())
        .toBe(false);
      const paper = await page.pdf({ format: 'A4', preferCSSPageSize: true });
      expect(paper.subarray(0, 5).toString()).toBe('%PDF-');
      await expect
        .poll(() => page.locator('.story__scores li, .story__line--stands').count())
        .toBeGreaterThanOrEqual(450);
    });

    it('keeps what is typed of a note from the device, and finds it again after the tab was closed', async () => {
      const page = await desk.open(SPIRITUAL, NOTES);
      await page.getByLabel('Notitie', { exact: true }).fill(SECRET);
      await page.getByText('Leest dit: alleen geestelijke verzorging').waitFor();
      await page.getByText(/ook de patiënt zelf en wie de patiënt vertegenwoordigt/).waitFor();
      expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }))).not.toContain(
        'broer',
      );
      await page.close();
      const again = await desk.open(SPIRITUAL, NOTES);
      await again.waitForFunction((words) => document.querySelector('textarea')?.value === words, SECRET);
      await again.getByText('Wat u hier eerder typte').waitFor();
      const other = await desk.open(PHYSICIAN, NOTES);
      const drafts = await other.evaluate(async () => (await fetch('/desk/api/drafts')).text());
      expect(drafts).not.toContain('broer');
    });

    it('sends a note once after the connection was away, and says so meanwhile', async () => {
      const page = await desk.open(SPIRITUAL, NOTES);
      await page.waitForFunction((words) => document.querySelector('textarea')?.value === words, SECRET);
      await page.getByRole('button', { name: 'Bewaar beide' }).click();
      await page.getByText('Schrijf één regel').waitFor();
      await page.getByLabel('Eén regel voor allen').fill(SHARED);
      await page.context().setOffline(true);
      await page.getByRole('button', { name: 'Bewaar beide' }).click();
      await page.getByText('Laat dit tabblad open; het wordt vanzelf verstuurd').waitFor();
      await page.context().setOffline(false);
      await page.getByText('De regel voor allen staat op de tijdlijn.').waitFor();
      await page.locator('.notes__one').getByText(SECRET).waitFor();
      await expect.poll(() => page.locator('.notes__one').count()).toBe(1);
      await expect.poll(() => page.getByLabel('Notitie', { exact: true }).inputValue()).toBe('');
      await page.getByRole('button', { name: 'Verbeter' }).click();
      await page.getByLabel('Notitie', { exact: true }).fill(`${SECRET} Sinds zondag.`);
      await page.getByRole('button', { name: 'Bewaar beide' }).click();
      await page.locator('.notes__one').getByText('Sinds zondag').waitFor();
      await page.getByText(/Verbeterd op/).waitFor();
    });

    it('shows a colleague the one line and nothing of the note, wherever they look', async () => {
      const page = await desk.open(PHYSICIAN, TIMELINE);
      await timelineOf(page, '?words=praten');
      await page.getByText(SHARED).waitFor();
      await expect.poll(() => page.locator('.story').textContent()).toContain('Geestelijke verzorging');
      expect(await page.content()).not.toContain('broer');
      await timelineOf(page, '?words=broer');
      await page.getByText('Niets gevonden met dit filter').waitFor();
      await settled(page);
      await expect.poll(() => page.getByRole('link', { name: 'Notities', exact: true }).count()).toBe(0);
      const refused = await page.evaluate(
        async (id) => (await fetch(`/desk/api/patients/${id}/notes`)).status,
        PATIENT,
      );
      expect(refused).toBe(403);
      await page.goto(`${desk.house.url}${NOTES}`);
      await page.getByText('Vertrouwelijke notities zijn er voor').waitFor();
    });

    it.skipIf(isForAnotherDay('story'))(
      'has nothing that axe finds, and no sideways scroll, in both languages, to 320 pixels',
      async () => {
        const page = await desk.open(SPIRITUAL, TIMELINE);
        const found: string[] = [];
        for (const path of [TIMELINE, NOTES]) found.push(...(await desk.faults(page, path)));
        expect(found).toEqual([]);
      },
    );
  },
);

/** A diary of fifteen months, more than one part of the timeline holds: in one transaction. */
async function scores({ url, dataDir }: SignedInHouse): Promise<void> {
  const token = openDevelopmentTokens(dataDir).issue(new Date(), 60);
  const entry = Array.from({ length: 450 }, (_, day) => ({
    request: { method: 'POST', url: 'Observation' },
    resource: {
      resourceType: 'Observation',
      status: 'final',
      code: { text: 'Dagscore' },
      subject: { reference: `Patient/${PATIENT}` },
      effectiveDateTime: new Date(Date.parse('2026-01-01T08:00:00Z') - day * 86_400_000).toISOString(),
      valueInteger: day % 10,
    },
  }));
  const { status } = await fetch(`${url}/fhir`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/fhir+json' },
    body: JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry }),
  });
  if (status !== 200) throw new Error(`the record answered ${status}`);
}
