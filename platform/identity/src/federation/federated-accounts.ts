import { randomUUID } from 'node:crypto';
import type { AccessLog, Caller, SqlPort } from '@caecilia/kernel';
import type { AccountStore, StoredAccount } from '../accounts/account-store.ts';
import { optionalTextIn } from '../accounts/rows.ts';
import type { SessionStore } from '../sessions/session-store.ts';
import type { MappedPerson } from './claims.ts';

/** `system:federation` changes accounts on the word of an identity provider; the log says of which. */
const FEDERATION: Caller = { id: 'system:federation', role: 'system', scope: { kind: 'nothing' } };

export interface FederatedAccountParts {
  readonly sql: SqlPort;
  readonly log: AccessLog;
  readonly now: () => Date;
  readonly accounts: AccountStore;
  readonly sessions: SessionStore;
}

/**
 * Accounts behind the people of identity providers: by issuer and subject, and by nothing else. An account that we
 * made ourselves is never taken over because a provider names the same practitioner.
 */
export class FederatedAccounts {
  readonly #parts: FederatedAccountParts;

  constructor(parts: FederatedAccountParts) {
    this.#parts = parts;
  }

  /** Finds or makes the account, with the roles of this moment. A deactivated one stays as it is. */
  async accountOf(
    who: { readonly issuer: string; readonly subject: string },
    person: MappedPerson,
    fhirUser: string | undefined,
  ): Promise<StoredAccount> {
    const { accounts } = this.#parts;
    const known = await this.#find(who);
    if (known === undefined) return await this.#make(who, person, fhirUser);
    if (!known.active || sameRoles(known, person)) return known;
    await this.#log('U', known.accountId, `roles by ${who.issuer}`);
    await accounts.setRoles(known.accountId, person.roles);
    await this.#parts.sessions.endAllOf(known.accountId, 'roles changed at the identity provider');
    return await accounts.get(known.accountId);
  }

  async #find({ issuer, subject }: { issuer: string; subject: string }): Promise<StoredAccount | undefined> {
    const [row] = await this.#parts.sql.query(
      { text: 'select account_id from identity.federated_account where issuer = $1 and subject = $2' },
      [issuer, subject],
    );
    const accountId = optionalTextIn(row?.account_id);
    return accountId === undefined ? undefined : await this.#parts.accounts.find(accountId);
  }

  async #make(
    { issuer, subject }: { issuer: string; subject: string },
    { name, roles }: MappedPerson,
    fhirUser: string | undefined,
  ): Promise<StoredAccount> {
    const { accounts, sql, now } = this.#parts;
    const accountId = randomUUID();
    await this.#log('C', accountId, `made by ${issuer}`);
    await accounts.create(
      { accountId, kind: 'staff', name, roles, ...(fhirUser === undefined ? {} : { fhirUser }) },
      now().getTime(),
    );
    await sql.query(
      { text: 'insert into identity.federated_account values ($1, $2, $3) on conflict do nothing' },
      [issuer, subject, accountId],
    );
    // Of two first sign-ins at the same time the one that was kept counts for both.
    const kept = await this.#find({ issuer, subject });
    if (kept === undefined) throw new Error('a federated account was not kept');
    if (kept.accountId !== accountId) await accounts.setActive(accountId, false);
    return kept;
  }

  async #log(action: 'C' | 'U', id: string, detail: string): Promise<void> {
    await this.#parts.log.write({
      event: 'rights-change',
      action,
      outcome: 0,
      caller: FEDERATION,
      object: { type: 'Account', id },
      detail,
    });
  }
}

function sameRoles(account: StoredAccount, { roles }: MappedPerson): boolean {
  const text = (list: StoredAccount['roles']) =>
    list
      .map(({ role, organization = '' }) => `${role} ${organization}`)
      .toSorted()
      .join('\n');
  return text(account.roles) === text(roles);
}
