import type { Insertable, Kysely, Selectable, Transaction } from 'kysely';
import type { OfficeCaller } from './office-caller.ts';

/**
 * Columns of everything that the register keeps. A row is changed by `RegisterChange` only, which writes down each of
 * its states; `rev` begins with 1. Instants are text of RFC 3339 in UTC, days are `YYYY-MM-DD`.
 */
export interface RegisterRow {
  id: string;
  rev: number;
  created_at: string;
  created_by: string;
  updated_at: string;
  /** It is no longer offered, and still there: nothing of the register is thrown away but what a law tells to. */
  archived_at: string | null;
}

/** The columns of `RegisterRow`, which each table of the register begins with: `create table x (${ROW_COLUMNS}, …)`. */
export const ROW_COLUMNS = `id uuid primary key, rev integer not null, created_at timestamptz not null,
  created_by text not null, updated_at timestamptz not null, archived_at timestamptz`;

/** The columns that somebody writes; the register itself writes the others. */
export type Written<Row> = Omit<Insertable<Row>, keyof RegisterRow>;

/** One state that a row was in. */
export interface Revision<Row> {
  readonly rev: number;
  readonly at: string;
  readonly by: string;
  /** Name of who did it, as it was then. */
  readonly byName: string;
  /** Why, in words of who did it or of what the house does: `import of ROR release v2.9`. */
  readonly why: string;
  /** SHA-256 over this state and the hash of the one before, in hex. */
  readonly hash: string;
  readonly row: Row;
}

/** Something that happened, for those who act on it after the change is durable: mail, feeds, tasks. */
export interface RegisterEvent {
  /** For instance `agreement.activated`. */
  readonly kind: string;
  readonly subject: string;
  readonly id: string;
  readonly facts?: Readonly<Record<string, string | number | boolean | null>>;
}

/** Something that happened, as those hear of it who follow. */
export interface ToldEvent extends RegisterEvent {
  /** In the order in which changes became durable. */
  readonly number: number;
  /** The same each time that this event is told: what acts on it does so once by keeping the key. */
  readonly key: string;
  readonly at: string;
  readonly by: string;
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
}

/** Who acts on what happened, after the change is durable: mail, feeds, tasks. */
export interface RegisterFollower {
  /** Its place is kept under this name. */
  readonly name: string;
  /** Only events of these kinds; all where it is left out. */
  readonly kinds?: readonly string[];
  /** Told in order and at least once. Where it throws, the same event comes again later and those after it wait. */
  handle(event: ToldEvent): Promise<void>;
}

/** Tables of `Tables` that hold rows of the register. */
export type RowTable<Tables> = {
  [T in keyof Tables & string]: Selectable<Tables[T]> extends RegisterRow ? T : never;
}[keyof Tables & string];

/**
 * One change: everything in it is written, with its states, its events and its line in the log, or nothing is. Changes
 * come one after the other: what one reads, nobody changes until it is done. It may be run again after a deadlock, so
 * its work does nothing but read and write the register.
 */
export interface RegisterChange<Tables> {
  /** For questions inside the change, and for tables without states of their own. */
  readonly db: Transaction<Tables>;
  readonly caller: OfficeCaller;
  readonly now: string;
  /** Keeps a new row; its id is a UUID that is made here where none is given. */
  insert<T extends RowTable<Tables>>(
    table: T,
    row: Written<Tables[T]> & { readonly id?: string },
  ): Promise<Selectable<Tables[T]>>;
  /**
   * Changes a row that somebody saw. Throws `Problem('conflict')` with status 412 where it was changed since, and
   * `Problem('not-found')` where it is not there.
   */
  update<T extends RowTable<Tables>>(
    table: T,
    seen: { readonly id: string; readonly rev: number },
    patch: Partial<Written<Tables[T]>> & { readonly archived_at?: string | null },
  ): Promise<Selectable<Tables[T]>>;
  /**
   * Keeps many new rows, with their states, by few statements: as `insert`, for files of tens of thousands of records.
   * Answers their ids in the same order.
   */
  insertMany<T extends RowTable<Tables>>(
    table: T,
    rows: readonly (Written<Tables[T]> & { readonly id?: string })[],
  ): Promise<readonly string[]>;
  /**
   * Changes many rows that were seen, by few statements. All patches name the same columns. Throws as `update` does
   * where one of them was changed since or is not there.
   */
  updateMany<T extends RowTable<Tables>>(
    table: T,
    changes: readonly {
      readonly id: string;
      readonly rev: number;
      readonly patch: Partial<Written<Tables[T]>>;
    }[],
  ): Promise<void>;
  /**
   * Takes personal data out of a row and out of each state that it was in: the columns of `instead` get its values in
   * all of them. Only for an erasure that a law tells to; that it was done stays as a state, with who and why. Throws
   * as `update` does.
   */
  forget<T extends RowTable<Tables>>(
    table: T,
    seen: { readonly id: string; readonly rev: number },
    instead: Partial<Written<Tables[T]>> & { readonly archived_at?: string | null },
  ): Promise<Selectable<Tables[T]>>;
  /** Told once after the change is durable, also where the process ends in between. */
  tell(event: RegisterEvent): Promise<void>;
}

/**
 * The register as a module sees it: its own tables and those it names. Work that runs inside `read` or `change` asks
 * through the `db` that it was given; to begin another one inside throws, because it would wait for itself.
 */
export interface Register<Tables> {
  /** Reads in one moment of the register. */
  read<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T>;
  /** Changes in one transaction; `why` stands with each state that is written. */
  change<T>(
    caller: OfficeCaller,
    why: string,
    work: (change: RegisterChange<Tables>) => Promise<T>,
  ): Promise<T>;
  /** The states of a row, the newest first. */
  history<T extends RowTable<Tables>>(
    table: T,
    id: string,
  ): Promise<readonly Revision<Selectable<Tables[T]>>[]>;
  /** The state that a row was in at an instant, or undefined where it was not there. */
  asOf<T extends RowTable<Tables>>(
    table: T,
    id: string,
    at: string,
  ): Promise<Revision<Selectable<Tables[T]>> | undefined>;
  /** Notes that somebody looked at restricted fields; durable before the answer leaves. */
  noteRead(
    caller: OfficeCaller,
    read: { readonly subject: string; readonly id: string; readonly fields: readonly string[] },
  ): Promise<void>;
}
