import type { PlanDate } from './reading/planDate.ts';
import type { Label, NamedPlace } from './standard/standard.ts';

/** Words for a person: known in both languages, or as they were recorded (never translated). */
export type Words = Label | string;

/** Where something was read: the resource behind "open the original". */
export interface Original {
  readonly type: string;
  readonly id: string;
  readonly versionId?: string;
  /** Language of its words (BCP 47), where the resource says so. */
  readonly language?: string;
}

/** Why a record cannot be read safely. Each has its sentence in both languages. */
export type Doubt =
  | 'unknownModifier'
  | 'noDecision'
  | 'decisionAndSpecification'
  | 'exceptions'
  | 'restricted'
  | 'unknownStatus'
  | 'unknownValue'
  | 'severalTreatments'
  | 'unnamedTreatment'
  | 'unreadableDate'
  | 'wrongScope'
  | 'withheld'
  | 'severalAnswers'
  | 'aboutAnother'
  | 'unconfirmed';

/**
 * What was recorded, in one of the five states, or that it cannot be read safely. `permit` is only ever `do` when
 * nothing else in the record qualifies it; see `reading/decision.ts`.
 */
export type Decision =
  | { readonly kind: 'do' }
  | { readonly kind: 'doNot' }
  | { readonly kind: 'onlyIf'; readonly condition: string }
  | { readonly kind: 'notDiscussed' | 'unknown'; readonly words?: string }
  | { readonly kind: 'unreadable'; readonly doubt: Doubt; readonly words: readonly string[] };

/**
 * Whether a record counts now. Only `inForce` decides anything. `voided` (entered in error) was never true and is
 * left out of the plan altogether.
 */
export type Standing = 'inForce' | 'upcoming' | 'ended' | 'proposed' | 'rejected' | 'voided';

/** Someone who agreed, took part or recorded. */
export interface Party {
  readonly kind: 'patient' | 'relatedPerson' | 'professional' | 'other';
  /** Absent when the record names nobody. */
  readonly name?: string;
  /** Relation or specialty. */
  readonly detail?: Words;
  readonly organization?: string;
}

/** What every dated record of the plan carries. */
export interface Recorded {
  readonly original: Original;
  readonly standing: Standing;
  readonly recorded?: PlanDate;
  /** True when the date lies after now: a typing error or a wrong clock, and said so. */
  readonly datedInFuture: boolean;
}

/** A declaration by the patient, or what a directive says it rests on. */
export interface Statement {
  readonly original: Original;
  readonly kind: Words | undefined;
  readonly recorded?: PlanDate;
}

/** One recorded decision about one treatment: a professional's agreement, or what a declaration refuses by itself. */
export interface RecordedDecision extends Recorded {
  readonly by: 'treatmentDirective' | 'advanceDirective';
  readonly decision: Decision;
  readonly since?: PlanDate;
  readonly until?: PlanDate;
  readonly endReason?: string;
  readonly parties: readonly Party[];
  /** The reason, in the words that were recorded. */
  readonly comment?: string;
  /** Words that were recorded with the code of the treatment and may narrow it. */
  readonly treatmentWords?: string;
  readonly restsOn: readonly Statement[];
}

/** A decision that no longer decides: replaced by a newer one, the same as a newer one, or ended. */
export interface FormerDecision {
  readonly became: 'replaced' | 'repeated' | 'ended' | 'rejected';
  readonly entry: RecordedDecision;
}

/** The state of one row. `contradiction`: two that count disagree. `unreadable`: the one that counts cannot be read. */
export type LimitState =
  | 'do'
  | 'doNot'
  | 'onlyIf'
  | 'notDiscussed'
  | 'unknown'
  | 'contradiction'
  | 'unreadable';

/** One treatment with what counts for it now, and what counted before. */
export interface TreatmentLimit {
  readonly key: string;
  /** Absent when the record does not say which treatment. */
  readonly treatment: Words | undefined;
  readonly role?: 'icdDeactivation';
  readonly state: LimitState;
  /** What counts: one, or all that disagree, newest first; empty when nothing is in force. */
  readonly current: readonly RecordedDecision[];
  readonly former: readonly FormerDecision[];
  readonly upcoming: readonly RecordedDecision[];
  readonly proposals: readonly RecordedDecision[];
}

/** An answer to one question of the plan (goal, wish, place, position). */
export interface Answer extends Recorded {
  readonly state: 'known' | 'unknown' | 'notDiscussed' | 'unreadable';
  /** The answer; absent when it is not known or cannot be read. */
  readonly value?: Words;
  /** The place that the answer names, where the standard says which. */
  readonly place?: NamedPlace;
  readonly doubt?: Doubt;
  /** The person did not want to speak of it. */
  readonly declined?: boolean;
  /** Set when an older code was read as the one that replaced it. */
  readonly readAs?: { readonly from: string; readonly to: string };
  readonly notes: readonly string[];
  readonly by: readonly Party[];
}

