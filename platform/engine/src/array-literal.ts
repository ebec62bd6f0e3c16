/**
 * PostgreSQL array literals. Rows go to the database as one array per column, unnested there: one prepared
 * statement then serves any number of rows, and both drivers send plain text.
 */

/** For elements that need no quoting: numbers, uuids, instants, digests in hex. */
export function plainArray(elements: readonly (string | number | boolean | null)[]): string {
  return `{${elements.map((element) => (element === null ? 'NULL' : element)).join(',')}}`;
}

/** The same of one column of rows, without a list in between. */
export function plainColumn<T>(rows: readonly T[], of: (row: T) => string | number | boolean | null): string {
  let literal = '';
  for (const row of rows) literal += `,${of(row) ?? 'NULL'}`;
  return `{${literal.slice(1)}}`;
}

/** For any text. */
export function textArray(elements: readonly (string | null)[]): string {
  return `{${elements.map(quoted).join(',')}}`;
}

/** Splits again what `joined` put together; `param` is an SQL expression of type text. */
export function split(param: string): string {
  return `string_to_array(${param}::text, E'\\x01')`;
}

/**
 * Texts that hold no control characters, such as JSON, joined by one: nothing has to be escaped, which for long
 * texts is most of the work. A list of one empty text comes back as no text at all.
 */
export function joined(elements: readonly string[]): string {
  return elements.join('\x01');
}

/** As `textArray`, of one column of rows. */
export function textColumn<T>(rows: readonly T[], of: (row: T) => string | null): string {
  let literal = '';
  for (const row of rows) literal += `,${quoted(of(row))}`;
  return `{${literal.slice(1)}}`;
}

const NEEDS_ESCAPE = /["\\]/;

function quoted(element: string | null): string {
  if (element === null) return 'NULL';
  return NEEDS_ESCAPE.test(element) ? `"${element.replace(/["\\]/g, '\\$&')}"` : `"${element}"`;
}
