import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ORIGIN, PASSWORD, SignInHouse } from '../testing/sign-in-house.ts';
import { ownPath } from './visit.ts';

describe('a form that another site sends', () => {
  const house = new SignInHouse();
  let address = '';
  beforeAll(async () => {
    await house.open();
    await house.enrolled('target');
    address = house.authorizations.ask('forged');
  });
  afterAll(() => house.close());

  const form = () => ({ login: 'target', password: PASSWORD });

  it.each([
    ['without a token', {}, {}],
    ['with the token of another browser', { csrf: 'x'.repeat(43) }, {}],
    ['from another site', { own: 'yes' }, { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    [
      'from a sister host',
      { own: 'yes' },
      { 'sec-fetch-site': 'same-site', origin: 'http://sister.localhost' },
    ],
    ['from an origin that is hidden', { own: 'yes' }, { 'sec-fetch-site': 'cross-site', origin: 'null' }],
    ['typed into the address bar', { own: 'yes' }, { 'sec-fetch-site': 'none' }],
  ])('is refused %s', async (_how, more, headers) => {
    const browser = house.browser();
    await browser.get(address);
    const token = 'own' in more ? { csrf: browser.csrf() } : more;
    const shown = await browser.send(`${address}/password`, { ...form(), ...token }, headers);
    expect(shown.status).toBe(403);
    expect(shown.body).toContain('Dit verzoek kwam niet van deze pagina');
  });

  it.each(['text/plain', 'application/json', 'multipart/form-data; boundary=x'])(
    'is refused as %s',
    async (type) => {
      const browser = house.browser();
      await browser.get(address);
      const shown = await browser.send(
        `${address}/password`,
        { ...form(), csrf: browser.csrf() },
        { 'content-type': type },
      );
      expect(shown.status).toBe(415);
    },
  );

  it('is refused where it is very large', async () => {
    const browser = house.browser();
    await browser.get(address);
    const shown = await browser.post(`${address}/password`, { login: 'x'.repeat(70_000) });
    expect(shown.status).toBe(413);
  });

  it('ends no session and locks none', async () => {
    for (const path of ['/session/end', '/session/lock'])
      expect(
        (
          await house
            .browser()
            .send(path, {}, { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' })
        ).status,
      ).toBe(403);
  });

  it('is told nothing about a request that is not pending', async () => {
    const shown = await house.browser().get('/sign-in/nobody-asked');
    expect(shown.status).toBe(410);
    expect(shown.body).toContain('verlopen');
  });

  it('finds every page closed to scripts and frames of others, and kept by nobody', async () => {
    for (const path of [
      address,
      '/signed-out',
      '/session/unlock',
      '/sign-in/nobody-asked',
      '/account/sessions',
    ]) {
      const { headers } = await house.browser().get(path);
      expect(headers['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
      expect(headers['content-security-policy']).not.toContain('unsafe');
      expect(headers['cache-control']).toBe('no-store');
      expect(headers['x-content-type-options']).toBe('nosniff');
    }
  });

  it('cannot read its cookies: no script, no other site, and with TLS no other host', async () => {
    const plain = await house.app.inject({ url: address });
    expect(plain.headers['set-cookie']).toMatch(
      /^caecilia-browser=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    await house.open({ origin: () => 'https://caecilia.example.org' });
    const tls = await house.app.inject({ url: address });
    expect(tls.headers['set-cookie']).toMatch(/^__Host-caecilia-browser=.*; Secure$/);
    await house.open();
  });

  it.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'javascript:alert(1)',
    '/\t/evil.example',
    'http://localhost:8080.evil.example/',
    '',
  ])('cannot have us lead to %j', (asked) => {
    const path = ownPath(asked, ORIGIN);
    expect(path === undefined || new URL(path, ORIGIN).origin === ORIGIN).toBe(true);
    expect(path ?? '/').toMatch(/^\/(?!\/)/);
  });

  it('leads to our own pages', () => {
    expect(ownPath('/care/patients/x?lang=nl', ORIGIN)).toBe('/care/patients/x?lang=nl');
  });
});
