import { createHash } from 'node:crypto';
import { errors } from 'oidc-provider';

/** A parameter of the protocol that is text, or nothing. */
export function textOf(
  params: Readonly<Record<string, unknown>> | undefined,
  name: string,
): string | undefined {
  const value = params?.[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

const MOST_BASE = 500;

/**
 * The claim of a service that asks a token with an authorization base (Twiin, TA Notified Pull, 3.3): its digest, which
 * makes the token good for what the base names and for nothing else. Nothing for whoever sends none.
 */
export function authorizationBaseOf(
  body: unknown,
  kind: string,
): { readonly authorization_base?: string } | undefined {
  const sent: unknown =
    typeof body === 'object' && body !== null && 'authorization_base' in body
      ? body.authorization_base
      : undefined;
  if (sent === undefined) return undefined;
  if (kind !== 'ClientCredentials' || typeof sent !== 'string' || sent === '' || sent.length > MOST_BASE)
    throw new errors.InvalidRequest('authorization_base is one text, and goes with client_credentials');
  return { authorization_base: createHash('sha256').update(sent).digest('hex') };
}
