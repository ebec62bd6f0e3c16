/** What a unit asks of a database, whichever engine answers. */

/** A value sent to the database. Arrays travel as array literals in text (`array-literal.ts`). */
export type Param = string | number | boolean | null | Uint8Array;

/**
 * A value that came back. Both drivers give 64-bit integers, instants, uuids and arrays as text, so that the same
 * row reads the same from either engine.
 */
export type Value = string | number | boolean | null | Uint8Array;

/** One row of an answer, by column name. */
export type Row = Readonly<Record<string, Value>>;

/** One SQL text. With a name it is prepared once per connection where the engine can. */
export interface Statement {
  readonly text: string;
  readonly name?: string;
  /**
   * A read that is known to be short (of one patient, by keys): it may be asked in one statement with others of its
   * text. Every parameter then carries its type (`$1::int`).
   */
  readonly quick?: boolean;
}

/** Somewhere statements can be run: a transaction, or connections that take one statement at a time. */
export interface Sql {
  query(statement: Statement, params: readonly Param[]): Promise<readonly Row[]>;
}

/** What a statement gave, and how many rows it wrote. */
export interface Answered {
  readonly rows: readonly Row[];
  readonly written: number;
}

/** A transaction: it also tells how many rows a statement wrote. */
export interface TransactionSql extends Sql {
  run(statement: Statement, params: readonly Param[]): Promise<Answered>;
}

/** How a transaction differs from the usual. */
export interface TransactionOptions {
  /** Fails with SQLSTATE 55P03 when it has to wait longer than this for a lock. */
  readonly lockTimeoutMs?: number;
  /** Its statements may take any time, as those of a migration do; waiting for locks stays limited. */
  readonly unhurried?: boolean;
}

/** An opened database. Errors of the engine leave it as `Problem` where the caller can act on them. */
export interface Database {
  readonly engine: 'pglite' | 'postgresql';
  /** Statements by key that their unit batches; few connections, answers within milliseconds. */
  readonly keyed: Sql;
  /** Searches, histories and walks: what may take long must not stand in the way of `keyed`. */
  readonly wide: Sql;
  /** How many batches it makes sense to have under way at the same time. */
  readonly lanes: number;
  /** Statements that commit by themselves while a transaction is open; absent where there is one connection. */
  readonly aside: Sql | undefined;
  /** One transaction on one connection (read committed); rolled back when the work throws. It does not retry. */
  transaction<T>(work: (sql: TransactionSql) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** Reads of any length that all see the database as it is at one moment; without a limit on time. */
  snapshot<T>(work: (sql: TransactionSql) => Promise<T>): Promise<T>;
  /** Several statements without parameters, as in a migration, inside a transaction of `transaction`. */
  script(sql: Sql, text: string): Promise<void>;
  close(): Promise<void>;
}

/** The text of a column that may not be null. */
export function textOf(value: Value | undefined): string {
  if (typeof value !== 'string') throw unexpected('text', value);
  return value;
}

/** The text of a column, or undefined where it is null. */
export function optionalTextOf(value: Value | undefined): string | undefined {
  return value === null ? undefined : textOf(value);
}

/** A 16- or 32-bit integer column. */
export function integerOf(value: Value | undefined): number {
  if (typeof value !== 'number' || !Number.isInteger(value)) throw unexpected('an integer', value);
  return value;
}

/** A 64-bit count, as far as a JavaScript number holds it. */
export function countOf(value: Value | undefined): number {
  const count = Number(textOf(value));
  if (!Number.isSafeInteger(count)) throw unexpected('a count', value);
  return count;
}

export function booleanOf(value: Value | undefined): boolean {
  if (typeof value !== 'boolean') throw unexpected('a boolean', value);
  return value;
}

export function bytesOf(value: Value | undefined): Uint8Array {
  if (!(value instanceof Uint8Array)) throw unexpected('bytes', value);
  return value;
}

function unexpected(wanted: string, value: unknown): Error {
  return new Error(
    `the database answered with ${value === null ? 'null' : typeof value} where ${wanted} was expected`,
  );
}
