import { fileURLToPath } from 'node:url';
import { type AccessLog, civilMinute, Problem, type SqlPort } from '@caecilia/kernel';
import { type AssetFile, assetsIn, type Language } from '@caecilia/ui';
import formbody from '@fastify/formbody';
import type { FastifyInstance } from 'fastify';
import { AccountStore } from '../accounts/account-store.ts';
import { type AccountAdministration, administrationOf } from '../accounts/administration.ts';
import { type DemoAccount, loadDemoAccounts } from '../accounts/demo-accounts.ts';
import { Invitations } from '../accounts/invitations.ts';
import { OwnFactors } from '../accounts/own-factors.ts';
import { IDENTITY_SCHEMA } from '../accounts/schema.ts';
import type { Authorizations } from '../contract.ts';
import { Passkeys } from '../factors/passkeys.ts';
import { RecoveryCodes } from '../factors/recovery-codes.ts';
import { sealingWith } from '../factors/sealing.ts';
import { SlowDown } from '../factors/slow-down.ts';
import { TotpFactors } from '../factors/totp.ts';
import { FederatedAccounts } from '../federation/federated-accounts.ts';
import { type FederationInput, readFederation } from '../federation/federation-settings.ts';
import { type FederationPorts, OpenIdFederation } from '../federation/openid-federation.ts';
import { InstallationSecret } from '../keys/installation-secret.ts';
import { PATIENT_TIMES, SessionStore, type SessionTimes, STAFF_TIMES } from '../sessions/session-store.ts';
import { registerFactors } from './factor-routes.ts';
import type { DemoFor, Federation, Kit, NationalMeans, PatientPicker, RoleWords } from './kit.ts';
import { registerOutside } from './outside-steps.ts';
import { LockedOut } from './owner.ts';
import { renderProblemPage } from './pages/plain-pages.ts';
import { Passages } from './passage.ts';
import { problemWords, send } from './send.ts';
import { registerSessions } from './session-routes.ts';
import { registerSignIn } from './sign-in-routes.ts';
import { visitOf } from './visit.ts';

/** What the sign-in needs of the house it stands in. */
export interface SignInOptions {
  readonly sql: SqlPort;
  readonly log: AccessLog;
  readonly now: () => Date;
  readonly mode: 'development' | 'production';
  /** One click per invented person; only in development mode. */
  readonly demo: boolean;
  /** Scheme, host and port by which browsers reach this house, without a slash at the end. */
  readonly origin: () => string;
  /** Folder of the secret of this installation, where it is not a setting. */
  readonly dataDir: string;
  /** Instead of that file; the same as the authorization server has. Another one makes everybody enrol again. */
  readonly secret?: string;
  readonly words: RoleWords;
  /** IANA name; times on screen. Default Europe/Amsterdam. */
  readonly timeZone?: string;
  /** How long sessions of patients and carers hold. */
  readonly patientTimes?: SessionTimes;
  readonly patientPicker?: PatientPicker;
  /** Whom of the demo to offer to who goes on to a client. Default: everybody. */
  readonly demoFor?: DemoFor;
  /** Identity providers of institutions, and what they need of the house. */
  readonly federations?: readonly FederationInput[];
  readonly federationPorts?: FederationPorts;
  readonly nationalMeans?: readonly NationalMeans[];
}

/** Accounts, sessions and the pages to sign in. */
export interface SignIn {
  readonly accounts: AccountStore;
  readonly administration: AccountAdministration;
  readonly sessions: SessionStore;
  /**
   * 32 bytes for one purpose of the house, from the secret of this installation: the same for all its servers, and after
   * a restart.
   */
  keyFor(purpose: string): Uint8Array;
  /** Makes the tables; call it before anything else. */
  prepare(): Promise<void>;
  /** Puts the pages under `/sign-in`, `/session`, `/account` and `/signed-out`. */
  register(app: FastifyInstance, authorizations: Authorizations): void;
  /** Makes the accounts of the demo. Throws `Problem('business-rule')` in production mode and without the demo. */
  loadDemoAccounts(people: readonly DemoAccount[]): Promise<void>;
}

