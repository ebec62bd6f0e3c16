import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SignInHouse } from '../testing/sign-in-house.ts';
import type { NationalMeans, OutsideAnswer } from './kit.ts';

describe('a national means that somebody connects', () => {
  const house = new SignInHouse();
  let answer: OutsideAnswer = { kind: 'refused', why: 'national means: cancelled' };
  let asked = { callback: '', state: '' };
  const means: NationalMeans = {
    id: 'invented-means',
    name: 'Verzonnen middel',
    begin(callback, state) {
      asked = { callback, state };
      return Promise.resolve(`https://means.invented.example/?state=${state}`);
    },
    finish: () => Promise.resolve(answer),
  };
  let patient = '';
  let nurse = '';
  beforeAll(async () => {
    await house.open({ nationalMeans: [means] });
    const roles = [{ role: 'patient' }];
    ({ accountId: patient } = await house.enrolled('p', { kind: 'patient', fhirUser: 'Patient/p', roles }));
    ({ accountId: nurse } = await house.enrolled('n'));
  });
  afterAll(() => house.close());

  const knownAs = async (accountId: string): Promise<OutsideAnswer> => ({
    kind: 'known',
    account: await house.signIn.accounts.get(accountId),
    amr: ['mfa'],
  });

  /** To the means and back. */
  const through = async (uid: string) => {
    const address = house.authorizations.ask(uid);
    const browser = house.browser();
    await browser.get(`${address}?as=patient`);
    const there = await browser.post(`${address}/national`, { way: 'invented-means' });
    expect(there.path).toContain('https://means.invented.example/');
    return { browser, back: `${new URL(asked.callback).pathname}?state=${asked.state}` };
  };

  it('is offered to patients and carers, and not to staff', async () => {
    const address = house.authorizations.ask('offered');
    expect((await house.browser().get(`${address}?as=patient`)).body).toContain(
      'Log in met Verzonnen middel',
    );
    const browser = house.browser();
    expect((await browser.get(address)).body).not.toContain('Verzonnen middel');
    expect((await browser.post(`${address}/national`, { way: 'invented-means' })).status).toBe(401);
  });

  it('lets in whom it names, once, in the browser that asked', async () => {
    answer = await knownAs(patient);
    const { browser, back } = await through('in');
    expect((await house.browser().get(back)).status).toBe(410);
    await browser.get(back);
    expect(house.authorizations.answers.get('in')).toMatchObject({
      session: { accountId: patient, acr: 'urn:caecilia:acr:invited', amr: ['mfa'] },
    });
    expect((await browser.get(back)).status).toBe(410);
  });

  it('cannot let in staff, nor anybody when it refuses', async () => {
    answer = await knownAs(nurse);
    const staff = await through('staff');
    expect((await staff.browser.get(staff.back)).body).toContain('niet gelukt');
    answer = { kind: 'refused', why: 'national means: cancelled' };
    const refused = await through('refused');
    expect((await refused.browser.get(refused.back)).body).toContain('niet gelukt');
    expect(house.lines.at(-1)).toMatchObject({
      event: 'sign-in-failed',
      detail: 'national means: cancelled',
    });
    for (const uid of ['staff', 'refused']) expect(house.authorizations.answers.has(uid)).toBe(false);
  });
});
