import type { AccountFacts, SeenSession, SignIn, StoredAccount } from '@caecilia/identity';
import { type AccessLog, Problem } from '@caecilia/kernel';
import type {
  Administrator,
  GrantableRole,
  Invitation,
  InvitationIssued,
  User,
  UserAdministration,
  UserRole,
  UserSession,
} from '@caecilia/network';
import { mayByRole } from '@caecilia/network';
import { ROLES } from '../access/policy-roles.ts';
import { staffFound } from '../identity/staff-found.ts';
import type { ResetAsked, ResetRequests } from './reset-requests.ts';

/** What the administration of users works with. */
export interface UsersParts {
  readonly signIn: Pick<SignIn, 'administration' | 'accounts' | 'sessions'>;
  readonly resets: ResetRequests;
  readonly log: AccessLog;
  readonly now: () => Date;
}

const MOST = 200;
const GRANTABLE: readonly GrantableRole[] = ROLES.filter(({ kind }) => kind === 'staff').map(
  ({ code, name }) => ({ role: code, name }),
);

/**
 * Accounts of staff, for the administrator's screens. Patients and carers are not among them: that somebody has an
 * account of a patient says that they are one.
 */
export class StaffAccounts implements UserAdministration {
  readonly #parts: UsersParts;

  constructor(parts: UsersParts) {
    this.#parts = parts;
  }

  grantableRoles(): readonly GrantableRole[] {
    return GRANTABLE;
  }

  async list(by: Administrator, words = ''): Promise<readonly User[]> {
    requireAdministrator(by);
    const { signIn, resets } = this.#parts;
    const accounts = await signIn.administration.list();
    const found = staffFound(accounts, words, ({ name, login = '' }) => `${name} ${login}`);
    const [facts, asked] = await Promise.all([signIn.administration.facts(), resets.all()]);
    return found.slice(0, MOST).map((account) => userOf(account, facts, asked));
  }

  async find(by: Administrator, accountId: string): Promise<User | undefined> {
    requireAdministrator(by);
    const { signIn, resets } = this.#parts;
    const account = await signIn.accounts.find(accountId);
    if (account?.kind !== 'staff') return undefined;
    return userOf(account, await signIn.administration.facts(accountId), await resets.all());
  }

