import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFindings, browserPath, NO_BROWSER, nextPage, sidewaysScroll } from './browser.ts';
import { openSignedInHouse, type SignedInHouse } from './signed-in.ts';

const LOG = '/privacy/my-record/log';
const DOOR = '/care/patients/demo-hendrika/emergency-access';
const PLAN = '/care/patients/demo-hendrika/emergency';

describe.skipIf(!browserPath)(browserPath ? 'privacy, in the house' : NO_BROWSER, () => {
  let house: SignedInHouse;
  let page: Page;

  beforeAll(async () => {
    house = await openSignedInHouse();
  });
  afterAll(async () => {
    await house.close();
  });

  const as = async (name: RegExp, path = '/?list=all') => {
    page = await house.signIn(name, path);
  };
  const open = (path: string) => page.goto(`${house.url}${path}`);
  const press = (name: string | RegExp) => nextPage(page, () => page.getByRole('button', { name }).click());
  const follow = (name: string | RegExp) => nextPage(page, () => page.getByRole('link', { name }).click());
  const main = () => page.getByRole('main').innerText();
  const listed = () => page.locator('.found__name').allTextContents();

  it('tells the patient who looked, as soon as somebody did, and keeps it as a table', async () => {
    await as(/Femke Fictief/, '/care/patients/demo-wilhelmina/emergency');
    await as(/Wilhelmina/, LOG);
    expect(await main()).toMatch(/dr\. Femke Fictief\s+Arts consultteam, Ziekenhuis Het Verzonnen Gasthuis/);
    expect(await main()).not.toMatch(/Practitioner\/|Organization\//);
    expect(await accessibilityFindings(page)).toEqual([]);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /Download als tabel/ }).click(),
    ]);
    const table = readFileSync(await file.path(), 'utf8');
    expect(table).toContain('Femke Fictief');
    expect(table.split('\r\n')[0]).toContain('Wie');
  });

  it('lets the patient take a permission back with one press: the GP no longer sees the record', async () => {
    await as(/Pim Proefman/);
    expect((await listed()).join()).toContain('Wilhelmina');
    expect((await open('/care/patients/demo-wilhelmina/emergency'))?.status()).toBe(200);
    await as(/Wilhelmina/, '/privacy/my-record/sharing');
    await press('Stop met delen Huisartsenpraktijk De Proefhoek');
    await expect.poll(() => page.getByRole('status').innerText()).toContain('Er wordt niet meer gedeeld');
    await as(/Pim Proefman/);
    // A plan of which nothing may be seen is not shown as one in which nothing was agreed.
    expect((await open('/care/patients/demo-wilhelmina/emergency'))?.status()).toBe(403);
    expect(await main()).not.toMatch(/reanim|Nog niet besproken/i);
    await as(/Tess Thuiszorg/);
    expect((await listed()).join()).toContain('Wilhelmina');
  });

  it('gives the patient a copy of the whole record, and of nobody else', async () => {
    await as(/Wilhelmina/, '/privacy/my-record/requests/new/export');
    await press('Vraag de kopie');
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page
        .getByRole('link', { name: /Download/ })
        .first()
        .click(),
    ]);
    const lines = readFileSync(await file.path(), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly file: string; readonly content: unknown });
    expect(lines.at(-1)).toMatchObject({ file: 'manifest.json', content: { patient: 'demo-wilhelmina' } });
    expect(lines.some((line) => line.file === 'Consent.ndjson')).toBe(true);
    expect(lines.some((line) => line.file === 'access-log.ndjson')).toBe(true);
    expect(JSON.stringify(lines)).not.toMatch(/Patient\/demo-(?!wilhelmina)/);
    const path = new URL(file.url()).pathname;
    await as(/Antje Proefpersoon/);
    expect((await open(path))?.status()).toBe(404);
  });

  it('opens a record that is not theirs to a ward nurse: with a reason, marked, and until they end it', async () => {
    await as(/Mees Verzinsel/, PLAN);
    expect(await main()).not.toContain('Hendrika');
    await open(DOOR);
    await page.getByLabel('Geboortedatum').fill('17-07-1944');
    await page.getByLabel(/^Spoed/).check();
    await page.getByLabel('In uw eigen woorden').fill('Gevallen op de afdeling.');
    await page.getByLabel('Hoe lang').selectOption('1');
    await press('Open met noodtoegang');
    await page.getByRole('region', { name: 'Noodtoegang' }).waitFor();
    expect((await open(PLAN))?.status()).toBe(200);
    await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toContain('Hendrika');
    await expect.poll(() => page.getByRole('region', { name: 'Noodtoegang' }).count()).toBe(1);
    expect(await accessibilityFindings(page)).toEqual([]);
    await open('/?list=all');
    expect((await listed()).join()).not.toContain('Hendrika');
    // The app shows it by the same rights: to read, this patient only, and marked all the time.
    const api = `${house.url}/desk/api`;
    const statusOf = async (path: string) => (await page.request.get(`${api}${path}`)).status();
    expect(await statusOf('/patients/demo-hendrika/glance')).toBe(200);
    expect(await statusOf('/patients/demo-aaltje/glance')).toBe(404);
    const list = await (await page.request.get(`${api}/patients`)).text();
    expect(list).not.toContain('demo-hendrika');
    await open('/desk/patients/demo-hendrika?lang=nl');
    const band = page.getByRole('region', { name: 'Noodtoegang' });
    await band
      .getByText(
        /^U ziet dit dossier met noodtoegang, tot .*U kunt lezen.*De patiënt en de privacyfunctionaris/,
      )
      .waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    const me = (await (await page.request.get(`${api}/me`)).json()) as { formToken: string };
    const written = await page.request.post(`${api}/patients/demo-hendrika/requests`, {
      headers: { 'x-caecilia-form': me.formToken, 'content-type': 'application/json', origin: house.url },
      data: {},
    });
    expect(written.status()).toBeGreaterThanOrEqual(400);
    await band.getByRole('button', { name: 'Stop de noodtoegang' }).click();
    await page.waitForURL(/emergency-access/);
    expect(await statusOf('/patients/demo-hendrika/glance')).toBe(404);
    expect((await open(PLAN))?.status()).toBe(404);
  });

  it('leads from a closed record, and from one that is not there, to a door that asks for number and birth date', async () => {
    const numbered = {
      ...(await house.fhir('Patient/demo-hendrika')),
      identifier: [{ system: 'urn:oid:1.2.3', value: 'VZ-1944' }],
    };
    await house.put('Patient/demo-hendrika', numbered);
    await as(/Femke Fictief/);
    const pages: string[] = [];
    for (const id of ['demo-hendrika', 'nobody-at-all']) {
      expect((await open(`/care/patients/${id}/emergency?lang=en`))?.status()).toBe(404);
      pages.push((await page.content()).replaceAll(id, 'ID'));
    }
    expect(pages[0]).toBe(pages[1]);
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.getByRole('link', { name: 'Emergency access' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/care\/emergency-access/);
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
    const fill = async (number: string, born: string) => {
      await page.getByLabel('BSN or patient number').fill(number);
      await page.getByLabel('Birth date').fill(born);
      await page.getByLabel(/^Urgent/).check();
      await page.getByLabel('In your own words').fill('Fell on the ward.');
      await page.getByLabel('How long').selectOption('1');
      await press('Open by emergency access');
    };
    const wrong: string[] = [];
    for (const [number, born] of [
      ['VZ-1944', '18-07-1944'],
      ['VZ-1945', '17-07-1944'],
    ] as const) {
      await fill(number, born);
      expect(page.url()).not.toMatch(/VZ-194/);
      wrong.push(await page.getByRole('alert').innerText());
    }
    expect(wrong[0]).toBe(wrong[1]);
    expect(await accessibilityFindings(page)).toEqual([]);
    await fill(' VZ-19 44', '17-07-1944');
    await page.getByRole('region', { name: 'Emergency access' }).waitFor();
    expect(page.url()).toContain('demo-hendrika');
    expect((await open(`${PLAN}?lang=en`))?.status()).toBe(200);
    await press('End emergency access');
    expect((await open(PLAN))?.status()).toBe(404);
    for (const name of [/Bas Beheerder/, /Wilhelmina/]) {
      await as(name);
      expect((await open('/care/patients/nobody-at-all/emergency'))?.status()).toBe(404);
      await expect.poll(() => page.getByRole('link', { name: 'Noodtoegang' }).count()).toBe(0);
      expect((await open('/care/emergency-access'))?.status()).toBe(404);
    }
  });

  it('answers a wrong birth date and an unknown patient alike at the closed door', async () => {
    await as(/Femke Fictief/);
    const answers: unknown[] = [];
    for (const id of ['demo-hendrika', 'nobody-at-all']) {
      const before = await open(`/care/patients/${id}/emergency-access`);
      expect(before?.status()).toBe(200);
      await page.getByLabel('Geboortedatum').fill('01-01-1950');
      await page.getByLabel('Anders').check();
      await page.getByLabel('In uw eigen woorden').fill('Nu nodig.');
      await page.getByLabel('Hoe lang').selectOption('1');
      await press('Open met noodtoegang');
      answers.push((await main()).replaceAll(id, 'ID'));
    }
    expect(answers[0]).toBe(answers[1]);
  });

  it('shows the emergency to the privacy officer, with its reason and what was seen, to decide on', async () => {
    await as(/Puck Privacy/, '/privacy/emergencies');
    expect(await main()).toMatch(/Mees Verzinsel[\s\S]*Gevallen op de afdeling/);
    expect(await main()).not.toContain('Hendrika');
    await follow('Mees Verzinsel');
    expect(await main()).toMatch(/Noodtoegang/);
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.getByLabel('Verklaard').check();
    await page.getByLabel('Toelichting').fill('Valincident, gemeld.');
    await press('Sla het oordeel op');
    await open('/privacy/emergencies?state=decided');
    expect(await main()).toContain('Mees Verzinsel');
    await open('/privacy/emergencies');
    await expect.poll(() => page.getByRole('link', { name: 'Mees Verzinsel' }).count()).toBe(0);
  });

  it('lists odd access by its rules on the review list, and tells what somebody saw', async () => {
    await as(/Puck Privacy/, '/privacy/review');
    expect(await main()).toMatch(
      /Femke Fictief[\s\S]*Ziekenhuis Het Verzonnen Gasthuis[\s\S]*Er was geen zorgrelatie/,
    );
    await open('/privacy/accesses?q=verzinsel');
    await follow('Mees Verzinsel');
    expect(await main()).toMatch(/over \d+ patiënten/);
  });

  it('leads a question of the patient to the privacy officer, and the answer back', async () => {
    await as(/Wilhelmina/, LOG);
    await page
      .getByRole('link', { name: /Klopt dit niet\? dr\. Femke/ })
      .first()
      .click();
    await page.getByLabel('Wat vindt u vreemd?').fill('Ik ken deze arts niet.');
    await press('Verstuur');
    await as(/Puck Privacy/, '/privacy/review');
    await nextPage(page, () =>
      page
        .getByRole('link', { name: /patiënt/i })
        .last()
        .click(),
    );
    expect(await main()).toMatch(/Ik ken deze arts niet\.[\s\S]*Femke Fictief/);
    await page.getByLabel('Verklaard').check();
    await page.getByLabel('Toelichting').fill('Deze arts hoort bij uw consultteam.');
    await press('Sla het oordeel op');
    await as(/Wilhelmina/, '/privacy/my-record/requests');
    expect(await main()).toContain('Deze arts hoort bij uw consultteam.');
  });

  it('tells the patient that the privacy officer looked at the log too', async () => {
    await as(/Wilhelmina/, LOG);
    expect(await main()).toMatch(/Puck Privacy[\s\S]*Ziet toe op de privacy/);
  });

  it('is not there for who has no business with it: the same answer as an unknown address', async () => {
    for (const [name, paths] of [
      [/Bas Beheerder/, [LOG, '/privacy/review', '/privacy/accesses', DOOR]],
      [/Femke Fictief/, [LOG, '/privacy/review', '/privacy/requests']],
      [/Wilhelmina/, ['/privacy/review', '/privacy/emergencies', DOOR]],
      [/Puck Privacy/, [LOG, '/privacy/my-record/sharing', DOOR]],
    ] as const) {
      await as(name);
      const answers = new Set<string>();
      for (const path of [...paths, '/nothing-here']) {
        const answer = await open(path);
        answers.add(JSON.stringify([answer?.status(), await main()]));
      }
      expect([...answers]).toHaveLength(1);
      expect([...answers][0]).toMatch(/^\[404,/);
    }
  });
});
