import type { SqlRow } from '@caecilia/kernel';

/** The text of a column that is never null. */
export function textIn(row: SqlRow | undefined, column: string): string {
  const value = row?.[column];
  if (typeof value !== 'string') throw new Error(`column ${column} holds something else than text`);
  return value;
}

/** Under a name, where the column is not null. */
export function optional<K extends string>(
  row: SqlRow,
  column: string,
  name: K,
): { readonly [name in K]?: string } {
  return row[column] === null ? {} : ({ [name]: textIn(row, column) } as { readonly [name in K]?: string });
}
