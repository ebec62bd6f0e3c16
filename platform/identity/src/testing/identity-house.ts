import { createHash, randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import type { Caller, LogEntry } from '@caecilia/kernel';
import { openStore, type Store } from '@caecilia/store';
import { emptyRecord } from '@caecilia/store/testing/migrated';
import Fastify, { type FastifyInstance } from 'fastify';
import type { AuthorizationAnswer, LiveSession, PendingAuthorization } from '../contract.ts';
import type { IdentityOptions } from '../provider/house.ts';
import {
  createIdentityProvider,
  ensureOwnClient,
  type IdentityProvider,
} from '../provider/identity-provider.ts';
import { Browser } from './browser.ts';
import { AccountsInMemory, ROLE_SCOPES, SessionsInMemory } from './people.ts';

export const ADMINISTRATOR: Caller = {
  id: 'acc-admin',
  role: 'functional-admin',
  scope: { kind: 'nothing' },
};
export const APP = 'https://app.invented.example/callback';
/** Patients that the staff of these tests may see. */
const SEEN = ['invented-patient', 'second-patient'];

/** An answer of the token endpoint. */
export interface TokenAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Headers;
}

/** What a request for authorization may say, beside what every one says. */
export type AuthorizeParameters = Readonly<Record<string, string | undefined>>;

/** The authorization server on a real port, with people in memory and the smallest sign-in pages. */
export class IdentityTestHouse {
  readonly accounts = new AccountsInMemory();
  readonly sessions = new SessionsInMemory();
  readonly log: LogEntry[] = [];
  readonly failures: unknown[] = [];
  readonly roleScopes: Record<string, readonly string[]> = { ...ROLE_SCOPES };
  readonly #store: Store;
  readonly #folder: string;
  readonly #app: FastifyInstance;
  origin = '';
  #identity: IdentityProvider | undefined;
  logFails = false;
  jwks: (url: string) => Promise<Response> = () => Promise.reject(new Error('nothing is fetched here'));

  private constructor(store: Store, folder: string) {
    this.#store = store;
    this.#folder = folder;
    this.#app = Fastify({ routerOptions: { maxParamLength: 2048 } });
  }

  static async open(): Promise<IdentityTestHouse> {
    const folder = await emptyRecord('caecilia-identity-');
    const store = await openStore({
      dataDir: folder,
      mode: 'development',
      extractor: () => {
        throw new Error('no record is written here');
      },
      searcher: () => Promise.reject(new Error('nothing is searched here')),
    });
    const house = new IdentityTestHouse(store, folder);
    await house.#start();
    return house;
  }

  async #start(): Promise<void> {
    this.#signInPages();
    // The address is part of every token, so the port must be known before the server is made.
    const port = await freePort();
    this.origin = `http://127.0.0.1:${port}`;
    this.#identity = await this.another();
    this.identity.register(this.#app);
    await this.#app.listen({ host: '127.0.0.1', port });
    await ensureOwnClient(this.identity, {
      clientId: 'caecilia-care-web',
      name: 'Caecilia Care',
      redirectUris: [`${this.origin}/signed-in`],
      postLogoutRedirectUris: [`${this.origin}/goodbye`],
      scopes: [
        'openid',
        'fhirUser',
        'profile',
        'online_access',
        'launch/patient',
        'user/*.cruds',
        'patient/*.cruds',
      ],
    });
    await this.identity.clients.register(
      {
        clientId: 'public-app',
        name: 'An app in a browser (invented)',
        kind: 'public',
        redirectUris: [APP],
        postLogoutRedirectUris: ['https://app.invented.example/bye'],
        scopes: [
          'openid',
          'fhirUser',
          'launch',
          'launch/patient',
          'offline_access',
          'online_access',
          'patient/*.rs',
          'user/Observation.rs',
          'user/Condition.rs',
        ],
      },
      ADMINISTRATOR,
    );
  }

  /** Another server of the same house: the same database and secret. */
  another(more: Partial<IdentityOptions> = {}): Promise<IdentityProvider> {
    return createIdentityProvider({
      sql: this.#store.sql,
      accounts: this.accounts,
      sessions: this.sessions,
      origin: this.origin,
      fhirBase: this.fhirBase,
      dataDir: this.#folder,
      log: {
        write: (entry) => {
          if (this.logFails) return Promise.reject(new Error('the log is full'));
          this.log.push(entry);
          return Promise.resolve();
        },
      },
      scopesFor: (role) => this.roleScopes[role] ?? [],
      patients: {
        find: () => Promise.resolve(SEEN.map((id) => ({ id, name: `${id} (invented)` }))),
        allows: (_session, patient) => Promise.resolve(SEEN.includes(patient)),
      },
      fetchJwks: (url) => this.jwks(url),
      onFailure: (error) => this.failures.push(error),
      ...more,
    });
  }

