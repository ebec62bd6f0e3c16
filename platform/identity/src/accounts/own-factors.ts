import { type AccessLog, Problem, type SqlPort, type SqlRunner } from '@caecilia/kernel';
import { DEMO_ACR } from '../acr.ts';
import type { KeptPasskey, NewPasskey, Passkeys } from '../factors/passkeys.ts';
import type { RecoveryCodes } from '../factors/recovery-codes.ts';
import { type TotpFactors, totpStep } from '../factors/totp.ts';
import type { SeenSession, SessionStore } from '../sessions/session-store.ts';
import type { AccountStore, StoredAccount } from './account-store.ts';
import { accountCaller } from './log-caller.ts';

/** How long after a second factor its owner may change how they sign in. Source: OWASP ASVS 5.0, 7.5.1. */
export const RECENT_MS = 5 * 60_000;

/** Most characters of the name of a passkey. */
export const PASSKEY_NAME = 60;

/** Somebody at their own account, in a session of theirs. */
export interface FactorOwner {
  readonly account: StoredAccount;
  readonly session: SeenSession;
}

/** How an account is signed in with now. */
export interface FactorOverview {
  readonly password: boolean;
  /** Milliseconds since 1970; absent without an app. */
  readonly totpSince?: number;
  readonly passkeys: readonly KeptPasskey[];
  readonly recoveryLeft: number;
}

/** What changes of one's own factors work with. */
export interface OwnFactorsParts {
  readonly sql: SqlPort;
  readonly log: AccessLog;
  readonly now: () => Date;
  readonly accounts: AccountStore;
  readonly sessions: SessionStore;
  readonly totp: TotpFactors;
  readonly passkeys: Passkeys;
  readonly recovery: RecoveryCodes;
}

/**
 * Whether a second factor of this house was given in this session less than five minutes ago. Never in a demo: many
 * people share its accounts.
 */
export function isRecent({ factorAt, acr }: SeenSession, atMs: number): boolean {
  return acr !== DEMO_ACR && factorAt !== undefined && atMs - factorAt < RECENT_MS;
}

/** Whether somebody can look after their own factors in this session: they have a second one here, and it is no demo. */
export function canConfirm({ acr }: SeenSession, { totpSince, passkeys }: FactorOverview): boolean {
  return acr !== DEMO_ACR && (totpSince !== undefined || passkeys.length > 0);
}

/**
 * Whether this passkey may go: another one stays, or password and app do. Both of them, because each alone is one factor.
 */
export function mayRemovePasskey({ password, totpSince, passkeys }: FactorOverview): boolean {
  return passkeys.length > 1 || (password && totpSince !== undefined);
}

/**
 * How people look after their own factors. Each change asks for a recent second factor, is written to the log first,
 * and is made while account and session are locked, so that an administrator who resets the factors has the last word.
 */
export class OwnFactors {
  readonly #parts: OwnFactorsParts;

  constructor(parts: OwnFactorsParts) {
    this.#parts = parts;
  }

  async overview({ accountId, passwordHash }: StoredAccount): Promise<FactorOverview> {
    const { totp, passkeys, recovery } = this.#parts;
    const totpSince = await totp.since(accountId);
    return {
      password: passwordHash !== undefined,
      ...(totpSince === undefined ? {} : { totpSince }),
      passkeys: await passkeys.list(accountId),
      recoveryLeft: await recovery.left(accountId),
    };
  }

