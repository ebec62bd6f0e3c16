import type { Caller, ChangeAnswer, Kept, Listed } from '@caecilia/kernel';
import type { Adoption, Outcome, Recommendation } from './advice/recommendation.ts';
import type { ResponseCount } from './clock/responseClock.ts';
import type { ConfidentialNote } from './notes/confidentialNote.ts';
import type { ListedPerson } from './person.ts';
import type { PromptAnswer } from './prompts/answer.ts';
import type { AgendaEntry } from './register/agenda.ts';
import type { Mark } from './register/mark.ts';
import type { StateForRequester } from './request/forRequester.ts';
import type { ConsultationRequest } from './request/request.ts';
import type { Act, NewRequest } from './request/states.ts';
import type { RequestIds } from './request/toResources.ts';

export type { ChangeAnswer, Kept, Listed } from '@caecilia/kernel';

/** A request with its two resources. `id` and `versionId` are those of the Task. */
export interface KeptRequest extends Kept<ConsultationRequest> {
  readonly ids: RequestIds;
  /** Version of the ServiceRequest. */
  readonly requestVersionId: number;
}

/** A request as it stood on a screen: a change is made on these versions. */
export type SeenRequest = Pick<KeptRequest, 'id' | 'versionId' | 'requestVersionId'>;

/** A request with whom it is about, as far as that is for who asks. */
export interface QueuedRequest extends KeptRequest {
  readonly person: ListedPerson;
}

/** Requests over the record. Each refuses with `Problem('forbidden')` what the role may not do. */
export interface Consultations {
  /** Takes a request. The same form again (`clientId`) answers what is there (`again`), and writes nothing. */
  ask(caller: Caller, request: NewRequest): Promise<{ readonly kept: KeptRequest; readonly again: boolean }>;
  read(caller: Caller, taskId: string): Promise<KeptRequest>;
  /** Requests that are not ended, oldest first: by time, never by urgency. */
  queue(caller: Caller): Promise<Listed<QueuedRequest>>;
  /** What is known of the requests of a patient, newest first, ended ones too. */
  ofPatient(caller: Caller, patientId: string): Promise<Listed<KeptRequest>>;
  act(caller: Caller, on: SeenRequest, act: Act): Promise<ChangeAnswer<KeptRequest, Act>>;
  /** Makes an order of a proposal; it answers the order. */
  confirm(caller: Caller, on: SeenRequest): Promise<ChangeAnswer<KeptRequest, 'confirm'>>;
  /** For who asked: where their request stands. */
  stateFor(caller: Caller, taskId: string): Promise<StateForRequester>;
}

/** What advice is given: the rest is known. */
export type NewRecommendation = Omit<
  Recommendation,
  'outcome' | 'givenBy' | 'givenAt' | 'followUp' | 'secondCheck'
> & {
  /** Whether the pharmacist is asked to look at it too. */
  readonly wantsCheck?: boolean;
};

/** Whether advice can stand, and why not. */
export interface CheckSaid {
  readonly asItStands: boolean;
  readonly reason?: string;
}

/** Advice over the record. */
export interface Advice {
  give(
    caller: Caller,
    recommendation: NewRecommendation,
  ): Promise<{ readonly kept: Kept<Recommendation>; readonly again: boolean }>;
  decide(
    caller: Caller,
    on: Kept<Recommendation>,
    outcome: Pick<Outcome, 'kind' | 'words' | 'toldBy'>,
  ): Promise<ChangeAnswer<Kept<Recommendation>, Pick<Outcome, 'kind' | 'words'>>>;
  /** What the pharmacist says of advice that asks for a second check. */
  check(
    caller: Caller,
    on: Pick<Kept<Recommendation>, 'id' | 'versionId'>,
    said: CheckSaid,
  ): Promise<ChangeAnswer<Kept<Recommendation>, CheckSaid>>;
  /** Advice that asks for a second check and has none, and that was not declined; oldest first. */
  toCheck(caller: Caller): Promise<Listed<Kept<Recommendation>>>;
  /** Everything that was advised about a patient, newest first, with what became of it. */
  ofPatient(caller: Caller, patientId: string): Promise<Listed<Kept<Recommendation>>>;
  /** Open ones, by the day they are due; of one owner (a ward, for instance; several with a comma between) or of one patient, or all (for the MDT). */
  open(
    caller: Caller,
    of?: { readonly owner?: string; readonly patient?: string },
  ): Promise<Listed<Kept<Recommendation>>>;
}

