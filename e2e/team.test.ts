import { dayPlus, startOfDay } from '@caecilia/kernel';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { accessibilityFindings, browserPath, NO_BROWSER } from './browser.ts';
import { deskInBrowser } from './desk.ts';
import { says } from './says.ts';
import { settled } from './settled.ts';
import { isForAnotherDay } from './sights.ts';
import { putPatients } from './team-house.ts';

const ZONE = 'Europe/Amsterdam';
const SECRETARY = /Sanne Schijn/;
const NURSE = /Iris Imaginair/;
const WARD = /Nina Nepnaam/;

/** The rota of the demo goes on until the fifth Monday from now. */
const PLANNED_DAYS = 42;

/** The Monday of the next week in which the clock is changed and nobody is planned yet. */
function nextChange(): string {
  const today = new Date().toISOString().slice(0, 10);
  for (let day = dayPlus(today, PLANNED_DAYS + 7); ; day = dayPlus(day, 1))
    if (startOfDay(dayPlus(day, 1), ZONE) - startOfDay(day, ZONE) !== 86_400_000) return dayPlus(day, -6);
}

/** Patients on each page of a printed sheet, by the links that stand on it. */
function patientsOnPages(pdf: Buffer): number[] {
  const text = pdf.toString('latin1');
  const objects = new Map(
    [...text.matchAll(/(\d+) 0 obj\s(.*?)endobj/gs)].map(([, id = '', body = '']) => [id, body]),
  );
  return [...objects.values()]
    .filter((body) => /\/Type\s*\/Page\b(?!s)/.test(body))
    .map((body) => {
      const refs = /\/Annots \[([^\]]*)\]/.exec(body)?.[1] ?? '';
      const targets = [...refs.matchAll(/(\d+) 0 R/g)].map(([, id = '']) => objects.get(id) ?? '');
      return new Set(targets.flatMap((body) => /patients\/([\w-]+)/.exec(body)?.[1] ?? [])).size;
    });
}

