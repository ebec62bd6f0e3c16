import { randomUUID } from 'node:crypto';
import { INVITED_ACR, TWO_FACTOR_ACR } from '../acr.ts';
import type { Account, AccountRole, Accounts, LiveSession, Sessions } from '../contract.ts';

const HOSPITAL = 'Organization/invented-hospital';

/** Invented people, obviously so. */
export const PEOPLE: Readonly<Record<'nurse' | 'physician' | 'patient' | 'carer', Account>> = {
  nurse: {
    accountId: 'acc-nurse',
    kind: 'staff',
    name: 'N. Urse (invented)',
    fhirUser: 'Practitioner/invented-nurse',
    roles: [{ role: 'consult-nurse', organization: HOSPITAL }],
    active: true,
  },
  physician: {
    accountId: 'acc-physician',
    kind: 'staff',
    name: 'P. Hysician (invented)',
    fhirUser: 'Practitioner/invented-physician',
    roles: [{ role: 'consult-physician', organization: HOSPITAL }],
    active: true,
  },
  patient: {
    accountId: 'acc-patient',
    kind: 'patient',
    name: 'P. Atient (invented)',
    fhirUser: 'Patient/invented-patient',
    roles: [{ role: 'patient' }],
    active: true,
  },
  carer: {
    accountId: 'acc-carer',
    kind: 'carer',
    name: 'C. Arer (invented)',
    fhirUser: 'RelatedPerson/invented-carer',
    roles: [{ role: 'carer' }],
    active: true,
  },
};

/** What the roles of these people may hand to an app. */
export const ROLE_SCOPES: Readonly<Record<string, readonly string[]>> = {
  'consult-nurse': ['user/*.rs', 'user/Observation.cu'],
  'consult-physician': ['user/*.cruds'],
  patient: ['patient/*.rs', 'offline_access'],
  carer: ['patient/*.rs'],
};

/** Accounts in memory. */
export class AccountsInMemory implements Accounts {
  readonly #all = new Map<string, Account>(Object.values(PEOPLE).map((one) => [one.accountId, one]));

  find(accountId: string): Promise<Account | undefined> {
    return Promise.resolve(this.#all.get(accountId));
  }

  set(account: Account): void {
    this.#all.set(account.accountId, account);
  }
}

/** Sign-ins in memory. */
export class SessionsInMemory implements Sessions {
  readonly #all = new Map<string, LiveSession>();
  readonly ended: { readonly sessionId: string; readonly reason: string }[] = [];
  asked = 0;

  start(account: Account, proof: Partial<LiveSession> = {}): LiveSession {
    const [acting] = account.roles as readonly [AccountRole];
    const staff = account.kind === 'staff';
    const session: LiveSession = {
      sessionId: randomUUID(),
      accountId: account.accountId,
      acting,
      amr: staff ? ['pwd', 'otp', 'mfa'] : ['pwd'],
      acr: staff ? TWO_FACTOR_ACR : INVITED_ACR,
      authTime: Math.floor(Date.now() / 1000),
      ...proof,
    };
    this.#all.set(session.sessionId, session);
    return session;
  }

  find(sessionId: string): Promise<LiveSession | undefined> {
    this.asked += 1;
    return Promise.resolve(this.#all.get(sessionId));
  }

  touch(): Promise<void> {
    return Promise.resolve();
  }

  end(sessionId: string, reason: string): Promise<void> {
    this.#all.delete(sessionId);
    this.ended.push({ sessionId, reason });
    return Promise.resolve();
  }
}
