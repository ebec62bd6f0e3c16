/**
 * What one person types while talking about care: the eight steps of the conversation as data, before it is recorded.
 * Whatever is absent was not spoken of. Words are kept exactly as they were typed.
 */
export interface ConversationNotes {
  /** When the conversation was held, FHIR dateTime. */
  readonly on: string;
  /** Where it was held; absent in a form, which does not ask it. */
  readonly at?: 'home' | 'hospital' | 'clinic';
  readonly patient: SubjectNotes;
  readonly professional: ProfessionalNotes;
  readonly patientPresent: boolean;
  /** Those close to the patient: who is there, who represents, who is called first. */
  readonly persons: readonly PersonNotes[];
  /** What the patient understands of the illness, in words. */
  readonly understanding?: string;
  /** Absent: not recorded. Never guessed. */
  readonly capacity?: { readonly capable: boolean; readonly comment?: string };
  readonly wishes?: AnswerNotes;
  readonly purpose?: AnswerNotes;
  readonly goal?: AnswerNotes;
  /** By key of a treatment of the standard. */
  readonly limits: Readonly<Record<string, LimitNotes>>;
  /** Treatments that the standard does not name. */
  readonly otherLimits: readonly OtherLimitNotes[];
  readonly icd?: IcdNotes;
  readonly place?: AnswerNotes;
  readonly euthanasia?: AnswerNotes;
  readonly donor?: AnswerNotes;
  readonly earlier?: {
    readonly recorded: YesNoUnknown;
    readonly comment?: string;
    readonly differ?: YesNoUnknown;
  };
  /** Whether the patient was told that it is theirs to inform those close to them. */
  readonly informRelatives?: boolean;
  /** Whether the patient agrees that the agreements are shared. */
  readonly share?: 'yes' | 'unknown';
}

export type YesNoUnknown = 'yes' | 'no' | 'unknown';

export interface NameNotes {
  readonly given?: string;
  readonly prefix?: string;
  readonly family?: string;
}

export interface SubjectNotes {
  readonly name: NameNotes;
  /** Civil date. */
  readonly birthDate?: string;
}

export interface ProfessionalNotes {
  readonly name: NameNotes;
  /** Code of a function, as the form lists them. */
  readonly function?: string;
  /** `PractitionerRole/…` where the record knows who it is. */
  readonly reference?: string;
}

export type PhoneKind = 'landline' | 'mobile' | 'fax' | 'pager';
export type PhoneUse = 'home' | 'work' | 'temp';

export interface PersonNotes {
  /** Stands for the person within these notes. */
  readonly key: string;
  /** `RelatedPerson/…` where the record knows who it is: then nothing about the person is written anew. */
  readonly reference?: string;
  readonly name?: NameNotes;
  readonly representative: boolean;
  readonly firstContact: boolean;
  readonly present: boolean;
  /** Codes of other roles, as the standard lists them. */
  readonly roles: readonly string[];
  /** A role in words, where none of the list fits. */
  readonly otherRole?: string;
  /** Code of the relation. */
  readonly relation?: string;
  readonly otherRelation?: string;
  readonly phones: readonly PhoneNotes[];
  readonly emails: readonly { readonly value?: string; readonly use?: 'home' | 'work' }[];
}

export interface PhoneNotes {
  readonly value?: string;
  readonly kind?: PhoneKind;
  readonly use?: PhoneUse;
  readonly comment?: string;
}

/** Somebody who agrees: the patient, who leads the conversation, or the key of a person. */
export type PartyKey = 'patient' | 'professional' | (string & {});

/**
 * The states of a limit. Do, do not and only if are decisions; the others say that nothing was decided, each in its own
 * way. `declined`: asked, and the person would not speak of it.
 */
export const LIMIT_STATES = ['do', 'doNot', 'onlyIf', 'notDiscussed', 'unknown', 'declined'] as const;
export type LimitNotesState = (typeof LIMIT_STATES)[number];

export interface LimitNotes {
  readonly state: LimitNotesState;
  /** The words of "only if". */
  readonly condition?: string;
  /** The reason, in the words of the person. */
  readonly because?: string;
  /** Who agrees. */
  readonly parties: readonly PartyKey[];
}

export interface OtherLimitNotes extends LimitNotes {
  /** The treatment in words; absent only in a form from elsewhere that names none. */
  readonly treatment?: string;
}

/** An answer to a question that is not a limit. */
export type AnswerNotes =
  | { readonly state: 'known'; readonly code?: string; readonly words?: string; readonly note?: string }
  | { readonly state: 'unknown' | 'notDiscussed' | 'declined'; readonly note?: string };

export interface IcdNotes {
  readonly present: YesNoUnknown;
  /** Code of the kind of device, as the standard lists them. */
  readonly type?: string;
  readonly comment?: string;
  /** `DeviceUseStatement/…` where the record knows the device: then it is not written anew. */
  readonly reference?: string;
}

/** True for a limit that says yes, no or only if. */
export function isDecidedState(state: LimitNotesState): boolean {
  return state === 'do' || state === 'doNot' || state === 'onlyIf';
}
