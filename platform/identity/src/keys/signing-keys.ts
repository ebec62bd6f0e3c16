import type { SqlPort, SqlRow, SqlRunner } from '@caecilia/kernel';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import { epochSeconds } from '../provider/schema.ts';
import type { InstallationSecret } from './installation-secret.ts';

/** Access tokens are signed with ES256; id tokens with RS256, the one algorithm that every client must know. */
export type SigningAlgorithm = 'ES256' | 'RS256';
const ALGORITHMS: readonly SigningAlgorithm[] = ['ES256', 'RS256'];

/** How long a next key is published before it signs, so that nobody meets a signature of a key they have not seen. */
export const PUBLISHED_BEFORE_USE_S = 24 * 3600;
/** How long a replaced key stays published; longer than the longest token that it signed. */
export const KEPT_AFTER_USE_S = 24 * 3600;
/** After this time a key is replaced without anybody asking. */
export const USED_FOR_S = 90 * 24 * 3600;

/** A key pair; it signs from `activeFrom` until the next one of its algorithm does. */
export interface SigningKey {
  readonly kid: string;
  readonly alg: SigningAlgorithm;
  readonly activeFrom: number;
  readonly privateJwk: JWK;
  readonly publicJwk: JWK;
}

/** What the server may publish and sign with at one moment. */
export interface KeySet {
  /** All that are published, the one in use first for each algorithm. */
  readonly keys: readonly SigningKey[];
  readonly inUse: Readonly<Record<SigningAlgorithm, SigningKey>>;
  /** The same text as long as nothing changed. */
  readonly fingerprint: string;
}

/** The signing keys in `oauth.key`. Rotation needs no downtime: next, in use and replaced keys are published together. */
export class SigningKeys {
  readonly #sql: SqlPort;
  readonly #secret: InstallationSecret;
  readonly #now: () => Date;
  #opened = new Map<string, SigningKey>();

  constructor(sql: SqlPort, secret: InstallationSecret, now: () => Date) {
    this.#sql = sql;
    this.#secret = secret;
    this.#now = now;
  }

  /** The keys of this moment; makes the first ones. */
  async current(): Promise<KeySet> {
    const rows = await this.#rows(this.#sql);
    if (rows.length > 0) return this.#setOf(rows);
    const made = await this.#newKeys(epochSeconds(this.#now()));
    await this.#sql.transaction(async (sql) => {
      await sql.query({ text: 'lock table oauth.key in exclusive mode' }, []);
      // Another server may have been first while these were made.
      if ((await this.#rows(sql)).length === 0) await this.#insert(sql, made);
    });
    return this.#setOf(await this.#rows(this.#sql));
  }

