import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ADMINISTRATOR, PASSWORD, SignInHouse } from '../platform/identity/src/testing/sign-in-house.ts';
import { accessibilityFindings, browserPath, DESK, NO_BROWSER, nextPage } from './browser.ts';

import { addAuthenticator, examine, openSignInBrowser, type SignInBrowser } from './sign-in-browser.ts';

const APP = { id: 'rekenhulp', name: 'Rekenhulp Verzonnen', ours: false, elsewhere: true };

describe.skipIf(!browserPath)(browserPath ? 'the sign-in pages in a browser' : NO_BROWSER, () => {
  const house = new SignInHouse();
  let browser: SignInBrowser | undefined;
  let url = '';
  let page: Page;
  let count = 0;

  beforeAll(async () => {
    browser = await openSignInBrowser(house, {
      demo: true,
      patientPicker: {
        find: () => Promise.resolve(PATIENTS),
        get: (_session, id) => Promise.resolve(PATIENTS.find((patient) => patient.id === id)),
      },
      words: {
        role: (code) => ROLES[code] ?? code,
        organization: () => Promise.resolve('Het Verzonnen Gasthuis'),
      },
    });
    url = browser.url;
    await house.signIn.loadDemoAccounts(DEMO);
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    if (browser === undefined) throw new Error('there is no browser');
    await browser.context.clearCookies();
    page = await browser.context.newPage();
    await page.setViewportSize(DESK);
  });
  afterEach(() => page.close());

  const ask = (more = {}) => `${url}${house.authorizations.ask(`page-${++count}`, more)}`;
  const answer = () => house.authorizations.answers.get(`page-${count}`);
  const look = (status = 200) => examine(page, { phone: true, status });
  const press = (name: string | RegExp) => nextPage(page, () => page.getByRole('button', { name }).click());
  const follow = (name: string | RegExp) => nextPage(page, () => page.getByRole('link', { name }).click());
  const enter = () => nextPage(page, () => page.keyboard.press('Enter'));

  async function invitation(kind: 'staff' | 'patient', login: string) {
    const made = await house.signIn.administration.create(
      ADMINISTRATOR,
      {
        kind,
        name: 'Vera Voorbeeldig',
        login,
        fhirUser: kind === 'staff' ? `Practitioner/${login}` : `Patient/${login}`,
        roles: kind === 'staff' ? [{ role: 'nurse' }, { role: 'researcher' }] : [{ role: 'patient' }],
      },
      kind === 'staff' ? undefined : '1948-02-14',
    );
    return made.invitation.code;
  }

  it('lead from an invitation to password, code, recovery codes and role, and back in', async () => {
    const code = await invitation('staff', 'vera@voorbeeld');
    await page.goto(ask());
    await follow('Ik heb een uitnodiging met een code');
    await look();
    await page.getByLabel('Code').fill(code);
    await press('Ga verder');
    await look();
    await page.getByLabel('Nieuw wachtwoord').fill('te kort');
    await page.getByLabel('Nog een keer').fill('te kort');
    await press('Ga verder');
    await expect
      .poll(() => page.getByRole('alert').first().innerText())
      .toContain('Gebruik minstens 12 tekens');
    await page.getByLabel('Nieuw wachtwoord').fill(PASSWORD);
    await page.getByLabel('Nog een keer').fill(PASSWORD);
    await press('Ga verder');
    await look();
    const secret = (await page.locator('.key').innerText()).replaceAll(' ', '');
    await page.getByLabel('Code die de app nu toont').fill(house.code(secret));
    await press('Bevestig');
    await look();
    await expect.poll(() => page.locator('.codes li').count()).toBe(10);
    await press('Ik heb de codes bewaard');
    await look();
    await press(/Onderzoeker/);
    expect(answer()).toMatchObject({ kind: 'signed-in', session: { acting: { role: 'researcher' } } });

    house.clock += 60_000;
    await page.goto(`${url}/account/sessions`);
    await look();
    await press('Vergrendel');
    await look();
    await page.getByLabel('Code uit de app').fill(house.code(secret));
    await press('Ontgrendel');
    await page.getByRole('heading', { name: 'Ontgrendeld' }).waitFor();
    await page.goto(`${url}/account/sessions`);
    await press('Log uit');
    await look();

    house.clock += 60_000;
    await page.goto(ask());
    await page.getByLabel('Inlognaam').fill('vera@voorbeeld');
    await page.getByLabel('Wachtwoord').fill('not the password');
    await enter();
    await expect.poll(() => page.getByRole('alert').first().innerText()).toContain('horen niet bij elkaar');
    await expect(accessibilityFindings(page)).resolves.toEqual([]);
    await page.getByLabel('Wachtwoord').fill(PASSWORD);
    await enter();
    await page.getByRole('heading', { name: 'Bevestig dat u het bent' }).waitFor();
    await look();
    await page.getByLabel('Code uit de app').fill(house.code(secret));
    await enter();
    await press(/Verpleegkundige/);
    expect(answer()).toMatchObject({ session: { amr: ['pwd', 'otp', 'mfa'] } });
  });

  it('take a passkey alone: made from an invitation, used to sign in and to unlock', async () => {
    await addAuthenticator(page);
    const code = await invitation('patient', 'pia@voorbeeld');
    await page.goto(`${ask()}?as=patient`);
    await follow('Ik heb een uitnodiging met een code');
    await page.getByLabel('Code').fill(code);
    await page.getByLabel('Uw geboortedatum').fill('14-02-1948');
    await press('Ga verder');
    await press('Maak een passkey');
    await page.getByRole('heading', { name: 'Uw herstelcodes' }).waitFor();
    await press('Ik heb de codes bewaard');
    await page.getByText('answered').waitFor();
    expect(answer()).toMatchObject({
      session: { acr: 'urn:caecilia:acr:invited', acting: { role: 'patient' } },
    });

    await page.goto(`${ask()}?as=patient`);
    await press('Log in met een passkey');
    await page.getByText('answered').waitFor();
    expect(answer()).toMatchObject({ kind: 'signed-in', session: { amr: ['hwk', 'mfa'] } });

    await page.goto(`${url}/account/sessions`);
    await press('Vergrendel');
    await press('Bevestig met uw passkey');
    await page.getByRole('heading', { name: 'Ontgrendeld' }).waitFor();

    await page.goto(`${ask()}?as=staff`);
    await page.getByRole('button', { name: 'Log in met een passkey' }).click();
    await page.getByRole('alert').filter({ visible: true }).first().waitFor();
    expect(answer()).toBeUndefined();
  });

  it('work without any script, with the keyboard alone', async () => {
    await house.enrolled('toets@voorbeeld');
    const plain = await page.context().browser()?.newContext({ javaScriptEnabled: false, locale: 'nl-NL' });
    const quiet = await (plain ?? page.context()).newPage();
    await quiet.goto(ask());
    await expect
      .poll(() => quiet.getByRole('button', { name: 'Log in met een passkey' }).isVisible())
      .toBe(false);
    await quiet.getByLabel('Inlognaam').focus();
    await quiet.keyboard.type('toets@voorbeeld');
    await quiet.keyboard.press('Tab');
    await quiet.keyboard.type(PASSWORD);
    await quiet.keyboard.press('Enter');
    await quiet.getByLabel('Code uit de app').waitFor();
    await quiet.close();
    await plain?.close();
  });

  it('offer the people of the demo, at the entrance they belong to', async () => {
    await page.goto(ask());
    await look();
    await follow('Ik ben patiënt of naaste');
    await look();
    await press(/Wilhelmina/);
    expect(answer()).toMatchObject({ session: { acr: 'urn:caecilia:acr:demo' } });
  });

  it('ask in plain words what an app may, for which patient, and take no for an answer', async () => {
    await page.goto(ask());
    await press(/Femke Fictief/);
    const first = answer();
    if (first?.kind !== 'signed-in') throw new Error('not signed in');
    const wishes = {
      prompt: 'consent',
      client: APP,
      session: first.session,
      scopes: [
        'openid',
        'fhirUser',
        'launch/patient',
        'patient/Observation.rs?category=laboratory',
        'patient/Consent.read',
        'offline_access',
      ],
    };
    await page.goto(ask(wishes));
    await look();
    await press(/Wilhelmina Voorbeeld/);
    await look();
    await expect
      .poll(() => page.locator('.wishes').innerText())
      .toMatch(
        /weten wie u bent[\s\S]*metingen, wensen en bevindingen, alleen een deel \(uitslagen van het laboratorium\) lezen, van deze patiënt[\s\S]*ook verder gaan wanneer u niet bent ingelogd/,
      );
    await page.getByLabel(/ook verder gaan/).uncheck();
    await press('Ja, dat mag');
    await page.getByText('answered').waitFor();
    expect(answer()).toEqual({
      kind: 'agreed',
      launchPatient: 'demo-wilhelmina',
      scopes: wishes.scopes.filter((scope) => scope !== 'offline_access'),
    });
    await page.goto(ask(wishes));
    await press(/Wilhelmina Voorbeeld/);
    await press('Nee, niet delen');
    await page.getByText('answered').waitFor();
    expect(answer()).toEqual({ kind: 'declined' });
  });

  it('say in words what went wrong', async () => {
    await page.goto(`${url}/sign-in/nobody-asked`);
    await look(410);
    await page.goto(`${url}/account/sessions`);
    await look(401);
  });
});

