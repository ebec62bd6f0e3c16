import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Browser } from '../testing/browser.ts';
import { HOSPITAL_CLIENT, HospitalProvider } from '../testing/hospital-provider.ts';
import { ADMINISTRATOR, ORIGIN, SignInHouse } from '../testing/sign-in-house.ts';
import type { TestBrowser } from '../testing/test-browser.ts';
import { type FederationInput, readFederation } from './federation-settings.ts';

const UZI = 'http://fhir.nl/fhir/NamingSystem/uzi-nr-pers';
const STRONG = 'urn:hospital:strong';
const NURSE = {
  sub: 'hospital-1',
  name: 'Noor Nergens',
  groups: ['pall-nurse', 'something-else'],
  uzi: '900000001',
  acr: STRONG,
};

describe('signing in through the identity provider of a hospital', () => {
  const house = new SignInHouse();
  let hospital: HospitalProvider;
  let other: HospitalProvider;
  let count = 0;
  const settingsOf = (id: string, issuer: string): FederationInput => ({
    id,
    name: 'Het Verzonnen Gasthuis',
    issuer,
    clientId: HOSPITAL_CLIENT.id,
    clientSecret: HOSPITAL_CLIENT.secret,
    organization: 'Organization/demo-hospital',
    claims: {
      role: 'groups',
      roles: {
        'pall-nurse': [{ role: 'consult-nurse' }],
        'pall-doctor': [{ role: 'consult-physician' }],
      },
      practitioner: { claim: 'uzi', system: UZI },
    },
    secondFactor: { acr: [STRONG], amr: ['otp'] },
    allowHttp: true,
  });
  beforeAll(async () => {
    hospital = await HospitalProvider.start(`${ORIGIN}/sign-in/outside/gasthuis`);
    other = await HospitalProvider.start(`${ORIGIN}/sign-in/outside/other`);
    await house.open({
      federations: [settingsOf('gasthuis', hospital.issuer), settingsOf('other', other.issuer)],
      federationPorts: {
        fetch: (url, init) => fetch(url, init),
        findPractitioner: ({ system, value }, organization) =>
          Promise.resolve(
            system === UZI && value === '900000001' && organization === 'Organization/demo-hospital'
              ? 'Practitioner/noor'
              : undefined,
          ),
      },
    });
    // Codes and tokens of the library are dated by the clock of this machine.
    house.clock = Date.now();
  });
  afterAll(async () => {
    await hospital.stop();
    await other.stop();
    await house.close();
  });
  beforeEach(() => {
    hospital.person = NURSE;
  });

  /** To the hospital and back: the address that the hospital sends the browser to. */
  const toHospital = async (browser: TestBrowser = house.browser(), way = 'gasthuis') => {
    const address = house.authorizations.ask(`fed-${++count}`);
    await browser.get(address);
    const there = await browser.post(`${address}/federation`, { way });
    const from = new Browser(new URL(there.path).origin);
    const { at } = await from.open(there.path);
    return { browser, back: at.pathname + at.search, uid: `fed-${count}`, there: new URL(there.path) };
  };
  const signIn = async () => {
    const { browser, back, uid } = await toHospital();
    const shown = await browser.get(back);
    return { shown, answer: house.authorizations.answers.get(uid), browser };
  };

  it('makes the account from its claims, with a second factor that the hospital vouches for', async () => {
    const { answer } = await signIn();
    expect(answer).toMatchObject({
      kind: 'signed-in',
      session: {
        acting: { role: 'consult-nurse', organization: 'Organization/demo-hospital' },
        acr: 'urn:caecilia:acr:two-factor',
        amr: ['fed', 'mfa'],
      },
    });
    const accountId = answer?.kind === 'signed-in' ? answer.session.accountId : '';
    await expect(house.signIn.accounts.find(accountId)).resolves.toMatchObject({
      name: 'Noor Nergens',
      fhirUser: 'Practitioner/noor',
      kind: 'staff',
    });
    const again = await signIn();
    expect(again.answer).toMatchObject({ session: { accountId } });
    expect(house.lines.map(({ detail }) => detail)).toContain(`made by ${hospital.issuer}`);
  });

  it('asks with PKCE, state, nonce and the acr that is wanted', async () => {
    const { there } = await toHospital();
    const asked = Object.fromEntries(there.searchParams);
    expect(asked).toMatchObject({ response_type: 'code', code_challenge_method: 'S256', acr_values: STRONG });
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked[name]?.length).toBeGreaterThan(40);
  });

  it.each([
    ['no second factor', { acr: 'urn:hospital:weak' }, 'federation: no second factor'],
    [
      'another second factor than agreed',
      { acr: undefined, amr: ['pwd', 'sms'] },
      'federation: no second factor',
    ],
    ['no role of ours', { groups: ['cleaning'] }, 'federation: no role'],
    ['a role of the object itself', { groups: ['constructor', '__proto__'] }, 'federation: no role'],
    ['no practitioner', { uzi: undefined }, 'federation: no such practitioner at this organization'],
    [
      'a practitioner of elsewhere',
      { uzi: '900000099' },
      'federation: no such practitioner at this organization',
    ],
  ])('is refused with %s, and the log says why', async (_what, changed, why) => {
    hospital.person = { ...NURSE, sub: `hospital-refused-${count}`, ...changed };
    const { shown, answer } = await signIn();
    expect(answer).toBeUndefined();
    expect(shown.body).toContain('Inloggen via uw instelling is niet gelukt');
    expect(house.lines.at(-1)).toMatchObject({ event: 'sign-in-failed', detail: why });
  });

  it('takes the second factor from amr as well', async () => {
    hospital.person = { ...NURSE, acr: 'urn:hospital:weak', amr: ['pwd', 'otp'] };
    expect((await signIn()).answer).toMatchObject({ session: { amr: ['fed', 'pwd', 'otp', 'mfa'] } });
  });

  it('follows a change of roles, and ends the sessions of the old ones', async () => {
    const before = await signIn();
    hospital.person = { ...NURSE, groups: ['pall-doctor'] };
    const after = await signIn();
    expect(after.answer).toMatchObject({ session: { acting: { role: 'consult-physician' } } });
    const old = before.answer?.kind === 'signed-in' ? before.answer.session.sessionId : '';
    await expect(house.signIn.sessions.state(old)).resolves.toBe('ended');
  });

  it('does not let somebody in who was deactivated here', async () => {
    hospital.person = { ...NURSE, sub: 'hospital-gone' };
    const { answer } = await signIn();
    const accountId = answer?.kind === 'signed-in' ? answer.session.accountId : '';
    await house.signIn.administration.deactivate(ADMINISTRATOR, accountId);
    expect((await signIn()).answer).toBeUndefined();
  });

  it('never takes over an account that was made here for the same practitioner', async () => {
    const { accountId } = await house.enrolled('noor', { fhirUser: 'Practitioner/noor' });
    house.clock = Date.now();
    hospital.person = { ...NURSE, sub: 'hospital-2' };
    const { answer } = await signIn();
    expect(answer?.kind === 'signed-in' && answer.session.accountId !== accountId).toBe(true);
  });

  it('takes an answer once, in the browser that asked, with its own state', async () => {
    const { browser, back } = await toHospital();
    expect((await house.browser().get(back)).status).toBe(410);
    expect((await browser.get(back.replace(/state=[^&]+/, 'state=another'))).status).toBe(410);
    await browser.get(back);
    expect((await browser.get(back)).status).toBe(410);
  });

  it('is not mixed up: an answer of another provider, or of one that names another issuer, is refused', async () => {
    other.person = NURSE;
    const { browser, back, uid } = await toHospital();
    expect((await browser.get(back.replace('/outside/gasthuis', '/outside/other'))).status).toBe(410);
    const wrong = back.replace(/iss=[^&]+/, `iss=${encodeURIComponent(other.issuer)}`);
    expect(wrong).not.toBe(back);
    expect((await browser.get(wrong)).body).toContain('niet gelukt');
    expect(house.authorizations.answers.has(uid)).toBe(false);
  });

  it('is refused with a code that another browser got, because the verifier and nonce are another', async () => {
    const [mine, theirs] = [await toHospital(), await toHospital()];
    const code = (address: string) => /code=([^&]+)/.exec(address)?.[1] ?? '';
    await mine.browser.get(mine.back.replace(code(mine.back), code(theirs.back)));
    expect(house.authorizations.answers.has(mine.uid)).toBe(false);
  });

  it('is told kindly when the hospital says no', async () => {
    const { browser, back } = await toHospital();
    const refused = back.replace(/code=[^&]+/, 'error=access_denied');
    expect((await browser.get(refused)).body).toContain('niet gelukt');
    expect(house.lines.at(-1)).toMatchObject({ detail: 'federation: access_denied' });
  });

  it('opens again only at the hospital: a lock is not opened by a click', async () => {
    const { browser } = await signIn();
    await browser.get('/account/sessions');
    expect((await browser.post('/session/lock', {})).body).toContain('U logde in via uw instelling');
    for (const way of ['click', 'factor'])
      expect((await browser.post(`/session/unlock/${way}`, { code: '123456' })).status).toBe(401);
  });
});

describe('the configuration of an identity provider', () => {
  const good = {
    id: 'gasthuis',
    name: 'Het Gasthuis',
    issuer: 'https://idp.example.org',
    clientId: 'caecilia',
    clientSecret: 'x'.repeat(32),
    organization: 'Organization/a',
    claims: { role: 'groups', roles: { a: [{ role: 'nurse' }] } },
    secondFactor: { amr: ['otp'] },
  };

  it('is complete with defaults', () => {
    expect(readFederation(good)).toMatchObject({ scopes: 'openid profile', allowHttp: false });
  });

  it.each([
    ['without a second factor', { secondFactor: {} }, 'at least one acr or amr'],
    ['without TLS', { issuer: 'http://idp.example.org' }, 'must be https'],
    ['without roles', { claims: { role: 'groups' } }, 'claims.roles'],
    ['with an id for a path', { id: '../x' }, 'id'],
  ])('is refused %s, and the secret is not repeated', (_what, changed, words) => {
    expect(() => readFederation({ ...good, ...changed })).toThrow(words);
    expect(() => readFederation({ ...good, ...changed })).not.toThrow('xxxx');
  });
});
