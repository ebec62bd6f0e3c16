import type { SqlPort, SqlRow } from '@caecilia/kernel';
import { epochSeconds } from './schema.ts';

/** Who granted, in which role, and for which patient. It goes with the grant, not with what is in a token. */
export interface GrantContext {
  readonly grantId: string;
  readonly clientId: string;
  readonly accountId: string;
  readonly sessionId: string;
  readonly role: string;
  readonly organization?: string;
  readonly secondFactor: boolean;
  /** True when it goes on after the sign-in ended (`offline_access`). */
  readonly offline: boolean;
  /** Logical ids. */
  readonly patient?: string;
  readonly encounter?: string;
}

/** The rows beside the grants of the protocol library. */
export class GrantContexts {
  readonly #sql: SqlPort;
  readonly #now: () => Date;

  constructor(sql: SqlPort, now: () => Date) {
    this.#sql = sql;
    this.#now = now;
  }

  async save(context: GrantContext, keptS: number): Promise<void> {
    await this.#sql.query(
      {
        text: `insert into oauth.grant_context (grant_id, client_id, account_id, session_id, role, organization,
            second_factor, offline, patient, encounter, kept_until)
          values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      },
      [
        context.grantId,
        context.clientId,
        context.accountId,
        context.sessionId,
        context.role,
        context.organization ?? null,
        context.secondFactor,
        context.offline,
        context.patient ?? null,
        context.encounter ?? null,
        epochSeconds(this.#now()) + keptS,
      ],
    );
  }

  async find(grantId: string): Promise<GrantContext | undefined> {
    const [row] = await this.#sql.query({ text: 'select * from oauth.grant_context where grant_id = $1' }, [
      grantId,
    ]);
    return row === undefined ? undefined : contextOf(row);
  }

  /** Remembers which sign-in a browser session of the protocol library belongs to. */
  async rememberSignIn(sessionUid: string, sessionId: string, keptS: number): Promise<void> {
    await this.#sql.query(
      {
        text: `insert into oauth.sign_in (session_uid, session_id, kept_until) values ($1, $2, $3)
          on conflict (session_uid) do update set session_id = excluded.session_id, kept_until = excluded.kept_until`,
      },
      [sessionUid, sessionId, epochSeconds(this.#now()) + keptS],
    );
  }

  async signInOf(sessionUid: string): Promise<string | undefined> {
    const [row] = await this.#sql.query(
      { text: 'select session_id from oauth.sign_in where session_uid = $1' },
      [sessionUid],
    );
    return row === undefined ? undefined : String(row.session_id);
  }
}

/** A row of `oauth.grant_context`. */
export function contextOf(row: SqlRow): GrantContext {
  const text = (name: string) => String(row[name]);
  return {
    grantId: text('grant_id'),
    clientId: text('client_id'),
    accountId: text('account_id'),
    sessionId: text('session_id'),
    role: text('role'),
    secondFactor: row.second_factor === true,
    offline: row.offline === true,
    ...(row.organization === null ? {} : { organization: text('organization') }),
    ...(row.patient === null ? {} : { patient: text('patient') }),
    ...(row.encounter === null ? {} : { encounter: text('encounter') }),
  };
}
