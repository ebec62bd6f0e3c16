import { type Configuration, errors, type KoaContextWithOIDC } from 'oidc-provider';
import { OTHER_SCOPES } from '../clients/client.ts';
import { ClientAdapter } from '../clients/client-adapter.ts';
import type { KeySet } from '../keys/signing-keys.ts';
import { scopeList, smartScopes } from '../smart/granted.ts';
import { storeIssued } from '../tokens/issued.ts';
import { accountFor, existingGrant } from './account.ts';
import type { IdentityHouse } from './house.ts';
import { ASSERTION_S, CLOCK_TOLERANCE_S, LIVED_S } from './lifetimes.ts';
import { logoutPage, renderError, signedOutPage } from './pages.ts';
import { authorizationBaseOf, textOf } from './parameters.ts';
import { interactionPolicyOf } from './policy.ts';
import { resourceServerInfo } from './resource-server.ts';
import { ROUTES } from './routes.ts';
import { epochSeconds } from './schema.ts';
import { SqlAdapter } from './sql-adapter.ts';
import { isInspectable } from './token-state.ts';
import { liveSession } from './visits.ts';

/** With these a client may sign its assertion; SMART asks for RS384 and ES384. */
export const ASSERTION_ALGORITHMS = ['RS384', 'ES384', 'RS256', 'ES256', 'PS256', 'PS384'] as const;

/** Scopes that are not for FHIR resources, in the words of the protocol library. */
const CLAIMS = { openid: ['sub'], profile: ['name'], fhirUser: ['fhirUser'] };

/** How the protocol library is set for this house and these keys. */
export function configurationOf(house: IdentityHouse, keySet: KeySet): Configuration {
  return {
    adapter: (model: string) =>
      model === 'Client' ? new ClientAdapter(house.clients) : new SqlAdapter(house.sql, model, house.now),
    jwks: { keys: keySet.keys.map(({ privateJwk }) => privateJwk) as never },
    routes: ROUTES,
    scopes: [...OTHER_SCOPES],
    claims: CLAIMS,
    responseTypes: ['code'],
    subjectTypes: ['public'],
    clientAuthMethods: ['none', 'client_secret_basic', 'client_secret_post', 'private_key_jwt'],
    enabledJWA: {
      clientAuthSigningAlgValues: [...ASSERTION_ALGORITHMS],
      idTokenSigningAlgValues: ['RS256'],
      introspectionSigningAlgValues: ['RS256'],
    },
    clientDefaults: { id_token_signed_response_alg: 'RS256' },
    clockTolerance: CLOCK_TOLERANCE_S,
    allowOmittingSingleRegisteredRedirectUri: false,
    acceptQueryParamAccessTokens: false,
    pkce: { required: () => true },
    rotateRefreshToken: true,
    // Whether a token goes on is asked of our own sign-ins, not of the library's browser session.
    expiresWithSession: () => false,
    issueRefreshToken: (_ctx, client, source) =>
      client.grantTypeAllowed('refresh_token') &&
      (source.scopes.has('offline_access') || source.scopes.has('online_access')),
    revokeGrantPolicy: () => true,
    ttl: lifetimes(),
    cookies: cookiesOf(house),
    extraParams: extraParametersOf(house),
    extraTokenClaims: (ctx, token) => authorizationBaseOf(ctx.oidc.body, token.kind),
    clientBasedCORS: (_ctx, origin, client) =>
      client.clientAuthMethod === 'none' &&
      (client.redirectUris ?? []).some((uri) => URL.parse(uri)?.origin === origin),
    findAccount: (ctx, accountId, token) => accountFor(house, ctx, accountId, token),
    loadExistingGrant: (ctx) => existingGrant(house, ctx),
    interactions: {
      policy: interactionPolicyOf(house),
      url: (_ctx, interaction) => `/sign-in/${interaction.uid}`,
    },
    assertJwtClientAuthClaimsAndHeader: (_ctx, claims, header, client) =>
      checkAssertion(house, claims, header, client.jwksUri),
    fetch: (url) => house.fetchJwks(String(url)),
    fetchResponseBodyLimits: { jwks_uri: 64 * 1024 },
    renderError,
    features: featuresOf(house, keySet),
    formats: { customizers: { jwt: (_ctx, token) => storeIssued(house, token) } },
  };
}