/** From an instant until before another. */
export interface CountPeriod {
  readonly from: string;
  readonly until: string;
}

/** Orders that were referred in a period, by how the team answered. */
export interface AnswerCount extends ResponseCount {
  readonly asked: number;
  /** Ended before there was a contact: in no share. */
  readonly redirected: number;
  readonly declined: number;
  readonly withdrawn: number;
}

/**
 * What is counted of the team's work. It needs a session that sees every request and all advice, because a record
 * closes to the team when it has finished: the house opens it for those whose duty it is to count.
 */
export interface Counts {
  /** Of advice that was given in the period. */
  adoption(caller: Caller, period: CountPeriod): Promise<Adoption>;
  responses(caller: Caller, period: CountPeriod): Promise<AnswerCount>;
}

/** Prompt lists over the record. */
export interface Prompts {
  /** Keeps what a clinician ticked on the list in use. The same form again (`clientId`) is kept once. */
  tick(
    caller: Caller,
    ticked: {
      readonly patient: string;
      readonly list: string;
      readonly version: string;
      readonly ticked: readonly string[];
      readonly clientId: string;
    },
  ): Promise<{ readonly kept: Kept<PromptAnswer>; readonly again: boolean }>;
  /** Newest first, of every version. */
  ofPatient(caller: Caller, patientId: string): Promise<Listed<Kept<PromptAnswer>>>;
}

/** The register of marked patients over the record. */
export interface Register {
  mark(caller: Caller, patientId: string, reason: string): Promise<Kept<Mark>>;
  unmark(caller: Caller, on: Kept<Mark>, reason: string): Promise<ChangeAnswer<Kept<Mark>, 'unmark'>>;
  /** Every mark of a patient, by whomever, newest first, ended ones too. */
  ofPatient(caller: Caller, patientId: string): Promise<Listed<Kept<Mark>>>;
  /** Patients that the caller marked and that still are, with what an agenda says of them. */
  mine(caller: Caller): Promise<Listed<Kept<AgendaEntry>>>;
  /** The same of everybody who is marked, by whomever, and whom the caller may see; each patient once. */
  all(caller: Caller): Promise<Listed<Kept<AgendaEntry>>>;
}

/** A note with where its two parts stand. `id` and `versionId` are those of the note itself. */
export interface KeptNote extends Kept<ConfidentialNote> {
  readonly outcome: { readonly id: string; readonly versionId: number };
}

/** What is written: the rest is known. */
export type NewNote = Pick<ConfidentialNote, 'patient' | 'note' | 'sharedOutcome'> & {
  /** Id of the form, made when it was opened. */
  readonly clientId: string;
};

/** A change was made, or the note was changed in the meantime: then what stands there is told, and nothing was changed. */
export type NoteChange =
  | { readonly kind: 'changed'; readonly now: KeptNote }
  | { readonly kind: 'conflict'; readonly theirs: KeptNote };

/** Where a note stands, as it was on the screen. */
export type NotePlace = Pick<KeptNote, 'id' | 'versionId' | 'outcome'> & {
  /** Logical id. */
  readonly patient: string;
};

/** Notes of one discipline over the record: the note and its shared line are written, corrected and marked together. */
export interface ConfidentialNotes {
  /** Of the own discipline, newest first. Throws `Problem('forbidden')` for who keeps no such notes. */
  ofPatient(caller: Caller, patientId: string): Promise<Listed<KeptNote>>;
  /** The same form again (`clientId`) writes nothing. */
  write(caller: Caller, note: NewNote): Promise<{ readonly kept: KeptNote; readonly again: boolean }>;
  /** A new version, by who wrote it. */
  correct(
    caller: Caller,
    on: NotePlace,
    words: Pick<ConfidentialNote, 'note' | 'sharedOutcome'>,
  ): Promise<NoteChange>;
  /** Marks both parts as entered in error; nothing is deleted. */
  retract(caller: Caller, on: NotePlace, reason: string): Promise<NoteChange>;
}
