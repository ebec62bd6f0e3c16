import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { APP, AppFlow, IdentityTestHouse } from '../testing/identity-house.ts';
import { PEOPLE } from '../testing/people.ts';

let house: IdentityTestHouse;
beforeAll(async () => {
  house = await IdentityTestHouse.open();
});
afterAll(() => house?.close());

/** Ways to write an address that looks like the registered one (trust check S1). */
const VARIANTS = [
  'https://app.invented.example/callback/',
  'https://app.invented.example/callbackx',
  'https://app.invented.example/callback/../evil',
  'https://app.invented.example/%63allback',
  'https://app.invented.example/callback%2f..%2fevil',
  'https://app.invented.example/callback?next=https://evil.example',
  'https://app.invented.example/callback#fragment',
  'https://app.invented.example/callback#',
  'https://app.invented.example/callback?',
  'https://app.invented.example//callback',
  'https://app.invented.example/./callback',
  'https://app.invented.example:443/callback',
  'https://app.invented.example:8443/callback',
  'https://app.invented.example.evil.example/callback',
  'https://evil.example/https://app.invented.example/callback',
  'https://user@app.invented.example/callback',
  'https://app.invented.example@evil.example/callback',
  'https://app.invented.example\\@evil.example/callback',
  'https://APP.invented.example/callback',
  'HTTPS://app.invented.example/callback',
  'http://app.invented.example/callback',
  'http://localhost/callback',
  'http://127.0.0.1:9/callback',
  ' https://app.invented.example/callback',
  'https://app.invented.example/callback ',
  '//app.invented.example/callback',
  'javascript:alert(1)',
];

