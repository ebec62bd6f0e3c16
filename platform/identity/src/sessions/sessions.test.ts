import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ADMINISTRATOR, PASSWORD, SignInHouse } from '../testing/sign-in-house.ts';
import type { TestBrowser } from '../testing/test-browser.ts';
import type { SessionStore } from './session-store.ts';

const MINUTE_MS = 60_000;

describe('a session', () => {
  const house = new SignInHouse();
  let count = 0;
  let sessions: SessionStore;
  let person: { accountId: string; secret: string; login: string };
  beforeAll(async () => {
    await house.open();
    sessions = house.signIn.sessions;
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    const login = `person-${++count}`;
    const roles = [{ role: 'nurse' }, { role: 'researcher' }];
    person = { ...(await house.enrolled(login, { roles })), login };
  });

  const signIn = async (who = person): Promise<{ browser: TestBrowser; id: string }> => {
    const uid = `in-${++count}`;
    const address = house.authorizations.ask(uid);
    const browser = house.browser();
    house.clock += MINUTE_MS;
    await browser.get(address);
    await browser.post(`${address}/password`, { login: who.login, password: PASSWORD });
    await browser.post(`${address}/factor`, { code: house.code(who.secret) });
    await browser.post(`${address}/role`, { role: '0' });
    const answer = house.authorizations.answers.get(uid);
    return { browser, id: answer?.kind === 'signed-in' ? answer.session.sessionId : '' };
  };

  it('of staff holds fifteen minutes without use, and then locks', async () => {
    const { id } = await signIn();
    house.clock += 15 * MINUTE_MS - 1;
    await expect(sessions.state(id)).resolves.toBe('open');
    house.clock += 1;
    await expect(sessions.state(id)).resolves.toBe('locked');
    await expect(sessions.find(id)).resolves.toBeUndefined();
  });

  it('goes on while it is used, and ends after twelve hours all the same', async () => {
    const { id } = await signIn();
    for (let minutes = 0; minutes < 12 * 60 - 10; minutes += 10) {
      house.clock += 10 * MINUTE_MS;
      await expect(sessions.find(id)).resolves.toBeDefined();
      await sessions.touch(id);
    }
    house.clock += 10 * MINUTE_MS;
    await expect(sessions.state(id)).resolves.toBe('ended');
    await expect(sessions.unlock(id)).rejects.toThrow('has ended');
  });

  it('that is used while the database takes no changes goes on, and ends after twelve hours all the same', async () => {
    const { id } = await signIn();
    const sql = (text: string) => house.store.sql.query({ text }, []);
    await sql('set default_transaction_read_only = on');
    try {
      for (let minutes = 0; minutes < 60; minutes += 10) {
        house.clock += 10 * MINUTE_MS;
        await sessions.touch(id);
        await expect(sessions.state(id)).resolves.toBe('open');
      }
      house.clock += 15 * MINUTE_MS;
      await sessions.touch(id);
      await expect(sessions.state(id)).resolves.toBe('locked');
      house.clock += 11 * 60 * MINUTE_MS;
      await expect(sessions.state(id)).resolves.toBe('ended');
    } finally {
      await sql('set default_transaction_read_only = off');
    }
  });

  it('is not kept open by looking', async () => {
    const { id } = await signIn();
    house.clock += 10 * MINUTE_MS;
    await sessions.find(id);
    house.clock += 5 * MINUTE_MS;
    await expect(sessions.state(id)).resolves.toBe('locked');
    await sessions.touch(id);
    await expect(sessions.state(id)).resolves.toBe('locked');
  });

  it('that was locked opens with the factor, not without, and is the same session', async () => {
    const { browser, id } = await signIn();
    await browser.get('/account/sessions');
    expect((await browser.post('/session/lock', {})).body).toContain('Uw werk staat er nog');
    expect((await browser.get('/account/sessions')).path).toContain('/session/unlock?returnTo=');
    await browser.get('/session/unlock');
    expect((await browser.post('/session/unlock/factor', { code: '000000' })).status).toBe(401);
    expect((await browser.post('/session/unlock/click', {})).status).toBe(401);
    expect((await browser.post('/session/unlock/anything', {})).status).toBe(401);
    await expect(sessions.find(id)).resolves.toBeUndefined();
    house.clock += MINUTE_MS;
    const opened = await browser.post('/session/unlock/factor?returnTo=/signed-out', {
      code: house.code(person.secret),
    });
    expect(opened.path).toContain('/signed-out');
    await expect(sessions.find(id)).resolves.toMatchObject({ sessionId: id });
    expect(house.lines.at(-1)).toMatchObject({ event: 'sign-in', detail: 'unlocked' });
  });

  it('never leads to another house after unlocking', async () => {
    const { browser } = await signIn();
    await browser.get('/account/sessions');
    const away = encodeURIComponent('//evil.example/');
    await browser.post('/session/lock', {});
    house.clock += MINUTE_MS;
    const opened = await browser.post(`/session/unlock/factor?returnTo=${away}`, {
      code: house.code(person.secret),
    });
    expect(opened.status).toBe(200);
    expect(opened.body).toContain('Ontgrendeld');
  });

  it('slows down who guesses at a lock', async () => {
    const { browser } = await signIn();
    await browser.get('/account/sessions');
    await browser.post('/session/lock', {});
    for (let attempt = 0; attempt < 3; attempt++)
      expect((await browser.post('/session/unlock/factor', { code: '000000' })).status).toBe(401);
    expect((await browser.post('/session/unlock/factor', { code: house.code(person.secret) })).status).toBe(
      429,
    );
  });

  it('is seen by its owner with device, address and time, and ended there at once', async () => {
    const [first, second] = [await signIn(), await signIn()];
    const shown = await second.browser.get('/account/sessions');
    expect(shown.body).toMatch(/Dit apparaat[\s\S]*sinds 2[12] nov 2026/);
    expect(shown.body).toContain('vanaf 10.0.0.');
    expect(shown.body).toContain(`value="${first.id}"`);
    await second.browser.post('/account/sessions/end', { session: first.id });
    await expect(sessions.find(first.id)).resolves.toBeUndefined();
    await expect(sessions.find(second.id)).resolves.toBeDefined();
    expect(house.lines.at(-1)).toMatchObject({ event: 'sign-out', detail: 'ended by its owner' });
    expect((await first.browser.get('/account/sessions')).status).toBe(401);
  });

  it('of somebody else cannot be ended by its id', async () => {
    const other = { ...(await house.enrolled(`other-${count}`)), login: `other-${count}` };
    const [theirs, own] = [await signIn(other), await signIn()];
    await own.browser.get('/account/sessions');
    await own.browser.post('/account/sessions/end', { session: theirs.id });
    await own.browser.get('/account/sessions');
    await own.browser.post('/account/sessions/end', { session: 'others' });
    await expect(sessions.find(theirs.id)).resolves.toBeDefined();
  });

  it('goes on in another role of the same account, and in no other', async () => {
    const { browser, id } = await signIn();
    await browser.get('/account/role');
    await browser.post('/account/role', { role: '1' });
    await expect(sessions.find(id)).resolves.toMatchObject({ acting: { role: 'researcher' } });
    const account = await house.signIn.accounts.get(person.accountId);
    await expect(sessions.act(id, account, { role: 'administrator' })).rejects.toThrow(
      'does not have that role',
    );
    await browser.get('/account/role');
    expect((await browser.post('/account/role', { role: '9' })).status).toBe(403);
  });

  it('ends when the roles of its account change', async () => {
    const { id } = await signIn();
    await house.signIn.administration.setRoles(ADMINISTRATOR, person.accountId, [{ role: 'volunteer' }]);
    await expect(sessions.state(id)).resolves.toBe('ended');
    await expect(
      house.signIn.administration.setRoles(
        { ...ADMINISTRATOR, id: `Account/${person.accountId}` },
        person.accountId,
        [{ role: 'administrator' }],
      ),
    ).rejects.toThrow('Somebody else');
  });

  it('is not opened for an account that was deactivated while it signed in', async () => {
    const address = house.authorizations.ask('too-late');
    const browser = house.browser();
    await browser.get(address);
    await browser.post(`${address}/password`, { login: person.login, password: PASSWORD });
    await browser.post(`${address}/factor`, { code: house.code(person.secret) });
    await house.signIn.administration.deactivate(ADMINISTRATOR, person.accountId);
    expect((await browser.post(`${address}/role`, { role: '0' })).status).toBe(401);
    expect(house.authorizations.answers.has('too-late')).toBe(false);
    expect(browser.cookies.has('caecilia-session')).toBe(false);
  });

  it('ends with all others of its account, however long ago it began', async () => {
    const { id } = await signIn();
    await house.store.sql.query(
      { text: 'update identity.session set created_at = 0 where session_id = $1' },
      [id],
    );
    await sessions.endAllOf(person.accountId, 'the test');
    const [row] = await house.store.sql.query(
      { text: 'select end_reason from identity.session where session_id = $1' },
      [id],
    );
    expect(row).toEqual({ end_reason: 'the test' });
  });

  it('ends when somebody else signs in at the same browser, and by signing out', async () => {
    const { browser, id } = await signIn();
    const other = { ...(await house.enrolled(`next-${count}`)), login: `next-${count}` };
    const address = house.authorizations.ask(`shared-${count}`);
    await browser.get(address);
    await browser.post(`${address}/password`, { login: other.login, password: PASSWORD });
    await browser.post(`${address}/factor`, { code: house.code(other.secret) });
    await expect(sessions.state(id)).resolves.toBe('ended');
    const answer = house.authorizations.answers.get(`shared-${count}`);
    const next = answer?.kind === 'signed-in' ? answer.session.sessionId : '';
    await browser.get('/account/sessions');
    expect((await browser.post('/session/end', {})).body).toContain('U bent uitgelogd');
    await expect(sessions.state(next)).resolves.toBe('ended');
    expect(browser.cookies.has('caecilia-session')).toBe(false);
  });

  it('cannot be found by its id as a cookie, nor by what the database keeps', async () => {
    const { id } = await signIn();
    const [row] = await house.store.sql.query(
      { text: 'select secret from identity.session where session_id = $1' },
      [id],
    );
    for (const stolen of [id, String(row?.secret)]) {
      const browser = house.browser();
      browser.cookies.set('caecilia-session', stolen);
      expect((await browser.get('/account/sessions')).status).toBe(401);
    }
  });

  it('tells an app whether it must show its lock, and nothing else', async () => {
    const { browser } = await signIn();
    expect(JSON.parse((await browser.get('/session/state')).body)).toEqual({ state: 'open' });
    house.clock += 15 * MINUTE_MS;
    expect(JSON.parse((await browser.get('/session/state')).body)).toEqual({ state: 'locked' });
    expect(JSON.parse((await house.browser().get('/session/state')).body)).toEqual({ state: 'ended' });
  });
});
