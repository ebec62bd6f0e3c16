export type { AccountFacts } from './accounts/account-facts.ts';
export type { NewAccount, StoredAccount } from './accounts/account-store.ts';
export { type AccountAdministration, INVITATION_DAYS } from './accounts/administration.ts';
export type { DemoAccount } from './accounts/demo-accounts.ts';
export type { Invitation } from './accounts/invitations.ts';
export { type ProductionFacts, refuseUnsafeProduction } from './accounts/unsafe-production.ts';
export { provedByTwoFactors } from './acr.ts';
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
export type { FederationInput } from './federation/federation-settings.ts';
export type { FederationPorts } from './federation/openid-federation.ts';
export { openSealedText, sealText } from './keys/sealed-text.ts';
export type { IdentityOptions, IdentityPorts } from './provider/house.ts';
export type { IdentityProvider } from './provider/identity-provider.ts';
export { createIdentityProvider, ensureOwnClient } from './provider/identity-provider.ts';
export {
  PATIENT_TIMES,
  type SeenSession,
  type SessionState,
  type SessionStore,
  type SessionTimes,
  STAFF_TIMES,
} from './sessions/session-store.ts';
export {
  CODES_AS_WORDS,
  createSignIn,
  identityAssets,
  type SignIn,
  type SignInOptions,
} from './sign-in/create-sign-in.ts';
export type {
  DemoFor,
  NationalMeans,
  OutsideAnswer,
  PatientPicker,
  PickablePatient,
  RoleWords,
} from './sign-in/kit.ts';
export type { LaunchablePatients, LaunchContext } from './smart/launches.ts';
