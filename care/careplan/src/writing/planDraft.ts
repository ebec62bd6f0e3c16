import type { OpenHours } from '../plan.ts';

/**
 * A plan as it is put together before it is recorded. References are `Type/id`; dates are FHIR dates; every id is
 * chosen by the caller, so that writing the same draft again changes nothing.
 */
export interface PlanDraft {
  readonly patient: PatientDraft;
  readonly contactPersons: readonly ContactPersonDraft[];
  readonly conversations: readonly ConversationDraft[];
  readonly treatmentDirectives: readonly TreatmentDirectiveDraft[];
  readonly advanceDirectives: readonly AdvanceDirectiveDraft[];
  readonly goal?: { readonly code: string; readonly on: string; readonly note?: string };
  readonly answers: readonly AnswerDraft[];
  readonly icd?: { readonly type: string; readonly since: string; readonly note?: string };
  readonly informRelatives?: { readonly on: string; readonly by: string; readonly recipient?: string };
  readonly careTeam?: readonly { readonly member: string; readonly role: string }[];
  /** BCP 47; language of the recorded words, where it is not the house's own. */
  readonly language?: string;
}

/** A name in parts, as Dutch names are recorded. */
export interface NameDraft {
  readonly given: string;
  readonly prefix?: string;
  readonly family: string;
  readonly partnerPrefix?: string;
  readonly partnerFamily?: string;
  /** Which family name goes first when there are two. */
  readonly order?: 'NL1' | 'NL2' | 'NL3' | 'NL4';
}

export interface PatientDraft {
  readonly id: string;
  readonly name: NameDraft;
  readonly birthDate: string;
  readonly gender: 'male' | 'female' | 'other' | 'unknown';
  readonly speaks?: { readonly code: string; readonly display: string };
  readonly generalPractitioner?: string;
  readonly legalCapacity?: { readonly capable: boolean; readonly comment?: string };
}

export interface ContactPersonDraft {
  readonly id: string;
  readonly name: NameDraft;
  /** Codes of roles, as the standard lists them. */
  readonly roles: readonly string[];
  /** Code of the relation. */
  readonly relation: string;
  readonly phone?: string;
  readonly email?: string;
}

export interface ConversationDraft {
  readonly id: string;
  readonly on: string;
  /** Professionals and contact persons who took part. */
  readonly with: readonly string[];
  readonly patientPresent: boolean;
  readonly at?: 'home' | 'hospital' | 'clinic';
}

/** What was decided; `asWritten` puts words in the place of the condition. */
export type DecisionDraft =
  | { readonly kind: 'do' | 'doNot' }
  | { readonly kind: 'onlyIf'; readonly condition: string }
  | { readonly kind: 'open'; readonly words: string };

export interface TreatmentDirectiveDraft {
  readonly id: string;
  /** Key of a treatment of the standard, or the treatment in words. */
  readonly treatment: string | { readonly words: string };
  readonly decision: DecisionDraft;
  readonly on: string;
  /** Two or more, as the data set asks. */
  readonly parties: readonly string[];
  readonly reason?: string;
  readonly ended?: { readonly on: string; readonly reason: string };
  /** Id of the advance directive it rests on. */
  readonly restsOn?: string;
  /** A modifier from another system: address and words. Only ever written to show what a reader must do with it. */
  readonly foreignModifier?: { readonly url: string; readonly words: string };
}

export interface AdvanceDirectiveDraft {
  readonly id: string;
  readonly type: string;
  readonly on: string;
  readonly representative?: string;
  readonly comment?: string;
  readonly document?: { readonly title: string; readonly text: string };
}

export interface AnswerDraft {
  readonly topic:
    | 'specificCareWishes'
    | 'preferredPlaceOfDeath'
    | 'positionRegardingEuthanasia'
    | 'organDonationChoiceRegistration'
    | 'senseOfPurpose';
  readonly on: string;
  readonly by: string;
  /** Words, or the code of an answer of the standard. */
  readonly words?: string;
  readonly code?: string;
  readonly note?: string;
}

/** An institution with its people, to be recorded once for all plans. */
export interface InstitutionDraft {
  readonly id: string;
  readonly name: string;
  /** What kind of organisation it is, by a code of `urn:caecilia:organization-type` and in words. */
  readonly kind?: { readonly code: string; readonly text: string };
  readonly phone?: string;
  readonly professionals: readonly {
    readonly id: string;
    /** Absent: the role answers for the institution, not for a person. */
    readonly name?: NameDraft & { readonly title?: string };
    readonly specialty: {
      readonly system: string;
      readonly code: string;
      readonly display: string;
      readonly text?: string;
    };
    readonly phone?: string;
    readonly hours?: 'always' | readonly OpenHours[];
  }[];
}
