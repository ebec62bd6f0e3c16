import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMINISTRATOR, PASSWORD, SignInHouse } from '../testing/sign-in-house.ts';
import type { TestBrowser } from '../testing/test-browser.ts';

const ANOTHER = 'negen blauwe ezels dromen';

describe('my sign-in', () => {
  const house = new SignInHouse();
  let uid = 0;
  beforeAll(async () => {
    await house.open();
  });
  afterAll(() => house.close());

  /** Signed in with password and code, a minute ago. */
  const signedIn = async (login: string, secret: string, password = PASSWORD): Promise<TestBrowser> => {
    house.clock += 60_000;
    const address = house.authorizations.ask(`own-${++uid}`);
    const browser = house.browser();
    await browser.get(address);
    await browser.post(`${address}/password`, { login, password });
    const shown = await browser.post(`${address}/factor`, { code: house.code(secret) });
    expect(shown.path).toContain('/answered/');
    await browser.get('/account');
    return browser;
  };
  const person = async (login: string) => {
    const made = await house.enrolled(login);
    return { ...made, login, browser: await signedIn(login, made.secret) };
  };
  const keyIn = (body: string) => /class="key">([A-Z2-7 ]+)</.exec(body)?.[1]?.replaceAll(' ', '') ?? '';
  const details = () => house.lines.map(({ event, detail }) => `${event} ${detail}`);
  const sixMinutes = () => {
    house.clock += 6 * 60_000;
  };

  it('shows how somebody signs in, and no secret of it', async () => {
    const { browser, secret, login } = await person('overview');
    const { body, status } = await browser.get('/account');
    expect(status).toBe(200);
    expect(body).toContain(`Inlognaam: ${login}`);
    expect(body).toContain('U hebt een wachtwoord.');
    expect(body).toContain('U hebt nog 10 herstelcodes die werken.');
    expect(body).not.toContain(secret);
  });

  it('is for who is signed in; a locked session is opened first', async () => {
    const stranger = await house.browser().get('/account');
    expect(stranger.status).toBe(401);
    expect(stranger.body).toContain('Log in om dit te zien');
    const { browser } = await person('locked');
    await browser.post('/session/lock', {});
    const shown = await browser.get('/account/password');
    expect(shown.path).toContain('/session/unlock?returnTo=%2Faccount%2Fpassword');
  });

  it.each(['password', 'totp', 'passkeys/new', 'recovery'])(
    'asks a second factor before /account/%s when the last one is five minutes old',
    async (page) => {
      const { browser, secret } = await person(`recent-${page.replace('/', '-')}`);
      expect((await browser.get(`/account/${page}`)).path).not.toContain('/account/confirm');
      sixMinutes();
      const asked = await browser.get(`/account/${page}`);
      expect(asked.path).toContain('/account/confirm?returnTo=');
      const before = house.lines.length;
      expect((await browser.post(`/account/${page}`, { code: '000000' })).path).toContain('/account/confirm');
      expect(house.lines.length).toBe(before);
      const query = `?returnTo=${encodeURIComponent(`/account/${page}`)}`;
      expect((await browser.post(`/account/confirm/factor${query}`, { code: '000000' })).status).toBe(401);
      const shown = await browser.post(`/account/confirm/factor${query}`, { code: house.code(secret) });
      expect(shown.path).toContain(`/account/${page}`);
      expect(shown.status).toBe(200);
      expect(details()).toContain('sign-in confirmed');
    },
  );

  it('takes a recovery code as confirmation, once', async () => {
    const { browser } = await person('paper');
    await browser.get('/account/recovery');
    const made = await browser.post('/account/recovery', {});
    const [code = ''] = /[A-Z2-9]{5}-[A-Z2-9]{5}/.exec(made.body) ?? [];
    sixMinutes();
    await browser.get('/account/confirm');
    expect((await browser.post('/account/confirm/recovery', { recovery: code })).path).toContain('/account?');
    sixMinutes();
    await browser.get('/account/confirm');
    expect((await browser.post('/account/confirm/recovery', { recovery: code })).status).toBe(401);
  });

  it('slows guessing of a confirmation down', async () => {
    const { browser } = await person('slow');
    sixMinutes();
    await browser.get('/account/confirm');
    const statuses = [];
    for (let count = 0; count < 5; count += 1)
      statuses.push((await browser.post('/account/confirm/factor', { code: '000000' })).status);
    expect(statuses.at(-1)).toBe(429);
  });

  it('changes the password with the old one, ends other sessions, and logs it', async () => {
    const { browser, secret, login } = await person('password');
    const other = await signedIn(login, secret);
    await browser.get('/account/password');
    const form = { password: ANOTHER, again: ANOTHER };
    const wrong = await browser.post('/account/password', { ...form, current: 'not the password' });
    expect(wrong.status).toBe(401);
    expect(wrong.body).toContain('Er is niets gewijzigd');
    const easy = { current: PASSWORD, password: 'Welkom2026welkom', again: 'Welkom2026welkom' };
    expect((await browser.post('/account/password', easy)).body).toContain('makkelijk te raden');
    const own = {
      current: PASSWORD,
      password: `${login}${login}${login}`,
      again: `${login}${login}${login}`,
    };
    expect((await browser.post('/account/password', own)).status).toBe(422);
    const done = await browser.post('/account/password', { ...form, current: PASSWORD });
    expect(done.body).toContain('Uw wachtwoord is gewijzigd');
    expect(details()).toContain('rights-change password changed');
    expect((await other.get('/account')).status).toBe(401);
    await signedIn(login, secret, ANOTHER);
    expect(JSON.stringify(house.lines)).not.toContain(ANOTHER);
  });

  it('replaces the app: the old one works no longer, other sessions end', async () => {
    const { browser, secret, login, accountId } = await person('app');
    const other = await signedIn(login, secret);
    const fresh = keyIn((await browser.get('/account/totp')).body);
    expect(fresh).toHaveLength(32);
    const wrong = await browser.post('/account/totp', { code: '000000' });
    expect(wrong.status).toBe(422);
    expect(keyIn(wrong.body)).toBe(fresh);
    const done = await browser.post('/account/totp', { code: house.code(fresh) });
    expect(done.body).toContain('De nieuwe app werkt');
    expect((await other.get('/account')).status).toBe(401);
    await signedIn(login, fresh);
    const address = house.authorizations.ask('old-app');
    const browserOfOld = house.browser();
    await browserOfOld.get(address);
    await browserOfOld.post(`${address}/password`, { login, password: PASSWORD });
    house.clock += 60_000;
    expect((await browserOfOld.post(`${address}/factor`, { code: house.code(secret) })).status).toBe(401);
    expect(house.lines.filter(({ object }) => object?.id === accountId).at(-2)).toMatchObject({
      event: 'rights-change',
      detail: 'one-time codes replaced',
      caller: { id: 'Practitioner/app' },
    });
  });

  it('makes new recovery codes, shown until they are kept, and the old ones stop', async () => {
    const { browser } = await person('codes');
    await browser.get('/account/recovery');
    const first = await browser.post('/account/recovery', {});
    const codes = first.body.match(/[A-Z2-9]{5}-[A-Z2-9]{5}/g) ?? [];
    expect(codes).toHaveLength(10);
    const kept = await browser.post('/account/recovery/kept', {});
    expect(kept.body).toContain('Uw nieuwe herstelcodes werken');
    expect((await browser.get('/account/recovery')).body).not.toContain(codes[0]);
    await browser.post('/account/recovery', {});
    sixMinutes();
    await browser.get('/account/confirm');
    const old = await browser.post('/account/confirm/recovery', { recovery: codes[0] ?? '' });
    expect(old.status).toBe(401);
  });

  it('changes nothing where the log cannot be written', async () => {
    const { browser, secret, login } = await person('no-log');
    await browser.get('/account/password');
    house.logFails = true;
    const form = { current: PASSWORD, password: ANOTHER, again: ANOTHER };
    expect((await browser.post('/account/password', form)).status).toBe(500);
    house.logFails = false;
    await signedIn(login, secret, PASSWORD);
  });

  it('takes no form of another site', async () => {
    const { browser } = await person('forged');
    await browser.get('/account/recovery');
    expect((await browser.send('/account/recovery', { csrf: 'x' })).status).toBe(403);
    await browser.get('/account/recovery');
    const foreign = { 'sec-fetch-site': 'cross-site' };
    const { status } = await browser.send('/account/recovery', { csrf: browser.csrf() }, foreign);
    expect(status).toBe(403);
  });

  it('leaves the last word to an administrator who resets the factors', async () => {
    const { browser, accountId } = await person('reset-last');
    await browser.get('/account/password');
    const answers = await Promise.all([
      house.signIn.administration.resetFactors(ADMINISTRATOR, accountId),
      browser.post('/account/password', { current: PASSWORD, password: ANOTHER, again: ANOTHER }),
    ]);
    expect(answers[0].code).toMatch(/-/);
    await expect(house.signIn.accounts.find(accountId)).resolves.not.toHaveProperty('passwordHash');
    expect((await browser.get('/account')).status).toBe(401);
  });
});

describe('my sign-in in a demo', () => {
  const house = new SignInHouse();
  beforeAll(async () => {
    await house.open({ demo: true });
    await house.signIn.loadDemoAccounts([
      { accountId: 'demo-vera', kind: 'staff', name: 'Vera Verzonnen', roles: [{ role: 'nurse' }] },
    ]);
  });
  afterAll(() => house.close());

  it('changes nothing: many people share its accounts, also after a lock was opened with a click', async () => {
    const browser = house.browser();
    const address = house.authorizations.ask('demo-in');
    await browser.get(address);
    await browser.post(`${address}/demo`, { account: 'demo-vera' });
    const page = await browser.get('/account');
    expect(page.body).toContain('in de demonstratie');
    expect(page.body).not.toContain('/account/password');
    await browser.post('/session/lock', {});
    await browser.post('/session/unlock/click', {});
    await browser.get('/account');
    for (const path of ['password', 'totp', 'passkeys/new', 'recovery'])
      expect((await browser.get(`/account/${path}`)).path).toMatch(/^\/account\?/);
    await browser.get('/session/unlock');
    await browser.send('/account/recovery', { csrf: browser.csrf() });
    expect(house.lines.filter(({ event }) => event === 'rights-change')).toEqual([]);
  });
});
