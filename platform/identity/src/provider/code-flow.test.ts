import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMINISTRATOR, AppFlow, IdentityTestHouse } from '../testing/identity-house.ts';
import { later } from '../testing/later.ts';
import { PEOPLE } from '../testing/people.ts';

let house: IdentityTestHouse;
beforeAll(async () => {
  house = await IdentityTestHouse.open();
});
afterAll(() => house?.close());

describe('an app that a nurse uses', () => {
  it('gets a token for what app, role and nurse allow', async () => {
    const flow = new AppFlow(house);
    const session = house.sessions.start(PEOPLE.nurse);
    const redirect = await flow.authorize(session);
    expect(redirect.href).toContain('https://app.invented.example/callback?code=');
    expect(redirect.searchParams.get('state')).toBe('state-of-the-app');
    expect(redirect.searchParams.get('iss')).toBe(`${house.origin}/oauth`);
    const { status, body, headers } = await flow.exchange(redirect);
    expect(body).toMatchObject({
      token_type: 'Bearer',
      scope: 'openid fhirUser user/Observation.rs',
      fhirUser: `${house.fhirBase}/Practitioner/invented-nurse`,
    });
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(house.failures).toEqual([]);
    expect(await house.identity.verifyAccessToken(String(body.access_token))).toEqual({
      accountId: 'acc-nurse',
      kind: 'staff',
      name: 'N. Urse (invented)',
      fhirUser: 'Practitioner/invented-nurse',
      role: 'consult-nurse',
      organization: 'Organization/invented-hospital',
      secondFactor: true,
      clientId: 'public-app',
      sessionId: session.sessionId,
      scopes: ['openid', 'fhirUser', 'user/Observation.rs'],
    });
    expect(house.log.at(-1)).toMatchObject({
      event: 'token',
      outcome: 0,
      caller: { id: 'Practitioner/invented-nurse', client: 'public-app', role: 'consult-nurse' },
    });
  });

  it('gets none when the log cannot be written', async () => {
    const flow = new AppFlow(house);
    const redirect = await flow.authorize(house.sessions.start(PEOPLE.nurse));
    house.logFails = true;
    const { status, body } = await flow.exchange(redirect);
    house.logFails = false;
    expect([status, body]).toEqual([500, { error: 'server_error' }]);
    house.failures.length = 0;
  });

  it('is not asked again by our own app, and is by others', async () => {
    const session = house.sessions.start(PEOPLE.nurse);
    const first = new AppFlow(house);
    await first.authorize(session);
    const again = new AppFlow(house, { browser: first.browser });
    const page = await again.browser.open(again.address());
    expect(page.at.pathname).toContain('/sign-in/');
    const own = new AppFlow(house, {
      browser: first.browser,
      clientId: 'caecilia-care-web',
      redirectUri: `${house.origin}/signed-in`,
    });
    const at = (await own.browser.open(own.address({ scope: 'openid user/Observation.cruds' }))).at;
    expect(at.pathname).toBe('/signed-in');
    const secret = house.identity.ownClientSecret('caecilia-care-web');
    const basic = Buffer.from(`caecilia-care-web:${secret}`).toString('base64');
    const { body } = await own.post(
      'token',
      {
        grant_type: 'authorization_code',
        code: at.searchParams.get('code') ?? '',
        redirect_uri: own.redirectUri,
        code_verifier: own.verifier,
      },
      { authorization: `Basic ${basic}` },
    );
    expect(body.scope).toBe('openid user/Observation.crus');
  });

  it('sees another person after somebody else signed in', async () => {
    const flow = new AppFlow(house);
    await flow.authorize(house.sessions.start(PEOPLE.nurse));
    const next = new AppFlow(house, { browser: flow.browser });
    const redirect = await next.authorize(house.sessions.start(PEOPLE.physician), { prompt: 'login' });
    const { body } = await next.exchange(redirect);
    const principal = await house.identity.verifyAccessToken(String(body.access_token));
    expect(principal?.accountId).toBe('acc-physician');
  });

  it('is told when the nurse declines', async () => {
    const flow = new AppFlow(house);
    const { at } = await flow.browser.open(flow.address());
    const declined = await flow.answer(at, { kind: 'declined' });
    expect(declined.searchParams.get('error')).toBe('access_denied');
  });

  it('finds nothing pending in another browser', async () => {
    const flow = new AppFlow(house);
    const { at } = await flow.browser.open(flow.address());
    const stranger = await house.browser().send(at.href);
    expect(stranger.status).toBe(410);
    expect(await stranger.text()).toContain('expired');
  });

  it('must sign in again when the sign-in ended', async () => {
    const flow = new AppFlow(house);
    const session = house.sessions.start(PEOPLE.nurse);
    await flow.authorize(session);
    await house.sessions.end(session.sessionId, 'idle');
    const { at } = await flow.browser.open(flow.address());
    const pending: unknown = await (await flow.browser.send(at.href)).json();
    expect(pending).toMatchObject({ prompt: 'login' });
  });
});

