import type { Caller, LogEvent } from '@caecilia/kernel';

/** A time to look back on. Civil dates (`YYYY-MM-DD`) in the time zone of the house, both inclusive. */
export interface Period {
  readonly from: string;
  readonly until: string;
}

/** One line of the access log, as a person may read it. It holds no clinical text, and no text of a search. */
export interface TrailLine {
  /** Number or name of the line in the log. */
  readonly id: string;
  /** Instant in UTC. */
  readonly at: string;
  /** What it was: reading, searching and changing records, or another event of the log. */
  readonly event: 'access' | LogEvent;
  /** As in FHIR AuditEvent.action. */
  readonly action: 'C' | 'R' | 'U' | 'D' | 'E';
  /** As in FHIR AuditEvent.outcome: done, refused or nothing found, failed. */
  readonly outcome: 0 | 4 | 8;
  readonly actor: {
    /** `Practitioner/…`, `Patient/…` or the name of a system. */
    readonly id: string;
    readonly name: string;
    /** Role code of the policy table. */
    readonly role: string;
    /** Name of the organisation. */
    readonly organization?: string;
    /** Name of the person on whose responsibility, where that is somebody else. */
    readonly responsible?: string;
  };
  /** FHIR types of what was seen or changed; empty where the log does not say. */
  readonly types: readonly string[];
  /** Why it was allowed: a relation of the policy table, for instance `treatingTeam`. */
  readonly ground?: string;
  /** Set where the emergency procedure was used, with the reason that its user gave. */
  readonly emergency?: { readonly reason: string };
  /** Logical id of the patient, and name where the reader of this line may see it. */
  readonly patient?: { readonly id: string; readonly name?: string };
}

/** Lines, newest first. */
export interface Trail {
  readonly lines: readonly TrailLine[];
  /** True when there were more than `limit`: the page says so, and asks for a shorter period. */
  readonly more: boolean;
}

/**
 * The access log, for reading. The app fills it in from the audit unit. Each method itself leaves a `log-view` line
 * before it answers: looking at the log is logged. Where that line cannot be written it throws.
 *
 * It answers by the right of the caller: `ofPatient` to the patient and who represents them, and to the privacy
 * officer; `ofActor` to the privacy officer only. Anyone else gets `Problem('forbidden')`.
 */
export interface AccessTrail {
  ofPatient(caller: Caller, patientId: string, period: Period, limit: number): Promise<Trail>;
  ofActor(caller: Caller, actorId: string, period: Period, limit: number): Promise<Trail>;
  /** Members of staff whose name contains the words, to choose one; at most 20. */
  findActors(
    caller: Caller,
    words: string,
  ): Promise<readonly { readonly id: string; readonly name: string; readonly role: string }[]>;
  /** The one patient with this family name and birth date (FHIR date), for a report; undefined when there is none or more than one. */
  findPatient(
    caller: Caller,
    question: { readonly familyName: string; readonly birthDate: string },
  ): Promise<{ readonly id: string; readonly name: string } | undefined>;
}
