import type { SqlPort } from '@caecilia/kernel';
import { z } from 'zod';
import { textIn } from '../accounts/rows.ts';

/** Twenty minutes to find a telephone, install an app and scan a code. */
const HOLDS_MS = 20 * 60_000;

const STATE = z.object({
  /** Which entrance. */
  as: z.enum(['staff', 'patient']),
  stage: z.enum(['identify', 'choose', 'factor', 'enrol', 'codes', 'proved', 'role', 'done']),
  /** Who they say or proved to be. */
  accountId: z.string().optional(),
  /** How they proved it so far. */
  amr: z.array(z.string()).default([]),
  acr: z.string().optional(),
  /** What a passkey is to answer. */
  challenge: z.string().optional(),
  /** While an invitation is accepted: it, the sign-in name and the hash of the password, waiting for the second factor. */
  invitationId: z.string().optional(),
  login: z.string().optional(),
  sealedPassword: z.string().optional(),
  sealedTotp: z.string().optional(),
  sealedCodes: z.string().optional(),
  /** Who the app is to be opened for. */
  patient: z.string().optional(),
  /** What is to be answered, when only the way on is left. */
  answer: z
    .union([
      z.object({ kind: z.literal('signed-in'), sessionId: z.string() }),
      z.object({
        kind: z.literal('agreed'),
        scopes: z.array(z.string()),
        launchPatient: z.string().optional(),
      }),
      z.object({ kind: z.literal('declined') }),
    ])
    .optional(),
  /** What went wrong outside, to be told on the next page. */
  fault: z.literal('signIn.federatedWrong').optional(),
  /** What an identity provider is to answer. */
  federation: z
    .object({ id: z.string(), state: z.string(), nonce: z.string(), sealedVerifier: z.string() })
    .optional(),
});

/** How far a sign-in is, in one browser, for one authorization request. */
export type PassageState = z.infer<typeof STATE>;

/** Where a sign-in is kept. */
export interface PassageKey {
  readonly browser: string;
  readonly uid: string;
}

/** Sign-ins under way. */
export class Passages {
  readonly #sql: SqlPort;
  readonly #now: () => Date;

  constructor(sql: SqlPort, now: () => Date) {
    this.#sql = sql;
    this.#now = now;
  }

  /** Where it is; at the beginning where nothing is known. */
  async load({ browser, uid }: PassageKey, as: PassageState['as']): Promise<PassageState> {
    const [row] = await this.#sql.query(
      { text: 'select state from identity.passage where browser = $1 and uid = $2 and expires_at > $3' },
      [browser, uid, this.#now().getTime()],
    );
    return row === undefined ? beginning(as) : STATE.parse(JSON.parse(textIn(row.state)));
  }

  /** Keeps it; what expired anywhere is cleared away. */
  async save({ browser, uid }: PassageKey, state: PassageState): Promise<void> {
    const at = this.#now().getTime();
    await this.#sql.query({ text: 'delete from identity.passage where expires_at <= $1' }, [at]);
    await this.#sql.query(
      {
        text: 'insert into identity.passage values ($1, $2, $3, $4) on conflict (browser, uid) do update set state = excluded.state, expires_at = excluded.expires_at',
      },
      [browser, uid, JSON.stringify(state), at + HOLDS_MS],
    );
  }

  async forget({ browser, uid }: PassageKey): Promise<void> {
    await this.#sql.query({ text: 'delete from identity.passage where browser = $1 and uid = $2' }, [
      browser,
      uid,
    ]);
  }

  /** The request that an identity provider answers: by its `state`, in the browser that asked. */
  async ofFederation(
    browser: string,
    state: string,
  ): Promise<{ uid: string; passage: PassageState } | undefined> {
    const rows = await this.#sql.query(
      { text: 'select uid, state from identity.passage where browser = $1 and expires_at > $2' },
      [browser, this.#now().getTime()],
    );
    return rows
      .map((row) => ({ uid: textIn(row.uid), passage: STATE.parse(JSON.parse(textIn(row.state))) }))
      .find(({ passage }) => passage.federation?.state === state);
  }
}

/** Nobody said anything yet. */
export function beginning(as: PassageState['as']): PassageState {
  return { as, stage: 'identify', amr: [] };
}
