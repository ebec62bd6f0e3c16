import type { AccessLog, SqlPort } from '@caecilia/kernel';
import type { Clients } from '../clients/clients.ts';
import type { Account, Accounts, Sessions } from '../contract.ts';
import type { InstallationSecret } from '../keys/installation-secret.ts';
import type { SigningKeys } from '../keys/signing-keys.ts';
import type { LaunchablePatients, Launches } from '../smart/launches.ts';
import type { GrantContexts } from './grant-contexts.ts';

/** What the app gives to the authorization server. */
export interface IdentityPorts {
  /** Scopes that a role may delegate to an app (`user/…`, `patient/…`, `offline_access`), by the policy table. */
  scopesFor(role: string): readonly string[];
  readonly patients: LaunchablePatients;
  /** Fetches the public keys of a client; only addresses that the house allows, never this network itself. */
  fetchJwks(url: string): Promise<Response>;
  /** Told of what went wrong here; the client gets `server_error`. */
  onFailure(error: unknown): void;
}

/** What `createIdentityProvider` is made of. */
export interface IdentityOptions extends IdentityPorts {
  readonly sql: SqlPort;
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  /** Scheme, host and port by which people reach this house, without a slash at the end. */
  readonly origin: string;
  /** Address of the FHIR endpoint, without a slash at the end: the audience of every access token. */
  readonly fhirBase: string;
  readonly dataDir: string;
  /** Instead of the file in the data folder; the same for all servers of one house. */
  readonly secret?: string;
  readonly log: AccessLog;
  readonly now?: () => Date;
  /** Only in demo and development mode: the sign-in by one click counts as a second factor. */
  readonly demo?: boolean;
}

/** The parts of the authorization server, for each other. */
export interface IdentityHouse extends IdentityOptions {
  readonly now: () => Date;
  readonly issuer: string;
  readonly installation: InstallationSecret;
  readonly keys: SigningKeys;
  readonly clients: Clients;
  readonly contexts: GrantContexts;
  readonly launches: Launches;
}

/** Whether the account may still act as it does in this session or grant. */
export function stillActsIn(
  account: Account,
  acting: { readonly role: string; readonly organization?: string },
): boolean {
  return (
    account.active &&
    account.roles.some(
      ({ role, organization }) => role === acting.role && organization === acting.organization,
    )
  );
}
