import { createHmac, randomUUID } from 'node:crypto';
import type { BegunImport, ImportOrigin } from '@caecilia/exchange';
import { openSealedText, sealText } from '@caecilia/identity';
import { Problem, type SchemaStep, type SqlPort } from '@caecilia/kernel';
import { keyFor } from '../../web-session/sealed.ts';
import type { Format } from './bundle-text.ts';

/** Table of files that somebody looks at before taking them over. It names nobody: the rest is sealed for who began. */
export const BEGUN_SCHEMA: readonly SchemaStep[] = [
  {
    number: 1,
    name: 'begun imports',
    text: `create table import.begun (
      id         text primary key,
      account    text not null,          -- keyed digest of the account
      sealed     bytea not null,         -- the file, from where and for whom, sealed with a key of this account
      kept_until timestamptz not null
    );
    create index begun_account on import.begun (account);
    create index begun_kept_until on import.begun (kept_until);`,
  },
];

/** A file that somebody began with: its text, and whom it is for. */
export interface KeptImport extends BegunImport {
  readonly text: string;
  readonly format: Format;
}

const PURPOSE = 'begun import';
const DAY_MS = 86_400_000;
/** Days after which a file that nobody took over is removed. */
export const DAYS_KEPT = 7;
/** Most files of one account; the oldest makes room. */
const MOST_KEPT = 20;

/**
 * Files of who works here, until they are taken over or laid aside: looking at one can be left and taken up again, on
 * another device as well. Each account has its own key, from the secret of this installation.
 */
export class BegunImports {
  readonly #sql: SqlPort;
  readonly #secret: Uint8Array;
  readonly #now: () => Date;

  constructor(sql: SqlPort, secret: Uint8Array, now: () => Date) {
    this.#sql = sql;
    this.#secret = secret;
    this.#now = now;
  }

  async begin(
    account: string,
    file: {
      readonly from: ImportOrigin;
      readonly about: string | undefined;
      readonly patient?: string;
      readonly text: string;
      readonly format: Format;
    },
  ): Promise<KeptImport> {
    const kept: KeptImport = { ...file, id: randomUUID(), begunAt: this.#now().toISOString() };
    await this.#put(account, kept);
    return kept;
  }

  /** Newest first. One that cannot be opened was sealed with a secret that is gone: it is left out, and removed in its time. */
  async of(account: string): Promise<readonly KeptImport[]> {
    const rows = await this.#sql.query(
      {
        text: 'select sealed from import.begun where account = $1 and kept_until > $2::timestamptz order by kept_until desc',
        name: 'begun imports of an account',
      },
      [this.#digest(account), this.#now().toISOString()],
    );
    return rows.flatMap(({ sealed }) => this.#opened(account, sealed) ?? []);
  }

  /** Throws `Problem('not-found')` for one that is gone, or of somebody else. */
  async get(account: string, id: string): Promise<KeptImport> {
    const found = (await this.of(account)).find((each) => each.id === id);
    if (found === undefined)
      throw new Problem('not-found', 'This file is not here any more. Choose it again.');
    return found;
  }

  async matched(account: string, kept: KeptImport, patient: string): Promise<KeptImport> {
    const now = { ...kept, patient };
    await this.#put(account, now);
    return now;
  }

  async drop(account: string, id: string): Promise<void> {
    await this.#sql.query({ text: 'delete from import.begun where account = $1 and id = $2' }, [
      this.#digest(account),
      id,
    ]);
  }

  async #put(account: string, kept: KeptImport): Promise<void> {
    const now = this.#now();
    const until = new Date(now.getTime() + DAYS_KEPT * DAY_MS).toISOString();
    const sealed = sealText(this.#key(account), JSON.stringify(kept), PURPOSE);
    await this.#sql.transaction(async (sql) => {
      await sql.query({ text: 'delete from import.begun where kept_until <= $1::timestamptz' }, [
        now.toISOString(),
      ]);
      await sql.query(
        {
          text: `insert into import.begun values ($1, $2, $3, $4::timestamptz)
            on conflict (id) do update set sealed = excluded.sealed, kept_until = excluded.kept_until`,
        },
        [kept.id, this.#digest(account), sealed, until],
      );
      await sql.query(
        {
          text: `delete from import.begun where account = $1 and id in (
            select id from import.begun where account = $1 order by kept_until desc, id offset $2)`,
        },
        [this.#digest(account), MOST_KEPT],
      );
    });
  }

  #opened(account: string, sealed: unknown): KeptImport | undefined {
    if (!(sealed instanceof Uint8Array)) throw new Error('a file that was begun with is no bytes');
    try {
      return JSON.parse(openSealedText(this.#key(account), sealed, PURPOSE)) as KeptImport;
    } catch {
      // Sealed with a secret that this installation no longer has: nobody can open it.
      return undefined;
    }
  }

  #digest(account: string): string {
    return createHmac('sha256', keyFor(this.#secret, 'digest')).update(account).digest('base64url');
  }

  #key(account: string): Buffer {
    return keyFor(this.#secret, `account ${account}`);
  }
}