  async invite(by: Administrator, invitation: Invitation): Promise<InvitationIssued> {
    requireAdministrator(by);
    const { name, email, fhirUser, roles } = invitation;
    requireGrantable(roles);
    const made = await this.#parts.signIn.administration.create(by.caller, {
      kind: 'staff',
      name,
      login: email,
      roles,
      ...(fhirUser === undefined ? {} : { fhirUser }),
    });
    return issued(made.account.accountId, made.invitation);
  }

  async setRoles(by: Administrator, accountId: string, roles: readonly UserRole[]): Promise<void> {
    await this.#other(by, accountId);
    requireGrantable(roles);
    await this.#parts.signIn.administration.setRoles(by.caller, accountId, roles);
  }

  async deactivate(by: Administrator, accountId: string, reason: string): Promise<void> {
    await this.#other(by, accountId);
    await this.#line(by, accountId, `to deactivate: ${reason}`);
    await this.#parts.resets.forget(accountId);
    await this.#parts.signIn.administration.deactivate(by.caller, accountId);
  }

  async reactivate(by: Administrator, accountId: string): Promise<void> {
    await this.#other(by, accountId);
    await this.#parts.signIn.administration.activate(by.caller, accountId);
  }

  async askSecondFactorReset(by: Administrator, accountId: string, reason: string): Promise<void> {
    await this.#other(by, accountId);
    await this.#line(by, accountId, `reset of factors asked: ${reason}`);
    const byName = by.caller.name ?? by.accountId;
    const at = this.#parts.now().toISOString();
    await this.#parts.resets.ask(accountId, { by: by.accountId, byName, at }, reason);
  }

  async confirmSecondFactorReset(by: Administrator, accountId: string): Promise<InvitationIssued> {
    await this.#other(by, accountId);
    const asked = await this.#parts.resets.take(accountId, by.accountId);
    if (asked === undefined)
      throw new Problem('forbidden', 'A reset is asked for by one administrator and confirmed by another.');
    return issued(accountId, await this.#parts.signIn.administration.resetFactors(by.caller, accountId));
  }

  async sessions(by: Administrator, accountId: string): Promise<readonly UserSession[]> {
    if ((await this.find(by, accountId)) === undefined) throw noAccount();
    const sessions = await this.#parts.signIn.sessions.ofAccount(accountId);
    return sessions.filter(({ state }) => state !== 'ended').map(sessionOf);
  }

  async endSession(by: Administrator, accountId: string, sessionId: string): Promise<void> {
    await this.#other(by, accountId);
    const session = await this.#parts.signIn.sessions.see(sessionId);
    if (session?.accountId !== accountId) throw new Problem('not-found', 'There is no such session.');
    await this.#line(by, accountId, 'session ended by an administrator');
    await this.#parts.signIn.sessions.end(sessionId, 'ended by an administrator');
  }

  /** An account that this administrator may change. */
  async #other(by: Administrator, accountId: string): Promise<void> {
    requireAdministrator(by);
    const account = await this.#parts.signIn.accounts.find(accountId);
    if (account?.kind !== 'staff') throw noAccount();
    if (by.accountId === accountId) throw new Problem('forbidden', 'Nobody changes their own account.');
    // Two accounts of one person are one person.
    if (account.fhirUser !== undefined && account.fhirUser === by.caller.id)
      throw new Problem('forbidden', 'Nobody changes an account of their own.');
  }

  async #line({ caller }: Administrator, id: string, detail: string): Promise<void> {
    const object = { type: 'Account', id };
    await this.#parts.log.write({
      event: 'rights-change',
      action: 'U',
      outcome: 0,
      caller,
      object,
      detail,
    });
  }
}

function noAccount(): Problem {
  return new Problem('not-found', 'There is no such account.');
}

function requireAdministrator({ caller }: Administrator): void {
  if (!mayByRole(caller, 'users')) throw new Problem('forbidden', 'This role does not administer users.');
}

function requireGrantable(roles: readonly UserRole[]): void {
  if (roles.some(({ role }) => !GRANTABLE.some((each) => each.role === role)))
    throw new Problem('value', 'One of these roles does not exist, or is not for staff.');
}

function issued(
  accountId: string,
  { code, expiresAt }: { readonly code: string; readonly expiresAt: number },
): InvitationIssued {
  return { accountId, code, until: new Date(expiresAt).toISOString() };
}

function userOf(
  account: StoredAccount,
  facts: ReadonlyMap<string, AccountFacts>,
  asked: ReadonlyMap<string, ResetAsked>,
): User {
  const { accountId, name, login, fhirUser, kind, roles, active } = account;
  const known = facts.get(accountId);
  const resetAsked = asked.get(accountId);
  return {
    accountId,
    name,
    kind,
    roles,
    state: active ? (known?.inUse ? 'active' : 'invited') : 'deactivated',
    secondFactor: known?.secondFactor ?? false,
    ...(login === undefined ? {} : { email: login }),
    ...(fhirUser === undefined ? {} : { fhirUser }),
    ...(resetAsked === undefined ? {} : { resetAsked }),
    ...(known?.lastSignIn === undefined ? {} : { lastSignIn: new Date(known.lastSignIn).toISOString() }),
  };
}

function sessionOf({ sessionId, createdAt, lastUsedAt, device, address, acting }: SeenSession): UserSession {
  return {
    sessionId,
    startedAt: new Date(createdAt).toISOString(),
    lastUsedAt: new Date(lastUsedAt).toISOString(),
    device,
    address: shortened(address),
    role: acting.role,
  };
}

/** The network and not the machine: enough to recognise a strange place. */
function shortened(address: string): string {
  return address.includes(':')
    ? address.split(':').slice(0, 3).join(':').concat('::')
    : address.replace(/\.\d+$/, '.x');
}
