import type { Caller } from '@caecilia/kernel';

/** A role that somebody acts in, and the organisation on whose behalf. */
export interface UserRole {
  /** Role code of the policy table, for instance `consult-nurse`. */
  readonly role: string;
  /** `Organization/…`; absent for a role of the whole house. */
  readonly organization?: string;
}

/** A role that may be given, with the words for it. */
export interface GrantableRole {
  readonly role: string;
  readonly name: { readonly nl: string; readonly en: string };
}

/** Somebody with an account. It holds no clinical facts and no secrets. */
export interface User {
  readonly accountId: string;
  readonly name: string;
  readonly email?: string;
  readonly kind: 'staff' | 'patient' | 'carer';
  /** `Practitioner/…`, where the person stands in the directory. */
  readonly fhirUser?: string;
  readonly roles: readonly UserRole[];
  /** `invited`: has not signed in yet; `deactivated`: cannot sign in. */
  readonly state: 'invited' | 'active' | 'deactivated';
  /** Whether a second factor is set up. */
  readonly secondFactor: boolean;
  /** A reset of the second factor that one administrator asked for and another must confirm. */
  readonly resetAsked?: { readonly by: string; readonly byName: string; readonly at: string };
  /** Instant of the last sign-in. */
  readonly lastSignIn?: string;
}

/** One sign-in of a user that holds. */
export interface UserSession {
  readonly sessionId: string;
  /** Instants. */
  readonly startedAt: string;
  readonly lastUsedAt: string;
  /** Program and machine as far as they said, for instance `Firefox, Linux`. */
  readonly device: string;
  /** Network address, shortened by the house's own rule. */
  readonly address?: string;
  readonly role: string;
}

/** Somebody to invite. */
export interface Invitation {
  readonly name: string;
  readonly email: string;
  readonly fhirUser?: string;
  readonly roles: readonly UserRole[];
}

/** What the invited person needs. The code is shown once, to whoever invites, and to nobody again. */
export interface InvitationIssued {
  readonly accountId: string;
  readonly code: string;
  /** Instant until which the code works. */
  readonly until: string;
}

/** Who acts: the caller for the log, and the account so that nobody changes their own. */
export interface Administrator {
  readonly caller: Caller;
  /** Never undefined here: the screens refuse a caller without an account. */
  readonly accountId: string;
}

/**
 * Accounts, as the administration screens see them. The app fills it in from the identity unit.
 *
 * An implementation must itself
 * - refuse (`Problem('forbidden')`) every change of an account by the account itself, and every caller who may not
 *   administer users: the screens check too, but a screen is not a wall;
 * - write a `rights-change` line to the access log before each change (`log-view` is not needed: this is no log);
 * - end the sessions of an account whose roles were taken, or that was deactivated, within 60 seconds.
 *
 * Methods throw `Problem('not-found')` for an unknown account and `Problem('conflict')` where the state has changed
 * since it was read.
 */
export interface UserAdministration {
  /** Roles that may be given, in the order to show them. */
  grantableRoles(): readonly GrantableRole[];
  /** Users whose name or e-mail contains the words, folded (no accents, any order); all for no words. At most 200, by name. */
  list(by: Administrator, words?: string): Promise<readonly User[]>;
  find(by: Administrator, accountId: string): Promise<User | undefined>;
  /** Throws `Problem('duplicate')` for an e-mail address that has an account. */
  invite(by: Administrator, invitation: Invitation): Promise<InvitationIssued>;
  /** Replaces all roles. */
  setRoles(by: Administrator, accountId: string, roles: readonly UserRole[]): Promise<void>;
  deactivate(by: Administrator, accountId: string, reason: string): Promise<void>;
  reactivate(by: Administrator, accountId: string): Promise<void>;
  /** First step of a reset of the second factor: it does nothing until another administrator confirms. */
  askSecondFactorReset(by: Administrator, accountId: string, reason: string): Promise<void>;
  /**
   * Second step: the user takes the account into use again with the code. Throws `Problem('forbidden')` when the same
   * administrator asked for it.
   */
  confirmSecondFactorReset(by: Administrator, accountId: string): Promise<InvitationIssued>;
  sessions(by: Administrator, accountId: string): Promise<readonly UserSession[]>;
  endSession(by: Administrator, accountId: string, sessionId: string): Promise<void>;
}
