import type { Caller } from '@caecilia/kernel';
import { plainArray, textArray } from './array-literal.ts';
import type { Param, Sql, Statement } from './sql.ts';

/**
 * The audit log. Changes and reads by id write their line in their own statement (`write-sql.ts`, `read-sql.ts`);
 * everything else hands its lines to `INSERT_AUDIT`, and answers only when they are committed.
 */
export interface AuditLine {
  readonly atMs: number;
  readonly caller: Caller;
  /** As in FHIR AuditEvent.action: C create, R read, U update, D delete, E execute (search, history). */
  readonly action: 'C' | 'R' | 'U' | 'D' | 'E';
  readonly typeNumber?: number;
  /** Logical id, or the search as asked with the values left out. */
  readonly target?: string;
  readonly versionId?: number;
  /** Internal id of the patient whom the line is about. */
  readonly patient?: string | null;
  /** `Type/id` of what was answered. */
  readonly returned?: readonly string[];
  readonly outcome: AuditOutcome;
}

/** As in FHIR AuditEvent.outcome: success, minor failure (refused, or nothing found), serious failure. */
export type AuditOutcome = 0 | 4 | 8;

export const INSERT_AUDIT: Statement = {
  name: 'insert_audit',
  text: `
insert into audit (at, actor, role, action, request, type, target, vid, patient, returned, outcome)
select at, actor, role, action, request, type, target, vid, patient, returned::text[], outcome
from unnest($1::text::timestamptz[], $2::text::text[], $3::text::text[], $4::text::char[], $5::text::text[],
  $6::text::smallint[], $7::text::text[], $8::text::int[], $9::text::uuid[], $10::text::text[], $11::text::smallint[])
  as a(at, actor, role, action, request, type, target, vid, patient, returned, outcome)`,
};

export async function insertAudit(sql: Sql, lines: readonly AuditLine[]): Promise<void> {
  if (lines.length > 0) await sql.query(INSERT_AUDIT, auditParams(lines));
}

function auditParams(lines: readonly AuditLine[]): Param[] {
  const plain = (of: (line: AuditLine) => string | number | null) => plainArray(lines.map(of));
  const text = (of: (line: AuditLine) => string | null) => textArray(lines.map(of));
  return [
    plain((line) => new Date(line.atMs).toISOString()),
    text((line) => line.caller.id),
    text((line) => line.caller.role),
    plain((line) => line.action),
    text((line) => line.caller.requestId ?? null),
    plain((line) => line.typeNumber ?? null),
    text((line) => line.target ?? null),
    plain((line) => line.versionId ?? null),
    plain((line) => line.patient ?? null),
    text((line) => (line.returned === undefined ? null : textArray(line.returned))),
    plain((line) => line.outcome),
  ];
}
