import type { AccountRole, SessionStore } from '@caecilia/identity';
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
  /** Who is signed in in this browser; undefined for nobody, and while the session is locked. Counts as use. */
  principalOf(request: FastifyRequest): Promise<Principal | undefined>;
  /**
   * Whether the session of this browser is still open and goes on in the same role; for what stays open after it was
   * answered. It does not count as use.
   */
  goesOn(request: FastifyRequest, principal: Principal): Promise<boolean>;
  /** Sends the browser to sign in, or to unlock, and back to this address afterwards. */
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
  readonly sessions: Pick<SessionStore, 'see' | 'touch' | 'end'>;
  /** Whether the log takes no lines now, and so no token is issued. */
  readonly isLogRefused: () => boolean;
  /** Who a sign-in is of, to read only; for when no token can be had for it. Undefined for an account not in use. */
  readonly withoutToken: (sessionId: string) => Promise<Principal | undefined>;
  readonly now: () => Date;
}

/** What was begun in a browser and comes back with the answer of the authorization server. */
interface Begun {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly to: string;
}

/** With it the app says that it asks by itself, and nobody has touched the device for a while. */
const UNATTENDED_HEADER = 'x-caecilia-unattended';
/** A token is renewed this long before it ends, so that none ends on its way. */
const EARLY_MS = 20_000;
const PATHS = { start: '/web/start', end: '/web/end', ended: '/signed-out', unlock: '/session/unlock' };
/** Where the authorization server sends browsers back to; registered with the client. */
export const WEB_CALLBACK = '/web/callback';
export const WEB_ENDED = PATHS.ended;

/** Opens the sessions of browsers and adds their routes. Call before the server listens. */
export async function openWebSessions(
  app: FastifyInstance,
  options: WebSessionOptions,
): Promise<WebSessions> {
  const kept = await KeptTokens.open(options.sql, options.now);
  const sessions = new BrowserSessions(app, options, kept);
  app.get(PATHS.start, (request, reply) => sessions.start(request, reply));
  app.get(WEB_CALLBACK, (request, reply) => sessions.finish(request, reply));
  app.register((scope, _options, done) => {
    // A button is all there is to send: nothing of a body is looked at.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: 1024 }, (_request, _body, parsed) =>
      parsed(null),
    );
    scope.post(PATHS.end, (request, reply) => sessions.end(request, reply));
    done();
  });
  return sessions;
}

/** Tokens that hold; undefined where the sign-in ended; `not-now` where none can be issued. */
type Renewed = HeldTokens | 'not-now' | undefined;

