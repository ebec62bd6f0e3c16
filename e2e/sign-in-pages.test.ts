import { createReadStream } from 'node:fs';
import { uiAssets } from '@caecilia/ui';
import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { identityAssets } from '../platform/identity/src/index.ts';
import { ADMINISTRATOR, PASSWORD, SignInHouse } from '../platform/identity/src/testing/sign-in-house.ts';
import { accessibilityFindings, browserPath, NO_BROWSER, openBrowser, sidewaysScroll } from './browser.ts';

const DESK = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };
/** 1280 pixels at 400 per cent. */
const NARROWEST = { width: 320, height: 640 };
const APP = { id: 'rekenhulp', name: 'Rekenhulp Verzonnen', ours: false };
const SHOTS = process.env.CAECILIA_SHOTS;

describe.skipIf(!browserPath)(browserPath ? 'the sign-in pages in a browser' : NO_BROWSER, () => {
  const house = new SignInHouse();
  let url = '';
  let context: BrowserContext;
  let page: Page;
  let count = 0;
  const opened: { close(): Promise<void> }[] = [];

  beforeAll(async () => {
    await house.open({
      demo: true,
      origin: () => url,
      patientPicker: {
        find: () => Promise.resolve(PATIENTS),
        get: (_session, id) => Promise.resolve(PATIENTS.find((patient) => patient.id === id)),
      },
      words: {
        role: (code) => ROLES[code] ?? code,
        organization: () => Promise.resolve('Het Verzonnen Gasthuis'),
      },
    });
    for (const { path, file, contentType } of [...uiAssets(), ...identityAssets()])
      house.app.get(path, (_request, reply) => reply.type(contentType).send(createReadStream(file)));
    const address = await house.app.listen({ host: '127.0.0.1', port: 0 });
    url = address.replace('127.0.0.1', 'localhost');
    await house.signIn.loadDemoAccounts(DEMO);
    const browser = await openBrowser();
    opened.push(browser);
    context = browser.context;
  });
  afterAll(async () => {
    for (const each of opened) await each.close();
    await house.close();
  });
  beforeEach(async () => {
    await context.clearCookies();
    page = await context.newPage();
    await page.setViewportSize(DESK);
  });
  afterEach(() => page.close());

  const ask = (more = {}) => `${url}${house.authorizations.ask(`page-${++count}`, more)}`;
  const answer = () => house.authorizations.answers.get(`page-${count}`);
  const press = (name: string | RegExp) => page.getByRole('button', { name }).click();

  /** Axe, width and both languages, light and dark, of the page that stands there. */
  async function examine(name: string): Promise<void> {
    const at = page.url();
    for (const [viewport, colorScheme, lang] of [
      [DESK, 'light', 'nl'],
      [NARROWEST, 'dark', 'en'],
      [PHONE, 'light', 'nl'],
    ] as const) {
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
    await page.setViewportSize(DESK);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(at);
  }

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

  /** An authenticator of the browser itself, whose user is always there. */
  async function authenticator(): Promise<CDPSession> {
    const session = await context.newCDPSession(page);
    await session.send('WebAuthn.enable');
    await session.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    return session;
  }

  it('lead from an invitation to password, code, recovery codes and role, and back in', async () => {
    const code = await invitation('staff', 'vera@voorbeeld');
    await page.goto(ask());
    await page.getByRole('link', { name: 'Ik heb een uitnodiging met een code' }).click();
    await examine('invitation');
    await page.getByLabel('Code').fill(code);
    await press('Ga verder');
    await examine('choose');
    await page.getByLabel('Nieuw wachtwoord').fill('te kort');
    await page.getByLabel('Nog een keer').fill('te kort');
    await press('Ga verder');
    await expect(page.getByRole('alert').first().innerText()).resolves.toContain(
      'Gebruik minstens 12 tekens',
    );
    await page.getByLabel('Nieuw wachtwoord').fill(PASSWORD);
    await page.getByLabel('Nog een keer').fill(PASSWORD);
    await press('Ga verder');
    await examine('enrol');
    const secret = (await page.locator('.key').innerText()).replaceAll(' ', '');
    await page.getByLabel('Code die de app nu toont').fill(house.code(secret));
    await press('Bevestig');
    await examine('codes');
    await expect(page.locator('.codes li').count()).resolves.toBe(10);
    await press('Ik heb de codes bewaard');
    await examine('role');
    await press(/Onderzoeker/);
    expect(answer()).toMatchObject({ kind: 'signed-in', session: { acting: { role: 'researcher' } } });

    house.clock += 60_000;
    await page.goto(`${url}/account/sessions`);
    await examine('sessions');
    await press('Vergrendel');
    await examine('unlock');
    await page.getByLabel('Code uit de app').fill(house.code(secret));
    await press('Ontgrendel');
    await page.getByRole('heading', { name: 'Ontgrendeld' }).waitFor();
    await page.goto(`${url}/account/sessions`);
    await press('Log uit');
    await examine('signed-out');

    house.clock += 60_000;
    await page.goto(ask());
    await page.getByLabel('Inlognaam').fill('vera@voorbeeld');
    await page.getByLabel('Wachtwoord').fill('not the password');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert').first().innerText()).resolves.toContain('horen niet bij elkaar');
    await expect(accessibilityFindings(page)).resolves.toEqual([]);
    await page.getByLabel('Wachtwoord').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Bevestig dat u het bent' }).waitFor();
    await examine('factor');
    await page.getByLabel('Code uit de app').fill(house.code(secret));
    await page.keyboard.press('Enter');
    await press(/Verpleegkundige/);
    expect(answer()).toMatchObject({ session: { amr: ['pwd', 'otp', 'mfa'] } });
  });

  it('take a passkey alone: made from an invitation, used to sign in and to unlock', async () => {
    await authenticator();
    const code = await invitation('patient', 'pia@voorbeeld');
    await page.goto(`${ask()}?as=patient`);
    await page.getByRole('link', { name: 'Ik heb een uitnodiging met een code' }).click();
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
    await press('Log in met een passkey');
    await page.getByRole('alert').filter({ visible: true }).first().waitFor();
    expect(answer()).toBeUndefined();
  });

  it('work without any script, with the keyboard alone', async () => {
    await house.enrolled('toets@voorbeeld');
    const plain = await context.browser()?.newContext({ javaScriptEnabled: false, locale: 'nl-NL' });
    const quiet = await (plain ?? context).newPage();
    await quiet.goto(ask());
    await expect(quiet.getByRole('button', { name: 'Log in met een passkey' }).isVisible()).resolves.toBe(
      false,
    );
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
    await examine('demo');
    await page.getByRole('link', { name: 'Ik ben patiënt of naaste' }).click();
    await examine('demo-patient');
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
    await examine('patient');
    await press(/Wilhelmina Voorbeeld/);
    await examine('consent');
    await expect(page.locator('.wishes').innerText()).resolves.toMatch(
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
    await examine('expired');
    await page.goto(`${url}/account/sessions`);
    await examine('not-signed-in');
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
