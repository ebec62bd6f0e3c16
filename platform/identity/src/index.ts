export type { Client, ClientKind, ClientRegistration } from './clients/client.ts';
export type { Clients } from './clients/clients.ts';
export type {
  Account,
  AccountRole,
  Accounts,
  AuthorizationAnswer,
  Authorizations,
  LiveSession,
  PendingAuthorization,
  Proof,
  Sessions,
} from './contract.ts';
export type { IdentityOptions, IdentityPorts } from './provider/house.ts';
export type { IdentityProvider } from './provider/identity-provider.ts';
export { createIdentityProvider, ensureOwnClient } from './provider/identity-provider.ts';
export type { LaunchablePatients, LaunchContext } from './smart/launches.ts';
