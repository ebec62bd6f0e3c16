const FIELD = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy;

/** Rows of a CSV text (RFC 4180) by the names in its first line; empty lines are left out. */
export function readCsv(text: string): Record<string, string>[] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [whole, quoted, plain, end] of text.matchAll(FIELD)) {
    row.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === ',') continue;
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
    if (whole === '') break;
  }
  const [names = [], ...values] = rows;
  return values.map((fields) => Object.fromEntries(names.map((name, n) => [name, fields[n] ?? ''])));
}
