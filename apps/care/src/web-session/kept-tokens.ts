import { createHash, randomBytes } from 'node:crypto';
import type { SchemaStep, SqlPort } from '@caecilia/kernel';
import { keyFor, seal, unseal } from './sealed.ts';

/** Tokens that the web app holds for a browser. They never leave the server. */
export interface HeldTokens {
  readonly accessToken: string;
  readonly refreshToken?: string;
  /** The sign-in that they came from. */
  readonly sessionId: string;
  /** Milliseconds since 1970 at which the access token has to be renewed. */
  readonly renewAtMs: number;
}

const STEPS: readonly SchemaStep[] = [
  {
    number: 1,
    name: 'sessions of browsers',
    text: `create table web.session (
  digest  bytea       primary key,   -- sha-256 of the cookie: who reads the table holds no session
  tokens  bytea       not null,      -- encrypted with a key made from the cookie
  expires timestamptz not null
);
create index session_expires on web.session (expires);`,
  },
];

const INSERT = {
  name: 'web_session_insert',
  text: `insert into web.session (digest, tokens, expires) values ($1, $2, $3::text::timestamptz)`,
};
const SELECT = {
  name: 'web_session_select',
  text: 'select tokens from web.session where digest = $1 and expires > $2::text::timestamptz',
};
const UPDATE = {
  name: 'web_session_update',
  text: 'update web.session set tokens = $2, expires = $3::text::timestamptz where digest = $1',
};
const DELETE = { name: 'web_session_delete', text: 'delete from web.session where digest = $1' };
const CLEAR = {
  name: 'web_session_clear',
  text: 'delete from web.session where expires <= $1::text::timestamptz',
};

/** Longest life of a browser's session here; the sign-in behind it ends much earlier when nobody is there. */
const LIFE_MS = 13 * 3_600_000;

/**
 * The tokens of the browsers that are signed in, each under a secret that only its browser has. A copy of the table is
 * of no use without the cookies, and a cookie is of no use without the table.
 */
export class KeptTokens {
  readonly #sql: SqlPort;
  readonly #now: () => Date;

  private constructor(sql: SqlPort, now: () => Date) {
    this.#sql = sql;
    this.#now = now;
  }

  static async open(sql: SqlPort, now: () => Date): Promise<KeptTokens> {
    await sql.prepareSchema('web', STEPS);
    return new KeptTokens(sql, now);
  }

  /** Keeps tokens and gives the secret for the cookie: 256 random bits. */
  async keep(tokens: HeldTokens): Promise<string> {
    const secret = randomBytes(32).toString('base64url');
    await this.#sql.query(CLEAR, [this.#now().toISOString()]);
    await this.#sql.query(INSERT, [digestOf(secret), sealed(secret, tokens), this.#expires()]);
    return secret;
  }

  async find(secret: string): Promise<HeldTokens | undefined> {
    const [row] = await this.#sql.query(SELECT, [digestOf(secret), this.#now().toISOString()]);
    if (row === undefined || !(row.tokens instanceof Uint8Array)) return undefined;
    const text = unseal(tokenKey(secret), row.tokens);
    return text === undefined ? undefined : (JSON.parse(text) as HeldTokens);
  }

  async replace(secret: string, tokens: HeldTokens): Promise<void> {
    await this.#sql.query(UPDATE, [digestOf(secret), sealed(secret, tokens), this.#expires()]);
  }

  async forget(secret: string): Promise<void> {
    await this.#sql.query(DELETE, [digestOf(secret)]);
  }

  #expires(): string {
    return new Date(this.#now().getTime() + LIFE_MS).toISOString();
  }
}

function digestOf(secret: string): Uint8Array {
  return createHash('sha256').update(secret).digest();
}

function tokenKey(secret: string): Buffer {
  return keyFor(secret, 'tokens of a browser');
}

function sealed(secret: string, tokens: HeldTokens): Uint8Array {
  return seal(tokenKey(secret), JSON.stringify(tokens));
}
