import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppFlow, IdentityTestHouse } from '../testing/identity-house.ts';
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
    const { status, body } = await flow.exchange(redirect);
    expect(body).toMatchObject({
      token_type: 'Bearer',
      scope: 'openid fhirUser user/Observation.rs',
      fhirUser: `${house.fhirBase}/Practitioner/invented-nurse`,
    });
    expect(status).toBe(200);
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
  });
});
