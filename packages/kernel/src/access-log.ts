import type { Caller } from './caller.ts';
import type { SqlRunner } from './sql-port.ts';

/**
 * What the log tells of, beside reads and changes of the record, which the store writes by itself. The codes are the
 * event code of NEN 7513.
 */
export type LogEvent =
  | 'sign-in'
  | 'sign-in-failed'
  | 'sign-out'
  | 'token'
  | 'refusal'
  | 'print'
  | 'export'
  | 'send'
  | 'receive'
  | 'merge'
  | 'break-glass'
  | 'consent-change'
  | 'rights-change'
  | 'log-view'
  | 'log-change'
  | 'operation'
  | 'destruction';

/** What the record store tells of by itself. */
export type RecordEvent =
  | 'read'
  | 'vread'
  | 'history'
  | 'search'
  /** A search that asked for the number only. */
  | 'count'
  | 'create'
  | 'update'
  | 'delete'
  /** A transaction that was refused; what is done in one leaves its own lines. */
  | 'transaction';

/** One line for the log. No clinical text: codes, ids and names of parameters only. */
export interface LogEntry {
  readonly event: LogEvent;
  /** As in FHIR AuditEvent.action. */
  readonly action: 'C' | 'R' | 'U' | 'D' | 'E';
  /** As in FHIR AuditEvent.outcome: success, refused or nothing found, failed. */
  readonly outcome: 0 | 4 | 8;
  /** Who did it; for a failed sign-in a caller with the scope `nothing`. */
  readonly caller: Caller;
  /** Logical id of the patient it is about. */
  readonly patient?: string;
  readonly object?: { readonly type: string; readonly id: string; readonly versionId?: number };
  /** A short code or a sentence without patient data, for instance why it was refused. */
  readonly detail?: string;
}

/** Where lines go. */
export interface AccessLog {
  /** Returns when the line is committed. Where it cannot be written it throws, and what it tells of must not happen. */
  write(entry: LogEntry): Promise<void>;
}

/** The log where it lies in the database of the record. */
export interface RecordLog extends AccessLog {
  /** The same inside a transaction of `SqlPort.transaction`: the line and what it tells of are there together, or neither. */
  writeWithin(sql: SqlRunner, entry: LogEntry): Promise<void>;
}
