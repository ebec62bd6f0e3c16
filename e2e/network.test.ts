import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFindings, browserPath, NO_BROWSER, nextPage } from './browser.ts';
import { standsAt } from './says.ts';
import { openSignedInHouse, type SignedInHouse } from './signed-in.ts';

describe.skipIf(!browserPath)(browserPath ? 'the network, in the house' : NO_BROWSER, () => {
  let house: SignedInHouse;
  let page: Page;

  beforeAll(async () => {
    house = await openSignedInHouse();
    page = await house.signIn(/Bas Beheerder/, '/network');
  });
  afterAll(async () => {
    await house.close();
  });

  const open = (path: string) => page.goto(`${house.url}${path}`);
  const press = (name: string | RegExp) => nextPage(page, () => page.getByRole('button', { name }).click());
  const follow = (name: string | RegExp) => nextPage(page, () => page.getByRole('link', { name }).click());
  const main = () => page.getByRole('main').innerText();

  it('lets the administrator make an organisation, in the directory that everybody reads', async () => {
    await standsAt(page, '/network');
    await open('/network/organizations/new');
    await page.getByLabel('Naam', { exact: true }).fill('Hospice Het Bedachte Huis');
    await page.getByLabel('Soort organisatie').selectOption('hospice');
    await press('Opslaan');
    await expect.poll(() => page.getByRole('status').innerText()).toContain('Toegevoegd');
    expect(await accessibilityFindings(page)).toEqual([]);
    expect(await house.fhir('Organization?name=Hospice%20Het%20Bedachte')).toMatchObject({
      entry: [{ resource: { name: 'Hospice Het Bedachte Huis' } }],
    });
  });

  it('invites somebody with a code that is shown once, and closes the account again', async () => {
    await open('/network/users/invite');
    await page.getByLabel('Naam zoals').fill('Ina Verzonnen');
    await page.getByLabel('E-mail').fill('ina@voorbeeld.example');
    await page.getByLabel('Rol 1').selectOption({ label: 'Verpleegkundige hospice' });
    await press('Maak de uitnodiging');
    await expect
      .poll(() => page.locator('.code').innerText())
      .toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}$/);
    await follow('Naar de gebruiker');
    expect(await main()).toContain('Verpleegkundige hospice');
    const user = new URL(page.url()).pathname;
    await open(`${user}/deactivate`);
    await page.getByLabel('Waarom').fill('toch niet gekomen');
    await press('Sluit het account');
    await open('/network/users?q=verzonnen');
    expect(await main()).toMatch(/Ina Verzonnen[\s\S]*gesloten/i);
  });

  it('shows staff only: who has the account of a patient is a patient', async () => {
    await open('/network/users');
    const text = await main();
    expect(text).toContain('Femke Fictief');
    expect(text).not.toMatch(/Wilhelmina|Antje/);
    const patient = await open('/network/users/demo-wilhelmina');
    expect(patient?.status()).toBe(404);
  });

  it('changes nobody’s own roles: not by the screen and not by a form that was made up', async () => {
    await open('/network/users/demo-beheer');
    await expect.poll(() => page.getByRole('link', { name: 'Rollen wijzigen' }).count()).toBe(0);
    await open('/network/users/demo-verzinsel/roles');
    await page.evaluate(() => {
      document
        .querySelector('main form[method=post]')
        ?.setAttribute('action', '/network/users/demo-beheer/roles');
    });
    await press('Opslaan');
    await expect
      .poll(() => page.getByRole('heading', { level: 1 }).innerText())
      .toBe('U mag dit hier niet doen');
  });

  it('ends the sign-in of whose roles change', async () => {
    const nurse = await house.signIn(/Mees Verzinsel/);
    await standsAt(nurse, '/');
    const cookies = await nurse.context().cookies();
    const held = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    const asNurse = () => fetch(`${house.url}/?list=all`, { redirect: 'manual', headers: { cookie: held } });
    expect((await asNurse()).status).toBe(200);
    page = await house.signIn(/Bas Beheerder/, '/network/users/demo-verzinsel/roles');
    await page.getByLabel('Rol 2').selectOption({ label: 'Transferverpleegkundige' });
    await press('Opslaan');
    expect(await main()).toContain('Transferverpleegkundige');
    expect((await asNurse()).status).toBe(303);
  });

  it('opens no patient to the administrator', async () => {
    await open('/');
    await expect.poll(() => page.locator('.found__name').count()).toBe(0);
    const answer = await open('/care/patients/demo-wilhelmina/emergency');
    expect(answer?.status()).toBe(404);
    expect(await page.content()).not.toContain('Voorbeeld');
  });

  it('manages who cares for a patient by name and birth date, without anything clinical', async () => {
    await open('/network/relations');
    await page.getByLabel('Achternaam').fill('Voorbeeld-de Proef');
    await page.getByLabel('Geboortedatum').fill('14-02-1948');
    await press(/Zoek|Toon/);
    await standsAt(page, '/network/relations/demo-wilhelmina');
    expect(page.url()).not.toMatch(/Voorbeeld|1948/);
    const text = await main();
    expect(text).toMatch(/Thuiszorg De Fictie/);
    expect(text).not.toMatch(/reanim|opioid|morfine/i);
  });

  it('is not there for a nurse, a patient or the privacy officer: the same answer as an unknown address', async () => {
    for (const name of [/Femke Fictief/, /Wilhelmina/, /Puck Privacy/]) {
      page = await house.signIn(name);
      const answers: unknown[] = [];
      for (const path of [
        '/network',
        '/network/users',
        '/network/users/demo-privacy/roles',
        '/nothing-here',
      ]) {
        const answer = await open(path);
        answers.push([answer?.status(), await main()]);
      }
      for (const answer of answers) expect(answer).toEqual(answers.at(-1));
      expect(answers[0]).toEqual([404, expect.any(String)]);
    }
  });
});
