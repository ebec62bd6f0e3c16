import type { Discipline, Domain, Source, Urgency } from '../codes.ts';
import type { Party } from '../element.ts';

/** What is asked on the form: six fields. */
export interface Asked {
  /** In the words of who asks. */
  readonly question: string;
  /** At least one. */
  readonly domains: readonly Domain[];
  readonly urgency: Urgency;
  readonly patientInformed: boolean;
  readonly treatingPhysicianAgrees: Agreement;
  /** Where who asks can be called back: a number or a pager, and whom to ask for. */
  readonly callBack: string;
}

/** `notAsked` is not `no`: nobody asked the treating physician yet. */
export const AGREEMENTS = ['yes', 'no', 'notAsked'] as const;
export type Agreement = (typeof AGREEMENTS)[number];

/** What the treating physician said of the request, in an act of their own; beside what who asked wrote of it. */
export interface SaidOfIt {
  readonly agrees: boolean;
  /** Why; of a refusal always there. */
  readonly reason?: string;
  readonly by: Party;
  /** Instant. */
  readonly at: string;
}

/** That who asked was called back. */
export interface CalledBack {
  readonly by: Party;
  /** Instant. */
  readonly at: string;
}

export const STATES = [
  'received',
  'triaged',
  'accepted',
  'inProgress',
  'completed',
  'redirected',
  'declined',
  'withdrawn',
  'confirmed',
] as const;

/**
 * Where a request stands. `confirmed` ends a proposal: a treating professional or the office made it an order, and the
 * order goes on.
 */
export type RequestState = (typeof STATES)[number];

/** One change of a request: what it became, when, and by whom. */
export interface Step {
  readonly state: RequestState;
  /** Instant, UTC. */
  readonly at: string;
  /** Reference of who did it. */
  readonly by: string;
}

/** Why the team does not come, what it advises instead, and who got that advice. */
export interface Answer {
  readonly reason: string;
  readonly advice: string;
  readonly recipient: string;
}

/**
 * A request for consultation. An `order` opens the record to the team that is asked; a `proposal` (of a patient, of a
 * carer, or noted at the telephone) opens nothing until it is confirmed. FHIR R4 request-intent says the same:
 * a proposal gives no authorization to act.
 */
export interface ConsultationRequest {
  readonly intent: 'order' | 'proposal';
  readonly source: Source;
  readonly asked: Asked;
  /** Logical id. */
  readonly patient: string;
  /** Who asks; of a telephone call perhaps no more than a name. */
  readonly requester: Party;
  /** Reference of who wrote it down. */
  readonly recorder: string;
  /** `Organization/…` of the team that is asked. */
  readonly team: string;
  /** Id of the form, made when it was opened. */
  readonly clientId: string;
  /** Instant at which the team was asked. */
  readonly referredAt: string;
  /** Instant, or civil day (`YYYY-MM-DD`), from which the patient can be seen. Later than the referral where asked for. */
  readonly readyForCare: string;
  readonly state: RequestState;
  /** In order of time; the last is the state. */
  readonly steps: readonly Step[];
  readonly triage?: Triage;
  /** Who takes it. */
  readonly owner?: Party;
  /** Instant of the first contact with the patient. */
  readonly firstContact?: string;
  readonly answer?: Answer;
  /** Absent while the treating physician said nothing themselves. */
  readonly agreement?: SaidOfIt;
  readonly calledBack?: CalledBack;
  /** Of what was withdrawn. */
  readonly withdrawnBecause?: string;
  /** Of an order: the proposal that it came from. Of a confirmed proposal: the order that goes on. `ServiceRequest/…` */
  readonly linked?: string;
}

/** How the team weighs it, beside what was asked. */
export interface Triage {
  readonly urgency: Urgency;
  readonly domains: readonly Domain[];
  readonly goes: readonly Discipline[];
}
