/**
 * A table as CSV (RFC 4180) for a spreadsheet: with a byte order mark, because a spreadsheet reads it as Latin letters
 * otherwise, and with semicolons, as Dutch spreadsheets expect. A cell that a spreadsheet would run as a formula, also
 * behind white space, gets an apostrophe before it (OWASP, CSV injection).
 */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(cellOf).join(';')}\r\n`).join('')}`;
}

function cellOf(words: string): string {
  const safe = /^\s*[=+\-@]|^[\t\r]/.test(words) ? `'${words}` : words;
  return /[;"\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
