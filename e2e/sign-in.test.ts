import { rmSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CareHouse, startCare } from '../apps/care/src/house.ts';
import { accessibilityFindings, browserPath, NO_BROWSER, nextPage, openBrowser } from './browser.ts';
import { demoRecord, demoSettings } from './demo-record.ts';
import { signInTo } from './demo-sign-in.ts';
import { standsAt } from './says.ts';

describe.skipIf(!browserPath)(browserPath ? 'signing in, in a browser' : NO_BROWSER, () => {
  let dataDir = '';
  let house: CareHouse;
  let context: BrowserContext;
  let closeBrowser: () => Promise<void>;
  let page: Page;

  beforeAll(async () => {
    dataDir = await demoRecord('caecilia-sign-in-');
    house = await startCare(demoSettings(dataDir), {});
    const browser = await openBrowser();
    context = browser.context;
    closeBrowser = browser.close;
  });
  afterAll(async () => {
    await closeBrowser();
    await house.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  beforeEach(async () => {
    await context.clearCookies();
    // Of its own: what a page stored is looked at.
    page = await context.newPage();
    return () => page.close();
  });

  const signInAs = async (name: RegExp, path = '/?list=all') => {
    await page.goto(`${house.url}${path}`);
    await nextPage(page, () => page.getByRole('button', { name }).click());
  };
  const listed = () => page.locator('.found__name').allTextContents();

  it('comes before every page, and leads back to the page that was asked for', async () => {
    await page.goto(`${house.url}/care/patients/demo-wilhelmina/emergency`);
    await standsAt(page, /^\/sign-in\//);
    expect(await page.content()).not.toContain('Wilhelmina');
    expect(await accessibilityFindings(page)).toEqual([]);
    await nextPage(page, () => page.getByRole('button', { name: /Femke Fictief/ }).click());
    await standsAt(page, '/care/patients/demo-wilhelmina/emergency');
    await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toContain('Wilhelmina');
  });

  it('begins the day of who works with patients at the workspace', async () => {
    await signInAs(/Femke Fictief/, '/');
    await page.waitForURL(/\/desk\/patients/);
    await page.getByRole('list', { name: 'Patiënten' }).waitFor();
  });

  it.each<[string, RegExp, readonly RegExp[]]>([
    [
      'the physician of the team: whom the team treats',
      /Fictief/,
      [/Cornelis/, /Emily/, /Aaltje/, /Wilhel/, /Sofie/],
    ],
    ['a nurse of a ward: who lies there', /Mees Verzinsel/, [/Cornelis/, /Wilhelmina/]],
    ['a GP: who permits it', /Pim Proefman/, [/Cornelis/, /Emily/, /Aaltje/, /Wilhelmina/]],
    ['home care: assigned, and permitted', /Tess Thuiszorg/, [/Alida/, /Cornelis/, /Wilhelmina/]],
    [
      'the out-of-hours service: who permits it',
      /Nora Nergens/,
      [/Alida/, /Cornelis/, /Aaltje/, /Wilhelmina/],
    ],
    ['the hospice: its guests', /Vera Voorbeeldig/, [/Hendrika/, /Aaltje/]],
  ])('shows to %s', async (_who, name, patients) => {
    await signInTo(house.url, name, context);
    await page.goto(`${house.url}/?list=all`);
    await standsAt(page, '/');
    const names = await listed();
    expect(names).toHaveLength(patients.length);
    for (const patient of patients) expect(names.join()).toMatch(patient);
  });

  it.each([
    ['the functional administrator', /Bas Beheerder/, '/network'],
    ['the privacy officer', /Puck Privacy/, '/privacy/review'],
  ])('shows no patient to %s, who begins elsewhere', async (_who, name, path) => {
    await signInTo(house.url, name, context);
    await page.goto(`${house.url}/?list=all`);
    await standsAt(page, path);
    const answer = await page.goto(`${house.url}/care/patients/demo-wilhelmina/emergency`);
    expect(answer?.status()).toBe(404);
  });

  it('answers alike for a patient who is not theirs and for one who does not exist', async () => {
    await signInTo(house.url, /Mees Verzinsel/, context);
    const textOf = async (id: string) => {
      const answer = await page.goto(`${house.url}/care/patients/${id}/emergency`);
      return [answer?.status(), (await page.locator('main').innerText()).replaceAll(id, 'ID')];
    };
    const foreign = await textOf('demo-hendrika');
    expect(foreign).toEqual(await textOf('nobody-at-all'));
    expect(foreign[0]).toBe(404);
  });

  it('keeps tokens out of the browser: one cookie that no script reads, nothing stored', async () => {
    await signInAs(/Femke Fictief/);
    const cookies = await context.cookies();
    expect(cookies.length).toBeGreaterThan(0);
    for (const { httpOnly, sameSite } of cookies) expect([httpOnly, sameSite]).not.toContain(false);
    for (const { sameSite } of cookies) expect(['Lax', 'Strict']).toContain(sameSite);
    expect(await page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length])).toEqual([
      '',
      0,
      0,
    ]);
    const bearer = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    const fhir = await fetch(`${house.url}/fhir/Patient`, { headers: { cookie: bearer } });
    expect(fhir.status).toBe(401);
  });

  it('is covered while it is locked, and goes on where it was when it is unlocked beside it', async () => {
    await signInAs(/Femke Fictief/);
    await page.getByLabel('Naam').fill('half een naam');
    const beside = await context.newPage();
    await beside.goto(`${house.url}/?list=all`);
    await beside.locator('details.account summary').click();
    await nextPage(beside, () => beside.getByRole('button', { name: 'Vergrendel' }).click());
    await standsAt(beside, '/session/unlock');
    const cover = page.locator('#session-cover');
    await page.bringToFront();
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await cover.waitFor({ state: 'visible' });
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect.poll(() => cover.isVisible()).toBe(true);
    await nextPage(beside, () => beside.getByRole('button').first().click());
    await beside.close();
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await cover.waitFor({ state: 'hidden' });
    await expect.poll(() => page.getByLabel('Naam').inputValue()).toBe('half een naam');
  });

  it('says who is signed in, and ends from the bar of every page', async () => {
    await signInAs(/Femke Fictief/, '/care/patients/demo-wilhelmina/emergency');
    await page.locator('details.account summary').click();
    expect(await accessibilityFindings(page)).toEqual([]);
    await nextPage(page, () => page.getByRole('button', { name: 'Log uit' }).click());
    await standsAt(page, /signed-out/);
    await page.goto(`${house.url}/`);
    await standsAt(page, /^\/sign-in\//);
  });

  it('ends when its owner signs out: what the browser held before opens nothing', async () => {
    await signInTo(house.url, /Femke Fictief/, context);
    const before = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
    const left = await fetch(`${house.url}/web/end`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: before, origin: house.url, 'sec-fetch-site': 'same-origin' },
    });
    expect(left.status).toBe(303);
    const again = await fetch(`${house.url}/`, { redirect: 'manual', headers: { cookie: before } });
    expect([again.status, again.headers.get('location')]).toEqual([303, '/web/start?to=%2F']);
  });

  it('refuses to end for a page of another site', async () => {
    await signInTo(house.url, /Femke Fictief/, context);
    const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
    const left = await fetch(`${house.url}/web/end`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie, origin: 'https://elsewhere.invalid', 'sec-fetch-site': 'cross-site' },
    });
    expect(left.status).toBe(403);
    await page.goto(`${house.url}/?list=all`);
    expect((await listed()).length).toBeGreaterThan(0);
  });
});
