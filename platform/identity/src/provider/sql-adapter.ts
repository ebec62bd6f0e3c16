import type { SqlPort, SqlRow } from '@caecilia/kernel';
import { type Adapter, type AdapterPayload, errors } from 'oidc-provider';
import { sha256 } from '../keys/installation-secret.ts';
import { epochSeconds } from './schema.ts';

/** What a row of a code is kept after it expired, so that a replay of it is still known for one. */
const CODE_KEPT_S = 30 * 24 * 3600;
/** What has no end of its own is kept this long. */
const OTHERWISE_KEPT_S = 30 * 24 * 3600;

/** Models whose value is a secret that opens something: the payload does not repeat it. */
const SECRET_IDS = new Set(['AuthorizationCode', 'RefreshToken', 'Interaction', 'ReplayDetection']);

/** Keeps what the protocol library needs between requests in `oauth.artifact`, shared by all servers of the house. */
export class SqlAdapter implements Adapter {
  readonly #sql: SqlPort;
  readonly #model: string;
  readonly #now: () => Date;

  constructor(sql: SqlPort, model: string, now: () => Date) {
    this.#sql = sql;
    this.#model = model;
    this.#now = now;
  }

  async upsert(id: string, payload: AdapterPayload, expiresIn?: number): Promise<void> {
    const kept =
      epochSeconds(this.#now()) +
      (expiresIn ?? OTHERWISE_KEPT_S) +
      (this.#model === 'AuthorizationCode' ? CODE_KEPT_S : 0);
    const { jti: _, ...bare } = payload;
    // An assertion that was seen stays seen: two requests with the same one must not both be the first.
    const known =
      this.#model === 'ReplayDetection'
        ? 'nothing'
        : `update set payload = excluded.payload, grant_id = excluded.grant_id, uid = excluded.uid,
             user_code = excluded.user_code, kept_until = excluded.kept_until`;
    const rows = await this.#sql.query(
      {
        text: `insert into oauth.artifact (model, id, payload, grant_id, uid, user_code, kept_until)
          values ($1, $2, $3, $4, $5, $6, $7) on conflict (model, id) do ${known} returning 1 as done`,
      },
      [
        this.#model,
        sha256(id),
        JSON.stringify(SECRET_IDS.has(this.#model) ? bare : payload),
        payload.grantId ?? null,
        payload.uid ?? null,
        payload.userCode ?? null,
        kept,
      ],
    );
    if (rows.length === 0) throw new errors.InvalidClientAuth('this assertion was used before');
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    const [row] = await this.#select('id = $2', sha256(id));
    if (row === undefined) return undefined;
    const payload = payloadOf(row);
    // A code that comes back was stolen from one of the two who sent it: whatever it gave ends.
    if (this.#model === 'AuthorizationCode' && payload.consumed && payload.grantId !== undefined) {
      await revokeGrant(this.#sql, payload.grantId);
    }
    return SECRET_IDS.has(this.#model) ? { ...payload, jti: id } : payload;
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    const [row] = await this.#select('uid = $2', uid);
    return row === undefined ? undefined : payloadOf(row);
  }

  async findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
    const [row] = await this.#select('user_code = $2', userCode);
    return row === undefined ? undefined : payloadOf(row);
  }

  /** Once: who comes second, be it in the same instant, is refused and ends what the first one got. */
  async consume(id: string): Promise<void> {
    const consumed = await this.#sql.query(
      {
        text: `update oauth.artifact set consumed_at = $3
          where model = $1 and id = $2 and consumed_at is null returning 1 as done`,
      },
      [this.#model, sha256(id), epochSeconds(this.#now())],
    );
    if (consumed.length > 0) return;
    const [row] = await this.#select('id = $2', sha256(id));
    const grantId = row === undefined ? undefined : payloadOf(row).grantId;
    if (grantId !== undefined) await revokeGrant(this.#sql, grantId);
    throw new errors.InvalidGrant('used in the same instant by another request');
  }

  async destroy(id: string): Promise<void> {
    await this.#sql.query({ text: 'delete from oauth.artifact where model = $1 and id = $2' }, [
      this.#model,
      sha256(id),
    ]);
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    // Codes stay as a mark of what was used; without their grant they open nothing.
    if (this.#model === 'AuthorizationCode') return;
    await this.#sql.query({ text: 'delete from oauth.artifact where model = $1 and grant_id = $2' }, [
      this.#model,
      grantId,
    ]);
  }

  #select(condition: string, value: string): Promise<readonly SqlRow[]> {
    return this.#sql.query(
      { text: `select payload, consumed_at from oauth.artifact where model = $1 and ${condition}` },
      [this.#model, value],
    );
  }
}

/** Ends a grant and every token of it. */
export async function revokeGrant(sql: SqlPort, grantId: string): Promise<void> {
  await sql.transaction(async (inside) => {
    await inside.query(
      { text: "delete from oauth.artifact where grant_id = $1 and model <> 'AuthorizationCode'" },
      [grantId],
    );
    await inside.query({ text: "delete from oauth.artifact where model = 'Grant' and id = $1" }, [
      sha256(grantId),
    ]);
    await inside.query({ text: 'delete from oauth.grant_context where grant_id = $1' }, [grantId]);
  });
}

/** Forgets what is over. */
export async function forgetExpired(sql: SqlPort, now: Date): Promise<void> {
  const at = epochSeconds(now);
  await sql.query({ text: 'delete from oauth.artifact where kept_until < $1' }, [at]);
  await sql.query({ text: 'delete from oauth.sign_in where kept_until < $1' }, [at]);
  await sql.query({ text: 'delete from oauth.grant_context where kept_until < $1' }, [at]);
  await sql.query({ text: 'delete from oauth.launch where expires_at < $1' }, [at]);
}

function payloadOf(row: SqlRow): AdapterPayload {
  const payload = JSON.parse(String(row.payload)) as AdapterPayload;
  return row.consumed_at === null ? payload : { ...payload, consumed: Number(row.consumed_at) };
}
