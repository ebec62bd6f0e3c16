import type { ContactKind, Dimension, Phase, Place } from '../choices.ts';
import type { Finding } from '../contact/contact.ts';
import type { Instrument, Words } from '../instrument/instrument.ts';
import type { PhaseFault } from '../phase/phase.ts';
import type { WaitingQuestion } from '../record/house.ts';
import type { KnownReporter } from '../reporter.ts';

/** What the server tells the app of the daily work about assessment, as JSON. Moments are instants in UTC. */

/** A phase with who chose it. */
export interface DeskPhase {
  readonly phase: Phase;
  readonly from: string;
  readonly until?: string;
  readonly reason: string;
  /** Name of who chose it; absent where the record does not tell. */
  readonly by?: string;
  readonly episodeId: string;
}

/** A number that somebody gave, or that they could not. */
export type DeskValue = number | 'cannotAnswer';

/** How the patient is now; of somebody who may not see it, nothing but that. */
export type DeskStanding =
  | { readonly closed: true }
  | {
      readonly closed: false;
      readonly phase?: DeskPhase;
      readonly faults: readonly PhaseFault[];
      readonly akps?: { readonly value: DeskValue; readonly at: string; readonly by?: string };
      /** Whether contacts are for this person to see. */
      readonly contacts: boolean;
      /** IANA zone of the house: moments are shown in it, and typed in it. */
      readonly timeZone: string;
    };

/** Somebody close, whom answers can come from. */
export interface DeskPerson {
  /** `RelatedPerson/…`. */
  readonly reference: string;
  readonly name?: string;
  /** As the record has it, in the language of the record. */
  readonly relationship?: string;
}

/** What a screen needs before somebody records something about a patient. */
export interface DeskStart {
  readonly timeZone: string;
  readonly now: string;
  readonly mayRecord: boolean;
  /** Whether the caller may score: whoever records may, and who cares for the patient at home. */
  readonly mayScore: boolean;
  readonly people: readonly DeskPerson[];
  /** Oldest first, of all episodes. */
  readonly phases: readonly DeskPhase[];
  /** Questions that wait for a first contact by who asks, oldest first; absent where nothing does. */
  readonly waiting?: readonly WaitingQuestion[];
}

/** An instrument as the screens show it: with its questions where it may be used, and why not where it may not. */
export interface DeskInstrument
  extends Pick<
    Instrument,
    | 'id'
    | 'version'
    | 'name'
    | 'purpose'
    | 'source'
    | 'about'
    | 'timeFrame'
    | 'instruction'
    | 'reporters'
    | 'items'
    | 'total'
    | 'answersAre'
    | 'withheldFromPatient'
  > {
  readonly inUse: boolean;
  readonly licence: Pick<Instrument['licence'], 'state' | 'basis' | 'acknowledgement' | 'conditions'>;
}

/** A measurement of one instrument. */
export interface DeskMeasurement {
  readonly id: string;
  readonly version: string;
  readonly at: string;
  readonly reporter: KnownReporter;
  readonly by?: string;
  readonly answers: Readonly<Record<string, DeskValue>>;
  /** Symptoms that the person named. */
  readonly names: Readonly<Record<string, string>>;
  /** The published sum, as it was stored. */
  readonly total?: number;
  readonly band?: { readonly label: Words; readonly source: string };
  /** The patient does not see it until somebody told them. */
  readonly withheld: boolean;
}

/** A contact as a page shows it. */
export interface DeskContact {
  readonly id: string;
  readonly edition: string;
  readonly kind: ContactKind;
  readonly place: Place;
  readonly first: boolean;
  readonly start: string;
  readonly end?: { readonly kind: 'complete' | 'partial'; readonly at: string; readonly reason?: string };
  /** Names; a reference where the record has no name. */
  readonly professionals: readonly string[];
  readonly present?: {
    readonly patient: boolean;
    readonly close: readonly string[];
    readonly others?: string;
  };
  readonly findings: Readonly<Partial<Record<Dimension, Finding>>>;
  readonly nextStep?: string;
}

/** Scores of one reporter by one version; two series are never joined. */
export interface DeskSeries {
  readonly reporter: KnownReporter;
  readonly version: string;
  /** Milliseconds since 1970 and the score, oldest first. */
  readonly points: readonly (readonly [at: number, value: number])[];
  readonly couldNotAnswer: readonly number[];
}

/** One symptom over time. */
export interface DeskChart {
  readonly instrument: string;
  readonly linkId: string;
  readonly label: Words;
  readonly instrumentName: Words;
  readonly scale: { readonly from: number; readonly to: number };
  readonly series: readonly DeskSeries[];
  /** What the patient would be content with, and since when. */
  readonly goal?: { readonly value: number; readonly since: string };
}

/** What happened beside the scores. The words are those of the record, where it has any. */
export interface DeskEvent {
  readonly kind: 'phase' | 'limit' | 'admission' | 'discharge' | 'care' | 'medication';
  readonly at: number;
  readonly phase?: Phase;
  readonly words?: string;
}

/** Everything that the trends of a patient are drawn from. */
export interface DeskTrends {
  readonly timeZone: string;
  readonly from: string;
  readonly until: string;
  /** Those with a goal of the patient first, then in the order of their lists; never by score. */
  readonly charts: readonly DeskChart[];
  readonly events: readonly DeskEvent[];
}
