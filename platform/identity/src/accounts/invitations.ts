import { randomUUID } from 'node:crypto';
import { Problem, type SqlPort } from '@caecilia/kernel';
import { inGroups, newLetterCode, readLetterCode } from '../factors/letter-code.ts';
import type { Sealing } from '../factors/sealing.ts';
import type { AccountStore, StoredAccount } from './account-store.ts';
import { numberIn, optionalNumberIn, optionalTextIn, textIn } from './rows.ts';

const LETTERS = 12;

/** A code on paper by which somebody takes their account into use. */
export interface Invitation {
  /** `ABCD-EFGH-JKMN`; it is shown once and kept nowhere. */
  readonly code: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** An invitation that somebody showed the code of. */
export interface AcceptedInvitation {
  readonly invitationId: string;
  readonly account: StoredAccount;
}

/** Invitations: twelve letters, for one account, once, for a limited time. */
export class Invitations {
  readonly #sql: SqlPort;
  readonly #sealing: Sealing;
  readonly #accounts: AccountStore;

  constructor(sql: SqlPort, sealing: Sealing, accounts: AccountStore) {
    this.#sql = sql;
    this.#sealing = sealing;
    this.#accounts = accounts;
  }

  /**
   * A new code in the place of earlier ones. Patients and carers must also know their birth date (a FHIR date); throws
   * `Problem('required')` without it.
   */
  async make(
    account: StoredAccount,
    options: { readonly at: number; readonly validMs: number; readonly birthDate?: string },
  ): Promise<Invitation> {
    if (account.kind !== 'staff' && !/^\d{4}-\d\d-\d\d$/.test(options.birthDate ?? ''))
      throw new Problem('required', 'An invitation of a patient or carer needs their birth date.');
    const code = newLetterCode(LETTERS);
    const expiresAt = options.at + options.validMs;
    await this.#sql.transaction(async (sql) => {
      await sql.query({ text: 'delete from identity.invitation where account_id = $1 and used_at is null' }, [
        account.accountId,
      ]);
      await sql.query(
        {
          text: 'insert into identity.invitation (invitation_id, account_id, digest, birth_date, expires_at) values ($1, $2, $3, $4, $5)',
        },
        [randomUUID(), account.accountId, this.#digest(code), options.birthDate ?? null, expiresAt],
      );
    });
    return { code: inGroups(code), expiresAt };
  }

  /** The account behind a code; undefined for a wrong, used or expired one, and for a birth date that does not fit. */
  async accept(
    typed: string,
    at: number,
    birthDate: string | undefined,
  ): Promise<AcceptedInvitation | undefined> {
    const [row] = await this.#sql.query(
      { text: 'select * from identity.invitation where digest = $1 and used_at is null and expires_at > $2' },
      [this.#digest(readLetterCode(typed)), at],
    );
    if (!row) return undefined;
    const asked = optionalTextIn(row.birth_date);
    if (asked !== undefined && asked !== birthDate) return undefined;
    const account = await this.#accounts.find(textIn(row.account_id));
    return account?.active ? { invitationId: textIn(row.invitation_id), account } : undefined;
  }

  /**
   * Why a code that was once given, with the birth date that belongs to it, does not work any more. Whoever asks holds
   * the letter; of a code that never was, nothing is told.
   */
  async stale(
    typed: string,
    at: number,
    birthDate: string | undefined,
  ): Promise<'used' | 'expired' | undefined> {
    const [row] = await this.#sql.query(
      { text: 'select birth_date, expires_at, used_at from identity.invitation where digest = $1' },
      [this.#digest(readLetterCode(typed))],
    );
    const asked = optionalTextIn(row?.birth_date);
    if (row === undefined || (asked !== undefined && asked !== birthDate)) return undefined;
    if (optionalNumberIn(row.used_at) !== undefined) return 'used';
    return numberIn(row.expires_at) <= at ? 'expired' : undefined;
  }

  /** Whether it could still be used; it is used by asking. */
  async use(invitationId: string, at: number): Promise<boolean> {
    const used = await this.#sql.query(
      {
        text: 'update identity.invitation set used_at = $2 where invitation_id = $1 and used_at is null and expires_at > $2 returning invitation_id',
      },
      [invitationId, at],
    );
    return used.length === 1;
  }

  /** Invitations that were not used hold no longer. */
  async withdraw(accountId: string): Promise<void> {
    await this.#sql.query(
      { text: 'delete from identity.invitation where account_id = $1 and used_at is null' },
      [accountId],
    );
  }

  #digest(code: string): string {
    return this.#sealing.digest('invitation', code);
  }
}
