import type { AccessToken, ClientCredentials } from 'oidc-provider';
import type { IdentityHouse } from '../provider/house.ts';
import { SqlAdapter } from '../provider/sql-adapter.ts';

type Issued = InstanceType<typeof AccessToken> | InstanceType<typeof ClientCredentials>;

/**
 * Keeps a row of each access token that is about to be issued. The token itself is a signed text that anybody could go
 * on checking by itself; the row is what lets it be inspected, revoked, and end with its grant.
 */
export async function storeIssued(house: IdentityHouse, token: Issued): Promise<void> {
  const adapter = new SqlAdapter(house.sql, token.kind, house.now);
  const { kind, jti, clientId, scope, aud, gty } = { gty: undefined, ...token };
  const ofPerson = 'grantId' in token ? { accountId: token.accountId, grantId: token.grantId } : {};
  const iat = Math.floor(Date.now() / 1000);
  const payload = { kind, jti, iat, exp: iat + token.expiration, clientId, scope, aud, gty, ...ofPerson };
  await adapter.upsert(jti, payload, token.expiration);
}