/** Puts it together. Throws `Problem('business-rule')` for a secret that is too short and for a demo in production. */
export function createSignIn(options: SignInOptions): SignIn {
  const { sql, log, now, mode, origin } = options;
  const demo = options.demo && mode === 'development';
  if (options.demo && !demo)
    throw new Problem('business-rule', 'The demo is refused in production mode; switch it off.');
  const secret = InstallationSecret.open({
    dataDir: options.dataDir,
    ...(options.secret === undefined ? {} : { setting: options.secret }),
  });
  const sealing = sealingWith(secret);
  const accounts = new AccountStore(sql);
  const factors = {
    totp: new TotpFactors(sql, sealing),
    passkeys: new Passkeys(sql, origin),
    recovery: new RecoveryCodes(sql, sealing),
  };
  const times = { staff: STAFF_TIMES, patient: options.patientTimes ?? PATIENT_TIMES };
  const sessions = new SessionStore({ sql, log, now, times });
  const invitations = new Invitations(sql, sealing, accounts);
  const kit: Omit<Kit, 'authorizations'> = {
    ...{ sql, log, now, origin, demo, accounts, sessions, invitations, sealing, ...factors },
    own: new OwnFactors({ sql, log, now, accounts, sessions, ...factors }),
    localTime: (atMs) => civilMinute(atMs, options.timeZone ?? 'Europe/Amsterdam'),
    slowDown: new SlowDown(sql, sealing),
    passages: new Passages(sql, now),
    words: options.words,
    patientPicker: options.patientPicker,
    demoFor: options.demoFor ?? (() => true),
    federations: federationsOf(options, accounts, sessions),
    nationalMeans: options.nationalMeans ?? [],
  };
  return {
    accounts,
    sessions,
    administration: administrationOf({ sql, log, now, accounts, invitations, sessions, ...factors }),
    keyFor: (purpose) => secret.derive(`house: ${purpose}`),
    prepare: () => sql.prepareSchema('identity', IDENTITY_SCHEMA),
    register(app, authorizations) {
      void app.register((scope) => registerPages(scope, { ...kit, authorizations }));
    },
    loadDemoAccounts: (people) => loadDemoAccounts(accounts, people, { allowed: demo, at: now().getTime() }),
  };
}

/** Throws `Problem('invalid')` for a provider that is not configured right, and without the ports that it needs. */
function federationsOf(
  { federations = [], federationPorts: ports, sql, log, now }: SignInOptions,
  accounts: AccountStore,
  sessions: SessionStore,
): readonly Federation[] {
  if (federations.length === 0) return [];
  if (ports === undefined) throw new Problem('invalid', 'Identity providers need a way out of this house.');
  const federated = new FederatedAccounts({ sql, log, now, accounts, sessions });
  return federations.map(
    (given) => new OpenIdFederation(readFederation(given), { ports, accounts: federated, now }),
  );
}

const BODY_BYTES = 64 * 1024;

/** In a scope of its own: no other kind of body than a form is read here, and problems are pages in words. */
async function registerPages(app: FastifyInstance, kit: Kit): Promise<void> {
  app.removeAllContentTypeParsers();
  await app.register(formbody, { bodyLimit: BODY_BYTES });
  app.setErrorHandler((error, request, reply) => {
    if (error instanceof LockedOut) return reply.redirect(error.unlockPath, 303);
    const problem = problemIn(error);
    if (problem.status >= 500) request.log.error({ err: error }, 'sign-in failed');
    const { view } = visitOf(request, reply, kit);
    return send(reply, renderProblemPage(view, problemWords(problem)), problem.status);
  });
  registerOutside(app, kit);
  registerSignIn(app, kit);
  registerSessions(app, kit);
  registerFactors(app, kit);
}

/** A body of another kind or size is refused with the status that the framework gives; the rest is ours. */
function problemIn(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  return status >= 400 && status < 500
    ? new Problem('invalid', 'This is not a form of ours.', { status, cause: error })
    : new Problem('exception', 'Something failed here.', { cause: error });
}

/** The stylesheet and scripts of the pages. */
export function identityAssets(): readonly AssetFile[] {
  const own = fileURLToPath(new URL('../../assets', import.meta.url));
  const library = fileURLToPath(import.meta.resolve('@simplewebauthn/browser'));
  return [
    ...assetsIn(own, '/assets/identity', ['sign-in.css', 'passkey.js', 'continue.js']),
    {
      path: '/assets/identity/webauthn.js',
      file: library.replace(/(?:esm|script)\/index\.js$/, 'dist/bundle/index.umd.min.js'),
      contentType: 'text/javascript; charset=utf-8',
    },
  ];
}

/** Words for roles where nothing better is known: the code, and no organization. */
export const CODES_AS_WORDS: RoleWords = {
  role: (code: string, _language: Language) => code,
  organization: () => Promise.resolve(undefined),
};
