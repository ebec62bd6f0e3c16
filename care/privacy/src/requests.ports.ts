import type { Caller } from '@caecilia/kernel';

/** What a patient can ask about the own record. */
export const REQUEST_KINDS = ['export', 'correction', 'destruction', 'question'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

/**
 * Where a request stands. `ready`: the export can be downloaded; `granted`/`partly`/`refused`: decided, with an answer
 * in words; `withdrawn`: by the patient.
 */
export type RequestState =
  | 'received'
  | 'in-progress'
  | 'ready'
  | 'granted'
  | 'partly'
  | 'refused'
  | 'withdrawn';

/** A request with where it stands. */
export interface RecordRequest {
  readonly id: string;
  readonly kind: RequestKind;
  readonly state: RequestState;
  /** Instant. */
  readonly askedAt: string;
  /** Civil date by which there must be an answer: a month for export and correction, three for destruction. */
  readonly dueBy: string;
  /** A destruction that was granted and is not carried out, or not to its end: something came in between. */
  readonly interrupted?: true;
  /** What was asked, in the patient's words. */
  readonly words?: string;
  /** What it is about: a line of the log, for a question. */
  readonly logLine?: string;
  /** The answer, in words for the patient. */
  readonly answer?: string;
  /** Path of the file, while it can be downloaded, and until when (instant). */
  readonly download?: { readonly path: string; readonly until: string };
  /** For the privacy officer's list: whose record. */
  readonly patient?: { readonly id: string; readonly label: string };
}

/**
 * Requests about a record. The app fills it in from `retention` of this module (export, correction, destruction) and
 * from the review list (a question about the log becomes an item of kind `patient` there). Each change leaves a line in
 * the log first. `ask` and `withdraw` are for the patient and the representative; `open` and `decide` for the privacy
 * officer; others get `Problem('forbidden')`.
 */
export interface RecordRequests {
  /** Newest first. */
  list(caller: Caller, patientId: string): Promise<readonly RecordRequest[]>;
  ask(
    caller: Caller,
    patientId: string,
    wish: { readonly kind: RequestKind; readonly words?: string; readonly logLine?: string },
  ): Promise<RecordRequest>;
  withdraw(caller: Caller, patientId: string, requestId: string): Promise<void>;
  /** Requests that wait for a decision, and destructions that were interrupted; the soonest due first. Questions about the log are not here but on the review list. */
  open(caller: Caller): Promise<readonly RecordRequest[]>;
  find(caller: Caller, requestId: string): Promise<RecordRequest | undefined>;
  /**
   * A destruction that was granted is carried out by the implementation, and can not be undone. Where it is interrupted the
   * request stays granted and says so.
   */
  decide(
    caller: Caller,
    requestId: string,
    decision: { readonly state: 'in-progress' | 'granted' | 'partly' | 'refused'; readonly answer: string },
  ): Promise<void>;
  /**
   * Carries an interrupted destruction on to its end; what was done before is not done twice. `Problem('conflict')` for a
   * request that is not interrupted.
   */
  goOn(caller: Caller, requestId: string): Promise<void>;
}