describe('a code (S2)', () => {
  const redirected = async (flow: AppFlow) => flow.authorize(house.sessions.start(PEOPLE.nurse));

  it.each([
    ['without a challenge', { code_challenge: undefined, code_challenge_method: undefined }],
    ['with a plain challenge', { code_challenge_method: 'plain' }],
    ['with a challenge without its method', { code_challenge_method: undefined }],
  ])('is not given %s', async (_what, parameters) => {
    const flow = new AppFlow(house);
    const { at } = await flow.browser.open(flow.address(parameters));
    expect([at.searchParams.get('error'), at.searchParams.get('code')]).toEqual(['invalid_request', null]);
  });

  it('opens nothing without its verifier, or with another', async () => {
    const flow = new AppFlow(house);
    const redirect = await redirected(flow);
    const wrong = createHash('sha256').update('x').digest('base64url');
    expect((await flow.exchange(redirect, { code_verifier: wrong })).body.error).toBe('invalid_grant');
    expect((await flow.exchange(redirect, { code_verifier: '' })).body.error).toBe('invalid_grant');
    expect((await flow.exchange(redirect)).status).toBe(200);
  });

  it('opens nothing for another app, or another address', async () => {
    const other = {
      clientId: 'other-app',
      name: 'Another app (invented)',
      kind: 'public' as const,
      redirectUris: ['https://other.invented.example/'],
      scopes: ['openid'],
    };
    await house.identity.clients.register(other, ADMINISTRATOR);
    const flow = new AppFlow(house);
    const redirect = await redirected(flow);
    expect((await flow.exchange(redirect, { client_id: 'other-app' })).body.error).toBe('invalid_grant');
    expect(
      (await flow.exchange(redirect, { redirect_uri: 'https://other.invented.example/' })).body.error,
    ).toBe('invalid_grant');
  });

  it('is over after a minute', async () => {
    const flow = new AppFlow(house);
    const redirect = await redirected(flow);
    later(61);
    expect((await flow.exchange(redirect)).body.error).toBe('invalid_grant');
  });

  it.each([0, 300])('that comes back after %i s ends the tokens it gave', async (seconds) => {
    const flow = new AppFlow(house);
    const redirect = await flow.authorize(house.sessions.start(PEOPLE.nurse), {
      scope: 'openid online_access user/Observation.rs',
    });
    const { body } = await flow.exchange(redirect);
    expect(body.refresh_token).toBeDefined();
    later(seconds);
    const replay = await flow.exchange(redirect);
    expect([replay.status, replay.body.error]).toEqual([400, 'invalid_grant']);
    expect((await flow.who(body.access_token)).status).toBe(401);
    expect((await flow.refresh(body.refresh_token)).body.error).toBe('invalid_grant');
  });

  it('that is used twice in the same instant gives tokens to none', async () => {
    const flow = new AppFlow(house);
    const redirect = await redirected(flow);
    const answers = await Promise.all([flow.exchange(redirect), flow.exchange(redirect)]);
    for (const { body } of answers) {
      if (body.access_token !== undefined) expect((await flow.who(body.access_token)).status).toBe(401);
    }
    expect(answers.some(({ status }) => status === 400)).toBe(true);
  });

  it('lies in the database as a hash', async () => {
    const redirect = await redirected(new AppFlow(house));
    const code = redirect.searchParams.get('code') ?? '';
    const rows = await house.sql.query({ text: 'select id, payload from oauth.artifact' }, []);
    expect(code.length).toBeGreaterThan(40);
    expect(JSON.stringify(rows)).not.toContain(code);
  });
});
