import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair } from 'jose';
import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMINISTRATOR, APP, AppFlow, IdentityTestHouse } from '../testing/identity-house.ts';
import { PEOPLE } from '../testing/people.ts';

let house: IdentityTestHouse;
beforeAll(async () => {
  house = await IdentityTestHouse.open();
});
afterAll(() => house?.close());

const discover = (clientId: string, authentication: client.ClientAuth) =>
  client.discovery(new URL(`${house.origin}/oauth`), clientId, undefined, authentication, {
    execute: [client.allowInsecureRequests],
  });

describe('openid-client, which nobody here wrote', () => {
  it('signs a nurse in by code with PKCE, refreshes, inspects nothing it may not, and gives back', async () => {
    const config = await discover('public-app', client.None());
    const code_verifier = client.randomPKCECodeVerifier();
    const expectedState = client.randomState();
    const expectedNonce = client.randomNonce();
    const address = client.buildAuthorizationUrl(config, {
      redirect_uri: APP,
      scope: 'openid fhirUser online_access user/Observation.rs',
      aud: house.fhirBase,
      code_challenge: await client.calculatePKCECodeChallenge(code_verifier),
      code_challenge_method: 'S256',
      state: expectedState,
      nonce: expectedNonce,
    });
    const flow = new AppFlow(house);
    const parameters = Object.fromEntries(address.searchParams);
    const redirect = await flow.authorize(house.sessions.start(PEOPLE.nurse), parameters);
    const tokens = await client.authorizationCodeGrant(config, redirect, {
      pkceCodeVerifier: code_verifier,
      expectedState,
      expectedNonce,
      idTokenExpected: true,
    });
    expect(tokens.claims()).toMatchObject({
      sub: 'acc-nurse',
      fhirUser: `${house.fhirBase}/Practitioner/invented-nurse`,
      aud: 'public-app',
    });
    const next = await client.refreshTokenGrant(config, tokens.refresh_token ?? '');
    expect((await flow.who(next.access_token)).status).toBe(200);
    await client.tokenRevocation(config, next.refresh_token ?? '');
    await expect(client.refreshTokenGrant(config, next.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    });
  });

  it('refuses an answer with another state, nonce or issuer (S9)', async () => {
    const config = await discover('public-app', client.None());
    const pkceCodeVerifier = client.randomPKCECodeVerifier();
    const flow = new AppFlow(house);
    const redirect = await flow.authorize(house.sessions.start(PEOPLE.nurse), {
      code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
      nonce: 'nonce-of-the-app',
    });
    const take = (url: URL, checks: client.AuthorizationCodeGrantChecks) =>
      client.authorizationCodeGrant(config, url, { pkceCodeVerifier, ...checks });
    await expect(take(redirect, { expectedState: 'another' })).rejects.toThrow();
    const mixedUp = new URL(redirect);
    mixedUp.searchParams.set('iss', 'https://evil.example');
    await expect(take(mixedUp, { expectedState: 'state-of-the-app' })).rejects.toThrow();
    await expect(
      take(redirect, { expectedState: 'state-of-the-app', expectedNonce: 'another' }),
    ).rejects.toThrow();
  });

  it('gets a token for a service with a key (Backend Services)', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES384', { extractable: true });
    const kid = randomUUID();
    await house.identity.clients.register(
      {
        clientId: 'openid-client-service',
        name: 'A service (invented)',
        kind: 'service',
        role: 'service-night',
        scopes: ['system/Observation.rs'],
        jwks: { keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'ES384' }] },
      },
      ADMINISTRATOR,
    );
    const config = await discover('openid-client-service', client.PrivateKeyJwt({ key: privateKey, kid }));
    const tokens = await client.clientCredentialsGrant(config, { scope: 'system/*.cruds' });
    expect(tokens.scope).toBe('system/Observation.rs');
    expect(await client.tokenIntrospection(config, tokens.access_token)).toMatchObject({
      active: true,
      client_id: 'openid-client-service',
    });
  });
});
