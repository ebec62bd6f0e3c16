import { processorTime } from '@caecilia/fhir/testing/processor';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMINISTRATOR, PASSWORD, SignInHouse } from '../testing/sign-in-house.ts';

const WRONG = 'Deze inlognaam en dit wachtwoord horen niet bij elkaar';

describe('signing in with password and code', () => {
  const house = new SignInHouse();
  let uid = 0;
  const ask = (more = {}) => house.authorizations.ask(`request-${++uid}`, more);
  const answerOf = (address: string) => house.authorizations.answers.get(address.replace('/sign-in/', ''));
  beforeAll(async () => {
    await house.open();
  });
  afterAll(() => house.close());

  const passwordOf = async (login: string, password = PASSWORD, address = ask()) => {
    const browser = house.browser();
    await browser.get(address);
    const shown = await browser.post(`${address}/password`, { login, password });
    return { browser, shown, address };
  };

  it('takes both, opens a session that says so, and logs it', async () => {
    const { accountId, secret } = await house.enrolled('both');
    const { browser, shown, address } = await passwordOf(' BOTH ');
    expect(shown.body).toContain('Bevestig dat u het bent');
    expect(browser.cookies.has('caecilia-session')).toBe(false);
    expect((await browser.post(`${address}/factor`, { code: house.code(secret) })).path).toContain(
      '/answered/',
    );
    const answer = answerOf(address);
    expect(answer).toMatchObject({
      kind: 'signed-in',
      session: {
        accountId,
        acting: { role: 'nurse', organization: 'Organization/demo-hospital' },
        amr: ['pwd', 'otp', 'mfa'],
        acr: 'urn:caecilia:acr:two-factor',
        authTime: house.clock / 1000,
      },
    });
    const session = answer?.kind === 'signed-in' ? answer.session : undefined;
    await expect(house.signIn.sessions.find(session?.sessionId ?? '')).resolves.toEqual(session);
    expect(house.lines.at(-1)).toMatchObject({
      event: 'sign-in',
      outcome: 0,
      caller: { id: 'Practitioner/both' },
    });
  });

  it('remembers the entrance that was chosen, also at an address where passkeys cannot work', async () => {
    const { secret } = await house.enrolled('entrance', { kind: 'patient', roles: [{ role: 'patient' }] });
    await house.open({ origin: () => 'http://127.0.0.1:8080' });
    const browser = house.browser();
    const address = ask();
    await browser.get(`${address}?as=patient`);
    await browser.post(`${address}/password`, { login: 'entrance', password: PASSWORD });
    await browser.post(`${address}/factor`, { code: house.code(secret) });
    expect(answerOf(address)?.kind).toBe('signed-in');
    await house.open();
  });

  it('gives no session after the password alone', async () => {
    await house.enrolled('alone');
    const { browser, address } = await passwordOf('alone');
    await browser.post(`${address}/role`, { role: '0' });
    await browser.post(`${address}/kept`, {});
    await browser.get(`${address}/continue`);
    expect(browser.cookies.has('caecilia-session')).toBe(false);
    expect(answerOf(address)).toBeUndefined();
  });

  it('takes a code once, also from two browsers at the same time', async () => {
    const { secret } = await house.enrolled('once');
    const [first, second] = [await passwordOf('once'), await passwordOf('once')];
    const code = house.code(secret);
    const shown = await Promise.all(
      [first, second].map(({ browser, address }) => browser.post(`${address}/factor`, { code })),
    );
    expect(shown.map(({ status }) => status).toSorted()).toEqual([200, 401]);
  });

  it.each([-1, 0, 1])('takes the code of a clock that is %i steps off', async (steps) => {
    const { secret } = await house.enrolled(`drift${steps}`);
    const { browser, address } = await passwordOf(`drift${steps}`);
    await browser.post(`${address}/factor`, { code: house.code(secret, steps) });
    expect(answerOf(address)?.kind).toBe('signed-in');
  });

  it.each([-2, 2])('refuses the code of a clock that is %i steps off', async (steps) => {
    const { secret } = await house.enrolled(`far${steps}`);
    const { browser, address } = await passwordOf(`far${steps}`);
    const shown = await browser.post(`${address}/factor`, { code: house.code(secret, steps) });
    expect(shown.status).toBe(401);
    expect(shown.body).toContain('Deze code klopt niet of is al gebruikt');
  });

  it('answers the same for an unknown name, a wrong password and the other entrance', async () => {
    await house.enrolled('known');
    await house.enrolled('ziek', { kind: 'patient', fhirUser: 'Patient/p', roles: [{ role: 'patient' }] });
    const shown = [
      (await passwordOf('nobody-at-all')).shown,
      (await passwordOf('known', 'zeven gele olifanten zwemmen')).shown,
      (await passwordOf('ziek')).shown,
    ].map(({ status, body }) => ({
      status,
      body: body.replace(/value="[^"]*"|data-options="[^"]*"|request-\d+/g, ''),
    }));
    expect(shown[0]?.status).toBe(401);
    expect(shown[0]?.body).toContain(WRONG);
    expect(shown[1]).toEqual(shown[0]);
    expect(shown[2]).toEqual(shown[0]);
  });

  it('takes as long for an unknown name as for a wrong password', async () => {
    await house.enrolled('timed');
    const took = async (login: string) => {
      const browser = house.browser();
      const address = ask();
      await browser.get(address);
      // Of processor: what else the machine does at the time says nothing.
      const { ms } = await processorTime(() =>
        browser.post(`${address}/password`, { login, password: 'not the password' }),
      );
      return ms;
    };
    const median = async (logins: readonly string[]) => {
      const times = [];
      for (const login of logins) times.push(await took(login));
      return times.toSorted((left, right) => left - right)[Math.floor(logins.length / 2)] ?? 0;
    };
    const known = await median(['timed', 'timed', 'timed']);
    const unknown = await median(['nobody1', 'nobody2', 'nobody3']);
    // The hash takes far longer than all the rest: without it the unknown would take a fraction.
    expect(unknown).toBeGreaterThan(known * 0.4);
  });

  it('logs a failure without the password and without the name of nobody', async () => {
    await passwordOf('typed-by-mistake', 'my secret typed here');
    const line = house.lines.at(-1);
    expect(line).toMatchObject({ event: 'sign-in-failed', outcome: 4, detail: 'unknown account' });
    expect(JSON.stringify(line)).not.toMatch(/typed-by-mistake|my secret/);
    await house.enrolled('logged');
    await passwordOf('logged', 'my secret typed here');
    expect(house.lines.at(-1)).toMatchObject({ caller: { id: 'Practitioner/logged' }, detail: 'password' });
    expect(JSON.stringify(house.lines.at(-1))).not.toContain('my secret');
  });

  it('opens nothing where the log cannot be written', async () => {
    const { accountId, secret } = await house.enrolled('nolog');
    const { browser, address } = await passwordOf('nolog');
    const before = (await house.signIn.sessions.ofAccount(accountId)).length;
    house.logFails = true;
    const shown = await browser.post(`${address}/factor`, { code: house.code(secret) });
    house.logFails = false;
    expect(shown.status).toBe(500);
    expect(shown.body).not.toContain('log cannot');
    expect(browser.cookies.has('caecilia-session')).toBe(false);
    expect((await house.signIn.sessions.ofAccount(accountId)).length).toBe(before);
  });

  it('refuses an account that was deactivated, and ends its sessions', async () => {
    const { accountId, secret } = await house.enrolled('gone');
    const { browser, address } = await passwordOf('gone');
    await browser.post(`${address}/factor`, { code: house.code(secret) });
    const answer = answerOf(address);
    await house.signIn.administration.deactivate(ADMINISTRATOR, accountId);
    const id = answer?.kind === 'signed-in' ? answer.session.sessionId : '';
    await expect(house.signIn.sessions.find(id)).resolves.toBeUndefined();
    expect((await passwordOf('gone')).shown.status).toBe(401);
  });

  it('slows down after three wrong passwords, the same for a name of nobody, and across a restart', async () => {
    await house.enrolled('slow');
    for (const login of ['slow', 'nobody-slow']) {
      for (let attempt = 0; attempt < 3; attempt++)
        expect((await passwordOf(login, 'wrong wrong wrong')).shown.status).toBe(401);
      const { shown } = await passwordOf(login);
      expect(shown.status).toBe(429);
      expect(shown.headers['retry-after']).toBe('5');
      expect(shown.body).toContain('nog 5 seconden');
    }
    await house.open();
    expect((await passwordOf('slow')).shown.status).toBe(429);
    house.clock += 5_000;
    expect((await passwordOf('slow', 'wrong again')).shown.status).toBe(401);
    expect((await passwordOf('slow')).shown.body).toContain('nog 10 seconden');
    house.clock += 10_000;
    expect((await passwordOf('slow')).shown.body).toContain('Bevestig dat u het bent');
  });

  it('is not outrun by many attempts at the same time', async () => {
    await house.enrolled('burst');
    const shown = await Promise.all(
      Array.from({ length: 12 }, () => passwordOf('burst', 'wrong wrong wrong').then((each) => each.shown)),
    );
    expect(shown.filter(({ status }) => status === 401)).toHaveLength(3);
    expect(shown.filter(({ status }) => status === 429)).toHaveLength(9);
  });

  it('slows codes down as passwords', async () => {
    const { secret } = await house.enrolled('guess');
    const { browser, address } = await passwordOf('guess');
    for (let attempt = 0; attempt < 3; attempt++)
      expect((await browser.post(`${address}/factor`, { code: '000000' })).status).toBe(401);
    expect((await browser.post(`${address}/factor`, { code: house.code(secret) })).status).toBe(429);
  });

  it('asks for the role where somebody has several', async () => {
    const roles = [{ role: 'nurse' }, { role: 'researcher', organization: 'Organization/demo-hospital' }];
    const { secret } = await house.enrolled('several', { roles });
    const { browser, address } = await passwordOf('several');
    const shown = await browser.post(`${address}/factor`, { code: house.code(secret) });
    expect(shown.body).toMatch(/rol nurse[\s\S]*rol researcher[\s\S]*huis Organization\/demo-hospital/);
    await browser.post(`${address}/role`, { role: '7' });
    expect(answerOf(address)).toBeUndefined();
    await browser.post(`${address}/role`, { role: '1' });
    expect(answerOf(address)).toMatchObject({ session: { acting: roles[1] } });
  });

  it('goes to an app of others by a page between, because a form may only lead to our own', async () => {
    const { secret } = await house.enrolled('other');
    const address = ask({ client: { id: 'app', name: 'App van elders', ours: false, elsewhere: true } });
    const { browser } = await passwordOf('other', PASSWORD, address);
    const shown = await browser.post(`${address}/factor`, { code: house.code(secret) });
    expect(shown.body).toContain('U gaat vanzelf verder naar App van elders');
    expect(answerOf(address)).toBeUndefined();
    await browser.get(`${address}/continue`);
    expect(answerOf(address)?.kind).toBe('signed-in');
  });

  it('takes a recovery code once', async () => {
    const { accountId } = await house.enrolled('paper');
    const codes = await house.signIn.accounts.get(accountId).then(() => recoveryCodes(house, accountId));
    const { browser, address } = await passwordOf('paper');
    await browser.post(`${address}/recovery`, { recovery: (codes[0] ?? '').toLowerCase() });
    expect(answerOf(address)?.kind).toBe('signed-in');
    const again = await passwordOf('paper');
    expect((await again.browser.post(`${again.address}/recovery`, { recovery: codes[0] ?? '' })).status).toBe(
      401,
    );
  });
});

/** Ten new ones, as the enrolment makes them. */
async function recoveryCodes(house: SignInHouse, accountId: string): Promise<readonly string[]> {
  const { RecoveryCodes } = await import('../factors/recovery-codes.ts');
  const { sealingWith } = await import('../factors/sealing.ts');
  const { InstallationSecret } = await import('../keys/installation-secret.ts');
  const { SECRET } = await import('../testing/sign-in-house.ts');
  return await new RecoveryCodes(
    house.store.sql,
    sealingWith(InstallationSecret.open({ dataDir: '', setting: SECRET })),
  ).renew(accountId);
}
