import type { Caller } from '@caecilia/kernel';
import type { Contact } from '../contact/contact.ts';
import type { SymptomAnalysis } from '../contact/symptomAnalysis.ts';
import type { PhaseEntry, PhaseEpisode, PhaseFault, PhaseHistory } from '../phase/phase.ts';
import type { Measurement } from '../response/measurement.ts';

/** Instruments that are filled in. Every method sees what the caller may see, and no more. */
export interface Assessments {
  /** Keeps a response, as `parseResponse` takes it, and answers its measurement. */
  record(caller: Caller, patientId: string, input: unknown): Promise<Measurement>;
  /** Everything of one instrument, oldest first. */
  of(caller: Caller, patientId: string, instrumentId: string): Promise<readonly Measurement[]>;
  /** Marks a measurement and its response as entered in error, with the reason; both stay in the record. */
  retract(caller: Caller, patientId: string, measurementId: string, reason: unknown): Promise<void>;
  /** Lets the patient see what was kept from them: somebody told them, or the carer agreed. That is a version, with who. */
  release(caller: Caller, patientId: string, measurementId: string): Promise<void>;
}

/** The phases of one episode as they stand in the record. */
export interface EpisodePhases {
  readonly episode: PhaseEpisode;
  readonly history: PhaseHistory;
  /** Breaks that others left; a page shows them. */
  readonly faults: readonly PhaseFault[];
}

/** How a patient is now, as a person said it last. */
export interface Standing {
  /** The episode whose phase runs; absent: none was chosen, or it ended. */
  readonly running?: { readonly episodeId: string; readonly entry: PhaseEntry; readonly by?: string };
  /** Breaks in the phases of that episode; a page shows them. */
  readonly faults: readonly PhaseFault[];
  /** The newest AKPS. */
  readonly akps?: Measurement;
}

/** Phases of care. */
export interface Phases {
  /** Phase and AKPS as they stand, for the header of a patient. */
  standing(caller: Caller, patientId: string): Promise<Standing>;
  /** Every phase of this patient, of all episodes, oldest first. */
  history(caller: Caller, patientId: string): Promise<readonly PhaseOfEpisode[]>;
  /**
   * Chooses a phase now: in the episode whose phase runs, else in a new one of the team, which begins with it. `seen` is
   * the beginning of the phase that the person saw running (an instant), or `none`: where another runs by now, it throws
   * `Problem('conflict')`. What is sent twice under one `clientId` is kept once.
   */
  choose(
    caller: Caller,
    patientId: string,
    wish: {
      readonly phase: unknown;
      readonly reason: unknown;
      readonly at: unknown;
      readonly by: unknown;
      readonly seen: unknown;
      readonly clientId: unknown;
    },
  ): Promise<EpisodePhases>;
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
  /**
   * Ends an episode of the team now, and its running phase with it. `seen` as in `choose`: a phase that a colleague chose
   * meanwhile is not ended unseen. Done again it changes nothing.
   */
  finish(
    caller: Caller,
    patientId: string,
    wish: { readonly episodeId: string; readonly seen: unknown },
  ): Promise<EpisodePhases>;
  /** Closes the running phase with the end of an episode that the office ended. */
  end(caller: Caller, patientId: string, episodeId: string): Promise<EpisodePhases>;
}

/** A phase with its episode, and who chose it. */
export interface PhaseOfEpisode {
  readonly episodeId: string;
  readonly entry: PhaseEntry;
  readonly by?: string;
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
  /**
   * A whole contact at once: what `parseContact` takes, `clientId` (what is sent twice is kept once), `findings`,
   * `scores` (as `parseResponse`, without moment and contact), `analyses` (as `parseSymptomAnalysis`) and how it is
   * left: `close` is `complete`, `partial` with a `reason`, or `open`. All of it is kept, or nothing.
   */
  record(caller: Caller, patientId: string, input: unknown): Promise<RecordedContact>;
  /** Goes on with an open contact: `findings`, `nextStep`, `scores`, `analyses` and `close`, as `record` takes them. */
  proceed(caller: Caller, at: ContactEdition, input: unknown): Promise<RecordedContact>;
  /** The newest contacts of ours, newest first. */
  latest(caller: Caller, patientId: string, most: number): Promise<readonly RecordedContact[]>;
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
