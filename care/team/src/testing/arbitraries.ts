import fc from 'fast-check';
import { MINUTE_MS, type Span } from '../instant.ts';
import type { MemberReference } from '../members.ts';
import type { Duty } from '../rota/coverage.ts';
import type { Turn, Weekday, WeeklyPattern } from '../rota/pattern.ts';

export const holderNamed = (index: number): MemberReference => `PractitionerRole/invented-${index}`;

const WEEK_MINUTES = 7 * 24 * 60;
const clockTime = (minute: number) =>
  `${String(Math.floor((minute % 1440) / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** Minutes of a week: mostly those around which the clock is changed, on Sunday between two and three, and any. */
const weekMinute = fc.oneof(
  fc.integer({ min: 0, max: WEEK_MINUTES - 1 }),
  fc.integer({ min: 6 * 1440 + 60, max: 6 * 1440 + 240 }),
  fc.constantFrom(6 * 1440 + 120, 6 * 1440 + 150, 6 * 1440 + 180, 0, 1440 * 6, 1440 * 6 + 180),
);

/** A weekly pattern whose turns do not meet: points in the week, and between two of them somebody or nobody. */
export const weeklyPattern = (firstMonday: string, members: number): fc.Arbitrary<WeeklyPattern> =>
  fc
    .tuple(
      fc.uniqueArray(weekMinute, { minLength: 2, maxLength: 24 }),
      fc.array(fc.array(fc.nat(members - 1), { maxLength: 3 }), { minLength: 24, maxLength: 24 }),
    )
    .map(([unsorted, holders]) => {
      const points = unsorted.toSorted((one, other) => one - other);
      const turns = points.flatMap((from, index): Turn[] => {
        const round = holders[index] ?? [];
        const until = points[index + 1] ?? (points[0] ?? 0) + WEEK_MINUTES;
        if (round.length === 0) return [];
        const weekday = (Math.floor(from / 1440) + 1) as Weekday;
        const days = Math.floor(until / 1440) - Math.floor(from / 1440);
        return [
          { weekday, from: clockTime(from), days, until: clockTime(until), holders: round.map(holderNamed) },
        ];
      });
      return { firstMonday, turns };
    });

/** Some time inside a span, in whole minutes. */
export const timeIn = ({ from, until }: Span): fc.Arbitrary<Span> => {
  const minutes = (until - from) / MINUTE_MS;
  return fc.tuple(fc.nat(minutes - 1), fc.integer({ min: 1, max: 2 * 1440 })).map(([start, length]) => ({
    from: from + start * MINUTE_MS,
    until: from + Math.min(start + length, minutes) * MINUTE_MS,
  }));
};

/** Duties of a span that do not meet, with gaps between them. */
export const dutiesOf = (span: Span, members: number): fc.Arbitrary<readonly Duty[]> => {
  const minutes = (span.until - span.from) / MINUTE_MS;
  return fc
    .array(fc.tuple(fc.nat(minutes), fc.option(fc.nat(members - 1))), { maxLength: 12 })
    .map((cuts) => {
      const points = [...new Map(cuts).entries()].toSorted(([one], [other]) => one - other);
      return points.flatMap(([start, holder], index): Duty[] => {
        const end = points[index + 1]?.[0] ?? minutes;
        if (holder === null || end <= start) return [];
        return [
          {
            from: span.from + start * MINUTE_MS,
            until: span.from + end * MINUTE_MS,
            holder: holderNamed(holder),
          },
        ];
      });
    });
};

/** Something that is done with a rota. */
export type Act =
  | { readonly kind: 'publish'; readonly span: Span; readonly duties: readonly Duty[] }
  | { readonly kind: 'hand over'; readonly span: Span; readonly to: MemberReference | undefined }
  /** Duties by their place among those there are, modulo how many there are. */
  | { readonly kind: 'swap'; readonly one: number; readonly other: number };

/** Any of the three changes of a rota. */
export const act = (span: Span, members: number): fc.Arbitrary<Act> =>
  fc.oneof(
    timeIn(span).chain((part) =>
      dutiesOf(part, members).map((duties): Act => ({ kind: 'publish', span: part, duties })),
    ),
    fc.tuple(timeIn(span), fc.option(fc.nat(members - 1))).map(
      ([part, to]): Act => ({
        kind: 'hand over',
        span: part,
        to: to === null ? undefined : holderNamed(to),
      }),
    ),
    fc.tuple(fc.nat(100), fc.nat(100)).map(([one, other]): Act => ({ kind: 'swap', one, other })),
  );
