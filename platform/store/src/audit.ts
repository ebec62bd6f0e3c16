import type { Param, Sql, Statement } from '@caecilia/engine';
import { plainArray, textArray } from '@caecilia/engine';
import { type AuditLine, headColumns } from './log/line.ts';
import { LINES_IN_A_LINK, LOGGED } from './log/log-sql.ts';

export type { AuditLine, AuditOutcome } from './log/line.ts';

/**
 * Writes lines that are known before the statement. Changes and reads by id write theirs in their own statement
 * (`write-sql.ts`, `read-by-id.ts`); everything else hands them to `insertAudit`, and answers only when they are
 * committed.
 */
const INSERT_AUDIT: Statement = {
  name: 'insert_audit',
  text: `
with lines as (
  select i, at, who, event, action, outcome, request, type, target, vid, patient, string_to_array(returned, ' ') as returned, detail, head
  from unnest($1::text::int[], $2::text::timestamptz[], $3::text::bigint[], $4::text::text[], $5::text::char[],
    $6::text::smallint[], $7::text::text[], $8::text::smallint[], $9::text::text[], $10::text::int[],
    $11::text::uuid[], $12::text::text[], $13::text::text[], $14::text::text[])
    as a(i, at, who, event, action, outcome, request, type, target, vid, patient, returned, detail, head)
), ${LOGGED}
select 1`,
};

/** The who of every line must be written before (`Whos`). */
export async function insertAudit(sql: Sql, lines: readonly AuditLine[]): Promise<void> {
  for (let start = 0; start < lines.length; start += LINES_IN_A_LINK)
    await sql.query(INSERT_AUDIT, auditParams(lines.slice(start, start + LINES_IN_A_LINK)));
}

function auditParams(lines: readonly AuditLine[]): Param[] {
  const plain = (of: (line: AuditLine) => string | number | null) => plainArray(lines.map(of));
  const heads = lines.map(headColumns);
  return [
    plainArray(lines.map((_line, index) => index)),
    plain((line) => new Date(line.atMs).toISOString()),
    plainArray(heads.map(({ who }) => who.key)),
    plain((line) => line.event),
    plain((line) => line.action),
    plain((line) => line.outcome),
    textArray(heads.map(({ request }) => request)),
    plain((line) => line.typeNumber ?? null),
    textArray(heads.map(({ target }) => target)),
    plain((line) => line.versionId ?? null),
    plain((line) => line.patient ?? null),
    textArray(heads.map(({ returned }) => returned)),
    textArray(heads.map(({ detail }) => detail)),
    plainArray(heads.map(({ head }) => head)),
  ];
}
