import type { Caller } from '@caecilia/kernel';

/** Reasons to choose from; each goes with words of one's own. */
export const EMERGENCY_REASONS = ['acute-care', 'not-yet-in-team', 'out-of-hours', 'other'] as const;
export type EmergencyReason = (typeof EMERGENCY_REASONS)[number];

/** An emergency access that holds. */
export interface OpenEmergency {
  readonly id: string;
  readonly patientId: string;
  /** Instants. */
  readonly from: string;
  readonly until: string;
  readonly reason: EmergencyReason;
  readonly words: string;
}

/** How a record stands to somebody. An unknown patient answers `closed` too: the two must not be told apart. */
export type RecordDoor =
  /** A relation opens it; no emergency access is needed. */
  | { readonly kind: 'open' }
  | { readonly kind: 'emergency'; readonly access: OpenEmergency }
  /** `log-refused`: to everybody, because the log takes no lines now. */
  | { readonly kind: 'closed'; readonly because?: 'log-refused' }
  /** This role never has emergency access (a volunteer, an administrator, a patient). */
  | { readonly kind: 'never' };

/**
 * Whom somebody asks to open: the record at the address they are at, or a number as they know it (BSN or the number of
 * the patient in their own house, without dots and spaces).
 */
export type NamedPatient = { readonly id: string } | { readonly number: string };

/** What somebody says who wants emergency access. */
export interface EmergencyWish {
  readonly patient: NamedPatient;
  /** FHIR date, as the user knows it: the second datum that says it is the right patient. */
  readonly birthDate: string;
  readonly reason: EmergencyReason;
  readonly words: string;
  /** Whole hours, 1 to `MOST_EMERGENCY_HOURS`. */
  readonly hours: number;
}

/** What became of a wish to break the glass. */
export type EmergencyAnswer =
  | { readonly kind: 'opened'; readonly access: OpenEmergency }
  /** No patient of this organisation with this id or number, and this birth date. Says nothing about which is wrong. */
  | { readonly kind: 'no-such-patient' }
  /** The tenth within an hour, by this user: blocked until the instant, and the privacy officer was alerted. */
  | { readonly kind: 'blocked'; readonly until: string };

/**
 * Break-glass inside the organisation. The app fills it in from the access rule and the log. An implementation counts
 * attempts (also those without a patient), blocks and alerts at the tenth in an hour, writes a `break-glass` line
 * before anything opens (and spools it locally where the log is away), makes the access known to the patient and puts
 * it on the review list.
 */
export interface EmergencyAccess {
  door(caller: Caller, patientId: string): Promise<RecordDoor>;
  open(caller: Caller, wish: EmergencyWish): Promise<EmergencyAnswer>;
  /** Ends the caller's own access to this patient early. Nothing happens when there is none. */
  end(caller: Caller, patientId: string): Promise<void>;
}
