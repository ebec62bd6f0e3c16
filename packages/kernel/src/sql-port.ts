/** A value sent to the database. Arrays travel as array literals in text. */
export type SqlParam = string | number | boolean | null | Uint8Array;

/** One row of an answer, by column name. 64-bit integers, instants, uuids and arrays come as text. */
export type SqlRow = Readonly<Record<string, string | number | boolean | null | Uint8Array>>;

/** Somewhere a statement can be run. With a name it is prepared once per connection where the engine can. */
export interface SqlRunner {
  query(
    statement: { readonly text: string; readonly name?: string },
    params: readonly SqlParam[],
  ): Promise<readonly SqlRow[]>;
}

/** One step of a unit's own tables: forward only, never changed once released. */
export interface SchemaStep {
  readonly number: number;
  readonly name: string;
  readonly text: string;
}

/**
 * Tables of a platform unit that live beside the record, in the same database and the same transactions. The store
 * gives it; a unit reaches only tables of its own schema.
 */
export interface SqlPort extends SqlRunner {
  /** One transaction (read committed), rolled back when the work throws. */
  transaction<T>(work: (sql: SqlRunner) => Promise<T>): Promise<T>;
  /**
   * Makes the PostgreSQL schema `unit` and brings it up to date, one process at a time, all or nothing. Throws
   * `Problem('business-rule')` for a schema that a newer or a different release made.
   */
  prepareSchema(unit: string, steps: readonly SchemaStep[]): Promise<void>;
}
