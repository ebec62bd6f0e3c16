import { type AccessLog, type Caller, Problem, type SqlPort } from '@caecilia/kernel';
import type { AccountRole } from '../contract.ts';
import type { Passkeys } from '../factors/passkeys.ts';
import type { RecoveryCodes } from '../factors/recovery-codes.ts';
import type { TotpFactors } from '../factors/totp.ts';
import type { SessionStore } from '../sessions/session-store.ts';
import { type AccountFacts, accountFacts } from './account-facts.ts';
import type { AccountStore, NewAccount, StoredAccount } from './account-store.ts';
import type { Invitation, Invitations } from './invitations.ts';

const DAY_MS = 86_400_000;

/** Days that an invitation holds: staff get it in person, patients and carers by letter. */
export const INVITATION_DAYS = { staff: 3, patient: 30, carer: 30 } as const;

/** What accounts are administered with. Who may do this is the caller's to check; each act is a line of the log. */
export interface AccountAdministration {
  list(): Promise<readonly StoredAccount[]>;
  /** What is known of accounts beside themselves, by account id; of one, or of all. */
  facts(accountId?: string): Promise<ReadonlyMap<string, AccountFacts>>;
  /** Makes an account and its invitation. `birthDate` (FHIR date) is required for patients and carers. */
  create(
    by: Caller,
    account: NewAccount,
    birthDate?: string,
  ): Promise<{ account: StoredAccount; invitation: Invitation }>;
  /** A new invitation in the place of the one that was not used, for an account without a password or passkey. */
  invite(by: Caller, accountId: string, birthDate?: string): Promise<Invitation>;
  /** The invitation that was not used works no longer. */
  withdraw(by: Caller, accountId: string): Promise<void>;
  /** Its sessions end with it. */
  deactivate(by: Caller, accountId: string): Promise<void>;
  activate(by: Caller, accountId: string): Promise<void>;
  /** Its sessions end, so that none goes on in a role that is gone. */
  setRoles(by: Caller, accountId: string, roles: readonly AccountRole[]): Promise<void>;
  /**
   * Takes password, codes and passkeys away and makes a new invitation; its sessions end. Throws
   * `Problem('forbidden')` for one's own account: a second person looks at who asks.
   */
  resetFactors(by: Caller, accountId: string, birthDate?: string): Promise<Invitation>;
}

/** What the administration works with. */
export interface AdministrationParts {
  readonly sql: SqlPort;
  readonly log: AccessLog;
  readonly now: () => Date;
  readonly accounts: AccountStore;
  readonly invitations: Invitations;
  readonly sessions: SessionStore;
  readonly totp: TotpFactors;
  readonly passkeys: Passkeys;
  readonly recovery: RecoveryCodes;
}

/** The functions behind the screens and commands of an administrator. */
export function administrationOf(parts: AdministrationParts): AccountAdministration {
  const { accounts, sessions } = parts;
  const at = () => parts.now().getTime();
  const invite = (account: StoredAccount, birthDate: string | undefined) =>
    parts.invitations.make(account, {
      at: at(),
      validMs: INVITATION_DAYS[account.kind] * DAY_MS,
      ...(birthDate === undefined ? {} : { birthDate }),
    });
  return {
    list: () => accounts.list(),
    facts: (accountId) => accountFacts(parts.sql, accountId),
    async create(by, account, birthDate) {
      requireComplete(account, birthDate);
      await logChange(parts.log, by, 'C', account.fhirUser ?? account.kind, rolesAsText(account.roles));
      const made = await accounts.create(account, at());
      return { account: made, invitation: await invite(made, birthDate) };
    },
    async invite(by, accountId, birthDate) {
      const account = await accounts.get(accountId);
      const inUse = account.passwordHash !== undefined || (await parts.passkeys.has(accountId));
      if (inUse) throw new Problem('conflict', 'This account is in use already; reset its factors instead.');
      await logChange(parts.log, by, 'U', accountId, 'invited');
      return await invite(account, birthDate);
    },
    async withdraw(by, accountId) {
      await accounts.get(accountId);
      await logChange(parts.log, by, 'U', accountId, 'invitation withdrawn');
      await parts.invitations.withdraw(accountId);
    },
    async deactivate(by, accountId) {
      await accounts.get(accountId);
      await logChange(parts.log, by, 'U', accountId, 'deactivated');
      await accounts.setActive(accountId, false);
      await parts.invitations.withdraw(accountId);
      await sessions.endAllOf(accountId, 'account deactivated');
    },
    async activate(by, accountId) {
      await accounts.get(accountId);
      await logChange(parts.log, by, 'U', accountId, 'activated');
      await accounts.setActive(accountId, true);
    },
    async setRoles(by, accountId, roles) {
      const account = await accounts.get(accountId);
      requireRoles(roles);
      refuseOwn(by, account, 'Somebody else changes your roles.');
      await logChange(parts.log, by, 'U', accountId, rolesAsText(roles));
      await accounts.setRoles(accountId, roles);
      await sessions.endAllOf(accountId, 'roles changed');
    },
    async resetFactors(by, accountId, birthDate) {
      const account = await accounts.get(accountId);
      refuseOwn(by, account, 'Somebody else resets your factors: a second person checks that it is you.');
      await logChange(parts.log, by, 'U', accountId, 'factors reset');
      // First, so that none of them adds a factor behind the reset; and again, for who came in meanwhile.
      await sessions.endAllOf(accountId, 'factors reset');
      await accounts.setPassword(accountId, null);
      for (const factor of [parts.totp, parts.passkeys, parts.recovery]) await factor.remove(accountId);
      await sessions.endAllOf(accountId, 'factors reset');
      return await invite(account, birthDate);
    },
  };
}

function requireComplete({ kind, login, fhirUser, roles }: NewAccount, birthDate: string | undefined): void {
  requireRoles(roles);
  if (kind === 'staff' && login === undefined)
    throw new Problem('required', 'An account of staff needs a name to sign in with.');
  if (kind !== 'staff' && fhirUser === undefined)
    throw new Problem('required', 'An account of a patient or carer needs the person in the record.');
  if (kind !== 'staff' && birthDate === undefined)
    throw new Problem('required', 'An invitation of a patient or carer needs their birth date.');
}

function requireRoles(roles: readonly AccountRole[]): void {
  if (roles.length === 0) throw new Problem('required', 'An account needs at least one role.');
}

function refuseOwn(by: Caller, account: StoredAccount, sentence: string): void {
  const own = [`Account/${account.accountId}`, account.accountId, account.fhirUser];
  if (own.includes(by.id)) throw new Problem('forbidden', sentence);
}

function rolesAsText(roles: readonly AccountRole[]): string {
  return `roles ${roles.map(({ role, organization }) => (organization ? `${role}@${organization}` : role)).join(', ')}`;
}

/** The log first: where it cannot be written, nothing changes. */
async function logChange(
  log: AccessLog,
  caller: Caller,
  action: 'C' | 'U',
  id: string,
  detail: string,
): Promise<void> {
  await log.write({
    event: 'rights-change',
    action,
    outcome: 0,
    caller,
    object: { type: 'Account', id },
    detail,
  });
}
