import { createHash, randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import type { AccessLog, LogEntry } from '@caecilia/kernel';
import { openStore, type Store } from '@caecilia/store';
import { emptyRecord } from '@caecilia/store/testing/migrated';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSignIn, type SignIn } from '../sign-in/create-sign-in.ts';
import { Browser } from '../testing/browser.ts';
import { ADMINISTRATOR, APP, freePort } from '../testing/identity-house.ts';
import { createIdentityProvider, type IdentityProvider } from './identity-provider.ts';

const folder = await emptyRecord('caecilia-whole-identity-');
const lines: LogEntry[] = [];
const app: FastifyInstance = Fastify();
let store: Store;
let signIn: SignIn;
let identity: IdentityProvider;
let origin = '';

/** The real sign-in pages and the real authorization server together, with the people of the demo. */
beforeAll(async () => {
  store = await openStore({
    dataDir: folder,
    mode: 'development',
    extractor: () => {
      throw new Error('nothing is recorded here');
    },
    searcher: () => Promise.reject(new Error('nothing is searched here')),
  });
  const port = await freePort();
  origin = `http://localhost:${port}`;
  const log: AccessLog = { write: async (entry) => void lines.push(entry) };
  const common = { sql: store.sql, log, now: () => new Date(), dataDir: folder, demo: true };
  const seen = { id: 'invented-patient', name: 'I. Nvented (invented)' };
  signIn = createSignIn({
    ...common,
    mode: 'development',
    origin: () => origin,
    words: { role: (code) => code, organization: async (name) => name },
    patientPicker: {
      find: async () => [seen],
      get: async (_session, id) => (id === seen.id ? seen : undefined),
    },
  });
  await signIn.prepare();
  await signIn.loadDemoAccounts([
    {
      accountId: 'demo-nurse',
      kind: 'staff',
      name: 'D. Emo (invented)',
      fhirUser: 'Practitioner/demo-nurse',
      roles: [{ role: 'consult-nurse', organization: 'Organization/demo-hospital' }],
    },
  ]);
  identity = await createIdentityProvider({
    ...common,
    accounts: signIn.accounts,
    sessions: signIn.sessions,
    origin,
    fhirBase: `${origin}/fhir`,
    scopesFor: () => ['user/*.rs', 'patient/*.rs'],
    patients: { find: async () => [seen], allows: async (_session, id) => id === seen.id },
    fetchJwks: () => Promise.reject(new Error('nothing is fetched here')),
    onFailure: (error) => {
      throw error;
    },
  });
  identity.register(app);
  signIn.register(app, identity.authorizations);
  await app.listen({ host: 'localhost', port });
  await identity.clients.register(
    {
      clientId: 'public-app',
      name: 'An app (invented)',
      kind: 'public',
      redirectUris: [APP],
      scopes: ['openid', 'fhirUser', 'launch/patient', 'online_access', 'patient/*.rs'],
    },
    ADMINISTRATOR,
  );
});

afterAll(async () => {
  await app.close();
  await identity?.close();
  await store?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A person at the pages: reads what is shown, fills in forms, and goes where the pages send. */
class Person {
  readonly #browser = new Browser(origin);
  #shown = '';
  at = new URL(origin);

  async open(url: string): Promise<string> {
    const { response, at } = await this.#browser.open(url);
    this.at = at;
    if (at.origin !== origin) return '';
    this.#shown = await (response.status < 300 ? response : await this.#browser.send(at.href)).text();
    const onward = /href="([^"]*\/continue[^"]*)"/.exec(this.#shown)?.[1]?.replaceAll('&amp;', '&');
    return onward === undefined ? this.#shown : await this.open(new URL(onward, at).href);
  }

  async fill(step: string, fields: Readonly<Record<string, string>>): Promise<string> {
    const csrf = /name="csrf" value="([^"]+)"/.exec(this.#shown)?.[1] ?? '';
    const response = await this.#browser.send(`${this.at.pathname}/${step}`, {
      method: 'POST',
      headers: { origin, 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams({ csrf, ...fields }),
    });
    const location = response.headers.get('location');
    if (location === null) throw new Error(`${step} answered ${response.status}: ${await response.text()}`);
    return await this.open(new URL(location, this.at).href);
  }
}

describe('the sign-in pages and the authorization server together', () => {
  it('lead a nurse from an app to its patient, and end with the session that the pages made', async () => {
    const verifier = randomBytes(32).toString('base64url');
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: 'public-app',
      redirect_uri: APP,
      scope: 'openid fhirUser online_access launch/patient patient/Observation.rs',
      aud: `${origin}/fhir`,
      state: 's',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    });
    const nurse = new Person();
    expect(await nurse.open(`${origin}/oauth/authorize?${query}`)).toContain('D. Emo (invented)');
    expect(await nurse.fill('demo', { account: 'demo-nurse' })).toContain('I. Nvented (invented)');
    expect(await nurse.fill('patient', { patient: 'invented-patient' })).toContain('An app (invented)');
    await nurse.fill('consent', { answer: 'agree', scope: 'patient/Observation.rs' });
    expect(nurse.at.href.startsWith(`${APP}?code=`)).toBe(true);

    const answer = await fetch(`${origin}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: 'public-app',
        code: nurse.at.searchParams.get('code') ?? '',
        redirect_uri: APP,
        code_verifier: verifier,
      }),
    });
    const body = (await answer.json()) as Record<string, string>;
    expect(body.patient).toBe('invented-patient');
    const another = async () => {
      const fresh = await createAnother();
      const principal = await fresh.verifyAccessToken(body.access_token ?? '');
      await fresh.close();
      return principal;
    };
    const principal = await another();
    expect(principal).toMatchObject({
      accountId: 'demo-nurse',
      role: 'consult-nurse',
      secondFactor: true,
      launchPatient: 'invented-patient',
    });
    await signIn.sessions.end(principal?.sessionId ?? '', 'signed out');
    expect(await another()).toBeUndefined();
    expect(lines.map(({ event }) => event)).toEqual(expect.arrayContaining(['sign-in', 'token', 'sign-out']));
  });
});

/** A second server of the same house; it has asked nothing yet, so it remembers nothing. */
function createAnother(): Promise<IdentityProvider> {
  return createIdentityProvider({
    sql: store.sql,
    log: { write: async (entry) => void lines.push(entry) },
    dataDir: folder,
    demo: true,
    accounts: signIn.accounts,
    sessions: signIn.sessions,
    origin,
    fhirBase: `${origin}/fhir`,
    scopesFor: () => ['patient/*.rs'],
    patients: { find: async () => [], allows: async () => true },
    fetchJwks: () => Promise.reject(new Error('nothing is fetched here')),
    onFailure: (error) => {
      throw error;
    },
  });
}