function featuresOf(house: IdentityHouse, keySet: KeySet): Configuration['features'] {
  return {
    devInteractions: { enabled: false },
    dPoP: { enabled: false },
    pushedAuthorizationRequests: { enabled: false },
    userinfo: { enabled: false },
    clientCredentials: { enabled: true },
    introspection: {
      enabled: true,
      allowedPolicy: (_ctx, client, token) => isInspectable(house, client, token),
    },
    revocation: { enabled: true, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId },
    rpInitiatedLogout: { enabled: true, logoutSource: logoutPage, postLogoutSuccessSource: signedOutPage },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => house.fhirBase,
      useGrantedResource: () => true,
      getResourceServerInfo: (ctx, resource, client) =>
        resourceServerInfo({ house, keySet }, ctx, resource, client.clientId),
    },
  };
}

function lifetimes(): Configuration['ttl'] {
  return {
    AccessToken: LIVED_S.accessToken,
    AuthorizationCode: LIVED_S.authorizationCode,
    ClientCredentials: LIVED_S.serviceToken,
    Grant: (_ctx, { openid }) =>
      (openid?.scope ?? '').split(' ').includes('offline_access') ? LIVED_S.offlineGrant : LIVED_S.grant,
    IdToken: LIVED_S.idToken,
    Interaction: LIVED_S.interaction,
    // A family of refresh tokens ends when its first one would have: rotation does not lengthen it.
    RefreshToken: (ctx, token) =>
      ctx?.oidc?.entities.RotatedRefreshToken?.remainingTTL ??
      (token.scopes.has('offline_access') ? LIVED_S.offlineGrant : LIVED_S.grant),
    Session: LIVED_S.session,
  };
}

function cookiesOf({ installation, origin }: IdentityHouse): Configuration['cookies'] {
  const secure = origin.startsWith('https:');
  const prefix = secure ? '__Secure-' : '';
  const options = { httpOnly: true, sameSite: 'lax', signed: true, secure, overwrite: true } as const;
  return {
    names: {
      session: `${prefix}caecilia-sso`,
      interaction: `${prefix}caecilia-request`,
      resume: `${prefix}caecilia-resume`,
    },
    keys: [installation.derive('cookies').toString('base64url')],
    long: options,
    short: options,
  };
}

/** `aud` and `launch` are SMART's; both are looked at before anybody is asked to sign in. */
function extraParametersOf(house: IdentityHouse): Configuration['extraParams'] {
  return {
    aud: (ctx, aud) => {
      // What was sent, not what the library filled in.
      const named = aud ?? textOf(ctx.query, 'resource');
      const scopes = scopeList(textOf(ctx.query, 'scope'));
      const clinical = scopes.some((scope) => scope.startsWith('launch')) || smartScopes(scopes).length > 0;
      if (named === undefined ? clinical : named !== house.fhirBase) {
        throw new errors.InvalidRequest('aud must be the address of this FHIR endpoint');
      }
    },
    launch: (ctx, launch) => checkLaunch(house, ctx, launch),
  };
}

async function checkLaunch(
  house: IdentityHouse,
  ctx: KoaContextWithOIDC,
  launch: string | undefined,
): Promise<void> {
  if (launch === undefined) {
    if (scopeList(textOf(ctx.query, 'scope')).includes('launch')) {
      throw new errors.InvalidRequest('the scope launch goes with the launch parameter');
    }
    return;
  }
  if (!ctx.oidc.requestParamScopes.has('launch')) {
    throw new errors.InvalidRequest(
      'a launch goes with the scope launch, which this app must be registered for',
    );
  }
  // Without a sign-in here there is nobody whose launch it could be: launches come from our own app.
  const live = await liveSession(house, ctx);
  if (live !== undefined && !(await house.launches.holds(launch, live))) {
    throw new errors.InvalidRequest('this launch is over or is not yours; start the app again');
  }
}

/** What SMART asks of an assertion beside its signature. */
function checkAssertion(
  house: IdentityHouse,
  claims: Readonly<Record<string, unknown>>,
  header: Readonly<Record<string, unknown>>,
  jwksUri: string | undefined,
): void {
  const now = epochSeconds(house.now());
  if (typeof claims.exp !== 'number' || claims.exp > now + ASSERTION_S + CLOCK_TOLERANCE_S) {
    throw new errors.InvalidClientAuth('the assertion lives longer than five minutes');
  }
  if (typeof header.kid !== 'string') throw new errors.InvalidClientAuth('the assertion names no key');
  if (header.jku !== undefined && header.jku !== jwksUri) {
    throw new errors.InvalidClientAuth('jku is not the registered address of the keys');
  }
}