class BrowserSessions implements WebSessions {
  readonly #app: FastifyInstance;
  readonly #options: WebSessionOptions;
  readonly #kept: KeptTokens;
  readonly #cookies: Cookies;
  readonly #beginKey: Buffer;
  /** One renewal at a time for a browser: a refresh token that is used twice ends the whole sign-in. */
  readonly #renewing = new Map<string, Promise<Renewed>>();
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
    const kept = secret === undefined ? undefined : await this.#kept.find(secret);
    if (secret === undefined || kept === undefined) return undefined;
    const { sessions, verifyAccessToken } = this.#options;
    const seen = await sessions.see(kept.sessionId);
    if (seen === undefined || seen.state === 'ended') await this.#kept.forget(secret);
    if (seen?.state !== 'open') return undefined;
    const tokens = await this.#current(secret, kept);
    const principal =
      tokens === 'not-now'
        ? await this.#options.withoutToken(kept.sessionId)
        : tokens && (await verifyAccessToken(tokens.accessToken));
    if (principal === undefined) return undefined;
    // A screen that asks by itself is no sign that anybody sits at it.
    if (!isUnattended(request)) await sessions.touch(kept.sessionId);
    return actingAs(principal, seen.acting);
  }

  async goesOn(request: FastifyRequest, { role, organization }: Principal): Promise<boolean> {
    const secret = this.#cookies.session(request);
    const kept = secret === undefined ? undefined : await this.#kept.find(secret);
    const seen = kept && (await this.#options.sessions.see(kept.sessionId));
    return seen?.state === 'open' && seen.acting.role === role && seen.acting.organization === organization;
  }

  async #current(secret: string, tokens: HeldTokens): Promise<Renewed> {
    if (tokens.renewAtMs > this.#options.now().getTime()) return tokens;
    const renewing = this.#renewing.get(secret) ?? this.#renew(secret, tokens);
    this.#renewing.set(secret, renewing);
    return await renewing.finally(() => this.#renewing.delete(secret));
  }

  async #renew(secret: string, before: HeldTokens): Promise<Renewed> {
    // Somebody who asked at the same moment may have renewed it already.
    const kept = await this.#kept.find(secret);
    if (kept === undefined || kept.renewAtMs > this.#options.now().getTime()) return kept;
    if (kept.refreshToken === undefined) return undefined;
    try {
      const answer = await client.refreshTokenGrant(await this.#discovered(), kept.refreshToken);
      const tokens = { ...before, ...this.#held(answer) };
      await this.#kept.replace(secret, tokens);
      return tokens;
    } catch (error) {
      // Refused: the sign-in ended, here or elsewhere. Anything else is a defect and must be seen.
      if (!(error instanceof client.ResponseBodyError)) {
        if (await this.#takesNoChanges(secret, before)) return 'not-now';
        throw error;
      }
      await this.#kept.forget(secret);
      return undefined;
    }
  }

  /** Whether a token cannot be had because the database or the log takes nothing now; the sign-in itself holds. */
  async #takesNoChanges(secret: string, tokens: HeldTokens): Promise<boolean> {
    try {
      await this.#kept.replace(secret, tokens);
      return this.#options.isLogRefused();
    } catch (error) {
      if (error instanceof Problem && error.code === 'no-store') return true;
      throw error;
    }
  }

  #held(answer: client.TokenEndpointResponse): Omit<HeldTokens, 'sessionId'> {
    return {
      accessToken: answer.access_token,
      ...(answer.refresh_token === undefined ? {} : { refreshToken: answer.refresh_token }),
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
    // What was posted cannot be posted again after signing in: back to the page it came from.
    const here = encodeURIComponent(request.method === 'GET' ? request.url : localPath(pathIn(request)));
    reply.header('cache-control', 'no-store');
    if (await this.#isLocked(request)) return reply.redirect(`${PATHS.unlock}?returnTo=${here}`, 303);
    return reply.redirect(`${PATHS.start}?to=${here}`, 303);
  }

  async #isLocked(request: FastifyRequest): Promise<boolean> {
    const secret = this.#cookies.session(request);
    const kept = secret === undefined ? undefined : await this.#kept.find(secret);
    return kept !== undefined && (await this.#options.sessions.see(kept.sessionId))?.state === 'locked';
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
      redirect_uri: `${this.#options.origin}${WEB_CALLBACK}`,
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
    const principal = await this.#options.verifyAccessToken(answer.access_token);
    if (principal?.sessionId === undefined) throw new Problem('login', NOT_COMPLETED, { status: 401 });
    const tokens = { ...this.#held(answer), sessionId: principal.sessionId };
    this.#cookies.setSession(reply, await this.#kept.keep(tokens));
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
      throw new Problem('login', NOT_COMPLETED, { status: 401, cause: error });
    }
  }

  /** Ends the sign-in: the authorization server asks for a new one, whatever cookie it still finds. */
  async end(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const secret = this.#cookies.session(request);
    this.#cookies.clearSession(reply);
    reply.header('cache-control', 'no-store');
    const tokens = secret === undefined ? undefined : await this.#kept.find(secret);
    if (secret === undefined || tokens === undefined) return reply.redirect(PATHS.ended, 303);
    await this.#kept.forget(secret);
    await this.#options.sessions.end(tokens.sessionId, 'signed out by its owner');
    return reply.redirect(PATHS.ended, 303);
  }
}

const NOT_COMPLETED = 'the sign-in was not completed; begin again';

/** A stream of events is opened again by the browser itself, as often as the connection breaks. */
const isUnattended = ({ headers }: FastifyRequest) =>
  headers[UNATTENDED_HEADER] !== undefined || headers.accept === 'text/event-stream';

/** The role may have been changed since the token was issued. */
function actingAs({ organization: _before, ...principal }: Principal, acting: AccountRole): Principal {
  return { ...principal, ...acting };
}

/** The path that a request for a page was made to, without what was filled in. */
function pathIn(request: FastifyRequest): string {
  return request.url.split('?')[0] ?? '/';
}
