import type { SearchQuery } from '@caecilia/fhir';
import type { Caller } from '../caller.ts';
import type { StoredVersion } from '../record.ts';

/** Longest emergency access, in hours. */
export const MOST_EMERGENCY_HOURS = 24;

/** Asking is blocked from this many times within an hour on, whatever became of the others. */
export const EMERGENCIES_BLOCKED_FROM = 10;

/** One emergency that was asked for. */
export interface EmergencyGrant {
  readonly id: string;
  /** Logical id. */
  readonly patient: string;
  /** Reference of who asked. */
  readonly user: string;
  readonly role: string;
  /** `Organization/…` */
  readonly organization: string;
  readonly reason: string;
  readonly outcome: 'granted' | 'refused' | 'blocked';
  /** Instants. An end before its time was its user's. */
  readonly from: string;
  readonly until: string;
}

/** What somebody asks for. */
export interface EmergencyWish {
  /** Logical id. */
  readonly patient: string;
  readonly reason: string;
  /** Whole hours, 1 to 24. */
  readonly hours: number;
  /** Organisations that the caller's own is a part of, as the directory has them; a ward asks for what its hospital holds. */
  readonly within?: readonly string[];
}

/** What became of asking. `refused` does not tell an unknown patient from one of another organisation. */
export type EmergencyAnswer =
  | { readonly kind: 'granted'; readonly grant: EmergencyGrant }
  | { readonly kind: 'refused' }
  /** Too often within an hour; the log has a line for whoever is to be alerted. */
  | { readonly kind: 'blocked'; readonly until: string };

/**
 * Break-glass inside the organisation that holds the record. A grant opens the record of one patient to one user for
 * reading; their requests use it only when their `Caller` was made with it (`Standing.emergency`), and never for what is
 * about more than that patient.
 *
 * While the database answers but takes no line of the log, emergencies go on by the spool (`LogSpool`): asked for,
 * refused, blocked, ended, used; everything else about records waits until the log can be written.
 */
export interface EmergencyGrants {
  /**
   * The patients that somebody may mean who asks to open one: by logical id, or by a search for Patient. Looked up by the
   * house, to see whether it is the right one; it must not be shown. Throws as `grant` does for who may not ask.
   */
  lookUp(caller: Caller, patient: string | SearchQuery): Promise<readonly StoredVersion[]>;
  /**
   * Throws `Problem('forbidden')` for a role that has no emergencies, `Problem('required')` without a reason and
   * `Problem('value')` for hours other than 1 to 24. The log has its line before anything opens.
   */
  grant(caller: Caller, wish: EmergencyWish): Promise<EmergencyAnswer>;
  /** The caller's own grant for this patient that holds now. */
  active(caller: Caller, patient: string): Promise<EmergencyGrant | undefined>;
  /** Ends the caller's own grants for this patient. False when there was none. */
  end(caller: Caller, patient: string): Promise<boolean>;
  /** What was asked, newest first: of one patient, or of all since an instant. For the patient and the privacy officer. */
  list(query: { readonly patient?: string; readonly since?: string }): Promise<readonly EmergencyGrant[]>;
}
