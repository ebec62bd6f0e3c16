import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMINISTRATOR, PASSWORD, SignInHouse } from '../testing/sign-in-house.ts';

const DAY_MS = 86_400_000;

describe('an invitation', () => {
  const house = new SignInHouse();
  let count = 0;
  beforeAll(async () => {
    await house.open();
  });
  afterAll(() => house.close());

  const invited = async (kind: 'staff' | 'patient' | 'carer' = 'patient') => {
    const id = `invented-${++count}`;
    const { account, invitation } = await house.signIn.administration.create(
      ADMINISTRATOR,
      {
        kind,
        name: 'Pia Proef',
        ...(kind === 'staff' ? { login: id } : {}),
        fhirUser: `${{ staff: 'Practitioner', patient: 'Patient', carer: 'RelatedPerson' }[kind]}/${id}`,
        roles: [{ role: kind }],
      },
      kind === 'staff' ? undefined : '1948-02-14',
    );
    const address = house.authorizations.ask(`invite-${count}`);
    const as = kind === 'staff' ? 'staff' : 'patient';
    const browser = house.browser();
    await browser.get(`${address}/invitation?as=${as}`);
    const accept = (form: Record<string, string>) => browser.post(`${address}/invitation?as=${as}`, form);
    return { account, invitation, address, browser, accept, uid: `invite-${count}` };
  };

  it('is twelve letters in groups, and logged as a change of rights without its code', async () => {
    const { invitation } = await invited();
    expect(invitation.code).toMatch(/^[A-HJKMNP-Z2-9]{4}(-[A-HJKMNP-Z2-9]{4}){2}$/);
    expect(house.lines.at(-1)).toMatchObject({ event: 'rights-change', caller: ADMINISTRATOR });
    expect(JSON.stringify(house.lines)).not.toContain(invitation.code);
  });

  it('of a patient asks the birth date, and gives password, code and recovery codes', async () => {
    const { accept, invitation, browser, address, uid } = await invited();
    expect((await accept({ code: invitation.code })).status).toBe(401);
    expect((await accept({ code: invitation.code, birthDate: '15-02-1948' })).status).toBe(401);
    const welcome = await accept({
      code: invitation.code.toLowerCase().replaceAll('-', ' '),
      birthDate: '14-2-1948',
    });
    expect(welcome.body).toContain('Welkom, Pia Proef');
    const login = `pia.${uid}@voorbeeld.example`;
    const enrol = await browser.post(`${address}/new-password`, {
      login,
      password: PASSWORD,
      again: PASSWORD,
    });
    const secret = /class="key">([A-Z2-7 ]+)</.exec(enrol.body)?.[1]?.replaceAll(' ', '') ?? '';
    expect(secret).toHaveLength(32);
    const codes = await browser.post(`${address}/enrol-totp`, { code: house.code(secret) });
    expect(codes.body.match(/<li>[A-Z2-9]{5}-[A-Z2-9]{5}<\/li>/g)).toHaveLength(10);
    expect(house.authorizations.answers.has(uid)).toBe(false);
    await browser.post(`${address}/kept`, {});
    expect(house.authorizations.answers.get(uid)).toMatchObject({
      session: { acr: 'urn:caecilia:acr:invited', amr: ['pwd', 'otp', 'mfa'], acting: { role: 'patient' } },
    });
  });

  it('works once', async () => {
    const first = await invited();
    const form = { code: first.invitation.code, birthDate: '14-02-1948' };
    await first.accept(form);
    const second = house.browser();
    const address = house.authorizations.ask('second-use');
    await second.get(`${address}/invitation?as=patient`);
    await second.post(`${address}/invitation?as=patient`, form);
    const finish = async (browser: typeof second, at: string, login: string) => {
      const enrol = await browser.post(`${at}/new-password`, { login, password: PASSWORD, again: PASSWORD });
      const secret = /class="key">([A-Z2-7 ]+)</.exec(enrol.body)?.[1]?.replaceAll(' ', '') ?? '';
      return await browser.post(`${at}/enrol-totp`, { code: house.code(secret) });
    };
    expect((await finish(first.browser, first.address, 'eerste@voorbeeld')).body).toContain(
      'Uw herstelcodes',
    );
    expect((await finish(second, address, 'tweede@voorbeeld')).status).toBe(401);
    await expect(house.signIn.accounts.find(first.account.accountId)).resolves.toMatchObject({
      login: 'eerste@voorbeeld',
    });
    const again = await first.accept(form);
    expect(again.status).toBe(401);
    expect(again.body).toContain('Deze code is al gebruikt');
    const wrongDay = await first.accept({ ...form, birthDate: '15-02-1948' });
    expect(wrongDay.body).toContain('horen niet bij een geldige uitnodiging');
    expect(house.lines.map(({ detail }) => detail)).toContain('invitation, used');
  });

  it('works no longer when it was withdrawn, which is a line of the log', async () => {
    const { accept, invitation, account } = await invited();
    await house.signIn.administration.withdraw(ADMINISTRATOR, account.accountId);
    expect(house.lines.at(-1)).toMatchObject({ event: 'rights-change', detail: 'invitation withdrawn' });
    const shown = await accept({ code: invitation.code, birthDate: '14-02-1948' });
    expect(shown.status).toBe(401);
    expect(shown.body).toContain('horen niet bij een geldige uitnodiging');
  });

  it('slows guessing of the birth date of a letter down', async () => {
    const { accept, invitation } = await invited();
    const statuses = [];
    for (let day = 1; day < 6; day += 1)
      statuses.push((await accept({ code: invitation.code, birthDate: `0${day}-01-1948` })).status);
    expect(statuses).toEqual([401, 401, 401, 429, 429]);
  });

  it('is of one account: a second one for the same patient is refused', async () => {
    const { account } = await invited();
    const { kind, name, fhirUser = '', roles } = account;
    await expect(
      house.signIn.administration.create(ADMINISTRATOR, { kind, name, fhirUser, roles }, '1948-02-14'),
    ).rejects.toMatchObject({ code: 'duplicate' });
  });

  it('expires, and is replaced by a newer one', async () => {
    const expired = await invited('staff');
    house.clock += 3 * DAY_MS;
    const shown = await expired.accept({ code: expired.invitation.code });
    expect(shown.status).toBe(401);
    expect(shown.body).toContain('Deze uitnodiging is verlopen');
    const newer = await house.signIn.administration.invite(ADMINISTRATOR, expired.account.accountId);
    expect((await expired.accept({ code: newer.code })).body).toContain('Welkom');
    await house.signIn.administration.invite(ADMINISTRATOR, expired.account.accountId);
    await expired.browser.post(`${expired.address}/again`, {});
    expect((await expired.accept({ code: newer.code })).status).toBe(401);
  });

  it('leaves no password behind when the second factor was not finished', async () => {
    const { accept, invitation, browser, address, account } = await invited('staff');
    await accept({ code: invitation.code });
    await browser.post(`${address}/new-password`, { password: PASSWORD, again: PASSWORD });
    expect((await browser.post(`${address}/enrol-totp`, { code: '123456' })).status).toBe(422);
    const stored = await house.signIn.accounts.find(account.accountId);
    expect(stored?.passwordHash).toBeUndefined();
    expect((await accept({ code: invitation.code })).body).toContain('Welkom');
  });

  it.each([
    ['too short', 'kort en goed', 'kort en goe', /niet gelijk/],
    ['short', 'elf tekens!', 'elf tekens!', /Gebruik minstens 12 tekens/],
    ['the own name', 'PiaProef2026!', 'PiaProef2026!', /makkelijk te raden/],
    ['common words', 'Welkom2026welkom', 'Welkom2026welkom', /makkelijk te raden/],
    ['one letter', 'aaaaaaaaaaaaaaaa', 'aaaaaaaaaaaaaaaa', /makkelijk te raden/],
  ])('refuses a password for being %s', async (_what, password, again, words) => {
    const { accept, invitation, browser, address } = await invited('staff');
    await accept({ code: invitation.code });
    const shown = await browser.post(`${address}/new-password`, { password, again });
    expect(shown.status).toBe(422);
    expect(shown.body).toMatch(words);
    expect(shown.body).not.toContain(password);
  });

  it('is made again when the factors are reset, by somebody else only, and the sessions end', async () => {
    const { accountId, secret } = await house.enrolled('reset');
    const address = house.authorizations.ask('reset-in');
    const browser = house.browser();
    await browser.get(address);
    await browser.post(`${address}/password`, { login: 'reset', password: PASSWORD });
    await browser.post(`${address}/factor`, { code: house.code(secret) });
    const answer = house.authorizations.answers.get('reset-in');
    const session = answer?.kind === 'signed-in' ? answer.session.sessionId : '';
    for (const id of [`Account/${accountId}`, 'Practitioner/reset'])
      await expect(
        house.signIn.administration.resetFactors({ ...ADMINISTRATOR, id }, accountId),
      ).rejects.toThrow('a second person');
    await house.signIn.administration.resetFactors(ADMINISTRATOR, accountId);
    expect(house.lines.map(({ event, detail }) => `${event} ${detail}`)).toContain(
      'rights-change factors reset',
    );
    await expect(house.signIn.sessions.find(session)).resolves.toBeUndefined();
    await browser.get(house.authorizations.ask('reset-again'));
    const shown = await browser.post('/sign-in/reset-again/password', { login: 'reset', password: PASSWORD });
    expect(shown.status).toBe(401);
  });

  it('changes nothing where the log cannot be written', async () => {
    house.logFails = true;
    await expect(invited()).rejects.toThrow('the log');
    house.logFails = false;
    const fhirUser = `Patient/invented-${count}`;
    await expect(house.signIn.accounts.findByFhirUser(fhirUser)).resolves.toBeUndefined();
  });
});
