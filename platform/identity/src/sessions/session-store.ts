import { randomUUID } from 'node:crypto';
import { type AccessLog, Problem, type SqlPort, type SqlRow, type SqlRunner } from '@caecilia/kernel';
import { accountCaller } from '../accounts/log-caller.ts';
import { numberIn, optionalNumberIn, textIn } from '../accounts/rows.ts';
import type { Account, AccountRole, LiveSession, Proof, Sessions } from '../contract.ts';
import { newSecret, secretDigest } from '../factors/sealing.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How long a session holds without use, and at all. */
export interface SessionTimes {
  readonly idleMs: number;
  readonly absoluteMs: number;
}

/** Staff: a computer on a ward is left alone. Source: issue 3, item 1. */
export const STAFF_TIMES: SessionTimes = { idleMs: 15 * MINUTE_MS, absoluteMs: 12 * HOUR_MS };
/** Patients and carers, where nothing else is configured. */
export const PATIENT_TIMES: SessionTimes = { idleMs: 30 * MINUTE_MS, absoluteMs: 12 * HOUR_MS };

/** `locked`: by its owner or by idling; the factor opens it again. `ended`: never again. */
export type SessionState = 'open' | 'locked' | 'ended';

/** A session as its owner sees it. */
export interface SeenSession extends LiveSession {
  readonly state: SessionState;
  readonly device: string;
  readonly address: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly lastUsedAt: number;
  /** When a second factor of this house was last given in it; absent where none was. */
  readonly factorAt?: number;
}

/** A session that was just opened, and the secret that its browser holds. */
export interface OpenedSession {
  readonly session: LiveSession;
  readonly secret: string;
}

/** Whose session, in which role, proved how, and where. */
export interface NewSession {
  readonly account: Account;
  readonly acting: AccountRole;
  readonly proof: Proof;
  readonly device: string;
  readonly address: string;
}

/** A use is written down at most once in so long: idling is measured in minutes, requests come in milliseconds. */
const TOUCH_EVERY_MS = 20_000;
/** Sessions in use on one server while the database takes no changes. */
const MOST_HELD = 10_000;
/** Ended sessions stay visible for the owner this long. */
const SHOWN_MS = 7 * 24 * HOUR_MS;

export interface SessionOptions {
  readonly sql: SqlPort;
  readonly log: AccessLog;
  readonly now: () => Date;
  readonly times: Readonly<Record<'staff' | 'patient', SessionTimes>>;
}

/** Sessions in the database; every server asks there, so that an end is an end everywhere at once. */
export class SessionStore implements Sessions {
  readonly #options: SessionOptions;
  /** Uses that the database would not take; ms since 1970. Known to this server alone. */
  readonly #heldUses = new Map<string, number>();

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  /** The log knows of the sign-in first; where it cannot be written, there is no session. */
  async open({ account, acting, proof, device, address }: NewSession): Promise<OpenedSession> {
    const { sql, log, now } = this.#options;
    const [sessionId, secret, at] = [randomUUID(), newSecret(), now().getTime()];
    await log.write({
      event: 'sign-in',
      action: 'E',
      outcome: 0,
      caller: accountCaller(account, { acting, address }),
      object: { type: 'Session', id: sessionId },
      detail: [proof.acr, ...proof.amr].join(' '),
    });
    await sql.transaction(async (inside) => {
      await lockActive(inside, account.accountId);
      await inside.query(
        {
          text: 'insert into identity.session (session_id, secret, account_id, kind, role, organization, amr, acr, auth_time, device, address, created_at, last_used_at, factor_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, $13)',
        },
        [
          sessionId,
          secretDigest(secret),
          account.accountId,
          account.kind,
          acting.role,
          acting.organization ?? '',
          proof.amr.join(' '),
          proof.acr,
          proof.authTime,
          device.slice(0, 300),
          address,
          at,
          ownFactor(proof) ? at : null,
        ],
      );
    });
    return { session: { sessionId, accountId: account.accountId, acting, ...proof }, secret };
  }

