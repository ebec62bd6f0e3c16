import type { EventEmitter } from 'node:events';
import type { Principal } from '@caecilia/kernel';
import type { FastifyInstance } from 'fastify';
import { Provider } from 'oidc-provider';
import { Clients } from '../clients/clients.ts';
import type { Authorizations, LiveSession } from '../contract.ts';
import { InstallationSecret } from '../keys/installation-secret.ts';
import { type KeySet, SigningKeys } from '../keys/signing-keys.ts';
import { type LaunchContext, Launches } from '../smart/launches.ts';
import { serveSmartConfiguration } from '../smart/smart-configuration.ts';
import { AccessTokens } from '../tokens/access-tokens.ts';
import { PendingAuthorizations } from './authorizations.ts';
import { configurationOf } from './configuration.ts';
import { watchRequests } from './events.ts';
import { GrantContexts } from './grant-contexts.ts';
import type { IdentityHouse, IdentityOptions } from './house.ts';
import { type Handler, mount, PREFIX } from './mount.ts';
import { OAUTH_STEPS } from './schema.ts';
import { compareSecrets } from './secrets.ts';
import { forgetExpired } from './sql-adapter.ts';

/** How often another server's new keys are looked for, and what is over is forgotten. */
const UPKEEP_MS = 60_000;

/** The authorization server of a house. */
export interface IdentityProvider {
  /** Puts `/oauth/…` and the well-known documents into the web server; before it listens. */
  register(app: FastifyInstance): void;
  /** For the sign-in pages. */
  readonly authorizations: Authorizations;
  /** Who is behind an access token at the FHIR endpoint. Undefined answers 401, whatever the reason. */
  verifyAccessToken(text: string): Promise<Principal | undefined>;
  /** The value of `launch` for starting an app with a patient from our own screens; one session, once, five minutes. */
  createLaunch(launch: LaunchContext & { readonly session: LiveSession }): Promise<string>;
  readonly clients: Clients;
  readonly keys: SigningKeys;
  /** The secret of an app of our own, for the server that runs it. */
  ownClientSecret(clientId: string): string;
  /** Whether a page of this origin may read the FHIR endpoint: one where a public app is registered. */
  allowsOrigin(origin: string): Promise<boolean>;
  /** Looks for new keys and forgets what is over; it does so every minute by itself. */
  upkeep(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Makes its tables and first keys, and answers the authorization server. Throws `Problem('business-rule')` when the
 * identity secret does not open the keys.
 */
export async function createIdentityProvider(options: IdentityOptions): Promise<IdentityProvider> {
  await options.sql.prepareSchema('oauth', OAUTH_STEPS);
  const house = houseOf(options);
  const running = await RunningProvider.start(house);
  const tokens = new AccessTokens(house, () => running.keySet);
  const upkeep = () => running.upkeep();
  const timer = setInterval(() => void upkeep().catch(house.onFailure), UPKEEP_MS);
  timer.unref();
  return {
    register(app) {
      mount(app, house, { handler: () => running.handler, tokens });
      serveSmartConfiguration(app, house);
    },
    authorizations: new PendingAuthorizations(house, () => running.provider),
    verifyAccessToken: (text) => tokens.verify(text),
    createLaunch: ({ session, ...context }) => house.launches.create(session, context),
    clients: house.clients,
    keys: house.keys,
    ownClientSecret: (clientId) => ownSecret(house, clientId),
    allowsOrigin: (origin) => house.clients.allowsOrigin(origin),
    upkeep,
    close() {
      clearInterval(timer);
      return running.finish();
    },
  };
}

/** Registers an app of our own with the secret that this installation derives for it. */
export async function ensureOwnClient(
  { clients, ownClientSecret }: Pick<IdentityProvider, 'clients' | 'ownClientSecret'>,
  client: Parameters<Clients['ensureOwn']>[0],
): Promise<void> {
  await clients.ensureOwn(client, ownClientSecret(client.clientId));
}

function ownSecret({ installation }: IdentityHouse, clientId: string): string {
  return installation.derive(`client ${clientId}`).toString('base64url');
}

function houseOf(options: IdentityOptions): IdentityHouse {
  const now = options.now ?? (() => new Date());
  const { sql, dataDir, secret, log, origin, patients } = options;
  const installation = InstallationSecret.open({
    dataDir,
    ...(secret === undefined ? {} : { setting: secret }),
  });
  return {
    ...options,
    now,
    issuer: `${origin}${PREFIX}`,
    installation,
    keys: new SigningKeys(sql, installation, now),
    clients: new Clients(sql, log, now),
    contexts: new GrantContexts(sql, now),
    launches: new Launches(sql, patients, now),
  };
}

/** The protocol library with the keys of this moment; it keeps nothing itself, so a new one can take over at any time. */
class RunningProvider {
  readonly #house: IdentityHouse;
  #upkeep: Promise<void> = Promise.resolve();
  keySet: KeySet;
  provider: Provider;
  handler: Handler;

  private constructor(house: IdentityHouse, keySet: KeySet) {
    this.#house = house;
    this.keySet = keySet;
    [this.provider, this.handler] = libraryOf(house, keySet);
  }

  static async start(house: IdentityHouse): Promise<RunningProvider> {
    return new RunningProvider(house, await house.keys.current());
  }

  upkeep(): Promise<void> {
    this.#upkeep = this.#upkeep.catch(() => undefined).then(() => this.#keepUp());
    return this.#upkeep;
  }

  async #keepUp(): Promise<void> {
    await this.#house.keys.upkeep();
    const keySet = await this.#house.keys.current();
    if (keySet.fingerprint !== this.keySet.fingerprint) {
      this.keySet = keySet;
      [this.provider, this.handler] = libraryOf(this.#house, keySet);
    }
    await forgetExpired(this.#house.sql, this.#house.now());
  }

  async finish(): Promise<void> {
    await this.#upkeep.catch(() => undefined);
  }
}

function libraryOf(house: IdentityHouse, keySet: KeySet): [Provider, Handler] {
  const provider = new Provider(house.issuer, configurationOf(house, keySet));
  // The web server in front says by which address people come; `mount.ts` sets it, whatever was sent.
  provider.proxy = true;
  compareSecrets(provider);
  watchRequests(house, provider);
  (provider as EventEmitter).on('error', house.onFailure);
  const answer = provider.callback();
  return [provider, async (request, response) => answer(request, response)];
}
