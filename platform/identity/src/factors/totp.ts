import type { SqlPort, SqlRunner } from '@caecilia/kernel';
import { Secret, TOTP } from 'otpauth';
import { optionalNumberIn, optionalTextIn } from '../accounts/rows.ts';
import type { Sealing } from './sealing.ts';

const PERIOD_S = 30;
/** Steps that the clock of a telephone may differ. */
const DRIFT = 1;
const ISSUER = 'Caecilia';
const SEALED_FOR = 'totp';

/** A secret that is shown to be put into an app, and not in use yet. */
export interface TotpEnrolment {
  readonly secret: string;
  /** `otpauth://…`, for the QR code. */
  readonly uri: string;
}

/** A new secret of 160 bits (RFC 4226, section 4). */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** What an authenticator app needs of it. */
export function totpEnrolment(secret: string, label: string): TotpEnrolment {
  return { secret, uri: totp(secret, label).toString() };
}

function totp(secret: string, label = 'account'): TOTP {
  return new TOTP({
    issuer: ISSUER,
    label,
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD_S,
    secret: Secret.fromBase32(secret),
  });
}

/** The step of which this is the code, at most one before or after now; undefined for a wrong code. */
export function totpStep(secret: string, typed: string, atMs: number): number | undefined {
  const token = typed.replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return undefined;
  const delta = totp(secret).validate({ token, timestamp: atMs, window: DRIFT });
  return delta === null ? undefined : Math.floor(atMs / 1000 / PERIOD_S) + delta;
}

/** One-time codes by time (RFC 6238) of accounts. */
export class TotpFactors {
  readonly #sql: SqlPort;
  readonly #sealing: Sealing;

  constructor(sql: SqlPort, sealing: Sealing) {
    this.#sql = sql;
    this.#sealing = sealing;
  }

  async has(accountId: string): Promise<boolean> {
    return (await this.#secret(accountId)) !== undefined;
  }

  /** Since when (ms since 1970) the present secret is in use; undefined where there is none. */
  async since(accountId: string): Promise<number | undefined> {
    const text = 'select created_at from identity.totp where account_id = $1';
    const [row] = await this.#sql.query({ text }, [accountId]);
    return optionalNumberIn(row?.created_at);
  }

  /** Takes a secret into use with the first code of it; false for a wrong code. It replaces an earlier one. */
  async enrol(
    accountId: string,
    secret: string,
    { typed, at, within = this.#sql }: { typed: string; at: number; within?: SqlRunner },
  ): Promise<boolean> {
    const step = totpStep(secret, typed, at);
    if (step === undefined) return false;
    await within.query(
      {
        text: 'insert into identity.totp values ($1, $2, $3, $4) on conflict (account_id) do update set sealed = excluded.sealed, last_step = excluded.last_step, created_at = excluded.created_at',
      },
      [accountId, this.#sealing.seal(`${SEALED_FOR}:${accountId}`, secret), step, at],
    );
    return true;
  }

  /** Whether it is a code of now that was not used; it is used by asking. */
  async use(accountId: string, typed: string, at: number): Promise<boolean> {
    const secret = await this.#secret(accountId);
    const step = secret === undefined ? undefined : totpStep(secret, typed, at);
    if (step === undefined) return false;
    // One statement: of two requests with the same code one finds the step used.
    const used = await this.#sql.query(
      {
        text: 'update identity.totp set last_step = $2 where account_id = $1 and last_step < $2 returning account_id',
      },
      [accountId, step],
    );
    return used.length === 1;
  }

  async remove(accountId: string): Promise<void> {
    await this.#sql.query({ text: 'delete from identity.totp where account_id = $1' }, [accountId]);
  }

  async #secret(accountId: string): Promise<string | undefined> {
    const [row] = await this.#sql.query({ text: 'select sealed from identity.totp where account_id = $1' }, [
      accountId,
    ]);
    const sealed = optionalTextIn(row?.sealed);
    return sealed === undefined ? undefined : this.#sealing.open(`${SEALED_FOR}:${accountId}`, sealed);
  }
}
