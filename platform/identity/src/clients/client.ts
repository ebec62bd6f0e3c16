import { parseSmartScope } from '@caecilia/fhir';
import { Problem } from '@caecilia/kernel';
import type { JSONWebKeySet, JWK } from 'jose';

/**
 * `public`: an app that cannot keep a secret (in a browser or on a phone). `secret` and `key`: an app with a server that
 * proves itself with a secret of ours or a key of its own. `service`: SMART Backend Services, without a person.
 */
export type ClientKind = 'public' | 'secret' | 'key' | 'service';

/** An app that may ask for tokens. */
export interface Client {
  readonly clientId: string;
  readonly name: string;
  readonly kind: ClientKind;
  /** Part of this product: who signs in is not asked whether it may. */
  readonly ours: boolean;
  /** Exact addresses. */
  readonly redirectUris: readonly string[];
  readonly postLogoutRedirectUris: readonly string[];
  /** The most it may ever be granted. */
  readonly scopes: readonly string[];
  /** Public keys of the client itself, or the address where it publishes them. */
  readonly jwks?: JSONWebKeySet;
  readonly jwksUri?: string;
  /** Where an EHR launch starts it. */
  readonly launchUrl?: string;
  /** What a service acts as, by the policy table, and on whose behalf (`Organization/…`). */
  readonly role?: string;
  readonly organization?: string;
  readonly active: boolean;
}

/** What an administrator says of an app. */
export type ClientRegistration = Omit<
  Client,
  'ours' | 'active' | 'redirectUris' | 'postLogoutRedirectUris'
> & {
  readonly redirectUris?: readonly string[];
  readonly postLogoutRedirectUris?: readonly string[];
};

/** Scopes beside those for FHIR resources that a client may be registered for. */
export const OTHER_SCOPES = [
  'openid',
  'fhirUser',
  'profile',
  'launch',
  'launch/patient',
  'offline_access',
  'online_access',
] as const;

const CLIENT_ID = /^[a-z0-9][a-z0-9._-]{2,63}$/;

/** Throws `Problem('invalid')` with what is wrong and what would be right. */
export function checkRegistration(client: ClientRegistration): void {
  const require = (holds: boolean, sentence: string) => {
    if (!holds) throw new Problem('invalid', sentence);
  };
  const service = client.kind === 'service';
  const redirectUris = client.redirectUris ?? [];
  require(CLIENT_ID.test(
    client.clientId,
  ), 'a client id has 3 to 64 small letters, digits, dots, hyphens or underscores');
  require(client.name.trim() !== '', 'a client has a name that people recognise');
  require(service === (redirectUris.length === 0), service
    ? 'a service has no redirect address'
    : 'an app has at least one redirect address');
  for (const uri of [...redirectUris, ...(client.postLogoutRedirectUris ?? [])]) checkRedirectUri(uri);
  if (client.launchUrl !== undefined) checkRedirectUri(client.launchUrl);
  for (const scope of client.scopes) checkScope(scope, service);
  const keyed = client.kind === 'key' || service;
  require(keyed === (client.jwks !== undefined || client.jwksUri !== undefined), keyed
    ? 'a client that proves itself with a key gives its public keys, or the address where it publishes them'
    : 'only a client that proves itself with a key has public keys');
  require(client.jwks === undefined ||
    client.jwksUri === undefined, 'give the public keys or their address, not both');
  require(client.jwksUri === undefined ||
    client.jwksUri.startsWith('https://'), 'the address of public keys starts with https://');
  for (const key of client.jwks?.keys ?? []) checkKey(key);
  require(!service || client.role !== undefined, 'a service acts in a role of the policy table');
}

function checkRedirectUri(text: string): void {
  const url = URL.parse(text);
  const right =
    url !== null &&
    (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))) &&
    url.username === '' &&
    url.password === '' &&
    !text.includes('#') &&
    !text.includes('*');
  if (!right) {
    throw new Problem(
      'invalid',
      'an address of an app starts with https:// (or http:// on this machine itself), without user, fragment or star',
    );
  }
}

function isLoopback(host: string): boolean {
  return host === '127.0.0.1' || host === '[::1]' || host === 'localhost';
}

function checkScope(text: string, service: boolean): void {
  const scope = parseSmartScope(text);
  const other = OTHER_SCOPES.some((name) => name === text);
  const right = scope === undefined ? other && !service : (scope.level === 'system') === service;
  if (!right) {
    throw new Problem(
      'invalid',
      service
        ? `a service may have system/ scopes only, not ${text}`
        : `${text} is not a scope that an app for people may have`,
    );
  }
}

function checkKey(key: JWK): void {
  const secret = ['d', 'k', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'priv'];
  if (key.kty === 'oct' || secret.some((name) => name in key)) {
    throw new Problem(
      'invalid',
      'a key set of a client holds public keys only; this one holds a private key',
    );
  }
  if (typeof key.kid !== 'string') throw new Problem('invalid', 'every public key of a client has a kid');
}
