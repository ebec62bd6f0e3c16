/** One access of one person to one patient's record, as the log tells it. No clinical content. */
export interface AccessLine {
  /** Number or name of the line in the log. */
  readonly id: string;
  /** Instant in UTC. */
  readonly at: string;
  /** The account, for instance `Practitioner/7`. */
  readonly actor: string;
  readonly actorName: string;
  readonly role: string;
  /** `Organization/…` on whose behalf. */
  readonly organization: string;
  /** Logical id of the patient. */
  readonly patient: string;
  /** Why it was allowed, as the policy names it. */
  readonly ground: string;
  /** Whether the emergency procedure was used. */
  readonly emergency: boolean;
  /** As in FHIR AuditEvent.action. */
  readonly action: 'C' | 'R' | 'U' | 'D' | 'E';
}

/** A time that began and, perhaps, ended. Instants in UTC; the end is not part of it. */
export interface Span {
  readonly from: string;
  readonly until?: string;
}

/**
 * What must be known beside the log. Each answer is a fact as it stood at the time of the access; what nobody knows is
 * `undefined`, and never an empty answer.
 */
export interface ReviewFacts {
  /** Every care relation there was between the two: team, consultation, list of the GP, assignment, stay. */
  relationsOf(actor: string, patient: string): readonly Span[];
  /** The account of the patient, where the patient works here too. */
  accountOf(patient: string): { readonly actor: string; readonly organization: string } | undefined;
  /** Family name with its prefix, for instance `van der Berg` or `Berg, van der`. */
  familyNameOfActor(actor: string): string | undefined;
  familyNameOfPatient(patient: string): string | undefined;
  /** Share (0 to 1) of the people who bear this folded family name (`surname.ts`). Of a name nobody counted: 0. */
  surnameShare(folded: string): number;
  /** Hours the person was on duty or on call; undefined where no rota is kept. */
  dutiesOf(actor: string): readonly Span[] | undefined;
  /** Whether the record was marked as one that draws curiosity: a known person, a case in the news. */
  isMarked(patient: string): boolean;
}

/** What counts as odd. The figures are a house's own; these stand where nothing else is said. */
export interface ReviewRules {
  /** Time zone of the house, for nights and days. */
  readonly timeZone: string;
  /** Local hours: the night is from the first to before the second. */
  readonly night: { readonly from: number; readonly until: number };
  /** Minutes before and after duty that belong to it: handover, finishing the file. */
  readonly aroundDutyMinutes: number;
  /** Hours in which a relation may still be entered after the first look: a referral is read before it is accepted. */
  readonly relationFollowsHours: number;
  /** Days after the end of a relation in which its work is finished: letter, bereavement call. */
  readonly afterworkDays: number;
  /** Grounds of the policy that need no care relation, for instance planning or quality registration. */
  readonly groundsWithoutRelation: readonly string[];
  /** Roles that are not judged here: patients and carers look at what is theirs, systems have their own watch. */
  readonly rolesLeftOut: readonly string[];
  /** A family name that fewer people than this share bear is rare: a match says something by itself. */
  readonly rareSurnameShare: number;
  /** A name that more people than this share bear says nothing while a relation holds. */
  readonly commonSurnameShare: number;
  /** Patients in one day below which a day is never unusual. */
  readonly fewPatients: number;
  /** How many deviations above the middle of the own days, and of the days of the role, is unusual. */
  readonly deviations: number;
}

/** Rules of a house that sets none. */
export const REVIEW_RULES: ReviewRules = {
  timeZone: 'Europe/Amsterdam',
  night: { from: 23, until: 7 },
  aroundDutyMinutes: 60,
  relationFollowsHours: 72,
  afterworkDays: 30,
  groundsWithoutRelation: ['planning', 'registration', 'privacyReview'],
  rolesLeftOut: ['patient', 'carer', 'representative', 'system'],
  rareSurnameShare: 1 / 8000,
  commonSurnameShare: 1 / 1000,
  fewPatients: 15,
  deviations: 7,
};