describe('an address to send back to', () => {
  it.each(VARIANTS)('is refused on a page of our own when it is %j', async (redirect_uri) => {
    const flow = new AppFlow(house);
    const { response, at } = await flow.browser.open(flow.address({ redirect_uri }));
    const page = await response.text();
    expect([response.status, response.headers.get('location'), at.origin]).toEqual([400, null, house.origin]);
    expect(page).toContain('invalid_redirect_uri');
    expect(page).not.toContain('evil');
    expect(page).not.toContain('alert');
  });

  it('is refused when it is missing, or given twice in either order', async () => {
    const flow = new AppFlow(house);
    const twice = [APP, 'https://evil.example/'].map((uri) => `redirect_uri=${encodeURIComponent(uri)}`);
    const bare = flow.address({ redirect_uri: undefined });
    for (const address of [bare, `${bare}&${twice.join('&')}`, `${bare}&${twice.toReversed().join('&')}`]) {
      const { response } = await flow.browser.open(address);
      expect([response.status, response.headers.get('location')]).toEqual([400, null]);
    }
  });

  it('is not sent to with any other error either, when it is not registered', async () => {
    const flow = new AppFlow(house);
    const wrong = {
      redirect_uri: 'https://evil.example/',
      response_type: 'token',
      scope: 'nonsense',
      aud: 'x',
    };
    const { response } = await flow.browser.open(flow.address(wrong));
    expect([response.status, response.headers.get('location')]).toEqual([400, null]);
  });

  it('is sent to with errors of the request when it is registered', async () => {
    const flow = new AppFlow(house);
    const { at } = await flow.browser.open(flow.address({ response_type: 'token' }));
    expect(at.href.startsWith(`${APP}#error=`)).toBe(true);
  });

  it('is refused for an app that nobody registered, in the same words as for any mistake', async () => {
    const flow = new AppFlow(house, { clientId: 'stranger' });
    const { response } = await flow.browser.open(flow.address());
    const page = await response.text();
    expect([response.status, response.headers.get('location')]).toEqual([400, null]);
    expect(page).not.toContain('stranger');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('stays ours whatever the Host and forwarding headers say', async () => {
    const response = await fetch(`${house.origin}/oauth/.well-known/openid-configuration`, {
      headers: { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
    });
    expect(await response.text()).not.toContain('evil.example');
  });
});

describe('behind a proxy that speaks https', () => {
  const origin = 'https://care.invented.example';

  it('is addressed as people address it, and keeps its cookies to https', async () => {
    const identity = await house.another({ origin, fhirBase: `${origin}/fhir` });
    const app = Fastify();
    identity.register(app);
    const inside = await app.listen({ host: '127.0.0.1', port: 0 });
    const flow = new AppFlow(house);
    const asked = flow.address({ aud: `${origin}/fhir` }).replace(house.origin, inside);
    const response = await fetch(asked, { redirect: 'manual' });
    const cookies = response.headers.getSetCookie();
    expect(response.status).toBe(303);
    expect(cookies.length).toBeGreaterThan(1);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/^__Secure-caecilia-.*; secure; httponly/i);
      expect(cookie).toMatch(/samesite=lax/i);
    }
    const described = await (await fetch(`${inside}/oauth/.well-known/openid-configuration`)).text();
    expect(described).toContain(`"token_endpoint":"${origin}/oauth/token"`);
    expect(described).not.toContain('127.0.0.1');
    await app.close();
    await identity.close();
  });

  it('logs the address of the connection, not the one that somebody claims', async () => {
    await fetch(`${house.origin}/oauth/authorize?client_id=stranger`, {
      headers: { 'x-forwarded-for': '203.0.113.9' },
    });
    expect(house.log.at(-1)).toMatchObject({ event: 'refusal', caller: { address: '127.0.0.1' } });
  });
});

describe('the page for a refused request', () => {
  it.each([
    ['nl', 'Dit verzoek kan niet doorgaan'],
    ['en', 'This request cannot go on'],
  ])('is in the language of the reader (%s)', async (language, words) => {
    const flow = new AppFlow(house);
    const response = await flow.browser.send(flow.address({ redirect_uri: 'https://evil.example/' }), {
      headers: { 'accept-language': language },
    });
    expect(await response.text()).toContain(words);
  });
});

describe('signing out at the authorization server (O5)', () => {
  async function signedIn(): Promise<{ flow: AppFlow; sessionId: string; access: unknown; idToken: string }> {
    const flow = new AppFlow(house);
    const session = house.sessions.start(PEOPLE.nurse);
    const { body } = await flow.exchange(await flow.authorize(session));
    return { flow, sessionId: session.sessionId, access: body.access_token, idToken: String(body.id_token) };
  }

  const logout = (parameters: Record<string, string>) => `/oauth/logout?${new URLSearchParams(parameters)}`;

  it.each([
    'https://evil.example/bye',
    'https://app.invented.example/bye/',
    'https://app.invented.example/bye?x=1',
  ])('does not go on to %s', async (post_logout_redirect_uri) => {
    const { flow, idToken } = await signedIn();
    const response = await flow.browser.send(logout({ id_token_hint: idToken, post_logout_redirect_uri }));
    expect([response.status, response.headers.get('location')]).toEqual([400, null]);
  });

  it('asks first, then ends the sign-in and every token of it, and goes on to the registered address', async () => {
    const { flow, sessionId, access, idToken } = await signedIn();
    expect((await flow.who(access)).status).toBe(200);
    const asked = await flow.browser.send(
      logout({
        id_token_hint: idToken,
        post_logout_redirect_uri: 'https://app.invented.example/bye',
        state: 's',
      }),
      { headers: { 'accept-language': 'en' } },
    );
    const page = await asked.text();
    expect(page).toContain('Do you want to sign out?');
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const confirmed = await flow.browser.send('/oauth/logout/confirm', {
      method: 'POST',
      body: new URLSearchParams({ xsrf, logout: 'yes' }),
    });
    expect(confirmed.headers.get('location')).toBe('https://app.invented.example/bye?state=s');
    expect(house.sessions.ended.at(-1)?.sessionId).toBe(sessionId);
    expect(house.failures).toEqual([]);
  });

  it('is not done by a body that is no form', async () => {
    const { flow, sessionId } = await signedIn();
    const page = await (await flow.browser.send(logout({}))).text();
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
    for (const type of ['text/plain', 'application/json', 'multipart/form-data; boundary=x']) {
      const response = await flow.browser.send('/oauth/logout/confirm', {
        method: 'POST',
        headers: { 'content-type': type },
        body: `xsrf=${xsrf}&logout=yes`,
      });
      expect(response.status).toBe(400);
    }
    expect(await house.sessions.find(sessionId)).toBeDefined();
  });

  it('is not done by a form of another site', async () => {
    const { flow, sessionId } = await signedIn();
    await flow.browser.send(logout({}));
    const response = await flow.browser.send('/oauth/logout/confirm', {
      method: 'POST',
      body: new URLSearchParams({ xsrf: 'guessed', logout: 'yes' }),
    });
    expect(response.status).toBe(400);
    expect(await house.sessions.find(sessionId)).toBeDefined();
  });
});
