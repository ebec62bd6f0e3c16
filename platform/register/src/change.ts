import { randomUUID } from 'node:crypto';
import type { TransactionSql } from '@caecilia/engine';
import type { OfficeCaller, RegisterEvent, RegisterRow } from '@caecilia/kernel';
import type { Transaction } from 'kysely';
import { kyselyOn } from './kysely-on.ts';
import { type Columns, insertRows, type RowChange, updateRows } from './rows.ts';
import { eraseInStates, type Writing, writeStates } from './states.ts';

/** What one change has done, for its line in the log. */
export interface Done {
  readonly counts: Readonly<Record<string, number>>;
  readonly events: readonly RegisterEvent[];
}

/** What is seen of a row that is to be changed. */
type Seen = Pick<RegisterRow, 'id' | 'rev'>;

/** One change, in a transaction that is open: each row that is written leaves its state. */
export class ChangeUnderWay {
  readonly db: Transaction<unknown>;
  readonly caller: OfficeCaller;
  readonly now: string;
  readonly #sql: TransactionSql;
  readonly #writing: Writing;
  readonly #counts = new Map<string, number>();
  readonly #events: RegisterEvent[] = [];

  constructor(sql: TransactionSql, caller: OfficeCaller, writing: Writing) {
    this.db = kyselyOn(sql);
    this.caller = caller;
    this.now = writing.at;
    this.#sql = sql;
    this.#writing = writing;
  }

  readonly insert = async (table: string, row: Columns): Promise<RegisterRow> => {
    const [written] = await this.#inserted(table, [row]);
    return first(written);
  };

  readonly insertMany = async (table: string, rows: readonly Columns[]): Promise<readonly string[]> => {
    const whole = rows.map((row) => this.#whole(row));
    await this.#keep(table, await insertRows(this.#sql, table, whole));
    return whole.map(({ id }) => id);
  };

  readonly update = async (table: string, seen: Seen, patch: Columns): Promise<RegisterRow> => {
    const [written] = await this.#updated(table, [{ ...seen, patch }]);
    return first(written);
  };

  readonly updateMany = async (table: string, changes: readonly RowChange[]): Promise<void> => {
    await this.#updated(table, changes);
  };

  readonly forget = async (table: string, seen: Seen, instead: Columns): Promise<RegisterRow> => {
    const row = await this.update(table, seen, instead);
    const columns = Object.keys(instead).filter((name) => name !== 'archived_at');
    await eraseInStates(this.#sql, table, { id: row.id, columns }, this.#writing.change);
    return row;
  };

  readonly tell = (event: RegisterEvent): Promise<void> => {
    this.#events.push(event);
    return Promise.resolve();
  };

  get done(): Done {
    return { counts: Object.fromEntries(this.#counts), events: this.#events };
  }

  async #inserted(table: string, rows: readonly Columns[]): Promise<readonly RegisterRow[]> {
    const whole = rows.map((row) => this.#whole(row));
    return await this.#keep(table, await insertRows(this.#sql, table, whole));
  }

  async #updated(table: string, changes: readonly RowChange[]): Promise<readonly RegisterRow[]> {
    return await this.#keep(table, await updateRows(this.#sql, table, changes, this.now));
  }

  #whole(row: Columns): Columns & { readonly id: string } {
    const { at, by } = this.#writing;
    const id = typeof row.id === 'string' ? row.id : randomUUID();
    return { ...row, id, rev: 1, created_at: at, created_by: by, updated_at: at };
  }

  async #keep(table: string, rows: readonly RegisterRow[]): Promise<readonly RegisterRow[]> {
    const ids = rows.map(({ id }) => id);
    if (ids.length > 0) await writeStates(this.#sql, table, ids, this.#writing);
    this.#counts.set(table, (this.#counts.get(table) ?? 0) + ids.length);
    return rows;
  }
}

function first(row: RegisterRow | undefined): RegisterRow {
  if (row === undefined) throw new Error('the database gave no row back');
  return row;
}
