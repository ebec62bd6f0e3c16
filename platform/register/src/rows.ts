import { plainArray, type TransactionSql } from '@caecilia/engine';
import type { RegisterRow } from '@caecilia/kernel';
import { asRegisterProblem, changedSince, notThere } from './register-problem.ts';

/** Columns by name. */
export type Columns = Readonly<Record<string, unknown>>;

/** A row that somebody saw, with what is to be changed in it. */
export interface RowChange {
  readonly id: string;
  readonly rev: number;
  readonly patch: Columns;
}

/** Rows of one statement: enough to share its cost, few enough that its text stays small. */
const MOST = 2_000;

/** Columns that the register writes itself. */
const OWN = new Set(['id', 'rev', 'created_at', 'created_by', 'updated_at']);

/** A name as SQL reads it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Writes new rows, given as whole rows. */
export async function insertRows(
  sql: TransactionSql,
  table: string,
  rows: readonly Columns[],
): Promise<readonly (RegisterRow & Columns)[]> {
  const written: (RegisterRow & Columns)[] = [];
  for (const alike of byColumns(rows)) {
    for (const some of inPieces(alike.rows)) {
      const columns = alike.columns.map(quoted).join(', ');
      const text = `insert into ${quoted(table)} (${columns})
        select ${columns} from jsonb_populate_recordset(null::${quoted(table)}, $1::jsonb) returning *`;
      written.push(...(await rowsOf(sql, text, [json(some)])));
    }
  }
  return written;
}

/** Changes rows that were seen; all patches name the same columns. Throws where one is not as it was seen. */
export async function updateRows(
  sql: TransactionSql,
  table: string,
  changes: readonly RowChange[],
  now: string,
): Promise<readonly (RegisterRow & Columns)[]> {
  const written: (RegisterRow & Columns)[] = [];
  for (const { columns, rows } of byColumns(changes.map(({ patch }) => patch))) {
    refuseOwn(columns);
    const wanted = new Set(rows);
    const those = changes.filter(({ patch }) => wanted.has(patch));
    const set = columns.map((name) => `${quoted(name)} = n.${quoted(name)}, `).join('');
    const text = `update ${quoted(table)} t set ${set}rev = t.rev + 1, updated_at = $2
      from jsonb_populate_recordset(null::${quoted(table)}, $1::jsonb) n
      where t.id = n.id and t.rev = n.rev returning t.*`;
    for (const some of inPieces(those)) {
      const rowsNow = some.map(({ id, rev, patch }) => ({ ...patch, id, rev }));
      const done = await rowsOf(sql, text, [json(rowsNow), now]);
      if (done.length !== some.length) throw await whyNot(sql, table, some, done);
      written.push(...done);
    }
  }
  return written;
}

async function rowsOf(
  sql: TransactionSql,
  text: string,
  params: readonly string[],
): Promise<readonly (RegisterRow & Columns)[]> {
  try {
    // The tables of the modules begin with these columns: `ROW_COLUMNS`.
    return (await sql.query({ text }, params)) as unknown as readonly (RegisterRow & Columns)[];
  } catch (error) {
    throw asRegisterProblem(error);
  }
}

async function whyNot(
  sql: TransactionSql,
  table: string,
  wanted: readonly RowChange[],
  done: readonly RegisterRow[],
): Promise<Error> {
  const written = new Set(done.map(({ id }) => id));
  const left = wanted.filter(({ id }) => !written.has(id));
  const text = `select count(*)::int as there from ${quoted(table)} where id = any($1::text::uuid[])`;
  const [row] = await sql.query({ text }, [plainArray(left.map(({ id }) => id))]);
  return row?.there === left.length ? changedSince() : notThere(table);
}

function refuseOwn(columns: readonly string[]): void {
  const own = columns.find((name) => OWN.has(name));
  if (own !== undefined) throw new Error(`the register writes ${own} itself`);
}

/** Rows that name the same columns go together; those of one kind keep their order. */
function byColumns(
  rows: readonly Columns[],
): readonly { readonly columns: readonly string[]; readonly rows: readonly Columns[] }[] {
  const groups = new Map<string, { columns: readonly string[]; rows: Columns[] }>();
  for (const row of rows) {
    const columns = Object.keys(row).filter((name) => row[name] !== undefined);
    const key = columns.join('\n');
    const group = groups.get(key) ?? { columns, rows: [] };
    group.rows.push(row);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function inPieces<T>(rows: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(rows.length / MOST) }, (_, index) =>
    rows.slice(index * MOST, (index + 1) * MOST),
  );
}

/** Rows as JSON; bytes as PostgreSQL writes them in hex. */
function json(rows: readonly Columns[]): string {
  return JSON.stringify(rows.map((row) => mapped(row)));
}

function mapped(row: Columns): Columns {
  const bytes = Object.entries(row).filter(([, value]) => value instanceof Uint8Array);
  if (bytes.length === 0) return row;
  const hex = ([name, value]: [string, unknown]) =>
    [name, `\\x${Buffer.from(value as Uint8Array).toString('hex')}`] as const;
  return { ...row, ...Object.fromEntries(bytes.map(hex)) };
}
