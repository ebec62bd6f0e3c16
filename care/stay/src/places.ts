import type { Days } from './stay.ts';

/** A stay that takes a place: promised, or there. */
export interface Taken extends Days {
  /** Whoever is there takes the place until they leave, also after the day of their planned return. */
  readonly isThere: boolean;
}

/**
 * The first night on which no place is left for these days, as the civil day on which it begins; undefined where there is
 * one on each. `today`: civil day.
 */
export function fullOn(
  wanted: Days,
  taken: readonly Taken[],
  { places, today }: { readonly places: number; readonly today: string },
): string | undefined {
  const spans = taken.map(({ from, until, isThere }): Days => {
    if (until === undefined) return { from };
    return { from, until: isThere && until <= today ? dayAfter(today) : until };
  });
  const covers = ({ from, until }: Days, night: string) =>
    from <= night && (until === undefined || night < until);
  // The number of guests rises only on a day on which one comes.
  const nights = [wanted.from, ...spans.map(({ from }) => from)].filter((night) => covers(wanted, night));
  return nights.toSorted().find((night) => spans.filter((span) => covers(span, night)).length >= places);
}

/** How many are there or promised on the night that begins on this civil day. */
export function takenOn(night: string, taken: readonly Taken[], today: string): number {
  return taken.filter(
    ({ from, until, isThere }) =>
      from <= night && (until === undefined || night < until || (isThere && night <= today)),
  ).length;
}

/** The civil day after this one. */
export function dayAfter(day: string): string {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toJSON().slice(0, 10);
}
