/**
 * PostgreSQL array literals. Rows go to the database as one array per column, unnested there: one prepared
 * statement then serves any number of rows, and both drivers send plain text.
 */

/** For elements that need no quoting: numbers, uuids, instants, digests in hex. */
export function plainArray(elements: readonly (string | number | boolean | null)[]): string {
  return `{${elements.map((element) => (element === null ? 'NULL' : element)).join(',')}}`;
}

/** For any text. */
export function textArray(elements: readonly (string | null)[]): string {
  return `{${elements.map(quoted).join(',')}}`;
}

function quoted(element: string | null): string {
  return element === null ? 'NULL' : `"${element.replace(/["\\]/g, '\\$&')}"`;
}
