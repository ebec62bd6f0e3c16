import { randomUUID } from 'node:crypto';
import type { Principal, SqlRow } from '@caecilia/kernel';
import { decodeProtectedHeader, type JWTPayload, errors as joseErrors, jwtVerify } from 'jose';
import { sha256 } from '../keys/installation-secret.ts';
import { type KeySet, publicKeyOf } from '../keys/signing-keys.ts';
import { contextOf, type GrantContext } from '../provider/grant-contexts.ts';
import { type IdentityHouse, stillActsIn } from '../provider/house.ts';
import { epochSeconds } from '../provider/schema.ts';
import { scopeList } from '../smart/granted.ts';
import { BoundedMap } from './bounded-map.ts';

/** How many tokens are known at a time; about 2 kB each. */
const KNOWN_TOKENS = 5_000;
/** A revoked token or an ended sign-in is noticed within twice this time. */
const ASKED_EVERY_MS = 10_000;

interface KnownToken {
  readonly kid: string;
  readonly jti: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly expiresAt: number;
  readonly authorizationBase?: string;
  state?: { readonly at: number; readonly principal: Promise<Principal | undefined> };
}

/**
 * Says who is behind an access token. The signature is checked once for each token, the time at every use, and whether
 * token, grant, sign-in and account still hold at most every ten seconds.
 */
export class AccessTokens {
  readonly #house: IdentityHouse;
  readonly #keySet: () => KeySet;
  readonly #known = new BoundedMap<string, KnownToken>(KNOWN_TOKENS);
  readonly #sessions = new BoundedMap<string, { at: number; alive: Promise<boolean> }>(KNOWN_TOKENS);
  readonly #publicKeys = new BoundedMap<string, Promise<CryptoKey>>(16);

  constructor(house: IdentityHouse, keySet: () => KeySet) {
    this.#house = house;
    this.#keySet = keySet;
  }

  /** Undefined for whatever is not an access token for this FHIR endpoint that holds now; why is not said. */
  async verify(text: string): Promise<Principal | undefined> {
    const now = this.#house.now();
    const token = this.#known.get(text) ?? (await this.#read(text));
    if (token === undefined) return undefined;
    const signedByUs = this.#keySet().keys.some(({ kid }) => kid === token.kid);
    if (!signedByUs || token.expiresAt <= epochSeconds(now)) {
      this.#known.delete(text);
      return undefined;
    }
    this.#known.set(text, token);
    if (token.state === undefined || now.getTime() - token.state.at >= ASKED_EVERY_MS) {
      const principal = this.#principalOf(token);
      token.state = { at: now.getTime(), principal };
      principal.catch(() => delete token.state);
    }
    return token.state.principal;
  }

  /** A form with an access token in it names it by its id, as the protocol library knows it; others stay as they are. */
  async namedIn(form: string): Promise<string> {
    const fields = new URLSearchParams(form);
    const [token, ...more] = fields.getAll('token');
    if (token === undefined || more.length > 0 || !isJwt(token)) return form;
    const claims = await this.#claims(token);
    // What is no token of ours becomes the name of none.
    fields.set('token', claims?.jti ?? randomUUID());
    return fields.toString();
  }

