import { Problem } from '@caecilia/kernel';

/** Kinds of mobility that an agreement can have conditions for, in the order in which IIA v7 lists them. */
export const CONDITION_KINDS = [
  'student-studies',
  'student-traineeship',
  'staff-teacher',
  'staff-training',
] as const;

export type ConditionKind = (typeof CONDITION_KINDS)[number];

/** Whether somebody of this kind studies or trains (months, blended, levels) or works (days). */
export const isStudentKind = (kind: ConditionKind): boolean => kind.startsWith('student-');

/** Kinds for which at least one recommended language has to be named. */
export const needsLanguage = (kind: ConditionKind): boolean =>
  kind === 'student-studies' || kind === 'staff-teacher';

/** Levels of the Common European Framework of Reference for Languages, from low to high. */
export const CEFR_LEVELS = ['A1', 'A2', 'B1', 'B2', 'C1', 'C2'] as const;

export type CefrLevel = (typeof CEFR_LEVELS)[number];

/** Levels of the European Qualifications Framework; 6 is a bachelor, 7 a master, 8 a doctorate. */
export const EQF_LEVELS = [1, 2, 3, 4, 5, 6, 7, 8] as const;

export type EqfLevel = (typeof EQF_LEVELS)[number];

/** Statuses of an outgoing mobility (Outgoing Mobilities API v2). */
export const MOBILITY_STATUSES = ['nomination', 'live', 'recognized', 'cancelled'] as const;

export type MobilityStatus = (typeof MOBILITY_STATUSES)[number];

/** What a status can become: a stay is nominated, begins, and is recognised; until then it can be called off. */
const NEXT: Readonly<Record<MobilityStatus, readonly MobilityStatus[]>> = {
  nomination: ['live', 'cancelled'],
  live: ['recognized', 'cancelled'],
  recognized: [],
  cancelled: ['nomination'],
};

/** Whether a mobility may go from one status to another. One that was called off can be nominated again. */
export const mayBecome = (from: MobilityStatus, to: MobilityStatus): boolean => NEXT[from].includes(to);

/** Throws `Problem('business-rule')` with the ways that are open, for a jump that is none of them. */
export function requireNextStatus(from: MobilityStatus, to: MobilityStatus): void {
  if (mayBecome(from, to)) return;
  const ways = NEXT[from].length === 0 ? 'and stays so' : `and can become ${NEXT[from].join(' or ')}`;
  throw new Problem('business-rule', `This mobility is ${from} ${ways}; it cannot become ${to}.`);
}

/**
 * Broad fields of ISCED-F 2013 (UNESCO), by the first two digits of a code. A four-digit code is right when its broad
 * field is one of these; the 80 detailed fields are the partners' to choose from.
 */
const BROAD_FIELDS = new Set(['00', '01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '99']);

/** Whether this is a field of study of ISCED-F in four digits, as IIA v7 asks for. */
export const isIscedF = (code: string): boolean => /^\d{4}$/.test(code) && BROAD_FIELDS.has(code.slice(0, 2));

/** Whether this is an academic year: `2026/2027`, or `2026/2026` where the year begins in January. */
export function isAcademicYear(year: string): boolean {
  const [first = 0, second = 0] = year.split('/').map(Number);
  return /^\d{4}\/\d{4}$/.test(year) && (second === first || second === first + 1);
}

/** The academic years from one to another, both counted; 0 where the last is before the first. */
export function academicYears(first: string, last: string): number {
  return Math.max(0, Number(last.slice(0, 4)) - Number(first.slice(0, 4)) + 1);
}
