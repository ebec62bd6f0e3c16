import type { Caller, RecordSession } from '@caecilia/kernel';
import type { Language } from '@caecilia/ui';
import type { AssessmentHouse } from '../record/house.ts';
import type { Measurement } from '../response/measurement.ts';
import type { PreparationSent } from './parsePrepared.ts';
import type { Preparation } from './preparation.ts';
import type { PointMark, readPreparedResponse } from './preparedResponse.ts';

/** What was sent, as it is read back. */
export type Sent = NonNullable<ReturnType<typeof readPreparedResponse>>;

/** A preparation as it stands in the record, with what was sent last. */
export interface KeptPreparation {
  /** Logical id of the Task. */
  readonly id: string;
  readonly value: Preparation;
  /** Absent: nothing was sent, or it is not for this caller to see. */
  readonly sent?: Sent;
  /** The numbers that were given with it. */
  readonly scores?: Measurement;
  /** What was said of each point, the newest of each. */
  readonly marks: readonly PointMark[];
}

/** Asking patients and those close to prepare, and what came of it; for who treats. */
export interface Preparations {
  /** Every preparation of this patient that the caller may see, newest first. */
  of(caller: Caller, patientId: string): Promise<readonly KeptPreparation[]>;
  /**
   * Asks somebody, as `parseWish` takes it, and answers the logical id. What is sent twice under one `clientId` is kept
   * once. Throws `Problem('business-rule')` for a patient who died, `Problem('conflict')` where this person is asked
   * already and nothing was opened yet.
   */
  ask(
    caller: Caller,
    patientId: string,
    wish: {
      readonly person: unknown;
      readonly dueOn: unknown;
      readonly clientId: unknown;
      readonly by: string;
    },
  ): Promise<string>;
  /** The conversation begins. `seen` is the sending that was in view: where a newer one came, it throws `Problem('conflict')`. */
  open(
    caller: Caller,
    at: PreparationAt,
    act: { readonly by: string; readonly seen: unknown },
  ): Promise<void>;
  /**
   * Copies what somebody filled in on paper: whose words they are stays, `by` wrote them down. What is sent twice is
   * kept once; throws `Problem('conflict')` where it is too late.
   */
  copy(
    caller: Caller,
    at: PreparationAt,
    act: { readonly by: string; readonly fields: unknown; readonly language: Language },
  ): Promise<void>;
  withdraw(
    caller: Caller,
    at: PreparationAt,
    act: { readonly by: string; readonly reason: unknown },
  ): Promise<void>;
  /**
   * Says of a point that it was discussed, or is for later. `seen` is the id of the mark that stood there, or `none`:
   * where a colleague was first, it throws `Problem('conflict')`.
   */
  mark(
    caller: Caller,
    at: PreparationAt,
    act: { readonly by: string; readonly point: unknown; readonly mark: unknown; readonly seen: unknown },
  ): Promise<void>;
}

export interface PreparationAt {
  readonly patientId: string;
  readonly taskId: string;
}

/** What preparing at home needs from the house beside the record. */
export interface PreparationHouse extends AssessmentHouse {
  /**
   * The record on the duty of preparing: Tasks by which this caller was asked, and of the preparations named what was
   * sent, also what is kept from the patient. Nothing else, and only while `mayPrepare` holds.
   */
  readonly atHome: (caller: Caller, patientId: string, taskIds: readonly string[]) => RecordSession;
  /** Whether the caller may answer for this patient at this moment: the patient themself, or somebody close with a mandate. */
  readonly mayPrepare: (caller: Caller, patientId: string) => Promise<boolean>;
}

/** Somebody at home, before their own preparations and no others. */
export interface OwnPreparations {
  /** Newest first; those that were withdrawn or whose conversation began, too. */
  all(caller: Caller, patientId: string): Promise<readonly KeptPreparation[]>;
  /** Throws `Problem('not-found')` for one that is somebody else's. */
  read(caller: Caller, at: PreparationAt): Promise<KeptPreparation>;
  /**
   * Keeps what was sent in place of what was sent before; the numbers become a measurement with who gave them. What is
   * sent twice under one number is kept once. Throws `Problem('conflict')` where it is too late.
   */
  send(
    caller: Caller,
    at: PreparationAt,
    sending: { readonly sent: PreparationSent; readonly language: Language; readonly clientId: string },
  ): Promise<void>;
}
