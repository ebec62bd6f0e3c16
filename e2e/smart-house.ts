import { createReadStream, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createIdentityProvider,
  createSignIn,
  type IdentityProvider,
  identityAssets,
  type SignIn,
} from '@caecilia/identity';
import type { AccessLog, Caller } from '@caecilia/kernel';
import { openStore, type Store } from '@caecilia/store';
import { uiAssets } from '@caecilia/ui';
import Fastify, { type FastifyInstance } from 'fastify';

const CLIENTS = join(import.meta.dirname, '..', 'tools', 'outside-clients');
const LIBRARY = join(CLIENTS, 'node_modules', 'fhirclient', 'build', 'fhir-client.js');
const ADMINISTRATOR: Caller = { id: 'test', role: 'test', scope: { kind: 'nothing' } };
const PATIENT = { id: 'invented-patient', name: 'I. Nvented (invented)' };

/** Whether the client library was installed, which it is not by default. */
export const outsideClients: boolean = existsSync(LIBRARY);
export const NO_OUTSIDE_CLIENTS =
  'skipped: fhirclient is not installed (npm ci --ignore-scripts --prefix tools/outside-clients)';

/** The sign-in and the authorization server on one origin, a SMART app on another, and one patient to read. */
export interface SmartHouse {
  readonly fhirBase: string;
  readonly appOrigin: string;
  readonly signIn: SignIn;
  readonly identity: IdentityProvider;
  close(): Promise<void>;
}

export async function startSmartHouse(): Promise<SmartHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'caecilia-smart-'));
  const store = await openStore({
    dataDir: folder,
    mode: 'development',
    extractor: () => {
      throw new Error('nothing is recorded here');
    },
    searcher: () => Promise.reject(new Error('nothing is searched here')),
  });
  const app = await startApp();
  const house = Fastify();
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const { signIn, identity } = await identityOf(store, folder, origin);
  identity.register(house);
  signIn.register(house, identity.authorizations);
  serveAssets(house);
  servePatient(house, identity);
  await house.listen({ host: '127.0.0.1', port });
  await identity.clients.register(
    {
      clientId: 'outside-app',
      name: 'An app that nobody here wrote',
      kind: 'public',
      redirectUris: [`${app.origin}/index.html`],
      launchUrl: `${app.origin}/launch.html`,
      scopes: ['openid', 'fhirUser', 'launch', 'launch/patient', 'online_access', 'patient/*.rs'],
    },
    ADMINISTRATOR,
  );
  return {
    fhirBase: `${origin}/fhir`,
    appOrigin: app.origin,
    signIn,
    identity,
    async close() {
      await house.close();
      await app.server.close();
      await identity.close();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function identityOf(store: Store, dataDir: string, origin: string) {
  const log: AccessLog = { write: () => Promise.resolve() };
  const common = { sql: store.sql, log, now: () => new Date(), dataDir, demo: true };
  const get = (_session: unknown, id: string) => Promise.resolve(id === PATIENT.id ? PATIENT : undefined);
  const find = () => Promise.resolve([PATIENT]);
  const signIn = createSignIn({
    ...common,
    mode: 'development',
    origin: () => origin,
    words: { role: (code) => code, organization: (name) => Promise.resolve(name) },
    patientPicker: { find, get },
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
  const identity = await createIdentityProvider({
    ...common,
    accounts: signIn.accounts,
    sessions: signIn.sessions,
    origin,
    fhirBase: `${origin}/fhir`,
    scopesFor: () => ['user/*.rs', 'patient/*.rs'],
    patients: { find, allows: async (session, id) => (await get(session, id)) !== undefined },
    fetchJwks: () => Promise.reject(new Error('nothing is fetched here')),
    onFailure: (error) => {
      throw error;
    },
  });
  return { signIn, identity };
}

function serveAssets(house: FastifyInstance): void {
  for (const { path, file, contentType } of [...uiAssets(), ...identityAssets()]) {
    house.get(path, (_request, reply) => reply.type(contentType).send(createReadStream(file)));
  }
}

/** One patient, for the token that was given for them. */
function servePatient(house: FastifyInstance, identity: IdentityProvider): void {
  house.route({
    method: ['GET', 'OPTIONS'],
    url: '/fhir/Patient/:id',
    handler: async (request, reply) => {
      const { origin = '', authorization = '' } = request.headers;
      if (await identity.allowsOrigin(origin)) {
        reply.headers({
          'access-control-allow-origin': origin,
          'access-control-allow-headers': 'authorization,accept,content-type',
        });
      }
      if (request.method === 'OPTIONS') return reply.code(204).send();
      const { id } = request.params as { id: string };
      const principal = await identity.verifyAccessToken(authorization.replace(/^Bearer /, ''));
      if (principal === undefined) return reply.code(401).send();
      const allowed = principal.launchPatient === id && principal.scopes.includes('patient/Patient.rs');
      return allowed
        ? reply.type('application/fhir+json').send(JSON.stringify({ resourceType: 'Patient', id }))
        : reply.code(404).send();
    },
  });
}

/** The app, on an origin of its own. */
async function startApp(): Promise<{ server: FastifyInstance; origin: string }> {
  const server = Fastify();
  const files = { 'launch.html': 'text/html', 'launch.js': 'text/javascript', 'index.html': 'text/html' };
  for (const [name, type] of Object.entries({ ...files, 'app.js': 'text/javascript' })) {
    const file = join(CLIENTS, 'app', name);
    server.get(`/${name}`, (_request, reply) => reply.type(type).send(createReadStream(file)));
  }
  server.get('/fhir-client.js', (_request, reply) =>
    reply.type('text/javascript').send(createReadStream(LIBRARY)),
  );
  const port = await freePort();
  await server.listen({ host: 'localhost', port });
  return { server, origin: `http://localhost:${port}` };
}

async function freePort(): Promise<number> {
  const probe = Fastify();
  await probe.listen({ host: '127.0.0.1', port: 0 });
  const address = probe.server.address();
  await probe.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
