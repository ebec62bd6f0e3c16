import { describe, expect, it } from 'vitest';
import { browserPath, NO_BROWSER } from './browser.ts';
import { deskInBrowser } from './desk.ts';

const WILHELMINA = /Wilhelmina Voorbeeld/;
const PHYSICIAN = /Femke Fictief/;

describe.skipIf(browserPath === undefined)(`from home to the team ${browserPath ? '' : NO_BROWSER}`, () => {
  const desk = deskInBrowser();

  it('is asked to call once, called, and told when; and what was written at home stands in the trends', async () => {
    const home = await desk.open(WILHELMINA, '/my-record/call-me');
    await home.setViewportSize({ width: 320, height: 720 });
    await home.getByText(/Wij bellen u voor/).waitFor();
    // Whom to phone now is somebody at work.
    await expect.poll(() => home.getByText('Gerrit Voorbeeld').count()).toBe(0);
    const phone = home.getByLabel('Op welk nummer bellen wij u?');
    await phone.fill('geen');
    await home.getByRole('button', { name: 'Bel mij' }).click();
    await home.getByText('Vul een nummer in waarop wij u kunnen bellen.').first().waitFor();
    await phone.fill('000-555 05 44');
    await home.getByLabel(/Waar gaat het over/).fill('De nachten zijn zwaar');
    await home.getByRole('button', { name: 'Bel mij' }).click();
    await home.getByText('Wij weten het. U hoeft niets meer te doen.').waitFor();
    await expect.poll(() => home.getByRole('button', { name: 'Bel mij' }).count()).toBe(0);

    const page = await desk.window(PHYSICIAN, '/desk/tasks');
    const task = page.getByRole('listitem').filter({ hasText: '000-555 05 44' });
    await task.getByText('De nachten zijn zwaar').waitFor();
    await expect.poll(() => task.count()).toBe(1);
    await task.getByRole('link', { name: /Leg het gesprek vast/ }).click();
    await page.getByText('Met het vastleggen is die taak gedaan.').waitFor();
    // That it was by telephone is known from the task.
    await expect.poll(() => page.getByRole('radio', { name: 'Telefoon' }).isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Leg vast', exact: true }).click();
    // Phase and AKPS stand where the call leads to.
    await page.getByRole('heading', { name: 'Fase van de palliatieve zorg' }).waitFor();

    await home.reload();
    await home.getByText(/Wij belden u op/).waitFor();
    await home.goto(`${desk.house.url}/my-record/diary`);
    await home.getByLabel('Ik doe het zelf').check();
    await home.locator('label[for="score-pain-6"]').click();
    await home.getByLabel('Wilt u er iets bij schrijven?').fill('Vandaag iets beter');
    await home.getByRole('button', { name: 'Verstuur' }).click();
    await home.getByText('Bedankt. Het staat erin.').waitFor();
    await home.getByText('Vandaag iets beter').waitFor();
  });

  it('has no fault on its pages, in both languages', async () => {
    const home = await desk.open(WILHELMINA, '/my-record/diary');
    for (const path of ['/my-record/diary', '/my-record/call-me'])
      expect(await desk.faults(home, path)).toEqual([]);
  });

  it('is followed by calls that are planned in one go', async () => {
    const page = await desk.open(PHYSICIAN, '/desk/patients/demo-wilhelmina/tasks');
    await page.getByRole('button', { name: 'Nabellen plannen' }).click();
    await page.getByRole('button', { name: 'Plan deze telefoontjes' }).click();
    await page.getByText('Gepland: 2.').waitFor();
    await page.getByText('Nabellen, dag 7', { exact: true }).waitFor();
  });
});
