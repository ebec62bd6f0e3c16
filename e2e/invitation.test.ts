import { rmSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CareHouse, startCare } from '../apps/care/src/house.ts';
import { openDevelopmentTokens } from '../apps/care/src/token.ts';
import { codeAt } from '../platform/identity/src/testing/sign-in-house.ts';
import {
  accessibilityFindings,
  browserPath,
  NO_BROWSER,
  nextPage,
  openBrowser,
  paperPages,
} from './browser.ts';
import { demoRecord, demoSettings } from './demo-record.ts';
import { signInTo } from './demo-sign-in.ts';
import { faultsAt, SIGHTS } from './sights.ts';

const PASSWORD = 'zeven gele olifanten zingen';
const CORNELIS = '/care/patients/demo-cornelis/invitations';

describe.skipIf(!browserPath)(browserPath ? 'an invitation to my record' : NO_BROWSER, () => {
  let dataDir = '';
  let shift = 0;
  /** Milliseconds at which the clock of the house stands; undefined: it runs. */
  let stands: number | undefined;
  const now = () => new Date((stands ?? Date.now()) + shift);
  let house: CareHouse;
  let context: BrowserContext;
  let closeBrowser: () => Promise<void>;
  let page: Page;
  let code = '';
  let cornelisSecret = '';

  beforeAll(async () => {
    dataDir = await demoRecord('caecilia-invitation-');
    house = await startCare(demoSettings(dataDir), { now });
    const browser = await openBrowser();
    context = browser.context;
    closeBrowser = browser.close;
    page = await context.newPage();
  });
  afterAll(async () => {
    await closeBrowser?.();
    await house?.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const press = (name: string | RegExp) => nextPage(page, () => page.getByRole('button', { name }).click());
  const follow = (name: string | RegExp) => nextPage(page, () => page.getByRole('link', { name }).click());

  async function signIn(name: RegExp, path: string): Promise<number> {
    await context.clearCookies();
    await signInTo(house.url, name, context);
    return (await page.goto(`${house.url}${path}`))?.status() ?? 0;
  }

  async function toInvitation(): Promise<void> {
    await context.clearCookies();
    await page.goto(house.url);
    await follow('Ik ben patiënt of naaste');
    await follow('Ik heb een uitnodiging met een code');
  }

  async function tryCode(typed: string, born: string): Promise<string> {
    await page.getByLabel('Code').fill(typed);
    await page.getByLabel('Uw geboortedatum').fill(born);
    await press('Ga verder');
    return await page.locator('main').innerText();
  }

  /** After the code: name, password and app; gives the secret of the app. */
  async function chooseSignIn(login: string): Promise<string> {
    await page.getByLabel('Inlognaam die u kiest').fill(login);
    await page.getByLabel('Nieuw wachtwoord').fill(PASSWORD);
    await page.getByLabel('Nog een keer').fill(PASSWORD);
    await press('Ga verder');
    const secret = (await page.locator('.key').innerText()).replaceAll(' ', '');
    await page.getByLabel('Code die de app nu toont').fill(codeAt(secret, now().getTime()));
    await press('Bevestig');
    await press('Ik heb de codes bewaard');
    return secret;
  }

  /** Signs in with password and the next code of the app. */
  async function asPerson(login: string, secret: string): Promise<void> {
    shift += 60_000;
    await context.clearCookies();
    await page.goto(house.url);
    await follow('Ik ben patiënt of naaste');
    await page.getByLabel('Inlognaam').fill(login);
    await page.getByLabel('Wachtwoord').fill(PASSWORD);
    await press('Log in');
    await page.getByLabel('Code uit de app').fill(codeAt(secret, now().getTime()));
    await press('Bevestig');
  }

  /** The page that stands there, in English and then in Dutch. */
  const examine = async () =>
    expect(await faultsAt(page, page.url(), { sights: SIGHTS.toReversed() })).toEqual([]);

  it('is made by who treats the patient, on a letter of one page without anything clinical', async () => {
    expect(await signIn(/Femke Fictief/, '/care/patients/demo-cornelis/emergency')).toBe(200);
    await follow('Patiënt of naaste uitnodigen voor het eigen dossier');
    await examine();
    await expect.poll(() => page.locator('#patient').innerText()).toContain('Heeft nog geen eigen inlog');
    await follow(/Maak een brief voor Cornelis/);
    await examine();
    await page.getByLabel('Taal van de brief').selectOption('en');
    await page.getByRole('button', { name: 'Maak de brief' }).focus();
    await nextPage(page, () => page.keyboard.press('Enter'));
    const letter = page.getByRole('article', { name: 'De brief' });
    await expect.poll(() => letter.getAttribute('lang')).toBe('en');
    const words = await letter.innerText();
    expect(words).toMatch(/Dear Cornelis Proefpersoon[\s\S]*works once, until/);
    expect(words).toContain(house.url);
    expect(words).not.toMatch(/demo-|palliat|behandel|treatment|diagnos/i);
    code = /[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}/.exec(words)?.[0] ?? '';
    expect(code).not.toBe('');
    await expect(accessibilityFindings(page)).resolves.toEqual([]);
    expect(await paperPages(page)).toBe(1);
    await page.goto(`${house.url}${CORNELIS}`);
    await expect.poll(() => page.locator('main').innerText()).not.toContain(code);
    await expect.poll(() => page.locator('#patient').innerText()).toMatch(/Uitgenodigd\. De brief werkt tot/);
  });

  it('takes a form that was open while the server started again', async () => {
    await page.goto(`${house.url}${CORNELIS}/new?person=Patient/demo-cornelis`);
    const { port } = new URL(house.url);
    await house.close();
    house = await startCare(demoSettings(dataDir, { CAECILIA_CARE_PORT: port }), { now });
    await press('Maak de brief');
    const words = await page.getByRole('article', { name: 'De brief' }).innerText();
    const newer = /[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}/.exec(words)?.[0] ?? '';
    expect(newer).not.toBe(code);
    await toInvitation();
    expect(await tryCode(code, '30-06-1951')).toContain('horen niet bij een geldige uitnodiging');
    code = newer;
  });

  it('slows wrong birth dates down, whoever types them', async () => {
    // However long the pages take: the wait is over after five seconds.
    stands = Date.now();
    let words = '';
    try {
      for (let count = 0; count < 4; count += 1) words = await tryCode('ABCD-EFGH-JKMN', '01-01-1970');
    } finally {
      stands = undefined;
    }
    expect(words).toContain('even te wachten');
  });

  it('leads to a sign-in of their own and to the own record, once', async () => {
    await signIn(/Femke Fictief/, CORNELIS);
    await follow(/Maak een nieuwe brief voor Cornelis/);
    await press('Maak de brief');
    code = await page.locator('.letter__code').innerText();
    await toInvitation();
    expect(await tryCode(code, '29-06-1951')).toContain('horen niet bij een geldige uitnodiging');
    expect(await tryCode(code, '30-06-1951')).toContain('Welkom, Cornelis Proefpersoon');
    cornelisSecret = await chooseSignIn('cornelis@voorbeeld.example');
    await page.locator('a[href*="demo-cornelis/emergency"]').first().waitFor();
    await page.goto(`${house.url}/privacy/my-record/log`);
    await expect.poll(() => page.locator('main').innerText()).toContain('dr. Femke Fictief');
    await toInvitation();
    expect(await tryCode(code, '30-06-1951')).toContain('Deze code is al gebruikt');
  });

  it('can be withdrawn before it is used', async () => {
    await signIn(/Femke Fictief/, '/care/patients/demo-aaltje/invitations');
    await follow(/Maak een brief voor Aaltje/);
    await press('Maak de brief');
    const withdrawn = await page.locator('.letter__code').innerText();
    await follow('Terug naar de lijst');
    await press(/Trek de brief voor Aaltje/);
    await expect.poll(() => page.getByRole('status').innerText()).toContain('Ingetrokken');
    await toInvitation();
    expect(await tryCode(withdrawn, '02-11-1939')).toContain('horen niet bij een geldige uitnodiging');
  });

  it('of a carer waits for the mandate of the patient, and what the carer sees follows it', async () => {
    const written = await fetch(`${house.url}/fhir/RelatedPerson/bea`, {
      method: 'PUT',
      headers: {
        authorization: `Bearer ${openDevelopmentTokens(dataDir).issue(now(), 60)}`,
        'content-type': 'application/fhir+json',
      },
      body: JSON.stringify({
        resourceType: 'RelatedPerson',
        id: 'bea',
        patient: { reference: 'Patient/demo-cornelis' },
        name: [{ text: 'Bea Verzonnen' }],
      }),
    });
    expect(written.status).toBeLessThan(300);
    await signIn(/Femke Fictief/, CORNELIS);
    await expect.poll(() => page.locator('#close').innerText()).toContain('gaf geen machtiging');
    await expect.poll(() => page.getByRole('link', { name: /Bea/ }).count()).toBe(0);
    await page.goto(`${house.url}${CORNELIS}/new?person=RelatedPerson/bea`);
    await expect.poll(() => page.getByRole('button', { name: 'Maak de brief' }).count()).toBe(0);

    await asPerson('cornelis@voorbeeld.example', cornelisSecret);
    await page.goto(`${house.url}/privacy/my-record/mandates/new`);
    await page.getByLabel('Wie', { exact: true }).selectOption('RelatedPerson/bea');
    await press('Geef de machtiging');
    await signIn(/Femke Fictief/, CORNELIS);
    await follow(/Maak een brief voor Bea/);
    await press('Maak de brief');
    await expect.poll(() => page.getByRole('alert').innerText()).toContain('dag-maand-jaar');
    await expect(accessibilityFindings(page)).resolves.toEqual([]);
    await page.getByLabel('Geboortedatum van Bea Verzonnen').fill('3-4-1970');
    await press('Maak de brief');
    const letter = await page.locator('.letter__code').innerText();
    await toInvitation();
    expect(await tryCode(letter, '03-04-1970')).toContain('Welkom, Bea Verzonnen');
    const secret = await chooseSignIn('bea@voorbeeld.example');
    await page.goto(house.url);
    expect(new URL(page.url()).pathname).toBe('/privacy/my-record');
    await expect.poll(() => page.locator('main').innerText()).toContain('De patiënt gaf u een machtiging');
    await examine();
    const menu = page.locator('.account__list');
    await expect.poll(() => menu.textContent()).not.toContain('Wie heeft gekeken');
    // A plan without its directives would say that nothing was agreed.
    const plan = await context.request.get(`${house.url}/care/patients/demo-cornelis/emergency`);
    expect(plan.status()).toBe(403);

    await asPerson('cornelis@voorbeeld.example', cornelisSecret);
    await page.goto(`${house.url}/privacy/my-record/mandates`);
    await follow('Trek in voor Bea Verzonnen');
    await press('Ja, trek in');
    await asPerson('bea@voorbeeld.example', secret);
    await page.goto(house.url);
    expect(new URL(page.url()).pathname).toBe('/privacy/my-record');
    await expect.poll(() => page.locator('main').innerText()).toContain('U kunt nu geen dossier zien');
    await examine();
    await page.locator('.account summary').click();
    for (const link of await page.locator('.account__list a').all()) {
      const href = (await link.getAttribute('href')) ?? '';
      expect((await context.request.get(`${house.url}${href}`)).status(), href).toBe(200);
    }
  });

  it.each([
    [/Mees Verzinsel/, '/care/patients/demo-wilhelmina/invitations'],
    [/Pim Proefman/, '/care/patients/demo-wilhelmina/invitations'],
    [/Wilhelmina Voorbeeld/, '/care/patients/demo-wilhelmina/invitations'],
    [/Bas Beheerder/, '/care/patients/demo-wilhelmina/invitations'],
    [/Femke Fictief/, '/care/patients/nobody/invitations'],
  ])('is not there for who may not invite: %s at %s', async (name, path) => {
    expect(await signIn(name, path)).toBe(404);
  });
});