  get identity(): IdentityProvider {
    if (this.#identity === undefined) throw new Error('the house is not open');
    return this.#identity;
  }

  get sql(): Store['sql'] {
    return this.#store.sql;
  }

  get fhirBase(): string {
    return `${this.origin}/fhir`;
  }

  browser(): Browser {
    return new Browser(this.origin);
  }

  #signInPages(): void {
    this.#app.get('/sign-in/:uid', async (request, reply) =>
      this.identity.authorizations.pending(request, reply),
    );
    this.#app.post('/sign-in/:uid', async (request, reply) => {
      await this.identity.authorizations.answer(request, reply, request.body as AuthorizationAnswer);
      return reply;
    });
    this.#app.get('/fhir/who', async (request, reply) => {
      const token = (request.headers.authorization ?? '').slice('Bearer '.length);
      const principal = await this.identity.verifyAccessToken(token);
      return principal === undefined ? reply.code(401).send('send a valid token') : reply.send(principal);
    });
  }

  async close(): Promise<void> {
    await this.#app.close();
    await this.identity.close();
    await this.#store.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** A request of one app with one browser, step by step. */
export class AppFlow {
  readonly house: IdentityTestHouse;
  readonly browser: Browser;
  readonly verifier = randomBytes(32).toString('base64url');
  readonly clientId: string;
  readonly redirectUri: string;

  constructor(
    house: IdentityTestHouse,
    options: { clientId?: string; redirectUri?: string; browser?: Browser } = {},
  ) {
    this.house = house;
    this.browser = options.browser ?? house.browser();
    this.clientId = options.clientId ?? 'public-app';
    this.redirectUri = options.redirectUri ?? APP;
  }

  address(parameters: AuthorizeParameters = {}): string {
    const all: AuthorizeParameters = {
      response_type: 'code',
      client_id: this.clientId,
      redirect_uri: this.redirectUri,
      scope: 'openid fhirUser user/Observation.rs',
      aud: this.house.fhirBase,
      state: 'state-of-the-app',
      code_challenge: createHash('sha256').update(this.verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...parameters,
    };
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(all)) if (value !== undefined) query.set(name, value);
    return `${this.house.origin}/oauth/authorize?${query}`;
  }

  /** Asks, signs in as this session where that is asked for, agrees to what is pending, and answers where it ended. */
  async authorize(
    session: LiveSession,
    parameters: AuthorizeParameters = {},
    agree: { scopes?: readonly string[]; launchPatient?: string } = {},
  ): Promise<URL> {
    let { at } = await this.browser.open(this.address(parameters));
    for (let page = 0; page < 4 && at.pathname.startsWith('/sign-in/'); page += 1) {
      const pending = (await (await this.browser.send(at.href)).json()) as PendingAuthorization;
      const answer: AuthorizationAnswer =
        pending.prompt === 'login'
          ? { kind: 'signed-in', session }
          : { kind: 'agreed', scopes: agree.scopes ?? pending.scopes, ...pick(agree.launchPatient) };
      at = await this.answer(at, answer);
    }
    return at;
  }

  /** What a sign-in page says back; answers where the browser ends up. */
  async answer(page: URL, answer: AuthorizationAnswer): Promise<URL> {
    const response = await this.browser.send(page.href, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(answer),
    });
    const location = response.headers.get('location');
    if (location === null)
      throw new Error(`the sign-in page answered ${response.status}: ${await response.text()}`);
    return (await this.browser.open(location)).at;
  }

  token(
    fields: Readonly<Record<string, string>>,
    headers: Record<string, string> = {},
  ): Promise<TokenAnswer> {
    return this.post('token', { client_id: this.clientId, ...fields }, headers);
  }

  async post(
    endpoint: string,
    fields: Readonly<Record<string, string>>,
    headers: Record<string, string> = {},
  ): Promise<TokenAnswer> {
    const response = await fetch(`${this.house.origin}/oauth/${endpoint}`, {
      method: 'POST',
      headers,
      body: new URLSearchParams(fields),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text === '' ? {} : (JSON.parse(text) as TokenAnswer['body']),
      headers: response.headers,
    };
  }

  exchange(redirect: URL, fields: Readonly<Record<string, string>> = {}): Promise<TokenAnswer> {
    return this.token({
      grant_type: 'authorization_code',
      code: redirect.searchParams.get('code') ?? '',
      redirect_uri: this.redirectUri,
      code_verifier: this.verifier,
      ...fields,
    });
  }

  refresh(token: unknown): Promise<TokenAnswer> {
    return this.token({ grant_type: 'refresh_token', refresh_token: String(token) });
  }

  /** Status of the FHIR endpoint for a token. */
  async who(token: unknown): Promise<{ readonly status: number; readonly body: string }> {
    const response = await fetch(`${this.house.fhirBase}/who`, {
      headers: { authorization: `Bearer ${String(token)}` },
    });
    return { status: response.status, body: await response.text() };
  }
}

function pick(launchPatient: string | undefined): { launchPatient?: string } {
  return launchPatient === undefined ? {} : { launchPatient };
}

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const probe = Fastify();
  await probe.listen({ host: '127.0.0.1', port: 0 });
  const address = probe.server.address();
  await probe.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
