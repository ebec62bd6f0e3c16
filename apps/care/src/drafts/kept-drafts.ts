import { createHmac } from 'node:crypto';
import { openSealedText, sealText } from '@caecilia/identity';
import { Problem, type SchemaStep, type SqlPort, type SqlRow } from '@caecilia/kernel';
import { keyFor } from '../web-session/sealed.ts';

/** Table of drafts, in the PostgreSQL schema `desk`. Nothing in it says whose they are or whom they are about. */
export const DRAFT_SCHEMA: readonly SchemaStep[] = [
  {
    number: 1,
    name: 'drafts',
    text: `create table desk.draft (
      account    text not null,                 -- keyed digest of the account
      name       text not null,                 -- keyed digest of the name of the form
      sealed     bytea not null,                -- name, words and moment, sealed with a key of this account
      kept_until timestamptz not null,
      primary key (account, name)
    );
    create index draft_kept_until on desk.draft (kept_until);`,
  },
];

/** What somebody typed and did not send yet. */
export interface KeptDraft {
  /** Name of the form, as the app gives it; it may hold the id of a patient. */
  readonly name: string;
  readonly value: unknown;
  /** Milliseconds since 1970 at which it was last typed in, by the clock of the device. */
  readonly at: number;
}

/** Days after which a draft that nobody touched is removed. */
export const DAYS_KEPT = 7;
/** Most drafts of one account, and most letters of one: a form, and no store of files. */
const MOST_DRAFTS = 100;
const MOST_LETTERS = 100_000;
const DAY_MS = 86_400_000;

/**
 * Drafts of who works here: what was typed outlives a tab, a browser that crashed and a device. Each account has its
 * own key, from the secret of this installation: who has the database reads none, and one account not another's.
 */
export class KeptDrafts {
  readonly #sql: SqlPort;
  readonly #secret: Uint8Array;
  readonly #now: () => Date;

  constructor(sql: SqlPort, secret: Uint8Array, now: () => Date) {
    this.#sql = sql;
    this.#secret = secret;
    this.#now = now;
  }

  /** Those of one account. One that cannot be opened was sealed with a secret that is gone: it is left out, and removed in its time. */
  async of(accountId: string): Promise<readonly KeptDraft[]> {
    await this.#removeOld();
    const { digest, key } = this.#keysOf(accountId);
    const rows = await this.#sql.query(
      {
        text: 'select sealed from desk.draft where account = $1 order by kept_until',
        name: 'drafts of an account',
      },
      [digest('account')],
    );
    return rows.flatMap((row) => draftIn(row, key) ?? []);
  }

  /** In the place of an earlier one of the same name. Throws `Problem('too-long')`; of too many the oldest goes. */
  async keep(accountId: string, { name, value, at }: KeptDraft): Promise<void> {
    const { digest, key } = this.#keysOf(accountId);
    const words = JSON.stringify({ name, value, at });
    if (words.length > MOST_LETTERS)
      throw new Problem('too-long', 'This is too long to keep as a draft. Send it in parts.');
    const until = new Date(this.#now().getTime() + DAYS_KEPT * DAY_MS).toISOString();
    const account = digest('account');
    await this.#sql.transaction(async (sql) => {
      await sql.query(
        {
          text: `insert into desk.draft values ($1, $2, $3, $4::timestamptz)
            on conflict (account, name) do update set sealed = excluded.sealed, kept_until = excluded.kept_until`,
        },
        [account, digest(`name ${name}`), sealText(key, words, PURPOSE), until],
      );
      // The oldest make room: a device that writes without end fills nobody's disk.
      await sql.query(
        {
          text: `delete from desk.draft where account = $1 and name in (
            select name from desk.draft where account = $1 order by kept_until desc, name offset $2)`,
        },
        [account, MOST_DRAFTS],
      );
    });
  }

  async drop(accountId: string, name: string): Promise<void> {
    const { digest } = this.#keysOf(accountId);
    await this.#sql.query({ text: 'delete from desk.draft where account = $1 and name = $2' }, [
      digest('account'),
      digest(`name ${name}`),
    ]);
  }

  async #removeOld(): Promise<void> {
    await this.#sql.query({ text: 'delete from desk.draft where kept_until < $1::timestamptz' }, [
      this.#now().toISOString(),
    ]);
  }

  #keysOf(accountId: string) {
    const own = keyFor(this.#secret, `drafts of ${accountId}`);
    return {
      key: keyFor(own, 'seal'),
      digest: (text: string) => createHmac('sha256', own).update(text).digest('base64url'),
    };
  }
}

const PURPOSE = 'draft';

function draftIn({ sealed }: SqlRow, key: Uint8Array): KeptDraft | undefined {
  if (!(sealed instanceof Uint8Array)) throw new Error('a draft is no bytes');
  let words: string;
  try {
    words = openSealedText(key, sealed, PURPOSE);
  } catch {
    // A wrong tag: not of this account, or of a secret that was replaced. What it says is not known to anybody.
    return undefined;
  }
  const draft: unknown = JSON.parse(words);
  return isDraft(draft) ? draft : undefined;
}

function isDraft(draft: unknown): draft is KeptDraft {
  return (
    typeof draft === 'object' &&
    draft !== null &&
    'value' in draft &&
    'name' in draft &&
    typeof draft.name === 'string' &&
    'at' in draft &&
    typeof draft.at === 'number'
  );
}
