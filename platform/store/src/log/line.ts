import { hash } from 'node:crypto';
import type { Caller, LogEvent, RecordEvent } from '@caecilia/kernel';
import { clean, joinedFields, type Who, whoOf } from './who.ts';

/** One line of the log, as the store hands it to the database. */
export interface AuditLine {
  readonly atMs: number;
  readonly caller: Caller;
  readonly event: LogEvent | RecordEvent;
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
  /** A code or a sentence without patient data. */
  readonly detail?: string;
}

/** As in FHIR AuditEvent.outcome: success, minor failure (refused, or nothing found), serious failure. */
export type AuditOutcome = 0 | 4 | 8;

/** What is known of a line before the database is asked; the rest of it follows from what is found. */
export interface LineHead {
  /** Microseconds since 1970, as a whole number in text: exactly what the column holds. */
  readonly atMicros: string;
  /** Digest of the row of `audit_who`, in hex. */
  readonly who: string;
  readonly event: string;
  readonly action: string;
  readonly request: string | null;
  readonly type: number | null;
  readonly target: string | null;
  /** The array, its elements with a space between them. */
  readonly returned: string | null;
  readonly detail: string | null;
}

/** sha-256 of the head, in hex. The database hashes it together with the tail. */
export function headDigest(head: LineHead): string {
  const { atMicros, who, event, action, request, type, target, returned, detail } = head;
  const fields = [atMicros, who, event, action, request, type, target, returned, detail];
  return hash('sha256', joinedFields(fields), 'hex');
}

/** What the statement adds to the head. */
export interface LineTail {
  readonly seq: string;
  readonly versionId: number | null;
  readonly patient: string | null;
  readonly outcome: number;
}

/** The hash of a line; the same as `LOGGED` makes in SQL. */
export function hashOfLine(head: string, { seq, versionId, patient, outcome }: LineTail): Buffer {
  return hash('sha256', `${head}|${seq}|${versionId ?? '-'}|${patient ?? '-'}|${outcome}`, 'buffer');
}

/** What a lane starts from. */
export function seedOf(lane: number): Buffer {
  return hash('sha256', `caecilia log, lane ${lane}`, 'buffer');
}

/** The fields of a line that its head covers, as they go to the database. */
export interface HeadColumns {
  readonly who: Who;
  readonly request: string | null;
  readonly target: string | null;
  /** What was answered, with a space between. */
  readonly returned: string | null;
  readonly detail: string | null;
  /** Digest of the head in hex. */
  readonly head: string;
}

const LONGEST_TARGET = 500;

/** Cleans the fields of a line and makes the digest of its head. */
export function headColumns(line: Omit<AuditLine, 'outcome' | 'patient' | 'versionId'>): HeadColumns {
  const who = whoOf(line.caller);
  const request = cleaned(line.caller.requestId);
  const target = cleaned(line.target);
  const detail = cleaned(line.detail);
  const returned = line.returned?.join(' ') ?? null;
  const head = headDigest({
    atMicros: `${line.atMs * 1000}`,
    who: who.digest,
    event: line.event,
    action: line.action,
    request,
    type: line.typeNumber ?? null,
    target,
    returned,
    detail,
  });
  return { who, request, target, returned, detail, head };
}

function cleaned(text: string | undefined): string | null {
  return text === undefined ? null : clean(text, LONGEST_TARGET);
}
