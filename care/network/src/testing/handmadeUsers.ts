import { Problem } from '@caecilia/kernel';
import type {
  Administrator,
  GrantableRole,
  Invitation,
  User,
  UserAdministration,
  UserRole,
  UserSession,
} from '../users.ports.ts';

/** Roles of the tests. */
export const ROLES: readonly GrantableRole[] = [
  { role: 'functional-administrator', name: { nl: 'Functioneel beheerder', en: 'Functional administrator' } },
  { role: 'consult-nurse', name: { nl: 'Verpleegkundige consultteam', en: 'Consultation nurse' } },
  { role: 'consult-physician', name: { nl: 'Arts consultteam', en: 'Consultation physician' } },
  { role: 'team-lead', name: { nl: 'Teamleider', en: 'Team lead' } },
  { role: 'privacy-officer', name: { nl: 'Privacyfunctionaris', en: 'Privacy officer' } },
];

/** Accounts kept in memory by the rules of the port, for tests of the screens. */
export class HandmadeUsers implements UserAdministration {
  readonly users = new Map<string, User>();
  readonly live = new Map<string, readonly UserSession[]>();
  /** What was done, in order. */
  readonly done: string[] = [];
  readonly #now: () => Date;

  constructor(
    now: () => Date,
    users: readonly User[],
    sessions: Readonly<Record<string, readonly UserSession[]>>,
  ) {
    this.#now = now;
    for (const user of users) this.users.set(user.accountId, user);
    for (const [accountId, own] of Object.entries(sessions)) this.live.set(accountId, own);
  }

  grantableRoles(): readonly GrantableRole[] {
    return ROLES;
  }

  async list(_by: Administrator, words?: string): Promise<readonly User[]> {
    const wanted = (words ?? '').toLowerCase().split(/\s+/);
    return [...this.users.values()]
      .filter(({ name, email = '' }) =>
        wanted.every((word) => `${name} ${email}`.toLowerCase().includes(word)),
      )
      .toSorted((one, other) => one.name.localeCompare(other.name));
  }

  async find(_by: Administrator, accountId: string): Promise<User | undefined> {
    return this.users.get(accountId);
  }

  async invite(_by: Administrator, { name, email, roles, fhirUser }: Invitation) {
    if ([...this.users.values()].some((user) => user.email === email))
      throw new Problem('duplicate', 'This address has an account.');
    const accountId = `account-${String(this.users.size + 1)}`;
    this.users.set(accountId, {
      accountId,
      name,
      email,
      roles,
      kind: 'staff',
      state: 'invited',
      secondFactor: false,
      ...(fhirUser === undefined ? {} : { fhirUser }),
    });
    this.done.push(`invite ${email}`);
    return {
      accountId,
      code: 'PROEF-7421',
      until: new Date(this.#now().getTime() + 259_200_000).toISOString(),
    };
  }

  async setRoles(by: Administrator, accountId: string, roles: readonly UserRole[]): Promise<void> {
    this.#change(by, accountId, { roles }, 'roles');
  }

  async deactivate(by: Administrator, accountId: string, reason: string): Promise<void> {
    this.#change(by, accountId, { state: 'deactivated' }, `deactivate: ${reason}`);
  }

  async reactivate(by: Administrator, accountId: string): Promise<void> {
    this.#change(by, accountId, { state: 'active' }, 'reactivate');
  }

  async askSecondFactorReset(by: Administrator, accountId: string, reason: string): Promise<void> {
    const byName = this.users.get(by.accountId)?.name ?? by.accountId;
    const resetAsked = { by: by.accountId, byName, at: this.#now().toISOString() };
    this.#change(by, accountId, { resetAsked }, `ask reset: ${reason}`);
  }

  async confirmSecondFactorReset(by: Administrator, accountId: string) {
    const user = this.#other(by, accountId);
    if (user.resetAsked?.by === by.accountId)
      throw new Problem('forbidden', 'Another administrator confirms.');
    const { resetAsked: _asked, ...rest } = user;
    this.users.set(accountId, { ...rest, secondFactor: false });
    this.done.push(`confirm reset ${accountId}`);
    return {
      accountId,
      code: 'PROEF-7422',
      until: new Date(this.#now().getTime() + 259_200_000).toISOString(),
    };
  }

  async sessions(_by: Administrator, accountId: string): Promise<readonly UserSession[]> {
    return this.live.get(accountId) ?? [];
  }

  async endSession(by: Administrator, accountId: string, sessionId: string): Promise<void> {
    this.#other(by, accountId);
    this.live.set(
      accountId,
      (this.live.get(accountId) ?? []).filter((each) => each.sessionId !== sessionId),
    );
    this.done.push(`end session ${sessionId}`);
  }

  #other(by: Administrator, accountId: string): User {
    if (by.accountId === accountId) throw new Problem('forbidden', 'Nobody changes their own account.');
    const user = this.users.get(accountId);
    if (!user) throw new Problem('not-found', 'There is no such account.');
    return user;
  }

  #change(by: Administrator, accountId: string, change: Partial<User>, what: string): void {
    this.users.set(accountId, { ...this.#other(by, accountId), ...change });
    this.done.push(`${what} ${accountId}`);
  }
}

/** Invented users. */
export function inventedUsers(now: () => Date): HandmadeUsers {
  const at = (minutesAgo: number) => new Date(now().getTime() - minutesAgo * 60_000).toISOString();
  const staff = { kind: 'staff', state: 'active', secondFactor: true } as const;
  const users: readonly User[] = [
    {
      ...staff,
      accountId: 'admin-1',
      name: 'Bea Beheer',
      email: 'bea@voorbeeld.example',
      roles: [{ role: 'functional-administrator' }],
      lastSignIn: at(12),
    },
    {
      ...staff,
      accountId: 'admin-2',
      name: 'Otto Ordelijk',
      email: 'otto@voorbeeld.example',
      roles: [{ role: 'functional-administrator' }],
      lastSignIn: at(3000),
    },
    {
      ...staff,
      accountId: 'nurse-1',
      name: 'Vera Voorbeeldig',
      email: 'vera@voorbeeld.example',
      fhirUser: 'Practitioner/demo-voorbeeldig',
      roles: [{ role: 'consult-nurse', organization: 'Organization/demo-hospital' }],
      lastSignIn: at(95),
    },
    {
      ...staff,
      accountId: 'new-1',
      name: 'Nico Nieuw',
      email: 'nico@voorbeeld.example',
      state: 'invited',
      secondFactor: false,
      roles: [{ role: 'consult-physician', organization: 'Organization/demo-hospital' }],
    },
    {
      ...staff,
      accountId: 'gone-1',
      name: 'Wim Weg',
      email: 'wim@voorbeeld.example',
      state: 'deactivated',
      roles: [],
      lastSignIn: at(90_000),
    },
  ];
  const session: UserSession = {
    sessionId: 's-1',
    device: 'Firefox, Linux',
    address: '192.0.2.x',
    startedAt: at(95),
    lastUsedAt: at(2),
    role: 'consult-nurse',
  };
  return new HandmadeUsers(now, users, {
    'nurse-1': [session, { ...session, sessionId: 's-2', device: 'Safari, iPhone' }],
  });
}
