import { createReadStream } from 'node:fs';
import { uiAssets } from '@caecilia/ui';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identityAssets } from '../platform/identity/src/index.ts';
import { PASSWORD, SignInHouse } from '../platform/identity/src/testing/sign-in-house.ts';
import { accessibilityFindings, browserPath, NO_BROWSER, openBrowser, sidewaysScroll } from './browser.ts';

const SIZES = [
  [{ width: 1280, height: 900 }, 'light', 'nl'],
  [{ width: 320, height: 640 }, 'dark', 'en'],
] as const;
const SHOTS = process.env.CAECILIA_SHOTS;
const ANOTHER = 'negen blauwe ezels dromen';

describe.skipIf(!browserPath)(browserPath ? 'my sign-in, in a browser' : NO_BROWSER, () => {
  const house = new SignInHouse();
  let url = '';
  let context: BrowserContext;
  let page: Page;
  const opened: { close(): Promise<void> }[] = [];

  beforeAll(async () => {
    await house.open({ origin: () => url });
    for (const { path, file, contentType } of [...uiAssets(), ...identityAssets()])
      house.app.get(path, (_request, reply) => reply.type(contentType).send(createReadStream(file)));
    url = (await house.app.listen({ host: '127.0.0.1', port: 0 })).replace('127.0.0.1', 'localhost');
    const browser = await openBrowser();
    opened.push(browser);
    context = browser.context;
    page = await context.newPage();
    const authenticator = await context.newCDPSession(page);
    await authenticator.send('WebAuthn.enable');
    await authenticator.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
  });
  afterAll(async () => {
    for (const each of opened) await each.close();
    await house.close();
  });

  const press = (name: string | RegExp) => page.getByRole('button', { name }).click();
  const heading = (name: string) => page.getByRole('heading', { name, level: 1 }).waitFor();

  async function examine(name: string): Promise<void> {
    const at = page.url();
    for (const [viewport, colorScheme, lang] of SIZES) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      const address = new URL(at);
      address.searchParams.set('lang', lang);
      await page.goto(address.href);
      await expect(page.locator('html').getAttribute('lang')).resolves.toBe(lang);
      await expect(accessibilityFindings(page), `${name} ${viewport.width}`).resolves.toEqual([]);
      await expect(sidewaysScroll(page), `${name} ${viewport.width}`).resolves.toBe(0);
      if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}-${viewport.width}.png`, fullPage: true });
    }
    await page.setViewportSize(SIZES[0][0]);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(at);
  }

  it('takes a new password, a new app, a passkey and new codes of its owner, with the keyboard alone', async () => {
    const { secret } = await house.enrolled('vera@voorbeeld');
    await page.goto(`${url}${house.authorizations.ask('account-1')}`);
    await page.getByLabel('Inlognaam').fill('vera@voorbeeld');
    await page.getByLabel('Wachtwoord').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByLabel('Code uit de app').fill(house.code(secret));
    await page.keyboard.press('Enter');
    await page.getByText('answered').waitFor();

    await page.goto(`${url}/account`);
    await examine('account');
    house.clock += 6 * 60_000;
    await page.getByRole('link', { name: 'Wijzig uw wachtwoord' }).focus();
    await page.keyboard.press('Enter');
    await heading('Bevestig dat u het bent');
    await examine('account-confirm');
    await page.getByLabel('Code uit de app').fill(house.code(secret));
    await page.keyboard.press('Enter');
    await heading('Wijzig uw wachtwoord');
    await examine('account-password');
    await page.getByLabel('Uw huidige wachtwoord').focus();
    for (const text of ['not this one', ANOTHER, ANOTHER]) {
      await page.keyboard.type(text);
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert').innerText()).resolves.toContain('Er is niets gewijzigd');
    await expect(accessibilityFindings(page)).resolves.toEqual([]);
    await page.getByLabel('Uw huidige wachtwoord').fill(PASSWORD);
    await page.getByLabel('Nieuw wachtwoord').fill(ANOTHER);
    await page.getByLabel('Nog een keer').fill(ANOTHER);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('status').innerText()).resolves.toContain('Uw wachtwoord is gewijzigd');

    await page.getByRole('link', { name: 'Vervang de app' }).click();
    await examine('account-totp');
    const fresh = (await page.locator('.key').innerText()).replaceAll(' ', '');
    await page.getByLabel('Code die de app nu toont').fill(house.code(fresh));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('status').innerText()).resolves.toContain('De nieuwe app werkt');

    await page.getByRole('link', { name: 'Voeg een passkey toe' }).click();
    await examine('account-passkey-new');
    await press('Maak een passkey');
    await expect(page.getByRole('status').innerText()).resolves.toContain('De passkey werkt');
    await examine('account-passkey');
    await page.getByLabel('Naam van deze passkey').fill('De laptop thuis');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'De laptop thuis: naam of verwijderen' }).waitFor();
    await examine('account-with-passkey');

    house.clock += 6 * 60_000;
    await page.getByRole('link', { name: 'Maak nieuwe herstelcodes' }).click();
    await press('Bevestig met uw passkey');
    await heading('Maak nieuwe herstelcodes');
    await examine('account-recovery');
    await press('Maak tien nieuwe codes');
    await heading('Uw herstelcodes');
    await expect(page.locator('.codes li').count()).resolves.toBe(10);
    await press('Ik heb de codes bewaard');
    await expect(page.getByRole('status').innerText()).resolves.toContain('Uw nieuwe herstelcodes werken');

    await page.getByRole('link', { name: 'De laptop thuis: naam of verwijderen' }).click();
    await press('Verwijder deze passkey');
    await expect(page.getByText('U hebt nog geen passkey.').isVisible()).resolves.toBe(true);
  });

  it('keeps the last passkey of an account that has no password', async () => {
    await context.clearCookies();
    const { invitation } = await house.signIn.administration.create(
      { id: 'Account/beheerder', role: 'administrator', scope: { kind: 'nothing' } },
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
    await page.getByRole('link', { name: /naam of verwijderen/ }).click();
    await page.getByText('Deze passkey kunt u niet verwijderen').waitFor();
    await expect(page.getByRole('button', { name: 'Verwijder' }).count()).resolves.toBe(0);
    // Who sends the form all the same is refused by the rule, not by the screen.
    await page.locator('button[value="rename"]').evaluate((button) => button.setAttribute('value', 'remove'));
    await press('Bewaar de naam');
    await expect(page.getByRole('alert').innerText()).resolves.toContain('kunt u niet verwijderen');

    await page.goto(`${url}/account/password`);
    await page.getByLabel('Inlognaam die u kiest').fill('pia@voorbeeld');
    await page.getByLabel('Nieuw wachtwoord').fill(ANOTHER);
    await page.getByLabel('Nog een keer').fill(ANOTHER);
    await page.keyboard.press('Enter');
    await page.getByText('Inlognaam: pia@voorbeeld').waitFor();
    await page.getByRole('link', { name: /naam of verwijderen/ }).click();
    await page.getByText('Deze passkey kunt u niet verwijderen').waitFor();
  });
});