  async #read(text: string): Promise<KnownToken | undefined> {
    const claims = await this.#claims(text);
    if (claims?.jti === undefined || claims.exp === undefined) return undefined;
    const { client_id: clientId, scope } = claims;
    if (typeof clientId !== 'string' || (scope !== undefined && typeof scope !== 'string')) return undefined;
    const { authorization_base: base } = claims;
    if (base !== undefined && typeof base !== 'string') return undefined;
    return {
      kid: decodeProtectedHeader(text).kid ?? '',
      jti: claims.jti,
      clientId,
      scopes: scopeList(scope),
      expiresAt: claims.exp,
      ...(base === undefined ? {} : { authorizationBase: base }),
    };
  }

  /** The claims of a token that we signed for our FHIR endpoint and that has not expired. */
  async #claims(text: string): Promise<JWTPayload | undefined> {
    try {
      const { payload } = await jwtVerify(text, ({ kid, alg }) => this.#publicKey(kid, alg), {
        algorithms: ['ES256'],
        typ: 'at+jwt',
        issuer: this.#house.issuer,
        audience: this.#house.fhirBase,
        currentDate: this.#house.now(),
        requiredClaims: ['exp', 'jti', 'sub', 'client_id'],
      });
      return payload;
    } catch (error) {
      if (error instanceof joseErrors.JOSEError || error instanceof TypeError) return undefined;
      throw error;
    }
  }

  /** Only a key of ours, by its name; whatever else a header offers is not looked at. */
  #publicKey(kid: string | undefined, alg: string | undefined): Promise<CryptoKey> {
    const key = this.#keySet().keys.find((candidate) => candidate.kid === kid && candidate.alg === alg);
    if (key === undefined) throw new joseErrors.JWKSNoMatchingKey();
    const known = this.#publicKeys.get(key.kid) ?? publicKeyOf(key);
    this.#publicKeys.set(key.kid, known);
    return known;
  }

  async #principalOf(token: KnownToken): Promise<Principal | undefined> {
    const client = await this.#house.clients.find(token.clientId);
    const row = client === undefined ? undefined : await this.#row(token.jti);
    if (client === undefined || row === undefined) return undefined;
    const { clientId, scopes, authorizationBase } = token;
    if (row.model === 'AccessToken') {
      return row.account_id === null ? undefined : this.#personOf(token, contextOf(row));
    }
    if (client.kind !== 'service' || client.role === undefined) return undefined;
    return {
      accountId: clientId,
      kind: 'system',
      name: client.name,
      role: client.role,
      secondFactor: false,
      clientId,
      scopes,
      ...(client.organization === undefined ? {} : { organization: client.organization }),
      ...(authorizationBase === undefined ? {} : { authorizationBase }),
    };
  }

  async #personOf(token: KnownToken, context: GrantContext): Promise<Principal | undefined> {
    const account = await this.#house.accounts.find(context.accountId);
    if (account === undefined || !stillActsIn(account, context) || context.clientId !== token.clientId) {
      return undefined;
    }
    if (!context.offline && !(await this.#signInHolds(context))) return undefined;
    return {
      accountId: account.accountId,
      kind: account.kind,
      name: account.name,
      role: context.role,
      secondFactor: context.secondFactor,
      clientId: token.clientId,
      scopes: token.scopes,
      ...(account.fhirUser === undefined ? {} : { fhirUser: account.fhirUser }),
      ...(context.organization === undefined ? {} : { organization: context.organization }),
      ...(context.offline ? {} : { sessionId: context.sessionId }),
      ...(context.patient === undefined ? {} : { launchPatient: context.patient }),
    };
  }

  async #row(jti: string): Promise<SqlRow | undefined> {
    const [row] = await this.#house.sql.query(
      {
        text: `select a.model, c.* from oauth.artifact a left join oauth.grant_context c on c.grant_id = a.grant_id
          where a.id = $1 and a.model in ('AccessToken', 'ClientCredentials')`,
        name: 'oauth_token',
      },
      [sha256(jti)],
    );
    return row;
  }

  #signInHolds(context: GrantContext): Promise<boolean> {
    const at = this.#house.now().getTime();
    const key = `${context.sessionId} ${context.accountId} ${context.role} ${context.organization ?? ''}`;
    const known = this.#sessions.get(key);
    if (known !== undefined && at - known.at < ASKED_EVERY_MS) return known.alive;
    const alive = this.#house.sessions
      .find(context.sessionId)
      .then(
        (session) =>
          session !== undefined &&
          session.accountId === context.accountId &&
          session.acting.role === context.role &&
          session.acting.organization === context.organization,
      );
    this.#sessions.set(key, { at, alive });
    alive.catch(() => this.#sessions.delete(key));
    return alive;
  }
}

function isJwt(text: string): boolean {
  return text.split('.').length === 3;
}
