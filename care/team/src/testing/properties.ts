import fc from 'fast-check';
import { DAY_MS, MINUTE_MS, type Span } from '../instant.ts';
import { coverage, onCallAt } from '../rota/coverage.ts';
import { type Deed, type KeptDuty, type RotaEdit, replaced, swapped } from '../rota/edit.ts';
import { expand } from '../rota/pattern.ts';
import { type Act, act, timeIn, weeklyPattern } from './arbitraries.ts';
import {
  DST_WEEKS,
  dutchTime,
  invented,
  type Minutes,
  minutesOfPattern,
  minutesOfStretches,
  withAbsences,
} from './minutes.ts';

/** The properties of the rota, for the tests and for the longer check. Each throws with the smallest example against it. */

const MEMBERS = 4;
const deedAt = (at: number): Deed => ({ kind: 'published', at, by: { name: 'Planner (invented)' } });
export const TIME_ZONE = 'Europe/Amsterdam';

const absencesIn = (span: Span) => fc.array(fc.tuple(fc.nat(MEMBERS - 1), timeIn(span)), { maxLength: 3 });

function membersWith(absences: readonly (readonly [number, Span])[]) {
  const byMember = Object.groupBy(absences, ([index]) => index);
  return invented(
    MEMBERS,
    Object.fromEntries(
      Object.entries(byMember).map(([index, some = []]) => [index, some.map(([, absence]) => absence)]),
    ),
  );
}

/** Minutes that two lists tell differently. */
function differences(one: Minutes, other: Minutes, span: Span): readonly string[] {
  if (one.length !== other.length) return [`${one.length} minutes and ${other.length}`];
  return one.flatMap((holder, index) =>
    holder === other[index]
      ? []
      : [`${dutchTime(span.from + index * MINUTE_MS)}: ${String(holder)} and ${String(other[index])}`],
  );
}

function requireSame(one: Minutes, other: Minutes, span: Span): void {
  const [first] = differences(one, other, span);
  if (first !== undefined) throw new Error(first);
}

/** A weekly pattern gives each minute of a week in which the clock is changed to whom the wall clock gives it. */
export function checkPatterns(season: keyof typeof DST_WEEKS, runs: number, seed?: number): void {
  const span = DST_WEEKS[season];
  const monday = dutchTime(span.from).slice(0, 10);
  const property = fc.property(weeklyPattern(monday, MEMBERS), absencesIn(span), (pattern, absences) => {
    const members = membersWith(absences);
    const duties = expand(pattern, span, TIME_ZONE);
    const stretches = coverage(duties, members, span);
    const expected = withAbsences(minutesOfPattern(pattern, span), members, span);
    requireSame(minutesOfStretches(stretches, span), expected, span);
  });
  fc.assert(property, { numRuns: runs, ...(seed === undefined ? {} : { seed }) });
}

/** Asked minute by minute, the rota answers what its stretches say. */
export function checkOnCall(season: keyof typeof DST_WEEKS, runs: number, seed?: number): void {
  const span = DST_WEEKS[season];
  const monday = dutchTime(span.from).slice(0, 10);
  const property = fc.property(
    weeklyPattern(monday, MEMBERS),
    absencesIn(span),
    timeIn(span),
    (pattern, absences, { from }) => {
      const members = membersWith(absences);
      const around = { from: span.from - 9 * DAY_MS, until: span.until + 9 * DAY_MS };
      const duties = expand(pattern, around, TIME_ZONE);
      const minutes = withAbsences(minutesOfPattern(pattern, span), members, span);
      for (let at = from; at < Math.min(from + DAY_MS / 4, span.until); at += MINUTE_MS) {
        const answer = onCallAt(duties, members, at);
        const expected = minutes[(at - span.from) / MINUTE_MS];
        if ((answer.kind === 'member' ? answer.holder : undefined) !== expected)
          throw new Error(dutchTime(at));
      }
    },
  );
  fc.assert(property, { numRuns: runs, ...(seed === undefined ? {} : { seed }) });
}

/** The record of a rota in memory: what an edit makes of the duties in force. */
export function applied(
  kept: readonly KeptDuty[],
  { create, update, withdraw }: RotaEdit,
): readonly KeptDuty[] {
  const gone = new Set([...update, ...withdraw].map(({ id }) => id));
  const made = create.map(
    (duty, index): KeptDuty => ({
      ...duty,
      id: `made-${kept.length}-${index}-${duty.from}-${duty.history.length}`,
      versionId: 1,
      role: 'consult-nurse',
    }),
  );
  return [...kept.filter(({ id }) => !gone.has(id)), ...update, ...made];
}

/** Does an act to the duties and, minute by minute, to the second calculation. */
function done(kept: readonly KeptDuty[], minutes: Minutes, next: Act, week: Span, deed: Deed) {
  const paint = ({ from, until }: Span, holder: Minutes[number]) => {
    for (let at = from; at < until; at += MINUTE_MS) minutes[(at - week.from) / MINUTE_MS] = holder;
  };
  if (next.kind === 'swap') {
    const [one, other] = [kept[next.one % kept.length], kept[next.other % kept.length]];
    if (one === undefined || other === undefined || one.holder === other.holder) return kept;
    paint(one, other.holder);
    paint(other, one.holder);
    return applied(kept, swapped(one, other, deed));
  }
  const duties =
    next.kind === 'publish' ? next.duties : next.to === undefined ? [] : [{ ...next.span, holder: next.to }];
  paint(next.span, undefined);
  for (const duty of duties) paint(duty, duty.holder);
  return applied(kept, replaced(kept, next.span, duties, deed));
}

/** Whatever is published, handed over and swapped one after another: each minute has whom the last act gave it, or nobody. */
export function checkEdits(season: keyof typeof DST_WEEKS, runs: number, seed?: number): void {
  const week = DST_WEEKS[season];
  const acts = fc.array(act(week, MEMBERS), { minLength: 1, maxLength: 25 });
  const property = fc.property(acts, absencesIn(week), (some, absences) => {
    const members = membersWith(absences);
    const minutes: Minutes = Array.from({ length: (week.until - week.from) / MINUTE_MS }, () => undefined);
    let kept: readonly KeptDuty[] = [];
    for (const [at, next] of some.entries()) kept = done(kept, minutes, next, week, deedAt(at));
    const told = minutesOfStretches(coverage(kept, members, week), week);
    requireSame(told, withAbsences(minutes, members, week), week);
    requireSame(lastInHistory(kept, week), minutes, week);
  });
  fc.assert(property, { numRuns: runs, ...(seed === undefined ? {} : { seed }) });
}

/** Whom each minute went to last, as the histories of the duties in force tell. */
function lastInHistory(kept: readonly KeptDuty[], week: Span): Minutes {
  const minutes: Minutes = Array.from({ length: (week.until - week.from) / MINUTE_MS }, () => undefined);
  for (const duty of kept) {
    for (const { from, until, after } of duty.history) {
      const [first, last] = [Math.max(from, duty.from), Math.min(until, duty.until)];
      for (let at = first; at < last; at += MINUTE_MS) minutes[(at - week.from) / MINUTE_MS] = after;
    }
  }
  return minutes;
}
