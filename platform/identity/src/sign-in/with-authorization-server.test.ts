import { createHash } from 'node:crypto';
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIdentityProvider, type IdentityProvider } from '../provider/identity-provider.ts';
import { Browser } from '../testing/browser.ts';
import { ADMINISTRATOR, PASSWORD, SignInHouse } from '../testing/sign-in-house.ts';

const APP = 'https://app.invented.example/callback';
const VERIFIER = 'a-verifier-that-is-long-enough-for-the-protocol-0123456789';

describe('the sign-in pages with the authorization server', () => {
  const house = new SignInHouse();
  const app = Fastify({ routerOptions: { maxParamLength: 2048 } });
  let identity: IdentityProvider;
  let origin = '';
  beforeAll(async () => {
    const probe = Fastify();
    origin = await probe.listen({ host: '127.0.0.1', port: 0 });
    await probe.close();
    house.clock = Date.now();
    await house.open({ origin: () => origin });
    identity = await createIdentityProvider({
      ...house.options(),
      accounts: house.signIn.accounts,
      sessions: house.signIn.sessions,
      origin,
      fhirBase: `${origin}/fhir`,
      scopesFor: () => ['user/*.rs'],
      patients: { find: () => Promise.resolve([]), allows: () => Promise.resolve(false) },
      fetchJwks: () => Promise.reject(new Error('nothing is fetched here')),
      onFailure: (error) => {
        throw error;
      },
    });
    identity.register(app);
    house.signIn.register(app, identity.authorizations);
    await app.listen({ host: '127.0.0.1', port: Number(new URL(origin).port) });
    await identity.clients.register(
      {
        clientId: 'public-app',
        name: 'Verzonnen app',
        kind: 'public',
        redirectUris: [APP],
        postLogoutRedirectUris: [],
        scopes: ['openid', 'fhirUser', 'user/Observation.rs', 'user/Condition.rs'],
      },
      ADMINISTRATOR,
    );
  });
  afterAll(async () => {
    await app.close();
    await identity.close();
    await house.close();
  });

  /** Sends a form of the page that stands there, and goes where it leads. */
  async function submit(
    browser: Browser,
    page: { at: URL; body: string },
    step: string,
    form: Record<string, string>,
  ) {
    const csrf = /name="csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
    const answer = await browser.send(`${page.at.pathname}/${step}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin },
      body: new URLSearchParams({ csrf, ...form }),
    });
    return await show(browser, answer.headers.get('location') ?? '', await answer.text());
  }

  async function show(browser: Browser, address: string, otherwise = ''): Promise<{ at: URL; body: string }> {
    if (address === '') return { at: new URL(origin), body: otherwise };
    const { at } = await browser.open(address);
    if (at.origin !== origin) return { at, body: '' };
    const response = await browser.send(at.href);
    return { at: new URL(at.pathname, origin), body: await response.text() };
  }

  it('lead an app from its question over password, code and consent to a token of the person, and end it within a minute of the session', async () => {
    const { accountId, secret } = await house.enrolled('proef');
    house.clock = Date.now();
    const browser = new Browser(origin);
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: 'public-app',
      redirect_uri: APP,
      scope: 'openid fhirUser user/Observation.rs user/Condition.rs',
      aud: `${origin}/fhir`,
      state: 'state-of-the-app',
      code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
      code_challenge_method: 'S256',
    });
    let page = await show(browser, `${origin}/oauth/authorize?${query}`);
    expect(page.body).toContain('U gaat verder naar Verzonnen app');
    page = await submit(browser, page, 'password', { login: 'proef', password: PASSWORD });
    expect(page.body).toContain('Bevestig dat u het bent');
    page = await submit(browser, page, 'factor', { code: house.code(secret, 1) });
    expect(page.body).toContain('U gaat vanzelf verder');
    page = await show(browser, `${page.at.pathname}/continue`);
    expect(page.body).toContain('Mag Verzonnen app uw gegevens gebruiken?');
    page = await submit(browser, page, 'consent', { answer: 'agree', scope: 'user/Observation.rs' });
    const { at } = await show(browser, `${page.at.pathname}/continue`);
    expect(at.href).toContain(`${APP}?code=`);
    const token = await fetch(`${origin}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: 'public-app',
        code: at.searchParams.get('code') ?? '',
        redirect_uri: APP,
        code_verifier: VERIFIER,
      }),
    });
    const { access_token: access = '', scope } = (await token.json()) as Record<string, string>;
    expect(scope?.split(' ').toSorted()).toEqual(['fhirUser', 'openid', 'user/Observation.rs']);
    const principal = await identity.verifyAccessToken(access);
    expect(principal).toMatchObject({
      accountId,
      role: 'nurse',
      fhirUser: 'Practitioner/proef',
      secondFactor: true,
    });
    await house.signIn.sessions.end(principal?.sessionId ?? '', 'ended by the test');
    house.clock += 60_000;
    await expect(identity.verifyAccessToken(access)).resolves.toBeUndefined();
  });
});
