import type { Caller } from '@caecilia/kernel';

/** Why somebody cannot be invited now. */
export type InvitationHindrance =
  /** A carer for whom the patient gave no mandate and who does not represent the patient. */
  | 'no-mandate'
  /** The record has no complete birth date of the patient, which the letter asks for. */
  | 'no-birth-date'
  /** A right of the patient's own that ended, for instance by death. */
  | 'ended'
  /** The account was closed by an administrator. */
  | 'closed'
  /** One of the invented people of the demo, who signs in with one click. */
  | 'demo';

/** The patient, or somebody close to them, and how it stands with their sign-in. */
export interface Invitee {
  /** `Patient/…` or `RelatedPerson/…` */
  readonly reference: string;
  readonly kind: 'patient' | 'carer';
  readonly name: string;
  /** In words, as recorded; of somebody close only. */
  readonly relation?: string;
  /** FHIR date, where the record has a whole one. */
  readonly birthDate?: string;
  readonly hindrance?: InvitationHindrance;
  /** `invited`: a letter that can be used; `expired`: one that was not used in time; `in-use`: they sign in. */
  readonly state: 'none' | 'invited' | 'expired' | 'in-use';
  /** Instant until which the letter can be used, or could. */
  readonly until?: string;
}

/** What goes on the letter. The code is shown once, to whoever invites, and is kept nowhere. */
export interface InvitationLetter {
  readonly code: string;
  /** Instant. */
  readonly until: string;
  readonly name: string;
  /** Name of the organisation that invites, where one is known. */
  readonly organization?: string;
}

/**
 * Invitations to sign in to one's own record. The app fills it in with accounts of the identity unit.
 *
 * Who may: whoever keeps the people around this patient in the record (the policy table: changes of RelatedPerson),
 * through a relation that holds now. For everybody else there is no such patient (`Problem('not-found')`). Each change
 * leaves a `rights-change` line with the patient first, so that the patient sees it.
 */
export interface RecordInvitations {
  mayInvite(caller: Caller, patientId: string): Promise<boolean>;
  /** The patient first, then who is close. */
  list(caller: Caller, patientId: string): Promise<readonly Invitee[]>;
  /**
   * A letter in the place of an earlier one. Of somebody who signs in already, password, app and passkeys end with it.
   * `birthDate` (FHIR date) is asked beside the code; of the patient it is the record's own. Throws
   * `Problem('business-rule')` where something hinders, `Problem('required')` without a birth date.
   */
  invite(
    caller: Caller,
    patientId: string,
    invitation: { readonly person: string; readonly birthDate?: string },
  ): Promise<InvitationLetter>;
  /** The letter that was not used works no longer. */
  withdraw(caller: Caller, patientId: string, person: string): Promise<void>;
}
