import { AsyncLocalStorage } from 'node:async_hooks';
import { type Database, runAgainOnDeadlock, type TransactionSql } from '@caecilia/engine';
import type { OfficeCaller, Register, RegisterChange } from '@caecilia/kernel';
import type { Kysely } from 'kysely';
import { ChangeUnderWay } from './change.ts';
import { beginWriting, type Line, writeLine } from './journal.ts';
import { kyselyOn } from './kysely-on.ts';
import type { Outbox } from './outbox.ts';
import { statesOf } from './states.ts';

/** What the register stands on. */
export interface Ground {
  readonly database: Database;
  readonly now: () => Date;
  readonly outbox: Outbox;
}

type Row = Readonly<Record<string, unknown>>;

/** The register on a database, for tables of every module: `of` gives a module its types. */
export class SqlRegister {
  readonly #ground: Ground;
  /** Set while somebody's work runs inside a transaction: the embedded database has one connection. */
  readonly #inside = new AsyncLocalStorage<'a change' | 'a read'>();

  constructor(ground: Ground) {
    this.#ground = ground;
  }

  /** The same register with the types of a module's tables. */
  of<Tables>(): Register<Tables> {
    // The types of the tables say what the module's own steps of the schema make; they cannot be known here.
    return this as unknown as Register<Tables>;
  }

  async read<T>(work: (db: Kysely<unknown>) => Promise<T>): Promise<T> {
    return await this.#transaction('a read', async (sql) => {
      await sql.query({ text: 'set transaction isolation level repeatable read, read only' }, []);
      return await work(kyselyOn(sql));
    });
  }

  async change<T>(
    caller: OfficeCaller,
    why: string,
    work: (change: RegisterChange<never>) => Promise<T>,
  ): Promise<T> {
    if (why.trim() === '') throw new Error('a change of the register says why');
    const once = () =>
      this.#transaction('a change', async (sql) => {
        const number = await beginWriting(sql);
        const at = this.#ground.now().toISOString();
        const writing = { change: number, at, by: caller.id, byName: caller.name, why };
        const change = new ChangeUnderWay(sql, caller, writing);
        const result = await work(change as unknown as RegisterChange<never>);
        await this.#conclude(sql, change, { number, why });
        return { result, told: change.done.events.length > 0 };
      });
    const { result, told } = await runAgainOnDeadlock(once, () => {});
    if (told) this.#ground.outbox.wake();
    return result;
  }

  async #conclude(
    sql: TransactionSql,
    change: ChangeUnderWay,
    { number, why }: { readonly number: number; readonly why: string },
  ): Promise<void> {
    const { counts, events } = change.done;
    // What wrote nothing is no change: a second import of the same file leaves no line.
    if (Object.keys(counts).length === 0 && events.length === 0) return;
    const { caller, now } = change;
    await writeLine(sql, number, now, { kind: 'change', caller, why, facts: counts });
    await this.#ground.outbox.add(sql, events, { change: number, at: now, by: caller.id });
  }

  async history(table: string, id: string): Promise<readonly unknown[]> {
    return await this.#transaction('a read', (sql) => statesOf<Row>(sql, table, id));
  }

  async asOf(table: string, id: string, at: string): Promise<unknown> {
    return (await this.#transaction('a read', (sql) => statesOf<Row>(sql, table, id, at)))[0];
  }

  async noteRead(
    caller: OfficeCaller,
    {
      subject,
      id,
      fields,
    }: { readonly subject: string; readonly id: string; readonly fields: readonly string[] },
  ): Promise<void> {
    await this.note({ kind: 'read', caller, why: 'read restricted fields', subject, id, facts: { fields } });
  }

  /** Writes a line of the log that belongs to no change. Durable when it returns. */
  async note(line: Line): Promise<void> {
    await this.#transaction('a change', async (sql) => {
      const number = await beginWriting(sql);
      await writeLine(sql, number, this.#ground.now().toISOString(), line);
    });
  }

  async #transaction<T>(kind: 'a change' | 'a read', work: (sql: TransactionSql) => Promise<T>): Promise<T> {
    const around = this.#inside.getStore();
    if (around !== undefined)
      throw new Error(
        `${kind} was begun inside ${around}: it would wait for itself; use the db it was given`,
      );
    return await this.#ground.database.transaction((sql) => this.#inside.run(kind, () => work(sql)));
  }
}
