import type { Caseloads } from './caseload.ts';
import type { Instant } from './instant.ts';
import type { MemberReference } from './members.ts';
import type { TeamRole } from './roleNames.ts';

/**
 * The data of the hand-over sheet, on paper for the night or the weekend: 25 patients on two A4. Which patients and in
 * which order is decided here; the browser fills the pages, and prints more of them rather than leave anything out.
 */

/** The phases of PCOC; they rank nobody. */
export type Phase = 'stable' | 'unstable' | 'deteriorating' | 'terminal' | 'bereaved';

/** Something that was recorded on a civil date, or was not: the sheet tells the two apart. */
export type Recorded<T> = { readonly value: T; readonly on: string } | 'not recorded';

/** Words in both languages, or as they were recorded. */
export type SheetWords = { readonly nl: string; readonly en: string } | string;

/** One limit as the care plan has it: the treatment, its state, and under what conditions it holds. */
export interface SheetLimit {
  /** Absent where the record does not say which. */
  readonly treatment?: SheetWords;
  readonly state: 'do' | 'doNot' | 'onlyIf' | 'notDiscussed' | 'unknown' | 'contradiction' | 'unreadable';
  /** What counts, newest first: of a contradiction each source, of `onlyIf` with when it may, as it was recorded. */
  readonly says: readonly {
    readonly kind: 'do' | 'doNot' | 'onlyIf' | 'notDiscussed' | 'unknown' | 'unreadable';
    readonly condition?: string;
  }[];
}

/** Somebody to call for this patient. */
export interface SheetCall {
  readonly kind: 'representative' | 'firstContact' | 'other';
  readonly name?: string;
  readonly relation?: SheetWords;
  /** Absent: no number was recorded, and that is said. */
  readonly number?: string;
}

/** Something that is still to be done for a patient. */
export interface SheetTask {
  readonly words: string;
  readonly due?: Instant;
  readonly role: TeamRole;
  /** Name of who has it; absent: the role. */
  readonly owner?: string;
}

/** What a colleague wrote for whoever comes on duty. */
export interface SheetNote {
  readonly id: string;
  readonly versionId: number;
  readonly words: string;
  readonly at: Instant;
  readonly by?: string;
}

/** What is known of a patient, as the house reads it from the record. */
export interface SheetPatient {
  /** Logical id. */
  readonly patient: string;
  /** Family name first. Absent: not to be seen by who asks. */
  readonly name?: string;
  /** FHIR date. */
  readonly birthDate?: string;
  /** Where the patient is now, for instance a ward with a room; empty: the record names no place. */
  readonly place: string;
  /** As what they are there; absent: the record does not say where they are. */
  readonly stay?: 'admitted' | 'hospice' | 'homeCare';
  /** Of two phases at once neither is chosen. */
  readonly phase: Recorded<Phase> | 'contradiction';
  /** Australia-modified Karnofsky, 0 to 100 by 10. */
  readonly akps: Recorded<number>;
  /** Every limit of the plan; or why there are none: no limits and no answer are different facts. */
  readonly limits: readonly SheetLimit[] | 'could not be read' | 'not for you';
  readonly goal?: SheetWords;
  readonly calls: readonly SheetCall[];
  readonly tasks: readonly SheetTask[];
  /** Absent: nothing was written for whoever comes on duty. */
  readonly note?: SheetNote;
  /** Nobody of the team who looks after this patient is there now. */
  readonly withoutAnybody: boolean;
}

/** The whole sheet: nobody who was to be on it is left off, and it says how many there are. */
export interface HandOverSheet {
  readonly count: number;
  /** Patients of the team who have died: they are not on it, and it says how many. */
  readonly died: number;
  readonly patients: readonly SheetPatient[];
  /** When it was read. */
  readonly at: Instant;
  /** Name of who reads it, and prints it. */
  readonly by: string;
  readonly team: string;
}

/**
 * The patients (`Patient/…`) that a sheet is about: those of some members, or of the whole team; and always those whose
 * members are all away or who never had one, because nobody else would hand them over.
 */
export function patientsForSheet(
  { members, withoutAnybody, neverNamed }: Caseloads,
  of?: readonly MemberReference[],
): readonly string[] {
  const chosen = members.filter(({ member }) => of === undefined || of.includes(member));
  return [
    ...new Set([...chosen.flatMap(({ patients }) => patients), ...withoutAnybody, ...neverNamed]),
  ].sort();
}

const byWords = new Intl.Collator('nl', { sensitivity: 'base', numeric: true }).compare;

/**
 * Puts the sheet in order: by place, as the round goes, then by name, and never by phase, AKPS or any other value. Who
 * is somewhere unknown comes last. A patient who is given twice is on it once.
 */
export function inOrderOfTheRound(patients: readonly SheetPatient[]): readonly SheetPatient[] {
  const once = [...new Map(patients.map((patient) => [patient.patient, patient])).values()];
  return once.toSorted(
    (one, other) =>
      Number(one.place === '') - Number(other.place === '') ||
      byWords(one.place, other.place) ||
      byWords(one.name ?? '', other.name ?? '') ||
      byWords(one.birthDate ?? '', other.birthDate ?? '') ||
      byWords(one.patient, other.patient),
  );
}
