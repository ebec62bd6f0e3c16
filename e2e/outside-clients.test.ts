import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyRecord } from '@caecilia/store/testing/migrated';
import { exportJWK, generateKeyPair } from 'jose';
import * as oidc from 'openid-client';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientCommand } from '../apps/care/src/commands/client.ts';
import { readSettings, type Settings } from '../apps/care/src/configuration.ts';
import { type CareHouse, startCare } from '../apps/care/src/house.ts';
import { browserPath, NO_BROWSER, openBrowser } from './browser.ts';
import { NO_OUTSIDE_CLIENTS, outsideClients, type SmartApp, startSmartApp } from './smart-app.ts';

const CALLBACK = 'http://127.0.0.1:1/callback';
const VITAL = [
  'openid',
  'fhirUser',
  'launch/patient',
  'online_access',
  'patient/Patient.rs',
  'patient/Consent.rs',
];

describe.skipIf(!browserPath)(browserPath ? 'clients that nobody here wrote' : NO_BROWSER, () => {
  let dataDir = '';
  let settings: Settings;
  let house: CareHouse;
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  let app: SmartApp;
  let keys: Awaited<ReturnType<typeof generateKeyPair>>;

  async function register(client: Readonly<Record<string, unknown>>): Promise<void> {
    const file = join(dataDir, `${String(client.clientId)}.json`);
    writeFileSync(file, JSON.stringify(client));
    let said = '';
    const tell = (text: string) => {
      said += text;
    };
    const code = await clientCommand.run({ settings, args: ['add', file], print: () => undefined, tell });
    if (code !== 0) throw new Error(said);
  }

  beforeAll(async () => {
    dataDir = await emptyRecord('caecilia-clients-');
    settings = readSettings(
      {
        CAECILIA_DEMO: 'small',
        CAECILIA_LOG_LEVEL: 'error',
        CAECILIA_CARE_PORT: '0',
        CAECILIA_DATA_DIR: dataDir,
      },
      '/',
    );
    house = await startCare(settings, {});
    browser = await openBrowser();
    app = await startSmartApp();
    keys = await generateKeyPair('ES384', { extractable: true });
    await register({
      clientId: 'code-app',
      name: 'An app with openid-client',
      kind: 'public',
      redirectUris: [CALLBACK],
      scopes: VITAL,
    });
    await register({
      clientId: 'outside-app',
      name: 'An app with fhirclient',
      kind: 'public',
      redirectUris: [`${app.origin}/index.html`],
      launchUrl: `${app.origin}/launch.html`,
      scopes: ['openid', 'fhirUser', 'launch', 'launch/patient', 'online_access', 'patient/*.rs'],
    });
    await register({
      clientId: 'hospice-system',
      name: 'A system of the hospice (invented)',
      kind: 'service',
      scopes: ['system/Patient.rs', 'system/Organization.rs'],
      jwks: { keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'k1', alg: 'ES384', use: 'sig' }] },
      role: 'connected-system',
      organization: 'Organization/demo-hospice',
    });
  });
  afterAll(async () => {
    await browser?.close();
    await app?.close();
    await house?.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const discovered = (id: string, auth?: oidc.ClientAuth) =>
    oidc.discovery(new URL(`${house.url}/oauth`), id, undefined, auth ?? oidc.None(), {
      execute: [oidc.allowInsecureRequests],
    });
  const fhir = (token: string, path: string) =>
    fetch(`${house.url}/fhir${path}`, { headers: { authorization: `Bearer ${token}` } });

  /** Signs in as the physician of the demo, chooses Wilhelmina, and agrees. */
  async function agree(page: Page): Promise<void> {
    await page.getByRole('button', { name: /Femke Fictief/ }).click();
    await page.getByRole('button', { name: /Wilhelmina/ }).click();
    await page.getByRole('button', { name: 'Ja' }).click();
  }

  it('openid-client: a code with PKCE, the patient who was chosen and no other, refresh with rotation', async () => {
    const server = await discovered('code-app');
    const verifier = oidc.randomPKCECodeVerifier();
    const state = oidc.randomState();
    const address = oidc.buildAuthorizationUrl(server, {
      redirect_uri: CALLBACK,
      scope: VITAL.join(' '),
      aud: `${house.url}/fhir`,
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
    });
    const page = await browser.context.newPage();
    const back = new Promise<string>((resolve) => {
      page.on('request', (request) => {
        if (request.url().startsWith(CALLBACK)) resolve(request.url());
      });
    });
    await page.goto(address.href);
    await agree(page);
    const answer = await oidc.authorizationCodeGrant(server, new URL(await back), {
      pkceCodeVerifier: verifier,
      expectedState: state,
    });
    await page.close();
    expect(answer.patient).toBe('demo-wilhelmina');
    expect((await fhir(answer.access_token, '/Patient/demo-wilhelmina')).status).toBe(200);
    // The physician may see him; this app was opened for somebody else.
    expect((await fhir(answer.access_token, '/Patient/demo-cornelis')).status).toBe(404);
    expect(await (await fhir(answer.access_token, '/Consent?_summary=count')).json()).toMatchObject({
      total: await totalOf(answer.access_token, '/Consent?patient=demo-wilhelmina&_summary=count'),
    });
    const again = await oidc.refreshTokenGrant(server, answer.refresh_token ?? '');
    expect((await fhir(again.access_token, '/Patient/demo-wilhelmina')).status).toBe(200);
    await expect(oidc.refreshTokenGrant(server, answer.refresh_token ?? '')).rejects.toThrow();
    await expect(oidc.refreshTokenGrant(server, again.refresh_token ?? '')).rejects.toThrow();
  });

  async function totalOf(token: string, path: string): Promise<number> {
    const { total } = (await (await fhir(token, path)).json()) as { readonly total: number };
    expect(total).toBeGreaterThan(0);
    return total;
  }

  it('openid-client: a backend service with a signed assertion sees whom its organisation has in care', async () => {
    const server = await discovered(
      'hospice-system',
      oidc.PrivateKeyJwt({ key: keys.privateKey, kid: 'k1' }),
    );
    const { access_token: token } = await oidc.clientCredentialsGrant(server, {
      scope: 'system/Patient.rs',
      resource: `${house.url}/fhir`,
    });
    expect((await fhir(token, '/Organization/demo-hospital')).status).toBe(404);
    const { entry = [] } = (await (await fhir(token, '/Patient')).json()) as {
      readonly entry?: readonly { readonly resource: { readonly id: string } }[];
    };
    expect(entry.map(({ resource }) => resource.id).sort()).toEqual(['demo-aaltje', 'demo-hendrika']);
  });

  it.skipIf(!outsideClients)(
    outsideClients
      ? 'fhirclient: a SMART launch in a browser, from another origin; it reads, refreshes and reads'
      : NO_OUTSIDE_CLIENTS,
    async () => {
      const page = await browser.context.newPage();
      await page.context().clearCookies();
      await page.goto(`${app.origin}/launch.html?iss=${encodeURIComponent(`${house.url}/fhir`)}`);
      await agree(page);
      await page.waitForSelector('#result[data-done]', { state: 'attached' });
      const result = (await page.textContent('#result')) ?? '';
      expect(JSON.parse(result)).toMatchObject({
        patient: 'demo-wilhelmina',
        again: 'demo-wilhelmina',
        fhirUser: 'PractitionerRole/demo-fictief',
        refreshed: true,
      });
      await page.close();
    },
  );
});
