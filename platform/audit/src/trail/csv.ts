import type { FoldedAccess } from './folded.ts';

/** The columns of a download, in their order. The app gives the headings, in the language of the reader. */
export const CSV_COLUMNS = [
  'day',
  'first',
  'last',
  'count',
  'name',
  'role',
  'organization',
  'responsible',
  'data',
  'event',
  'action',
  'outcome',
  'ground',
  'policy',
  'emergency',
] as const;

export type CsvHeadings = { readonly [column in (typeof CSV_COLUMNS)[number]]: string };

/**
 * The accesses as CSV (RFC 4180), with a byte order mark so that spreadsheets read it as UTF-8. A cell that a
 * spreadsheet would take for a formula begins with an apostrophe.
 */
export function csvOf(accesses: readonly FoldedAccess[], headings: CsvHeadings): string {
  const rows = [CSV_COLUMNS.map((column) => headings[column]), ...accesses.map(cellsOf)];
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}

function cellsOf({ day, first, last, count, line }: FoldedAccess): readonly string[] {
  const { who, types, event, action, outcome } = line;
  return [
    day,
    first,
    last,
    String(count),
    who.name ?? who.id,
    who.role,
    who.organization ?? '',
    who.responsible ?? '',
    types.join(' '),
    event,
    action,
    String(outcome),
    who.ground ?? '',
    who.policyVersion ?? '',
    who.emergency?.reason ?? '',
  ];
}

function cell(text: string): string {
  const safe = /^\s*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
