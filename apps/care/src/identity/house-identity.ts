import {
  createIdentityProvider,
  createSignIn,
  ensureOwnClient,
  type IdentityProvider,
  identityAssets,
  type LiveSession,
  refuseUnsafeProduction,
  type SignIn,
} from '@caecilia/identity';
import {
  type AccessLog,
  type Caller,
  callerOf,
  type Principal,
  Problem,
  type Standing,
} from '@caecilia/kernel';
import type { Store } from '@caecilia/store';
import type { AssetFile } from '@caecilia/ui';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { POLICY } from '../access/policy.ts';
import type { HouseAddress } from '../address.ts';
import type { Settings } from '../configuration.ts';
import { hasEmergencies } from '../privacy/emergency-access.ts';
import type { ReadSearch } from '../read-search.ts';
import { openWebSessions, WEB_CALLBACK, WEB_ENDED, type WebSessions } from '../web-session/web-session.ts';
import { fetchClientKeys } from './client-keys.ts';
import { demoFor, letGlobalSignIn } from './global-client.ts';
import { KnownCallers } from './known-callers.ts';
import { patientsFor } from './patients-for.ts';
import { principalOf } from './principal-of.ts';
import { roleWordsFrom } from './role-words.ts';
import { DIRECTORY_READER, Standings } from './standing.ts';

/** Who is who in this house. */
export interface HouseIdentity {
  readonly signIn: SignIn;
  readonly provider: IdentityProvider;
  readonly web: WebSessions;
  readonly assets: readonly AssetFile[];
  /**
   * What somebody who signed in may see at this moment. With `patient` (logical id) the request is about one patient,
   * and makes use of an emergency grant that they hold for that patient.
   */
  callerFor(principal: Principal, request: FastifyRequest, patient?: string): Promise<Caller>;
  close(): Promise<void>;
}

/** What the identity of a house is made of. */
export interface IdentityParts {
  readonly settings: Settings;
  readonly store: Store;
  readonly log: AccessLog;
  readonly address: HouseAddress;
  readonly readSearch: ReadSearch;
  readonly now: () => Date;
  /** What a system may see that holds a token for one hand-over. */
  readonly pulling: (principal: Principal, standing: Standing) => Promise<Caller>;
}

const WEB_CLIENT = 'caecilia-care-web';
/** What the web app asks for; the policy table decides what of it anyone gets. */
const WEB_SCOPES = ['openid', 'fhirUser', 'profile', 'online_access', 'user/*.cruds'];
/** What any role may hand on to an app; the policy table says what it is worth in the hands of this role. */
const DELEGABLE = ['user/*.cruds', 'patient/*.cruds', 'offline_access'];

/** Makes the tables, the authorization server and the sign-in, and puts their addresses into the web server. */
export async function openIdentity(app: FastifyInstance, parts: IdentityParts): Promise<HouseIdentity> {
  const { settings, store, address } = parts;
  const { signIn, callerFor, patients } = signInOf(parts);
  await signIn.prepare();
  await refuseUnsafeProduction({
    mode: settings.CAECILIA_MODE,
    demo: settings.demo,
    sql: store.sql,
    ...secretOf(settings),
  });
  const provider = await createIdentityProvider({
    ...commonOf(parts),
    accounts: signIn.accounts,
    sessions: signIn.sessions,
    origin: address.origin,
    fhirBase: fhirBaseOf(parts),
    demo: settings.demo,
    scopesFor: (role) => (POLICY.rows.some(({ roles }) => roles.includes(role)) ? DELEGABLE : []),
    patients,
    fetchJwks: (url) => fetchClientKeys(url, settings),
    onFailure: (error) => app.log.error({ err: error }, 'the authorization server failed'),
  });
  provider.register(app);
  signIn.register(app, provider.authorizations);
  await letGlobalSignIn(provider, settings);
  const web = await openWeb(app, parts, { provider, signIn });
  return { signIn, provider, web, assets: identityAssets(), callerFor, close: () => provider.close() };
}

