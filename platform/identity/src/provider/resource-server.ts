import { covers, intersectScopes } from '@caecilia/fhir';
import { errors, type KoaContextWithOIDC, type ResourceServer } from 'oidc-provider';
import type { StoredClient } from '../clients/clients.ts';
import type { KeySet } from '../keys/signing-keys.ts';
import { grantedToService, scopeList, smartScopes } from '../smart/granted.ts';
import { grantable } from './granting.ts';
import type { IdentityHouse } from './house.ts';
import { LIVED_S } from './lifetimes.ts';
import { textOf } from './parameters.ts';

/**
 * The FHIR endpoint as the protocol library sees it, and which scopes exist at this moment: those of the grant where
 * there is one, else the part of the request that the client may have at all. Throws `invalid_target` for another
 * address.
 */
export async function resourceServerInfo(
  { house, keySet }: { house: IdentityHouse; keySet: KeySet },
  ctx: KoaContextWithOIDC,
  resource: string,
  clientId: string,
): Promise<ResourceServer> {
  if (resource !== house.fhirBase) throw new errors.InvalidTarget();
  const scopes = await scopesAtThisMoment(house, ctx, clientId);
  return {
    scope: scopes.join(' '),
    audience: house.fhirBase,
    accessTokenFormat: 'jwt',
    accessTokenTTL: ctx.oidc.entities.ClientCredentials ? LIVED_S.serviceToken : LIVED_S.accessToken,
    jwt: { sign: { alg: 'ES256', kid: keySet.inUse.ES256.kid } },
  };
}

async function scopesAtThisMoment(
  house: IdentityHouse,
  ctx: KoaContextWithOIDC,
  clientId: string,
): Promise<readonly string[]> {
  const { params, entities } = ctx.oidc;
  const grant = entities.Grant;
  if (ctx.oidc.route === 'token' && grant !== undefined) {
    return stillAllowed(house, grant.jti, scopeList(grant.getResourceScope(house.fhirBase)));
  }
  const client = await house.clients.find(clientId);
  if (client === undefined) throw new errors.InvalidClient('this app is not registered');
  const wanted = scopeList(textOf(params, 'scope'));
  const possible = possibleScopes(house, ctx, wanted, client);
  if (possible.length === 0) {
    throw new errors.InvalidScope('none of the requested scopes can be granted', wanted.join(' '));
  }
  // The rest of the request goes on with what is possible, so that nobody is asked for what they cannot give.
  if (params !== undefined) params.scope = possible.join(' ');
  return possible;
}

function possibleScopes(
  house: IdentityHouse,
  ctx: KoaContextWithOIDC,
  wanted: readonly string[],
  client: StoredClient,
): readonly string[] {
  if (client.kind === 'service') return grantedToService(wanted, client.scopes);
  // After the sign-in pages the request holds what was granted.
  if (ctx.oidc.route === 'resume') return wanted;
  const launch = textOf(ctx.oidc.params, 'launch');
  return grantable(house, { client, wanted, ...(launch === undefined ? {} : { launch }) });
}

/** Of what was granted, what client and role may still have: rights that were taken away do not come back by refreshing. */
async function stillAllowed(
  house: IdentityHouse,
  grantId: string,
  granted: readonly string[],
): Promise<readonly string[]> {
  const context = await house.contexts.find(grantId);
  const client = context === undefined ? undefined : await house.clients.find(context.clientId);
  if (context === undefined || client === undefined) throw new errors.InvalidGrant('the grant has ended');
  const role = house.scopesFor(context.role);
  const sides = [client.scopes, role].map(smartScopes);
  return granted.filter((text) => {
    const [scope] = smartScopes([text]);
    if (scope === undefined) return text !== 'offline_access' || role.includes(text);
    return sides.every((side) => intersectScopes([scope], side).some((rest) => covers(rest, scope)));
  });
}
