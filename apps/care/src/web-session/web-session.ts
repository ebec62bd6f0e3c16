import { type Principal, Problem, type SqlPort } from '@caecilia/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as client from 'openid-client';
import { type Cookies, cookiesFor } from './cookies.ts';
import { type HeldTokens, KeptTokens } from './kept-tokens.ts';
import { discoverOwnServer, type OwnClient } from './own-client.ts';
import { localPath } from './return-path.ts';
import { keyFor, seal, unseal } from './sealed.ts';

/** The web app as a client of the authorization server: it holds the tokens, the browser holds a cookie. */
export interface WebSessions {
  /** Who is signed in in this browser; undefined for nobody. Renews the token when its time has come. */
  principalOf(request: FastifyRequest): Promise<Principal | undefined>;
  /** Sends the browser to sign in, and back to this address afterwards. */
  askToSignIn(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply>;
}

/** What the web app needs. */
export interface WebSessionOptions {
  readonly sql: SqlPort;
  /** Scheme, host and port by which browsers reach this house. */
  readonly origin: string;
  readonly own: OwnClient;
  readonly scopes: readonly string[];
  /** The FHIR endpoint that the tokens are for. */
  readonly fhirBase: string;
  readonly verifyAccessToken: (token: string) => Promise<Principal | undefined>;
  readonly endSession: (sessionId: string, reason: string) => Promise<void>;
  readonly now: () => Date;
}

/** What was begun in a browser and comes back with the answer of the authorization server. */
interface Begun {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly to: string;
}

/** A token is renewed this long before it ends, so that none ends on its way. */
const EARLY_MS = 20_000;
const PATHS = {
  start: '/session/start',
  callback: '/session/callback',
  end: '/session/end',
  ended: '/session/ended',
};

/** Opens the sessions of browsers and adds their routes. Call before the server listens. */
export async function openWebSessions(
  app: FastifyInstance,
  options: WebSessionOptions,
): Promise<WebSessions> {
  const kept = await KeptTokens.open(options.sql, options.now);
  const sessions = new BrowserSessions(app, options, kept);
  app.get(PATHS.start, (request, reply) => sessions.start(request, reply));
  app.get(PATHS.callback, (request, reply) => sessions.finish(request, reply));
  app.post(PATHS.end, (request, reply) => sessions.end(request, reply));
  return sessions;
}

class BrowserSessions implements WebSessions {
  readonly #app: FastifyInstance;
  readonly #options: WebSessionOptions;
  readonly #kept: KeptTokens;
  readonly #cookies: Cookies;
  readonly #beginKey: Buffer;
  /** One renewal at a time for a browser: a refresh token that is used twice ends the whole sign-in. */
  readonly #renewing = new Map<string, Promise<HeldTokens | undefined>>();
  #server: Promise<client.Configuration> | undefined;

  constructor(app: FastifyInstance, options: WebSessionOptions, kept: KeptTokens) {
    this.#app = app;
    this.#options = options;
    this.#kept = kept;
    this.#cookies = cookiesFor(options.origin.startsWith('https:'));
    this.#beginKey = keyFor(options.own.clientSecret, 'sign-in begun in a browser');
  }