const ROLES: Readonly<Record<string, string>> = {
  nurse: 'Verpleegkundige',
  researcher: 'Onderzoeker',
  patient: 'Patiënt',
  'consult-physician': 'Arts, consultteam palliatieve zorg',
};

const PATIENTS = [
  { id: 'demo-wilhelmina', name: 'Wilhelmina Voorbeeld – de Proef', birthDate: '1948-02-14' },
  { id: 'demo-bram', name: 'Bram Voorbeeld', birthDate: '1963-09-09' },
];

const DEMO = [
  {
    accountId: 'demo-fictief',
    kind: 'staff' as const,
    name: 'dr. Femke Fictief',
    fhirUser: 'Practitioner/demo-fictief',
    roles: [{ role: 'consult-physician', organization: 'Organization/demo-hospital' }],
  },
  {
    accountId: 'demo-verzinsel',
    kind: 'staff' as const,
    name: 'Mees Verzinsel',
    fhirUser: 'Practitioner/demo-verzinsel',
    roles: [{ role: 'nurse', organization: 'Organization/demo-hospital' }],
  },
  {
    accountId: 'demo-wilhelmina',
    kind: 'patient' as const,
    name: 'Wilhelmina Voorbeeld – de Proef',
    fhirUser: 'Patient/demo-wilhelmina',
    roles: [{ role: 'patient' }],
  },
];
