import { randomBytes } from 'node:crypto';
import { Problem, type SqlPort } from '@caecilia/kernel';
import type { LiveSession } from '../contract.ts';
import { sha256 } from '../keys/installation-secret.ts';
import { epochSeconds } from '../provider/schema.ts';

/** A launch is used within this time or not at all. */
export const LAUNCH_S = 5 * 60;

/** Who may be chosen as the patient of an app; given by the app, from the same rule as every other access. */
export interface LaunchablePatients {
  /** Patients that this person may see and whose name or number fits the text, to choose from; at most twenty. */
  find(
    session: LiveSession,
    text: string,
  ): Promise<readonly { readonly id: string; readonly name: string }[]>;
  /** Whether this person may see this patient (logical id) at this moment. */
  allows(session: LiveSession, patient: string): Promise<boolean>;
}

/** The context that our own app hands to an app that it starts. */
export interface LaunchContext {
  /** Logical ids. */
  readonly patient: string;
  readonly encounter?: string;
}

/** EHR launches: opaque, of one session, used once, five minutes. */
export class Launches {
  readonly #sql: SqlPort;
  readonly #patients: LaunchablePatients;
  readonly #now: () => Date;

  constructor(sql: SqlPort, patients: LaunchablePatients, now: () => Date) {
    this.#sql = sql;
    this.#patients = patients;
    this.#now = now;
  }

  /** The value of `launch` for one start of an app. Throws `Problem('not-found')` for a patient they may not see. */
  async create(session: LiveSession, context: LaunchContext): Promise<string> {
    if (!(await this.#patients.allows(session, context.patient))) {
      throw new Problem('not-found', 'this patient is not known here');
    }
    const launch = randomBytes(24).toString('base64url');
    await this.#sql.query(
      {
        text: `insert into oauth.launch (id, session_id, patient, encounter, expires_at, used)
          values ($1, $2, $3, $4, $5, false)`,
      },
      [
        sha256(launch),
        session.sessionId,
        context.patient,
        context.encounter ?? null,
        epochSeconds(this.#now()) + LAUNCH_S,
      ],
    );
    return launch;
  }

  /** Whether this launch is this session's and still to be used. */
  async holds(launch: string, session: LiveSession): Promise<boolean> {
    const rows = await this.#sql.query(
      {
        text: `select 1 as held from oauth.launch
          where id = $1 and session_id = $2 and expires_at > $3 and not used`,
      },
      [sha256(launch), session.sessionId, epochSeconds(this.#now())],
    );
    return rows.length > 0;
  }

  /** Uses it up. Undefined when it was used, is over, or belongs to another session or a patient no longer seen. */
  async take(launch: string, session: LiveSession): Promise<LaunchContext | undefined> {
    const [row] = await this.#sql.query(
      {
        text: `update oauth.launch set used = true
          where id = $1 and session_id = $2 and expires_at > $3 and not used returning patient, encounter`,
      },
      [sha256(launch), session.sessionId, epochSeconds(this.#now())],
    );
    if (row === undefined) return undefined;
    const patient = String(row.patient);
    if (!(await this.#patients.allows(session, patient))) return undefined;
    return { patient, ...(row.encounter === null ? {} : { encounter: String(row.encounter) }) };
  }
}
