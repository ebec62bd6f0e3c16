import { describe, expect, it } from 'vitest';
import { type ClientRegistration, checkRegistration } from './client.ts';

const APP: ClientRegistration = {
  clientId: 'an-app',
  name: 'An app (invented)',
  kind: 'public',
  redirectUris: ['https://app.invented.example/callback'],
  scopes: ['openid', 'patient/*.rs'],
};
const KEY = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y', kid: '1' };
const SERVICE: ClientRegistration = {
  clientId: 'a-service',
  name: 'A service (invented)',
  kind: 'service',
  role: 'service-night',
  scopes: ['system/Patient.rs'],
  jwks: { keys: [KEY] },
};

const refusal =
  (change: Partial<ClientRegistration>, base = APP) =>
  () =>
    checkRegistration({ ...base, ...change });

describe('the registration of an app', () => {
  it('is taken when it is right', () => {
    expect(refusal({})).not.toThrow();
    expect(refusal({}, SERVICE)).not.toThrow();
    expect(refusal({ redirectUris: ['http://127.0.0.1:4000/callback'] })).not.toThrow();
  });

  it.each([
    'http://app.invented.example/callback',
    'https://user@app.invented.example/',
    'https://app.invented.example/#here',
    'https://*.invented.example/',
    'myapp://callback',
    'javascript:alert(1)',
    '/callback',
  ])('is refused with the address %s', (uri) => {
    expect(refusal({ redirectUris: [uri] })).toThrow('https://');
    expect(refusal({ postLogoutRedirectUris: [uri] })).toThrow('https://');
    expect(refusal({ launchUrl: uri })).toThrow('https://');
  });

  it('gives people no system scope, and services nothing else', () => {
    expect(refusal({ scopes: ['system/*.rs'] })).toThrow('not a scope');
    expect(refusal({ scopes: ['patient/Observation.sr'] })).toThrow('not a scope');
    expect(refusal({ scopes: ['user/*.rs'] }, SERVICE)).toThrow('system/ scopes only');
    expect(refusal({ scopes: ['openid'] }, SERVICE)).toThrow('system/ scopes only');
  });

  it('takes public keys only', () => {
    expect(refusal({ jwks: { keys: [{ ...KEY, d: 'secret' }] } }, SERVICE)).toThrow('private key');
    expect(refusal({ jwks: { keys: [{ kty: 'oct', k: 'secret', kid: '1' }] } }, SERVICE)).toThrow(
      'private key',
    );
    expect(refusal({ jwks: { keys: [{ kty: 'EC', crv: 'P-256', x: 'x', y: 'y' }] } }, SERVICE)).toThrow(
      'kid',
    );
    expect(refusal({ jwksUri: 'https://x.example/jwks' }, SERVICE)).toThrow('not both');
    expect(refusal({ jwks: { keys: [KEY] } })).toThrow('only a client that proves itself with a key');
  });

  it('names an id, a name, an address and, for a service, a role', () => {
    expect(refusal({ clientId: 'No Good' })).toThrow('client id');
    expect(refusal({ name: ' ' })).toThrow('name');
    expect(refusal({ redirectUris: [] })).toThrow('redirect address');
    const { role: _, ...without } = SERVICE;
    expect(() => checkRegistration(without)).toThrow('role');
  });
});
