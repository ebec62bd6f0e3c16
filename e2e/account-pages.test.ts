import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMINISTRATOR, PASSWORD, SignInHouse } from '../platform/identity/src/testing/sign-in-house.ts';
import { accessibilityFindings, browserPath, NO_BROWSER, nextPage } from './browser.ts';
import { addAuthenticator, examine, openSignInBrowser, type SignInBrowser } from './sign-in-browser.ts';

const ANOTHER = 'negen blauwe ezels dromen';

describe.skipIf(!browserPath)(browserPath ? 'my sign-in, in a browser' : NO_BROWSER, () => {
  const house = new SignInHouse();
  let browser: SignInBrowser | undefined;
  let url = '';
  let page: Page;

  beforeAll(async () => {
    browser = await openSignInBrowser(house);
    url = browser.url;
    page = await browser.context.newPage();
    await addAuthenticator(page);
  });
  afterAll(() => browser?.close());

  const look = () => examine(page);
  const press = (name: string | RegExp) => nextPage(page, () => page.getByRole('button', { name }).click());
  const follow = (name: string | RegExp) => nextPage(page, () => page.getByRole('link', { name }).click());
  const enter = () => nextPage(page, () => page.keyboard.press('Enter'));
  const heading = (name: string) => page.getByRole('heading', { name, level: 1 }).waitFor();

  it('takes a new password, a new app, a passkey and new codes of its owner, with the keyboard alone', async () => {
    const { secret } = await house.enrolled('vera@voorbeeld');
    await page.goto(`${url}${house.authorizations.ask('account-1')}`);
    await page.getByLabel('Inlognaam').fill('vera@voorbeeld');
    await page.getByLabel('Wachtwoord').fill(PASSWORD);
    await enter();
    await page.getByLabel('Code uit de app').fill(house.code(secret));
    await enter();
    await page.getByText('answered').waitFor();

    await page.goto(`${url}/account`);
    await look();
    house.clock += 6 * 60_000;
    await page.getByRole('link', { name: 'Wijzig uw wachtwoord' }).focus();
    await enter();
    await heading('Bevestig dat u het bent');
    await look();
    await page.getByLabel('Code uit de app').fill(house.code(secret));
    await enter();
    await heading('Wijzig uw wachtwoord');
    await look();
    await page.getByLabel('Uw huidige wachtwoord').focus();
    for (const text of ['not this one', ANOTHER, ANOTHER]) {
      await page.keyboard.type(text);
      await page.keyboard.press('Tab');
    }
    await enter();
    await expect.poll(() => page.getByRole('alert').innerText()).toContain('Er is niets gewijzigd');
    await expect(accessibilityFindings(page)).resolves.toEqual([]);
    await page.getByLabel('Uw huidige wachtwoord').fill(PASSWORD);
    await page.getByLabel('Nieuw wachtwoord').fill(ANOTHER);
    await page.getByLabel('Nog een keer').fill(ANOTHER);
    await enter();
    await expect.poll(() => page.getByRole('status').innerText()).toContain('Uw wachtwoord is gewijzigd');

    await follow('Vervang de app');
    await look();
    const fresh = (await page.locator('.key').innerText()).replaceAll(' ', '');
    await page.getByLabel('Code die de app nu toont').fill(house.code(fresh));
    await enter();
    await expect.poll(() => page.getByRole('status').innerText()).toContain('De nieuwe app werkt');

    await follow('Voeg een passkey toe');
    await look();
    await press('Maak een passkey');
    await expect.poll(() => page.getByRole('status').innerText()).toContain('De passkey werkt');
    await look();
    await page.getByLabel('Naam van deze passkey').fill('De laptop thuis');
    await enter();
    await page.getByRole('link', { name: 'De laptop thuis: naam of verwijderen' }).waitFor();
    await look();

    house.clock += 6 * 60_000;
    await follow('Maak nieuwe herstelcodes');
    await press('Bevestig met uw passkey');
    await heading('Maak nieuwe herstelcodes');
    await look();
    await press('Maak tien nieuwe codes');
    await heading('Uw herstelcodes');
    await expect.poll(() => page.locator('.codes li').count()).toBe(10);
    await press('Ik heb de codes bewaard');
    await expect.poll(() => page.getByRole('status').innerText()).toContain('Uw nieuwe herstelcodes werken');

    await follow('De laptop thuis: naam of verwijderen');
    await press('Verwijder deze passkey');
    await expect.poll(() => page.getByText('U hebt nog geen passkey.').isVisible()).toBe(true);
  });

  it('keeps the last passkey of an account that has no password', async () => {
    await page.context().clearCookies();
    const { invitation } = await house.signIn.administration.create(
      ADMINISTRATOR,
      { kind: 'patient', name: 'Pia Proef', fhirUser: 'Patient/pia', roles: [{ role: 'patient' }] },
      '1948-02-14',
    );
    await page.goto(`${url}${house.authorizations.ask('account-2')}/invitation?as=patient`);
    await page.getByLabel('Code').fill(invitation.code);
    await page.getByLabel('Uw geboortedatum').fill('14-02-1948');
    await press('Ga verder');
    await press('Maak een passkey');
    await press('Ik heb de codes bewaard');
    await page.getByText('answered').waitFor();
    await page.goto(`${url}/account`);
    await follow(/naam of verwijderen/);
    await page.getByText('Deze passkey kunt u niet verwijderen').waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'Verwijder' }).count()).toBe(0);
    // Who sends the form all the same is refused by the rule, not by the screen.
    await page.locator('button[value="rename"]').evaluate((button) => button.setAttribute('value', 'remove'));
    await press('Bewaar de naam');
    await expect.poll(() => page.getByRole('alert').innerText()).toContain('kunt u niet verwijderen');

    await page.goto(`${url}/account/password`);
    await page.getByLabel('Inlognaam die u kiest').fill('pia@voorbeeld');
    await page.getByLabel('Nieuw wachtwoord').fill(ANOTHER);
    await page.getByLabel('Nog een keer').fill(ANOTHER);
    await enter();
    await page.getByText('Inlognaam: pia@voorbeeld').waitFor();
    await follow(/naam of verwijderen/);
    await page.getByText('Deze passkey kunt u niet verwijderen').waitFor();
  });
});
