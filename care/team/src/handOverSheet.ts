import type { Caseloads } from './caseload.ts';
import type { MemberReference } from './members.ts';

/**
 * The data of the hand-over sheet, on paper for the night or the weekend: 25 patients on two A4. Which patients, in which
 * order and on which page is decided here; the screens print it.
 */

/** The phases of PCOC; they rank nobody. */
export type Phase = 'stable' | 'unstable' | 'deteriorating' | 'terminal';

/** Something that was recorded on a civil date, or was not: the sheet tells the two apart. */
export type Recorded<T> = { readonly value: T; readonly on: string } | 'not recorded';

/** One limit as the care plan has it: the treatment, and its state in the words of the plan. */
export interface SheetLimit {
  readonly treatment: string;
  readonly state: 'do' | 'doNot' | 'onlyIf' | 'notDiscussed' | 'unknown' | 'contradiction' | 'unreadable';
}

/** What is known of a patient, as the house reads it from the record. */
export interface SheetPatient {
  /** `Patient/…`. */
  readonly patient: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly birthDate: string;
  /** Where the patient is now, for instance a ward with a room. */
  readonly place: string;
  readonly phase: Recorded<Phase>;
  /** Australia-modified Karnofsky, 0 to 100 by 10. */
  readonly akps: Recorded<number>;
  /** Every limit of the plan, or that the plan could not be read: no limits and no answer are different facts. */
  readonly limits: readonly SheetLimit[] | 'could not be read';
  /** What to do when called, in the words of who wrote it; absent: nothing was agreed for the night. */
  readonly plan?: string;
}

/**
 * The patients (`Patient/…`) that a sheet is about: those of some members, or of the whole team; and always those whose
 * members are all away, because nobody else would hand them over.
 */
export function patientsForSheet(
  { members, withoutAnybody }: Caseloads,
  of?: readonly MemberReference[],
): readonly string[] {
  const chosen = members.filter(({ member }) => of === undefined || of.includes(member));
  return [...new Set([...chosen.flatMap(({ patients }) => patients), ...withoutAnybody])].sort();
}

/** A page of the sheet. */
export interface SheetPage {
  /** 1 for the first. */
  readonly number: number;
  readonly patients: readonly SheetPatient[];
}

/** The whole sheet: nobody who was to be on it is left off, and it says how many there are. */
export interface HandOverSheet {
  readonly count: number;
  readonly pages: readonly SheetPage[];
}

/** So that 25 patients fit on two A4. */
export const PATIENTS_ON_A_PAGE = 13;

const byWords = new Intl.Collator('nl', { sensitivity: 'base', numeric: true }).compare;

/**
 * Lays out the sheet: by place, as the round goes, then by name, and never by phase, AKPS or any other value. A patient
 * who is given twice is on it once. Pages are filled evenly, so that the second is not one line.
 */
export function handOverSheet(patients: readonly SheetPatient[]): HandOverSheet {
  const once = [...new Map(patients.map((patient) => [patient.patient, patient])).values()];
  const sorted = once.toSorted(
    (one, other) =>
      byWords(one.place, other.place) ||
      byWords(one.familyName, other.familyName) ||
      byWords(one.givenName, other.givenName) ||
      byWords(one.birthDate, other.birthDate) ||
      byWords(one.patient, other.patient),
  );
  const count = sorted.length;
  const pageCount = Math.max(1, Math.ceil(count / PATIENTS_ON_A_PAGE));
  const size = Math.ceil(count / pageCount);
  const pages = Array.from({ length: pageCount }, (_, index) => ({
    number: index + 1,
    patients: sorted.slice(index * size, (index + 1) * size),
  }));
  return { count, pages };
}
