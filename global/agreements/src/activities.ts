import type { Provision } from './kinds.ts';
import type { Words } from './words.ts';

/** What partners may promise each other to do. */
export const ACTIVITY_KINDS = [
  'students',
  'staff',
  'doctoral',
  'shared-course',
  'joint-study',
  'joint-meeting',
  'other',
] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

/** To the partner, from the partner, or of both together. */
export const DIRECTIONS = ['out', 'in', 'both'] as const;
export type Direction = (typeof DIRECTIONS)[number];

export const ACTIVITY_NAMES: Readonly<Record<ActivityKind, Words>> = {
  students: { nl: 'Studenten', en: 'Students' },
  staff: { nl: 'Medewerkers', en: 'Staff' },
  doctoral: { nl: 'Promovendi', en: 'Doctoral candidates' },
  'shared-course': { nl: 'Gezamenlijke cursus', en: 'Shared course' },
  'joint-study': { nl: 'Gezamenlijk onderzoek', en: 'Joint study' },
  'joint-meeting': { nl: 'Gezamenlijke bijeenkomst', en: 'Joint meeting' },
  other: { nl: 'Anders', en: 'Other' },
};

/** What an agreement has to be able to carry before it can promise this; undefined where that is nothing. */
export function provisionFor(kind: ActivityKind): Provision | undefined {
  const places: Partial<Record<ActivityKind, Provision>> = {
    students: 'student-places',
    staff: 'staff-places',
    doctoral: 'doctoral-places',
  };
  return places[kind];
}

/** One thing that was promised: so many each academic year, or in all. */
export interface Promised {
  readonly id: string;
  readonly kind: ActivityKind;
  readonly direction: Direction;
  readonly count: number;
  readonly per: 'year' | 'term';
}

/** Something that happened: how many, in which academic year (`2025` is 2025-2026). */
export interface Delivered {
  readonly activity: string;
  readonly year: number;
  readonly count: number;
}

const FIRST_MONTH_OF_YEAR = 9;

/** The academic year of a day: it begins on 1 September. */
export function academicYear(day: string): number {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return month >= FIRST_MONTH_OF_YEAR ? year : year - 1;
}

/** One row of promised and delivered. */
export interface ActivityBalance {
  readonly promised: Promised;
  readonly delivered: number;
  /** It is behind: less than was promised for the time that is over. */
  readonly behind: boolean;
}

/** What was promised and what happened: of each year's promises in that year, of the others until then. */
export function promisedAndDelivered(
  promises: readonly Promised[],
  deliveries: readonly Delivered[],
  year: number,
): readonly ActivityBalance[] {
  return promises.map((promised) => {
    const counted = deliveries.filter(
      (each) =>
        each.activity === promised.id && (promised.per === 'year' ? each.year === year : each.year <= year),
    );
    const delivered = counted.reduce((sum, { count }) => sum + count, 0);
    return { promised, delivered, behind: delivered < promised.count };
  });
}

/** People of one kind that went and came, over all years. */
export interface FlowBalance {
  readonly kind: ActivityKind;
  readonly out: number;
  readonly in: number;
  /** More out than in is above zero: what the partner still owes, where the agreement wants balance. */
  readonly balance: number;
}

/** The balance for each direction, of everything that has one. */
export function flows(
  promises: readonly Promised[],
  deliveries: readonly Delivered[],
): readonly FlowBalance[] {
  const sum = (kind: ActivityKind, direction: Direction) => {
    const ids = promises
      .filter((each) => each.kind === kind && each.direction === direction)
      .map(({ id }) => id);
    return deliveries
      .filter(({ activity }) => ids.includes(activity))
      .reduce((all, { count }) => all + count, 0);
  };
  const kinds = ACTIVITY_KINDS.filter((kind) =>
    promises.some((each) => each.kind === kind && each.direction !== 'both'),
  );
  return kinds.map((kind) => {
    const [out, back] = [sum(kind, 'out'), sum(kind, 'in')];
    return { kind, out, in: back, balance: out - back };
  });
}
