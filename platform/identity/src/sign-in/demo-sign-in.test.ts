import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DemoAccount } from '../accounts/demo-accounts.ts';
import { refuseUnsafeProduction } from '../accounts/unsafe-production.ts';
import { SECRET, SignInHouse } from '../testing/sign-in-house.ts';
import { createSignIn } from './create-sign-in.ts';

const PEOPLE: readonly DemoAccount[] = [
  {
    accountId: 'demo-fictief',
    kind: 'staff',
    name: 'dr. Femke Fictief',
    fhirUser: 'Practitioner/demo-fictief',
    roles: [{ role: 'consult-physician', organization: 'Organization/demo-hospital' }],
  },
  {
    accountId: 'demo-wilhelmina',
    kind: 'patient',
    name: 'Wilhelmina Voorbeeld – de Proef',
    fhirUser: 'Patient/demo-wilhelmina',
    roles: [{ role: 'patient' }],
  },
];

describe('the sign-in of the demo', () => {
  const house = new SignInHouse();
  beforeAll(async () => {
    await house.open({ demo: true });
    await house.signIn.loadDemoAccounts(PEOPLE);
  });
  afterAll(() => house.close());

  it('is one click, and the session says that nothing was proved', async () => {
    const address = house.authorizations.ask('demo-1');
    const browser = house.browser();
    const shown = await browser.get(address);
    expect(shown.body).toContain('dr. Femke Fictief');
    expect(shown.body).toContain('rol consult-physician, huis Organization/demo-hospital');
    expect(shown.body).not.toContain('Wilhelmina');
    await browser.post(`${address}/demo`, { account: 'demo-fictief' });
    expect(house.authorizations.answers.get('demo-1')).toMatchObject({
      session: { accountId: 'demo-fictief', acr: 'urn:caecilia:acr:demo', amr: [] },
    });
  });

  it('has patients at their own entrance', async () => {
    const address = house.authorizations.ask('demo-2');
    const shown = await house.browser().get(`${address}?as=patient`);
    expect(shown.body).toContain('Wilhelmina Voorbeeld');
    expect(shown.body).not.toContain('Femke Fictief');
  });

  it('is marked as a demo on every page', async () => {
    const address = house.authorizations.ask('demo-3');
    const browser = house.browser();
    for (const path of [address, `${address}?as=patient&lang=en`, `${address}/invitation`, '/signed-out'])
      expect((await browser.get(path)).body).toMatch(/Demonstratie|Demonstration/);
    await browser.get(address);
    await browser.post(`${address}/demo`, { account: 'demo-fictief' });
    for (const path of ['/account/sessions', '/session/unlock'])
      expect((await browser.get(path)).body).toMatch(/Demonstratie/);
  });

  it('can be loaded again, and follows a change of roles', async () => {
    const [first] = PEOPLE;
    if (!first) throw new Error('nobody');
    await house.signIn.loadDemoAccounts([{ ...first, roles: [{ role: 'administrator' }] }]);
    await expect(house.signIn.accounts.find('demo-fictief')).resolves.toMatchObject({
      roles: [{ role: 'administrator' }],
      demo: true,
    });
    await house.signIn.loadDemoAccounts(PEOPLE);
  });

  it('locks, and opens with one click in the same session', async () => {
    const address = house.authorizations.ask('demo-4');
    const browser = house.browser();
    await browser.get(address);
    await browser.post(`${address}/demo`, { account: 'demo-fictief' });
    await browser.get('/account/sessions');
    await browser.post('/session/lock', {});
    const answer = house.authorizations.answers.get('demo-4');
    const id = answer?.kind === 'signed-in' ? answer.session.sessionId : '';
    await expect(house.signIn.sessions.find(id)).resolves.toBeUndefined();
    await browser.post('/session/unlock/click', {});
    await expect(house.signIn.sessions.find(id)).resolves.toMatchObject({ sessionId: id });
  });

  it('is not there when the demo is off, also for an account that was made for it', async () => {
    await house.open({ demo: false });
    const address = house.authorizations.ask('demo-5');
    const browser = house.browser();
    expect((await browser.get(address)).body).not.toContain('Femke');
    expect((await browser.post(`${address}/demo`, { account: 'demo-fictief' })).status).toBe(401);
    await expect(house.signIn.loadDemoAccounts(PEOPLE)).rejects.toThrow('development mode');
    expect(house.authorizations.answers.has('demo-5')).toBe(false);
  });

  it('makes a production server refuse to start: by its setting, its secret, its address and its accounts', async () => {
    const facts = {
      mode: 'production' as const,
      demo: false,
      secret: SECRET,
      origin: 'https://caecilia.example.org',
      sql: house.store.sql,
    };
    await expect(refuseUnsafeProduction({ ...facts, demo: true })).rejects.toThrow('the demo is on');
    await expect(
      refuseUnsafeProduction({ ...facts, secret: 'development-secret-0123456789-abcdefgh' }),
    ).rejects.toThrow('the identity secret');
    await expect(refuseUnsafeProduction({ ...facts, secret: 'short' })).rejects.toThrow(
      'the identity secret',
    );
    await expect(refuseUnsafeProduction({ ...facts, origin: 'http://caecilia.example.org' })).rejects.toThrow(
      'http',
    );
    await expect(refuseUnsafeProduction(facts)).rejects.toThrow('demo accounts');
    await expect(refuseUnsafeProduction({ ...facts, mode: 'development' })).resolves.toBeUndefined();
    await house.store.sql.query({ text: 'update identity.account set demo = false' }, []);
    await expect(refuseUnsafeProduction(facts)).resolves.toBeUndefined();
    expect(() => createSignIn({ ...house.options(), mode: 'production', demo: true })).toThrow('production');
  });
});
