import type { LogEvent, RecordEvent } from './access-log.ts';

/** One line of the log as it was written, with the sixteen fields of NEN 7513. No clinical text. */
export interface LogLine {
  /** Number of the line; about the order of writing. */
  readonly id: string;
  /** Instant in UTC. */
  readonly at: string;
  readonly event: LogEvent | RecordEvent;
  /** As in FHIR AuditEvent.action. */
  readonly action: 'C' | 'R' | 'U' | 'D' | 'E';
  /** As in FHIR AuditEvent.outcome: done, refused or nothing found, failed. */
  readonly outcome: 0 | 4 | 8;
  readonly who: {
    /** `Practitioner/…`, `Patient/…` or the name of a system. */
    readonly id: string;
    readonly name?: string;
    readonly role: string;
    readonly responsible?: string;
    readonly organization?: string;
    readonly client?: string;
    readonly address?: string;
    readonly ground?: string;
    readonly policyVersion?: string;
    readonly emergency?: { readonly patient?: string; readonly reason: string };
    /** Which system wrote the line. */
    readonly system: string;
  };
  readonly request?: string;
  /** Logical id; the internal one where no record of the patient is left. */
  readonly patient?: string;
  /** FHIR types of what was asked and answered, sorted. */
  readonly types: readonly string[];
  /** Logical id of what was asked, or the search with its values left out. */
  readonly target?: string;
  readonly versionId?: number;
  readonly detail?: string;
}

/** Which lines. */
export interface LogQuery {
  /** Logical id of the patient whom the lines are about. */
  readonly patient?: string;
  /** `who.id` of the person. */
  readonly user?: string;
  /** Instants: at or after, and before. */
  readonly from?: string;
  readonly until?: string;
  readonly newestFirst?: boolean;
  /** At most this many in one answer. */
  readonly count: number;
  /** `next` of the answer before. */
  readonly cursor?: string;
}

/** Lines in the order asked for; `next` is absent where there are no more. */
export interface LogPage {
  readonly lines: readonly LogLine[];
  readonly next?: string;
}

/** The log, for reading. Whoever hands lines to a person leaves a line about that first (`log-view`). */
export interface LogReader {
  /** Throws `Problem('value')` for a position that it did not give. */
  lines(query: LogQuery): Promise<LogPage>;
}