  async find(sessionId: string): Promise<LiveSession | undefined> {
    const seen = await this.see(sessionId);
    return seen?.state === 'open' ? liveOf(seen) : undefined;
  }

  async touch(sessionId: string): Promise<void> {
    const at = this.#options.now().getTime();
    const seen = await this.see(sessionId);
    if (seen?.state !== 'open' || at - seen.lastUsedAt < TOUCH_EVERY_MS) return;
    try {
      // A lock or an end in the same moment wins.
      await this.#change(
        'last_used_at = greatest(last_used_at, $2) where session_id = $1 and locked_at is null and ended_at is null',
        [sessionId, at],
      );
      this.#heldUses.delete(sessionId);
    } catch (error) {
      // Whoever is at work must not be locked out of an emergency because the database takes no changes.
      if (!(error instanceof Problem) || error.code !== 'no-store') throw error;
      if (this.#heldUses.size >= MOST_HELD) this.#heldUses.clear();
      this.#heldUses.set(sessionId, at);
    }
  }

  async end(sessionId: string, reason: string): Promise<void> {
    const seen = await this.see(sessionId);
    if (seen === undefined) return;
    await this.#change('ended_at = $2, end_reason = $3 where session_id = $1 and ended_at is null', [
      sessionId,
      this.#options.now().getTime(),
      reason,
    ]);
    await this.#log(seen, 'sign-out', reason);
  }

  /** The session also when it is locked or ended; undefined where it never was. Does not count as use. */
  async see(sessionId: string): Promise<SeenSession | undefined> {
    return await this.#seeBy('session_id', sessionId);
  }

  /** By the secret that its browser holds. */
  async seeBySecret(secret: string): Promise<SeenSession | undefined> {
    return await this.#seeBy('secret', secretDigest(secret));
  }

  /** What an app asks to know whether it must show its lock. */
  async state(sessionId: string): Promise<SessionState> {
    return (await this.see(sessionId))?.state ?? 'ended';
  }

  async lock(sessionId: string): Promise<void> {
    await this.#change('locked_at = $2 where session_id = $1 and locked_at is null and ended_at is null', [
      sessionId,
      this.#options.now().getTime(),
    ]);
  }

  /** After the factor was given again. Throws `Problem('login')` when it ended meanwhile. */
  async unlock(sessionId: string): Promise<void> {
    await this.#factorGiven(sessionId, 'unlocked', 'locked_at = null, ');
  }

  /** The same for a session that is open: its owner is about to change how they sign in. */
  async confirm(sessionId: string): Promise<void> {
    await this.#factorGiven(sessionId, 'confirmed', '');
  }

  /** Goes on in another role of the same account. Throws `Problem('forbidden')` for one that it has not. */
  async act(sessionId: string, account: Account, acting: AccountRole): Promise<void> {
    const held = account.roles.some(
      ({ role, organization }) => role === acting.role && organization === acting.organization,
    );
    const seen = await this.see(sessionId);
    if (!held || seen?.state !== 'open' || seen.accountId !== account.accountId)
      throw new Problem('forbidden', 'This account does not have that role.');
    await this.#log(seen, 'sign-in', `role ${acting.role}`);
    await this.#change('role = $2, organization = $3 where session_id = $1', [
      sessionId,
      acting.role,
      acting.organization ?? '',
    ]);
  }

  /** The sessions of an account of the last week, newest first. */
  async ofAccount(accountId: string): Promise<readonly SeenSession[]> {
    const rows = await this.#options.sql.query(
      {
        text: 'select * from identity.session where account_id = $1 and created_at > $2 order by created_at desc, session_id',
      },
      [accountId, this.#options.now().getTime() - SHOWN_MS],
    );
    return rows.map((row) => this.#seen(row));
  }

  /** Ends the sessions of an account, for instance because it was deactivated; all, or all but one. */
  async endAllOf(accountId: string, reason: string, except?: string): Promise<void> {
    const rows = await this.#options.sql.query(
      {
        text: 'select session_id from identity.session where account_id = $1 and ended_at is null and session_id <> $2',
      },
      [accountId, except ?? ''],
    );
    for (const row of rows) await this.end(textIn(row.session_id), reason);
  }

  async #factorGiven(sessionId: string, detail: string, change: string): Promise<void> {
    const seen = await this.see(sessionId);
    if (seen === undefined || seen.state === 'ended')
      throw new Problem('login', 'This session has ended; sign in again.');
    await this.#log(seen, 'sign-in', detail);
    await this.#change(
      `${change}last_used_at = $2, factor_at = $2 where session_id = $1 and ended_at is null`,
      [sessionId, this.#options.now().getTime()],
    );
  }

  async #seeBy(column: 'session_id' | 'secret', value: string): Promise<SeenSession | undefined> {
    const [row] = await this.#options.sql.query(
      { text: `select * from identity.session where ${column} = $1`, name: `identity-session-${column}` },
      [value],
    );
    return row && this.#seen(row);
  }

  async #change(what: string, params: readonly (string | number)[]): Promise<void> {
    await this.#options.sql.query({ text: `update identity.session set ${what}` }, params);
  }

  async #log(seen: SeenSession, event: 'sign-in' | 'sign-out', detail: string): Promise<void> {
    const { sql, log } = this.#options;
    const [row] = await sql.query(
      { text: 'select name, fhir_user from identity.account where account_id = $1' },
      [seen.accountId],
    );
    await log.write({
      event,
      action: 'E',
      outcome: 0,
      caller: accountCaller(
        {
          accountId: seen.accountId,
          name: textIn(row?.name),
          ...(typeof row?.fhir_user === 'string' ? { fhirUser: row.fhir_user } : {}),
        },
        seen,
      ),
      object: { type: 'Session', id: seen.sessionId },
      detail,
    });
  }

  #seen(row: SqlRow): SeenSession {
    const organization = textIn(row.organization);
    const role = textIn(row.role);
    const factorAt = optionalNumberIn(row.factor_at);
    return {
      sessionId: textIn(row.session_id),
      accountId: textIn(row.account_id),
      acting: organization === '' ? { role } : { role, organization },
      amr: textIn(row.amr)
        .split(' ')
        .filter((word) => word !== ''),
      acr: textIn(row.acr),
      authTime: numberIn(row.auth_time),
      device: textIn(row.device),
      address: textIn(row.address),
      createdAt: numberIn(row.created_at),
      lastUsedAt: this.#lastUsed(row),
      state: this.#stateOf(row),
      ...(factorAt === undefined ? {} : { factorAt }),
    };
  }

  #lastUsed(row: SqlRow): number {
    return Math.max(numberIn(row.last_used_at), this.#heldUses.get(textIn(row.session_id)) ?? 0);
  }

  #stateOf(row: SqlRow): SessionState {
    const at = this.#options.now().getTime();
    const kind = textIn(row.kind);
    const { idleMs, absoluteMs } = kind === 'staff' ? this.#options.times.staff : this.#options.times.patient;
    if (optionalNumberIn(row.ended_at) !== undefined) return 'ended';
    if (at - numberIn(row.created_at) >= absoluteMs) return 'ended';
    const idle = at - this.#lastUsed(row) >= idleMs;
    return idle || optionalNumberIn(row.locked_at) !== undefined ? 'locked' : 'open';
  }
}

/** Two factors that were given here; what an identity provider saw is for itself. */
function ownFactor({ amr }: Proof): boolean {
  return amr.includes('mfa') && !amr.includes('fed');
}

/** Deactivating waits for this transaction, and then finds the session to end; or this one finds it deactivated. */
async function lockActive(sql: SqlRunner, accountId: string): Promise<void> {
  const [row] = await sql.query(
    { text: 'select active from identity.account where account_id = $1 for share' },
    [accountId],
  );
  if (row?.active !== true) throw new Problem('login', 'This account is not in use any more.');
}

function liveOf({ sessionId, accountId, acting, amr, acr, authTime }: SeenSession): LiveSession {
  return { sessionId, accountId, acting, amr, acr, authTime };
}