/** One question of the plan: nothing recorded, one answer, or several that disagree. */
export interface Topic {
  readonly current: readonly Answer[];
  readonly former: readonly Answer[];
}

/** A declaration made by the patient (or for them), as it is kept. */
export interface AdvanceDirective extends Recorded {
  readonly kind: Words | undefined;
  readonly comment?: string;
  readonly parties: readonly Party[];
  readonly documents: readonly { readonly title?: string; readonly contentType?: string }[];
  readonly doubt?: Doubt;
  /** It refuses treatment, and only its own text says which. */
  readonly refusesTreatment: boolean;
  /** Words that were recorded with its kind and may narrow what it says. */
  readonly words?: string;
}

/** A telephone number as it was recorded, and as it can be dialled. */
export interface Phone {
  readonly number: string;
  readonly dial: string;
  readonly use?: 'home' | 'work' | 'mobile' | 'temp';
}

/** Days of the week by FHIR's codes, Monday first. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Hours on certain days, in order. Times are `HH:MM`, local; without them the whole day. */
export interface OpenHours {
  readonly days: readonly Weekday[];
  readonly from?: string;
  readonly to?: string;
}

/** Someone who can be called. */
export interface Contact {
  readonly original: Original;
  readonly kind: 'relatedPerson' | 'professional' | 'organization';
  readonly name: string | undefined;
  readonly roles: readonly Words[];
  readonly relation?: Words;
  readonly organization?: string;
  readonly legalRepresentative: boolean;
  readonly firstContact: boolean;
  readonly phones: readonly Phone[];
  readonly emails: readonly string[];
  /** `always`, recorded hours, or not recorded. */
  readonly hours: 'always' | readonly OpenHours[] | undefined;
  readonly notAvailable: readonly string[];
  /** False only when recorded hours say so. */
  readonly reachableNow: boolean;
}

/** A conversation about the plan. */
export interface Conversation {
  readonly originals: readonly Original[];
  readonly held: PlanDate | undefined;
  readonly participants: readonly Party[];
  readonly comment?: string;
}

/** An implantable defibrillator in use, planned or taken out. */
export interface Icd {
  readonly original: Original;
  readonly state: 'present' | 'planned' | 'ended' | 'unreadable';
  readonly kind: Words | undefined;
  readonly since?: PlanDate;
  readonly notes: readonly string[];
}

/** Who the plan is about. */
export interface PlanPatient {
  readonly id: string;
  /** Family name first, as it is looked up. */
  readonly name: string | undefined;
  readonly callName?: string;
  readonly birthDate?: PlanDate;
  readonly age?: { readonly years: number; readonly approximate: boolean };
  readonly gender?: 'male' | 'female' | 'other' | 'unknown';
  readonly language?: string;
  /** True when the record says that this person has died; the date where it is known. */
  readonly deceased?: { readonly on?: PlanDate };
  /** Records merged into another patient are not the place to look. */
  readonly replacedBy?: string;
  readonly legalCapacity: { readonly capable: boolean | undefined; readonly comment?: string };
}

/** A care plan as it stands now. Pure data: what is not here was not recorded. */
export interface CarePlan {
  readonly patient: PlanPatient;
  readonly goal: Topic;
  readonly limits: readonly TreatmentLimit[];
  readonly icds: readonly Icd[];
  readonly specificCareWishes: Topic;
  readonly preferredPlaceOfDeath: Topic;
  readonly positionRegardingEuthanasia: Topic;
  readonly organDonationChoiceRegistration: Topic;
  readonly senseOfPurpose: Topic;
  readonly advanceDirectives: readonly AdvanceDirective[];
  readonly contacts: readonly Contact[];
  /** Newest first. */
  readonly conversations: readonly Conversation[];
  /** Requests to the patient to inform those close to them, newest first. */
  readonly informRelatives: readonly { readonly asked?: PlanDate; readonly completed: boolean }[];
  /** Nothing of a plan was recorded: no decision, goal, answer or declaration. */
  readonly empty: boolean;
  /** The newest date on anything that counts now. */
  readonly asOf?: PlanDate;
  /** Last change of any record of the plan in this store, FHIR instant. */
  readonly lastChanged?: string;
  /** A short mark that changes whenever a record of the plan changes. */
  readonly edition: string;
}