function commonOf({ settings, store, log, now }: IdentityParts) {
  return { sql: store.sql, log, now, dataDir: settings.CAECILIA_DATA_DIR, ...secretOf(settings) };
}

function fhirBaseOf({ address }: IdentityParts): string {
  return `${address.origin}/fhir`;
}

function secretOf({ CAECILIA_IDENTITY_SECRET: secret }: Settings): { secret?: string } {
  return secret === undefined ? {} : { secret };
}

/** The sign-in, and what people may see whom it knows. */
function signInOf(parts: IdentityParts) {
  const { settings, store, address } = parts;
  const standings = new Standings(store.session(DIRECTORY_READER), parts.readSearch, parts.now);
  const known = new KnownCallers(POLICY);
  /** While the log takes no lines the directory cannot be asked: then nobody has more than their sign-in says. */
  const standingOf = async (principal: Principal): Promise<Standing> => {
    try {
      return await standings.of(principal);
    } catch (error) {
      if (error instanceof Problem && error.code === 'no-store') return {};
      throw error;
    }
  };
  const callerFor = async (
    principal: Principal,
    request?: FastifyRequest,
    patient?: string,
  ): Promise<Caller> => {
    const standing = await standingOf(principal);
    if (principal.authorizationBase !== undefined)
      return {
        ...(await parts.pulling(principal, standing)),
        ...(request === undefined ? {} : { address: request.ip }),
      };
    const usual = known.of(principal, standing);
    const grant =
      patient === undefined || !hasEmergencies(usual)
        ? undefined
        : await store.emergencies.active(usual, patient);
    const caller =
      grant === undefined
        ? usual
        : callerOf(principal, POLICY, {
            ...standing,
            emergency: { patient: grant.patient, reason: grant.reason },
          });
    const { organization } = principal;
    return {
      ...caller,
      ...(request === undefined ? {} : { address: request.ip }),
      // Whoever works for an organisation looks on its responsibility.
      ...(organization === undefined ? {} : { responsible: organization }),
    };
  };
  const callerOfSession = async (session: LiveSession): Promise<Caller> => {
    const account = await signIn.accounts.find(session.accountId);
    if (!account?.active) throw new Problem('login', 'this account is not in use');
    return await callerFor(principalOf(session, account, settings.demo));
  };
  const { picker, launchable } = patientsFor({ ...parts, callerOf: callerOfSession });
  const signIn = createSignIn({
    ...commonOf(parts),
    mode: settings.CAECILIA_MODE,
    demo: settings.demo,
    origin: () => address.origin,
    words: roleWordsFrom(store),
    patientPicker: picker,
    demoFor,
  });
  return { signIn, callerFor, patients: launchable };
}

/** The web app registers as what it is, an ordinary client, and keeps the sessions of browsers. */
async function openWeb(
  app: FastifyInstance,
  parts: IdentityParts,
  { provider, signIn }: { readonly provider: IdentityProvider; readonly signIn: SignIn },
): Promise<WebSessions> {
  const { settings, store, address, now } = parts;
  await ensureOwnClient(provider, {
    clientId: WEB_CLIENT,
    name: 'Caecilia Care',
    redirectUris: [`${address.origin}${WEB_CALLBACK}`],
    postLogoutRedirectUris: [`${address.origin}${WEB_ENDED}`],
    scopes: WEB_SCOPES,
  });
  return await openWebSessions(app, {
    sql: store.sql,
    origin: address.origin,
    own: {
      clientId: WEB_CLIENT,
      clientSecret: provider.ownClientSecret(WEB_CLIENT),
      issuer: new URL(`${address.origin}/oauth`),
    },
    scopes: WEB_SCOPES,
    fhirBase: fhirBaseOf(parts),
    verifyAccessToken: (token) => provider.verifyAccessToken(token),
    sessions: signIn.sessions,
    isLogRefused: () => store.logRefusedSince() !== undefined,
    withoutToken: async (sessionId) => {
      const session = await signIn.sessions.find(sessionId);
      const account = session && (await signIn.accounts.find(session.accountId));
      return session && account?.active ? principalOf(session, account, settings.demo) : undefined;
    },
    now,
  });
}
