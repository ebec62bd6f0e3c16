import type { Caller } from '@caecilia/kernel';

/** What a carer may do for the patient. A representative by law or by written mandate may do all of it. */
export const MANDATE_SCOPES = ['appointments', 'messages', 'plan', 'diary', 'contacts'] as const;
export type MandateScope = (typeof MANDATE_SCOPES)[number];

/** Somebody who may see or do things for the patient. */
export interface Mandate {
  readonly id: string;
  readonly person: {
    /** `RelatedPerson/…` */
    readonly reference: string;
    readonly name: string;
    /** In words, for instance "dochter"; as recorded. */
    readonly relation?: string;
  };
  readonly kind: 'representative' | 'carer';
  /** Empty for a representative: all. */
  readonly scopes: readonly MandateScope[];
  /** Civil dates. */
  readonly from?: string;
  readonly until?: string;
  /** Given by law or by a court: the patient cannot withdraw it here. */
  readonly byLaw: boolean;
}

/** Somebody close who could be given a mandate. */
export interface ClosePerson {
  readonly reference: string;
  readonly name: string;
  readonly relation?: string;
}

/**
 * Who may see and act for a patient, given and withdrawn by the patient. The app fills it in with a Consent of scope
 * `patient-privacy` per mandate. Writing leaves `consent-change` first. Only the patient and their representative may
 * call it (`Problem('forbidden')` for others); a carer cannot pass a mandate on.
 */
export interface Mandates {
  /**
   * Scopes that the house can hold a carer to. Empty where the policy gives every carer the same: the screen then
   * offers no choice, because it would promise what is not kept.
   */
  readonly scopes: readonly MandateScope[];
  list(caller: Caller, patientId: string): Promise<readonly Mandate[]>;
  candidates(caller: Caller, patientId: string): Promise<readonly ClosePerson[]>;
  give(
    caller: Caller,
    patientId: string,
    mandate: { readonly person: string; readonly scopes: readonly MandateScope[]; readonly until?: string },
  ): Promise<void>;
  withdraw(caller: Caller, patientId: string, mandateId: string): Promise<void>;
}

/** Permission to share with one type of organisation. */
export interface SharingPermission {
  /** Code of the organisation type, as in the policy table's `organizationTypeActor`. */
  readonly organizationType: string;
  readonly name: { readonly nl: string; readonly en: string };
  /** `unasked` is not a yes: nothing is shared. */
  readonly state: 'given' | 'refused' | 'unasked';
  /** Civil date of the last answer. */
  readonly since?: string;
  /** How many organisations of this type looked with this permission, where the log tells. */
  readonly used?: number;
}

/**
 * Permission to share the record with other organisations: the third kind of Consent, which never mixes with treatment
 * directives and advance directives. Writing leaves `consent-change` first.
 */
export interface SharingPermissions {
  list(caller: Caller, patientId: string): Promise<readonly SharingPermission[]>;
  set(
    caller: Caller,
    patientId: string,
    organizationType: string,
    answer: 'given' | 'refused',
  ): Promise<void>;
}
