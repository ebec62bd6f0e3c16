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