  async principalOf(request: FastifyRequest): Promise<Principal | undefined> {
    const secret = this.#cookies.session(request);
    if (secret === undefined) return undefined;
    const tokens = await this.#current(secret);
    return tokens && (await this.#options.verifyAccessToken(tokens.accessToken));
  }

  async #current(secret: string): Promise<HeldTokens | undefined> {
    const tokens = await this.#kept.find(secret);
    if (tokens === undefined || tokens.renewAtMs > this.#options.now().getTime()) return tokens;
    const renewing = this.#renewing.get(secret) ?? this.#renew(secret, tokens);
    this.#renewing.set(secret, renewing);
    return await renewing.finally(() => this.#renewing.delete(secret));
  }

  async #renew(secret: string, { refreshToken }: HeldTokens): Promise<HeldTokens | undefined> {
    if (refreshToken === undefined) return undefined;
    try {
      const answer = await client.refreshTokenGrant(await this.#discovered(), refreshToken);
      const tokens = this.#held(answer, refreshToken);
      await this.#kept.replace(secret, tokens);
      return tokens;
    } catch (error) {
      // Refused: the sign-in ended, here or elsewhere. Anything else is a defect and must be seen.
      if (!(error instanceof client.ResponseBodyError)) throw error;
      await this.#kept.forget(secret);
      return undefined;
    }
  }

  #held(answer: client.TokenEndpointResponse, before?: string): HeldTokens {
    const refreshToken = answer.refresh_token ?? before;
    return {
      accessToken: answer.access_token,
      ...(refreshToken === undefined ? {} : { refreshToken }),
      ...(answer.id_token === undefined ? {} : { idToken: answer.id_token }),
      renewAtMs: this.#options.now().getTime() + (answer.expires_in ?? 60) * 1000 - EARLY_MS,
    };
  }

  #discovered(): Promise<client.Configuration> {
    this.#server ??= discoverOwnServer(this.#app, this.#options.own).catch((error: unknown) => {
      this.#server = undefined;
      throw error;
    });
    return this.#server;
  }

  async askToSignIn(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    return reply.redirect(`${PATHS.start}?to=${encodeURIComponent(request.url)}`, 303);
  }

  async start(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { to, lang } = request.query as Readonly<Record<string, unknown>>;
    const begun: Begun = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      verifier: client.randomPKCECodeVerifier(),
      to: localPath(to),
    };
    const address = client.buildAuthorizationUrl(await this.#discovered(), {
      redirect_uri: `${this.#options.origin}${PATHS.callback}`,
      scope: this.#options.scopes.join(' '),
      resource: this.#options.fhirBase,
      aud: this.#options.fhirBase,
      code_challenge: await client.calculatePKCECodeChallenge(begun.verifier),
      code_challenge_method: 'S256',
      state: begun.state,
      nonce: begun.nonce,
      ...(lang === 'nl' || lang === 'en' ? { ui_locales: lang } : {}),
    });
    const sealed = seal(this.#beginKey, JSON.stringify(begun)).toString('base64url');
    this.#cookies.setBegun(reply, begun.state, sealed);
    return reply.header('cache-control', 'no-store').redirect(address.href, 303);
  }

  async finish(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const begun = this.#begunBy(request);
    reply.header('cache-control', 'no-store');
    // Another tab, or the way back in the browser: begin again rather than show a dead end.
    if (begun === undefined) return reply.redirect(PATHS.start, 303);
    this.#cookies.clearBegun(reply, begun.state);
    const answer = await this.#exchange(request, begun);
    const before = this.#cookies.session(request);
    if (before !== undefined) await this.#kept.forget(before);
    this.#cookies.setSession(reply, await this.#kept.keep(this.#held(answer)));
    return reply.redirect(begun.to, 303);
  }

  #begunBy(request: FastifyRequest): Begun | undefined {
    const { state } = request.query as Readonly<Record<string, unknown>>;
    if (typeof state !== 'string') return undefined;
    const sealed = this.#cookies.begun(request, state);
    if (sealed === undefined) return undefined;
    const text = unseal(this.#beginKey, Buffer.from(sealed, 'base64url'));
    const begun = text === undefined ? undefined : (JSON.parse(text) as Begun);
    return begun?.state === state ? begun : undefined;
  }

  async #exchange(request: FastifyRequest, begun: Begun) {
    try {
      return await client.authorizationCodeGrant(
        await this.#discovered(),
        new URL(request.url, this.#options.origin),
        { pkceCodeVerifier: begun.verifier, expectedState: begun.state, expectedNonce: begun.nonce },
        { resource: this.#options.fhirBase },
      );
    } catch (error) {
      const refused =
        error instanceof client.AuthorizationResponseError || error instanceof client.ResponseBodyError;
      if (!refused) throw error;
      throw new Problem('login', 'the sign-in was not completed; begin again', { status: 401, cause: error });
    }
  }

  /** Ends the sign-in here and at the authorization server. */
  async end(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const secret = this.#cookies.session(request);
    this.#cookies.clearSession(reply);
    reply.header('cache-control', 'no-store');
    const tokens = secret === undefined ? undefined : await this.#kept.find(secret);
    if (secret === undefined || tokens === undefined) return reply.redirect(PATHS.ended, 303);
    const principal = await this.#options.verifyAccessToken(tokens.accessToken);
    await this.#kept.forget(secret);
    if (principal?.sessionId !== undefined)
      await this.#options.endSession(principal.sessionId, 'signed out by its owner');
    const address = client.buildEndSessionUrl(await this.#discovered(), {
      post_logout_redirect_uri: `${this.#options.origin}${PATHS.ended}`,
      ...(tokens.idToken === undefined ? {} : { id_token_hint: tokens.idToken }),
    });
    return reply.redirect(address.href, 303);
  }
}
