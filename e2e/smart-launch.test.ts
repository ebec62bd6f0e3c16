import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserPath, NO_BROWSER, openBrowser } from './browser.ts';
import { NO_OUTSIDE_CLIENTS, outsideClients, type SmartHouse, startSmartHouse } from './smart-house.ts';

const skipped = browserPath === undefined ? NO_BROWSER : outsideClients ? undefined : NO_OUTSIDE_CLIENTS;
const title = 'a SMART app made with fhirclient, in a real browser';

describe.skipIf(skipped)(skipped === undefined ? title : `${title} (${skipped})`, () => {
  let house: SmartHouse;
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  let token = '';
  beforeAll(async () => {
    house = await startSmartHouse();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });

  const launchAddress = (more: Record<string, string> = {}) =>
    `${house.appOrigin}/launch.html?${new URLSearchParams({ iss: house.fhirBase, ...more })}`;

  async function resultOf(page: Page): Promise<Record<string, unknown>> {
    await page.waitForSelector('#result[data-done]', { state: 'attached' });
    return JSON.parse((await page.textContent('#result')) ?? '') as Record<string, unknown>;
  }

  it('is started by itself: its user signs in, chooses a patient and agrees; it reads, refreshes and reads', async () => {
    const page = await browser.context.newPage();
    await page.goto(launchAddress());
    await page.getByRole('button', { name: 'D. Emo (invented)' }).click();
    await page.getByRole('button', { name: 'I. Nvented (invented)' }).click();
    await page.getByRole('button', { name: 'Ja' }).click();
    const result = await resultOf(page);
    expect(result).toMatchObject({
      patient: 'invented-patient',
      again: 'invented-patient',
      fhirUser: 'Practitioner/demo-nurse',
      refreshed: true,
      scope: 'openid fhirUser launch/patient online_access patient/Patient.rs',
    });
    token = String(result.token);
  });

  it('is started from a record, with its patient, in the sign-in that is there', async () => {
    const principal = await house.identity.verifyAccessToken(token);
    const session = await house.signIn.sessions.find(principal?.sessionId ?? '');
    if (session === undefined) throw new Error('nobody is signed in');
    const launch = await house.identity.createLaunch({ session, patient: 'invented-patient' });
    const page = await browser.context.newPage();
    await page.goto(launchAddress({ launch }));
    await page.getByRole('button', { name: 'Ja' }).click();
    expect(await resultOf(page)).toMatchObject({ patient: 'invented-patient', refreshed: true });
  });
});