  /** A new password (its hash), with the name to sign in with where the account had none. Other sessions end. */
  async setPassword(owner: FactorOwner, passwordHash: string, login?: string): Promise<void> {
    const { accounts } = this.#parts;
    const { accountId } = owner.account;
    await this.#change(owner, 'password changed', async (sql) => {
      if (login !== undefined) await accounts.setLogin(accountId, login, sql);
      await accounts.setPassword(accountId, passwordHash, sql);
    });
    await this.#endOthers(owner, 'password changed');
  }

  /** Another app in the place of the one before; false for a wrong code of it. Other sessions end. */
  async setTotp(owner: FactorOwner, secret: string, typed: string): Promise<boolean> {
    const at = this.#parts.now().getTime();
    const { accountId } = owner.account;
    if (totpStep(secret, typed, at) === undefined) return false;
    await this.#change(owner, 'one-time codes replaced', async (within) => {
      await this.#parts.totp.enrol(accountId, secret, { typed, at, within });
    });
    await this.#endOthers(owner, 'one-time codes replaced');
    return true;
  }

  /** Throws `Problem('duplicate')` where somebody has it already. */
  async addPasskey(owner: FactorOwner, passkey: NewPasskey, name: string): Promise<void> {
    const at = this.#parts.now().getTime();
    const { accountId } = owner.account;
    await this.#change(owner, 'passkey added', async (within) => {
      await this.#parts.passkeys.keep(accountId, passkey, { at, within });
      await this.#parts.passkeys.rename(accountId, passkey.credentialId, name, within);
    });
  }

  /** Its name helps its owner only, and opens nothing. Throws `Problem('not-found')` for one that is not theirs. */
  async renamePasskey(owner: FactorOwner, id: string, name: string): Promise<void> {
    const { credentialId } = await this.passkey(owner, id);
    await this.#parts.passkeys.rename(owner.account.accountId, credentialId, name.slice(0, PASSKEY_NAME));
  }

  /** Throws `Problem('business-rule')` where no second factor would be left. Other sessions end. */
  async removePasskey(owner: FactorOwner, id: string): Promise<void> {
    const { accountId } = owner.account;
    const { credentialId } = await this.passkey(owner, id);
    const before = await this.overview(owner.account);
    requireAnother(before);
    await this.#change(owner, 'passkey removed', async (sql) => {
      // Locked: of two requests that take the last two, one finds its passkey the last.
      requireAnother({ ...before, passkeys: await this.#parts.passkeys.list(accountId, sql) });
      await this.#parts.passkeys.removeOne(accountId, credentialId, sql);
    });
    await this.#endOthers(owner, 'passkey removed');
  }

  /** New recovery codes in the place of all earlier ones; they are given back once and kept nowhere. */
  async renewRecovery(owner: FactorOwner): Promise<readonly string[]> {
    return await this.#change(owner, 'recovery codes renewed', (sql) =>
      this.#parts.recovery.renew(owner.account.accountId, sql),
    );
  }

  /** Throws `Problem('not-found')` for one that is not theirs. */
  async passkey({ account }: FactorOwner, id: string): Promise<KeptPasskey> {
    const found = (await this.#parts.passkeys.list(account.accountId)).find((each) => each.id === id);
    if (found === undefined) throw new Problem('not-found', 'There is no such passkey.');
    return found;
  }

  async #change<T>(
    { account, session }: FactorOwner,
    detail: string,
    work: (sql: SqlRunner) => Promise<T>,
  ): Promise<T> {
    const { sql, log, now } = this.#parts;
    const { accountId } = account;
    const at = now().getTime();
    if (!isRecent(session, at)) throw notConfirmed();
    await log.write({
      event: 'rights-change',
      action: 'U',
      outcome: 0,
      caller: accountCaller(account, session),
      object: { type: 'Account', id: accountId },
      detail,
    });
    return await sql.transaction(async (inside) => {
      const held = await inside.query(
        {
          text: 'select 1 from identity.account a join identity.session s using (account_id) where a.account_id = $1 and s.session_id = $2 and a.active and s.ended_at is null and s.factor_at > $3 for update',
        },
        [accountId, session.sessionId, at - RECENT_MS],
      );
      if (held.length === 0) throw notConfirmed();
      return await work(inside);
    });
  }

  async #endOthers({ account, session }: FactorOwner, reason: string): Promise<void> {
    await this.#parts.sessions.endAllOf(account.accountId, reason, session.sessionId);
  }
}

function requireAnother(overview: FactorOverview): void {
  if (!mayRemovePasskey(overview))
    throw new Problem('business-rule', 'Without this passkey there is no second factor left.');
}

function notConfirmed(): Problem {
  return new Problem('login', 'Confirm with your second factor first.');
}
