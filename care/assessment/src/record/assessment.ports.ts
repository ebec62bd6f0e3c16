import type { Caller } from '@caecilia/kernel';
import type { Contact } from '../contact/contact.ts';
import type { SymptomAnalysis } from '../contact/symptomAnalysis.ts';
import type { PhaseEpisode, PhaseFault, PhaseHistory } from '../phase/phase.ts';
import type { Measurement } from '../response/measurement.ts';

/** Instruments that are filled in. Every method sees what the caller may see, and no more. */
export interface Assessments {
  /** Keeps a response, as `parseResponse` takes it, and answers its measurement. */
  record(caller: Caller, patientId: string, input: unknown): Promise<Measurement>;
  /** Everything of one instrument, oldest first. */
  of(caller: Caller, patientId: string, instrumentId: string): Promise<readonly Measurement[]>;
  /** Marks a measurement and its response as entered in error, with the reason; both stay in the record. */
  retract(caller: Caller, patientId: string, measurementId: string, reason: unknown): Promise<void>;
}

/** The phases of one episode as they stand in the record. */
export interface EpisodePhases {
  readonly episode: PhaseEpisode;
  readonly history: PhaseHistory;
  /** Breaks that others left; a page shows them. */
  readonly faults: readonly PhaseFault[];
}

/** Phases of care. */
export interface Phases {
  /** Throws `Problem('not-found')` for an episode that is not of this patient or not to be seen. */
  of(caller: Caller, patientId: string, episodeId: string): Promise<EpisodePhases>;
  /** Closes the running phase and begins another, in one transaction; two at once cannot both do so. */
  change(
    caller: Caller,
    patientId: string,
    episodeId: string,
    change: { readonly phase: unknown; readonly reason: unknown; readonly at: unknown; readonly by: unknown },
  ): Promise<EpisodePhases>;
  /** Takes back the last change, with the reason: the phase before it runs on. */
  undo(caller: Caller, patientId: string, episodeId: string, reason: unknown): Promise<EpisodePhases>;
  /** Closes the running phase with the end of an episode that the office ended. */
  end(caller: Caller, patientId: string, episodeId: string): Promise<EpisodePhases>;
}

/** A contact with where it stands in the record. */
export interface RecordedContact {
  readonly id: string;
  /** Stands for the contact and all its findings; a change on an older one is refused. */
  readonly edition: string;
  readonly contact: Contact;
}

/** Contacts with their dimensions. */
export interface Contacts {
  /** Begins a contact, as `parseContact` takes it. */
  begin(caller: Caller, patientId: string, input: unknown): Promise<RecordedContact>;
  read(caller: Caller, patientId: string, contactId: string): Promise<RecordedContact>;
  /** Adds or replaces findings of an open contact, as `parseFindings` takes them. */
  find(caller: Caller, at: ContactEdition, findings: unknown): Promise<RecordedContact>;
  /** Closes as complete, or as partial with a reason. */
  close(
    caller: Caller,
    at: ContactEdition,
    as: { readonly kind: 'complete' } | { readonly kind: 'partial'; readonly reason: string },
  ): Promise<RecordedContact>;
  /** Keeps the analysis of a symptom, as `parseSymptomAnalysis` takes it. */
  analyse(caller: Caller, patientId: string, input: unknown): Promise<SymptomAnalysis>;
}

/** The edition of a contact that a person saw. */
export interface ContactEdition {
  readonly patientId: string;
  readonly contactId: string;
  readonly edition: string;
}