  /**
   * Publishes next keys, which take over after `PUBLISHED_BEFORE_USE_S`; does nothing while next keys wait already.
   * With `atOnce` (a key was stolen) they sign from now on and every older key is gone: all tokens end.
   */
  async rotate({ atOnce = false } = {}): Promise<void> {
    const now = epochSeconds(this.#now());
    const made = await this.#newKeys(atOnce ? now : now + PUBLISHED_BEFORE_USE_S);
    await this.#sql.transaction(async (sql) => {
      await sql.query({ text: 'lock table oauth.key in exclusive mode' }, []);
      if (atOnce) await sql.query({ text: 'delete from oauth.key' }, []);
      const waiting = await sql.query({ text: 'select kid from oauth.key where active_from > $1' }, [now]);
      if (waiting.length === 0) await this.#insert(sql, made);
    });
  }

  /** Starts the rotation of keys that served their time, and forgets those that nobody can need. */
  async upkeep(): Promise<void> {
    const now = epochSeconds(this.#now());
    const { keys, inUse } = await this.current();
    const old = ALGORITHMS.some((alg) => inUse[alg].activeFrom + USED_FOR_S <= now);
    if (old) await this.rotate();
    const published = new Set(keys.map(({ kid }) => kid));
    for (const row of await this.#rows(this.#sql)) {
      const kid = String(row.kid);
      if (Number(row.active_from) <= now && !published.has(kid)) {
        await this.#sql.query({ text: 'delete from oauth.key where kid = $1' }, [kid]);
      }
    }
  }

  #rows(sql: SqlRunner): Promise<readonly SqlRow[]> {
    return sql.query({ text: 'select * from oauth.key order by active_from desc, kid' }, []);
  }

  #setOf(rows: readonly SqlRow[]): KeySet {
    const now = epochSeconds(this.#now());
    const all = rows.map((row) => this.#open(row));
    const [es256, rs256] = ALGORITHMS.map((alg) => {
      const mine = all.filter((key) => key.alg === alg);
      const inUse = mine.find(({ activeFrom }) => activeFrom <= now) ?? mine.at(-1);
      if (inUse === undefined) throw new Error(`there is no ${alg} key in oauth.key`);
      // Those before the one in use stay until what they signed is over, counted from when they were replaced.
      const replacedLately = inUse.activeFrom + KEPT_AFTER_USE_S > now;
      const older = mine.filter(({ activeFrom }) => activeFrom < inUse.activeFrom);
      const next = mine.filter(({ activeFrom, kid }) => activeFrom > now && kid !== inUse.kid);
      return { inUse, keys: [inUse, ...next, ...(replacedLately ? older : [])] };
    });
    if (es256 === undefined || rs256 === undefined) throw new Error('both algorithms have keys');
    const keys = [...es256.keys, ...rs256.keys];
    return {
      keys,
      inUse: { ES256: es256.inUse, RS256: rs256.inUse },
      fingerprint: keys.map(({ kid }) => kid).join(' '),
    };
  }

  #open(row: SqlRow): SigningKey {
    const kid = String(row.kid);
    const known = this.#opened.get(kid);
    if (known !== undefined) return known;
    const alg = ALGORITHMS.find((name) => name === row.alg);
    if (alg === undefined) throw new Error(`oauth.key holds the unknown algorithm ${String(row.alg)}`);
    const key: SigningKey = {
      kid,
      alg,
      activeFrom: Number(row.active_from),
      publicJwk: JSON.parse(String(row.public_jwk)) as JWK,
      privateJwk: JSON.parse(this.#secret.unseal(String(row.sealed_jwk), kid)) as JWK,
    };
    this.#opened.set(kid, key);
    return key;
  }

  #newKeys(activeFrom: number): Promise<readonly SigningKey[]> {
    return Promise.all(ALGORITHMS.map((alg) => newKey(alg, activeFrom)));
  }

  async #insert(sql: SqlRunner, keys: readonly SigningKey[]): Promise<void> {
    for (const { kid, alg, activeFrom, publicJwk, privateJwk } of keys) {
      await sql.query(
        {
          text: 'insert into oauth.key (kid, alg, public_jwk, sealed_jwk, active_from) values ($1, $2, $3, $4, $5)',
        },
        [kid, alg, JSON.stringify(publicJwk), this.#secret.seal(JSON.stringify(privateJwk), kid), activeFrom],
      );
    }
  }
}

async function newKey(alg: SigningAlgorithm, activeFrom: number): Promise<SigningKey> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true, modulusLength: 3072 });
  const bare = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(bare);
  const marks = { kid, alg, use: 'sig' };
  return {
    kid,
    alg,
    activeFrom,
    publicJwk: { ...bare, ...marks },
    privateJwk: { ...(await exportJWK(privateKey)), ...marks },
  };
}

/** A key to check signatures with. */
export async function publicKeyOf(key: SigningKey): Promise<CryptoKey> {
  const imported = await importJWK(key.publicJwk, key.alg);
  if (imported instanceof Uint8Array) throw new Error('a signing key is a key pair');
  return imported;
}
