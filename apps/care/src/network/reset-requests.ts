import type { SchemaStep, SqlPort } from '@caecilia/kernel';
import { textIn } from '../sql-rows.ts';

/** Tables of the network screens, in the PostgreSQL schema `network`. */
export const NETWORK_SCHEMA: readonly SchemaStep[] = [
  {
    number: 1,
    name: 'resets that wait for a second administrator',
    text: `create table network.factor_reset (
      account_id text primary key,
      asked_by   text not null,
      asked_name text not null,
      asked_at   text not null,
      reason     text not null
    )`,
  },
];

/** A reset of somebody's factors that one administrator asked for. */
export interface ResetAsked {
  readonly by: string;
  readonly byName: string;
  readonly at: string;
}

/** Resets that wait: at most one for an account. */
export class ResetRequests {
  readonly #sql: SqlPort;

  constructor(sql: SqlPort) {
    this.#sql = sql;
  }

  async all(): Promise<ReadonlyMap<string, ResetAsked>> {
    const rows = await this.#sql.query({ text: 'select * from network.factor_reset' }, []);
    return new Map(
      rows.map((row) => [
        textIn(row, 'account_id'),
        { by: textIn(row, 'asked_by'), byName: textIn(row, 'asked_name'), at: textIn(row, 'asked_at') },
      ]),
    );
  }

  /** In the place of an earlier one: who asks last is not who confirms. */
  async ask(accountId: string, asked: ResetAsked, reason: string): Promise<void> {
    await this.#sql.query(
      {
        text: `insert into network.factor_reset values ($1, $2, $3, $4, $5) on conflict (account_id)
          do update set asked_by = $2, asked_name = $3, asked_at = $4, reason = $5`,
      },
      [accountId, asked.by, asked.byName, asked.at, reason],
    );
  }

  /** Takes the one that somebody else than this administrator asked for; undefined where there is none. */
  async take(accountId: string, confirmedBy: string): Promise<ResetAsked | undefined> {
    const [row] = await this.#sql.query(
      { text: 'delete from network.factor_reset where account_id = $1 and asked_by <> $2 returning *' },
      [accountId, confirmedBy],
    );
    return (
      row && { by: textIn(row, 'asked_by'), byName: textIn(row, 'asked_name'), at: textIn(row, 'asked_at') }
    );
  }

  async forget(accountId: string): Promise<void> {
    await this.#sql.query({ text: 'delete from network.factor_reset where account_id = $1' }, [accountId]);
  }
}
