import type { PatientFact, PatientMatch } from '../bundle/matchPatient.ts';
import type { LeftOutReason } from '../bundle/readBundle.ts';

/** Where a plan came from that somebody looks at before taking it over. */
export interface ImportOrigin {
  readonly kind: 'file' | 'offer';
  /** Name of the file, or of who sent it. */
  readonly name: string;
}

/** A plan from elsewhere that somebody began to look at and did not take over or lay aside yet. */
export interface BegunImport {
  readonly id: string;
  readonly from: ImportOrigin;
  /** Instant. */
  readonly begunAt: string;
  /** Whom it is about, as it says itself. */
  readonly about: string | undefined;
  /** Logical id of the patient it was matched to; absent: nobody was chosen yet. */
  readonly patient?: string;
}

/** What is wrong with a file, and where. */
export interface ImportFault {
  readonly where: string;
  readonly what: string;
}

/** A file that was read, or why nothing of it can be taken over. */
export type ImportRead =
  | { readonly kind: 'ready'; readonly begun: BegunImport }
  | {
      readonly kind: 'refused';
      readonly sentence: string;
      readonly faults: readonly ImportFault[];
      readonly count: number;
    };

/** Somebody of this house who may be the patient of the file. */
export interface ImportCandidate {
  readonly id: string;
  readonly name?: string;
  /** FHIR date. */
  readonly birthDate?: string;
  readonly verdict: PatientMatch['verdict'];
  readonly facts: readonly PatientFact[];
}

/** Whom a file is about, and who of this house that may be. */
export interface ImportWho {
  readonly begun: BegunImport;
  readonly theirs: { readonly name?: string; readonly birthDate?: string; readonly hasNumber: boolean };
  readonly candidates: readonly ImportCandidate[];
}

/** Parts of a plan of which one thing is taken over or left. */
export const IMPORT_PARTS = [
  'limit',
  'goal',
  'wishes',
  'place',
  'euthanasia',
  'donor',
  'purpose',
  'statement',
  'contact',
  'conversation',
  'icd',
  'inform',
  'form',
  'other',
] as const;
export type ImportPart = (typeof IMPORT_PARTS)[number];

/**
 * How something that comes stands to what is here. `equal`: it was taken over before as it is. `same`: it says the same.
 * `newer`: it is a newer version of something that was taken over before. `older`: ours was recorded later.
 */
export const IMPORT_STATUSES = ['new', 'newer', 'contradicts', 'differs', 'older', 'same', 'equal'] as const;
export type ImportStatus = (typeof IMPORT_STATUSES)[number];

/** `take`: added beside what is here. `follow`: takes the place of what was taken over before. `leave`: not taken over. */
export type ImportChoice = 'take' | 'follow' | 'leave';

/** One line of what is here or what comes, in words of the record or by a state of a limit. */
export interface ImportSaid {
  /** State of a limit, for its sign and word. */
  readonly state?: string;
  readonly words?: { readonly nl: string; readonly en: string } | string;
  /** FHIR date, as far as it is known. */
  readonly on?: string;
  readonly parties?: readonly string[];
  readonly comment?: string;
}

/** One thing that comes, with what stands here about the same. */
export interface ImportItem {
  readonly id: string;
  readonly part: ImportPart;
  readonly name?: { readonly nl: string; readonly en: string } | string;
  readonly status: ImportStatus;
  readonly ours: readonly ImportSaid[];
  readonly theirs: readonly ImportSaid[];
  /** What a limit would read as afterwards, where that is another state than now. */
  readonly becomes?: string;
  /** What a person may choose; none for what is here already. */
  readonly choices: readonly ImportChoice[];
  /** Chosen beforehand where nothing of ours is touched. */
  readonly usual?: ImportChoice;
  /** What was taken over before was changed here since: the newer one cannot take its place. */
  readonly changedHere: boolean;
}

/** What is shown before anything is taken over. */
export interface ImportShown {
  readonly begun: BegunImport;
  readonly patient: PatientMatch;
  readonly items: readonly ImportItem[];
  /** Whether the patient can decide; theirs is shown, and never taken over. */
  readonly capable: { readonly ours?: boolean; readonly theirs?: boolean };
  readonly leftOut: readonly { readonly type: string; readonly because: LeftOutReason }[];
  /** How many people and organisations are kept by name. */
  readonly named: number;
  readonly seen: string;
  readonly mayTake: boolean;
}

/** Why something of a file was not taken over. */
export type NotTakenReason = 'chosen' | 'equal' | 'patient' | 'capacity' | 'named' | LeftOutReason;

/** What became of it: every part of the file is in one of both lists. */
export interface ImportTaken {
  readonly taken: readonly {
    readonly id: string;
    readonly part: ImportPart;
    readonly name?: ImportItem['name'];
    readonly how: 'take' | 'follow';
  }[];
  readonly notTaken: readonly {
    readonly because: NotTakenReason;
    /** Of the item; absent for what is no item. */
    readonly id?: string;
    readonly part?: ImportPart;
    readonly name?: ImportItem['name'];
    readonly type?: string;
    readonly count?: number;
  }[];
  /** Limits that contradict each other now: a conversation settles them. */
  readonly contradictions: readonly NonNullable<ImportItem['name']>[];
}

/** What was taken over for a patient before. */
export interface EarlierTaking {
  /** Instant. */
  readonly at: string;
  readonly by: string;
  readonly count: number;
  readonly words?: string;
}

/** The plans from elsewhere of one patient. */
export interface ImportsOfPatient {
  readonly begun: readonly BegunImport[];
  readonly earlier: readonly EarlierTaking[];
  readonly mayTake: boolean;
}