describe.skipIf(browserPath === undefined)(`the work of the team ${browserPath ? '' : NO_BROWSER}`, () => {
  const week = nextChange();
  const desk = deskInBrowser({ prepare: async ({ house }) => await putPatients(house, 1, 25) });

  const pharmacists = (page: Page) => page.getByRole('table', { name: /Apotheker/ });

  it('lets who plans make the week in which the clock is changed, and shows every gap of it in words', async () => {
    const page = await desk.open(SECRETARY, '/desk/rota/plan');
    await page.getByLabel('Voor welke rol').selectOption('pharmacist');
    await page.getByLabel('Vanaf maandag').fill(week);
    await page.getByLabel('Aantal weken').selectOption('1');
    // Everybody but who has the Sunday.
    await page.getByLabel('zo', { exact: true }).uncheck();
    await page.getByLabel('In week 1').selectOption({ label: 'Pien Pretentie' });
    await page.getByRole('button', { name: 'Bekijk het rooster' }).click();
    await page.getByText('In dit rooster is er soms niemand').waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Vaststellen met deze gaten' }).click();
    await page.waitForURL(/\/desk\/rota\?/);
    await pharmacists(page).waitFor();
    await says(page.locator('.rota-clock'), /Deze dag duurt (23|25) uur/);
    const gaps = page.getByRole('region', { name: /keer niemand in dienst/ });
    await expect.poll(() => gaps.getByText('Apotheker').count()).toBeGreaterThan(0);
    // Six days by the clock, and an hour more or less in truth.
    await expect
      .poll(() =>
        pharmacists(page)
          .getByRole('cell', { name: /^(143|145) uur$/ })
          .count(),
      )
      .toBe(1);
  });

  it('fills a gap, and keeps of it who did it, why, and from whom to whom', async () => {
    const page = await desk.open(SECRETARY, `/desk/rota?from=${week}`);
    await pharmacists(page).waitFor();
    await pharmacists(page)
      .locator('.rota-row--gap')
      .first()
      .getByRole('button', { name: /Vul in/ })
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Wie').selectOption({ label: 'Pien Pretentie' });
    await dialog.getByLabel(/Waarom/).fill('Op verzoek van het team (verzonnen)');
    expect(await accessibilityFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Leg vast' }).click();
    await dialog.waitFor({ state: 'detached' });
    await pharmacists(page)
      .getByRole('button', { name: /Geschiedenis/ })
      .first()
      .click();
    const history = page.getByRole('dialog', { name: 'Geschiedenis' });
    await expect
      .poll(() => history.innerText())
      .toMatch(/Overgenomen .*Sanne Schijn.*van niemand naar Pien Pretentie/s);
    await expect.poll(() => history.innerText()).toContain('Op verzoek van het team (verzonnen)');
  });

  it('lets a nurse ask a colleague to swap, and the rota stays as it is until they agree', async () => {
    const page = await desk.open(
      NURSE,
      `/desk/rota?from=${dayPlus(new Date().toISOString().slice(0, 10), 7)}`,
    );
    await page
      .getByRole('button', { name: /Vraag te ruilen/ })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    const other = dialog.getByLabel('Voor de dienst van');
    await expect.poll(() => other.locator('option').count()).toBeGreaterThan(1);
    await other.selectOption({ index: 1 });
    await dialog.getByLabel(/Waarom/).fill('Bruiloft (verzonnen)');
    await dialog.getByRole('button', { name: 'Vraag het' }).click();
    await dialog.waitFor({ state: 'detached' });
    const asks = page.getByRole('region', { name: 'Gevraagd om te ruilen' });
    await asks.waitFor();
    await expect.poll(() => asks.innerText()).toContain('Bruiloft (verzonnen)');
    await asks.getByRole('button', { name: 'Trek de vraag in' }).click();
    await asks.waitFor({ state: 'detached' });
  });

  it('prints 25 patients on two A4, no letter under 8.4 points, and leaves nobody off of 26', async () => {
    const page = await desk.open(NURSE, '/desk/hand-over');
    await page.locator('.sheet__patient').first().waitFor();
    await expect.poll(() => page.locator('.sheet__patient').count()).toBe(25);
    expect(await accessibilityFindings(page)).toEqual([]);
    const print = () => page.pdf({ preferCSSPageSize: true, printBackground: false });
    const pages = patientsOnPages(await print());
    expect(pages).toHaveLength(2);
    expect(pages.reduce((sum, count) => sum + count, 0)).toBe(25);
    await page.emulateMedia({ media: 'print' });
    const smallest = await page
      .locator('.sheet')
      .evaluate((sheet) =>
        Math.min(
          ...[...sheet.querySelectorAll('*')].map((each) =>
            Number.parseFloat(getComputedStyle(each).fontSize),
          ),
        ),
      );
    expect(smallest * 0.75).toBeGreaterThanOrEqual(8.39);
    await page.emulateMedia({ media: 'screen' });
    await says(page.locator('.sheet tfoot'), /door Iris Imaginair\. Er kan een nieuwere zijn/);
    await putPatients(desk.house, 26, 26);
    await page.getByRole('button', { name: 'Haal opnieuw op' }).click();
    await expect.poll(() => page.locator('.sheet__patient').count()).toBe(26);
    const more = patientsOnPages(await print());
    expect(more.reduce((sum, count) => sum + count, 0)).toBe(26);
  });

  it('moves the tasks of who goes on leave to the role at once, and gives them none', async () => {
    const page = await desk.open(NURSE, '/desk/tasks');
    await page.getByRole('heading', { name: /Van mij/ }).waitFor();
    await page.goto(`${desk.house.url}/desk/rota`);
    await page.getByRole('button', { name: 'Ik ben er niet…' }).click();
    const dialog = page.getByRole('dialog');
    const today = new Date().toISOString().slice(0, 10);
    await dialog.getByLabel(/^Van/).fill(`${today}T00:00`);
    await dialog.getByLabel(/^Tot/).fill(`${dayPlus(today, 3)}T00:00`);
    await dialog.getByRole('button', { name: 'Leg vast' }).click();
    await page.getByRole('list').getByText('Iris Imaginair').first().waitFor();
    await page.goto(`${desk.house.url}/desk/tasks`);
    await page.getByRole('heading', { name: /Over de datum, of van wie er niet is/ }).waitFor();
    await settled(page);
    await expect.poll(() => page.getByRole('heading', { name: /Van mij/ }).count()).toBe(0);
    await page
      .getByRole('button', { name: /^Geef…/ })
      .first()
      .click();
    const names = page.getByRole('dialog').getByLabel('Naar');
    await says(names, 'Joris Jokkebrok');
    await expect.poll(() => names.innerText()).not.toContain('Iris Imaginair');
  });

  it('shows patients whom nobody who is there looks after first of all, and the office gives them to a colleague', async () => {
    const page = await desk.open(SECRETARY, '/desk/caseload');
    const alone = page.getByRole('region', { name: /Niemand die er is/ });
    await alone.waitFor();
    await expect.poll(() => alone.getByRole('listitem').count()).toBe(26);
    await alone.getByRole('button', { name: /Geef aan een collega/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Naar').selectOption({ label: 'Joris Jokkebrok, Verpleegkundige consultteam' });
    expect(await accessibilityFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Geef over' }).click();
    await dialog.waitFor({ state: 'detached' });
    await alone.waitFor({ state: 'detached' });
    const given = page.getByRole('region', { name: 'Joris Jokkebrok' }).getByRole('listitem');
    await expect.poll(() => given.count()).toBe(26);
  });

  it('is not planned by a nurse, and is no place of a ward', async () => {
    const nurse = await desk.open(NURSE, '/desk/rota/plan');
    await nurse.getByText('Het rooster wordt gemaakt door de teamleider of de secretaris.').waitFor();
    const ward = await desk.open(WARD, '/desk/patients');
    const places = ward.getByRole('navigation', { name: 'Werk' });
    await places.getByRole('link').first().waitFor();
    await settled(ward);
    const named = await places.innerText();
    for (const place of ['Rooster', 'Taken', 'Overdracht']) expect(named).not.toContain(place);
  });

  it.skipIf(isForAnotherDay('team'))(
    'has nothing that axe finds, and no sideways scroll, in both languages, to 320 pixels',
    async () => {
      const page = await desk.open(SECRETARY, '/desk/rota');
      const found: string[] = [];
      for (const path of [`/rota?from=${week}`, '/rota/plan', '/tasks', '/caseload', '/hand-over'])
        found.push(...(await desk.faults(page, `/desk${path}`)));
      expect(found).toEqual([]);
    },
  );
});
