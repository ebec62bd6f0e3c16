import { Problem } from '@caecilia/kernel';
import { DAY_MS, type Instant, meets, type Span, sameSpan } from '../instant.ts';
import {
  type Member,
  type MemberReference,
  turningPointsOf,
  type Unavailable,
  unavailableAt,
} from '../members.ts';

/** One person on call in one role, from an instant up to, and not including, another. */
export interface Duty extends Span {
  readonly holder: MemberReference;
}

/**
 * Why nobody answers: nobody was planned; who was planned is on leave, or does not work here; or the record names two
 * people at once, which no change by this module can make.
 */
export type GapReason = 'nobody' | Unavailable | 'contradiction';

/** Some time in which exactly one person answers, or nobody: never both, never two. */
export type Stretch = Span &
  (
    | { readonly kind: 'member'; readonly holder: MemberReference }
    | { readonly kind: 'gap'; readonly because: GapReason; readonly planned: readonly MemberReference[] }
  );

export type Gap = Extract<Stretch, { kind: 'gap' }>;

/** The longest duty that can be recorded: a week and a day, so that duties at an instant are found from their begin. */
export const LONGEST_DUTY_MS = 8 * DAY_MS;

/** The first two duties that share a moment; undefined where none do. */
export function firstMeeting(duties: readonly Duty[]): readonly [Duty, Duty] | undefined {
  const sorted = duties.toSorted((one, other) => one.from - other.from || one.until - other.until);
  for (const [index, duty] of sorted.entries()) {
    const next = sorted[index + 1];
    if (next !== undefined && meets(duty, next)) return [duty, next];
  }
  return undefined;
}

/**
 * Who answers in one role, for every instant of a span: stretches that follow one another without a hole or an overlap.
 * Who is planned and away does not answer; that is a gap, whatever the plan says.
 */
export function coverage(
  duties: readonly Duty[],
  members: readonly Member[],
  span: Span,
): readonly Stretch[] {
  const byReference = new Map(members.map((member) => [member.reference, member]));
  const here = duties.filter((duty) => meets(duty, span)).toSorted((one, other) => one.from - other.from);
  const stretches: Stretch[] = [];
  let [first, points] = [0, pointsIn(here, byReference, span)];
  for (const [index, from] of points.slice(0, -1).entries()) {
    const until = points[index + 1] ?? span.until;
    // Duties are sorted by begin and none is longer than the longest: those before `first` have ended.
    while ((here[first]?.from ?? Number.POSITIVE_INFINITY) + LONGEST_DUTY_MS <= from) first += 1;
    const planned: Duty[] = [];
    for (let at = first; at < here.length && (here[at]?.from ?? until) <= from; at += 1) {
      const duty = here[at];
      if (duty !== undefined && duty.until > from) planned.push(duty);
    }
    push(stretches, stretchOf({ from, until }, planned, byReference));
  }
  return stretches;
}

/** The instants at which something may change, with both ends of the span. */
function pointsIn(
  duties: readonly Duty[],
  members: ReadonlyMap<string, Member>,
  span: Span,
): readonly Instant[] {
  const holders = new Set(duties.map(({ holder }) => holder));
  const all = [
    ...duties.flatMap(({ from, until }) => [from, until]),
    ...[...holders].flatMap((holder) => {
      const member = members.get(holder);
      return member === undefined ? [] : turningPointsOf(member);
    }),
  ];
  const inside = all.filter((at) => span.from < at && at < span.until);
  return [...new Set([span.from, ...inside, span.until])].sort((one, other) => one - other);
}

function stretchOf(span: Span, planned: readonly Duty[], members: ReadonlyMap<string, Member>): Stretch {
  const holders = [...new Set(planned.map(({ holder }) => holder))].sort();
  const [holder, another] = holders;
  const gap = (because: GapReason): Stretch => ({ ...span, kind: 'gap', because, planned: holders });
  if (holder === undefined) return gap('nobody');
  if (another !== undefined) return gap('contradiction');
  const unavailable = unavailableAt(members.get(holder), span.from);
  return unavailable === undefined ? { ...span, kind: 'member', holder } : gap(unavailable);
}

/** Puts a stretch behind the others; what says the same goes on. */
function push(stretches: Stretch[], next: Stretch): void {
  const last = stretches.at(-1);
  if (last !== undefined && saysTheSame(last, next))
    stretches[stretches.length - 1] = { ...last, until: next.until };
  else stretches.push(next);
}

function saysTheSame(one: Stretch, other: Stretch): boolean {
  if (one.kind === 'member' || other.kind === 'member')
    return one.kind === 'member' && other.kind === 'member' && one.holder === other.holder;
  return one.because === other.because && one.planned.join() === other.planned.join();
}

/** The gaps of a span, in order. */
export function gapsIn(stretches: readonly Stretch[]): readonly Gap[] {
  return stretches.filter((stretch) => stretch.kind === 'gap');
}

/** Who answers at an instant, and until when that is so, at most `LONGEST_DUTY_MS` on. */
export function onCallAt(duties: readonly Duty[], members: readonly Member[], at: Instant): Stretch {
  const [now] = coverage(duties, members, { from: at, until: at + LONGEST_DUTY_MS });
  if (now === undefined) throw new Problem('exception', 'A rota says for every instant who is on call.');
  return now;
}

/** Whether somebody agreed to just these gaps: time by time, and for the same reasons. */
export function areTheSame(gaps: readonly Gap[], agreed: readonly (Span & Pick<Gap, 'because'>)[]): boolean {
  return (
    gaps.length === agreed.length &&
    gaps.every((gap, index) => {
      const other = agreed[index];
      return other !== undefined && sameSpan(gap, other) && gap.because === other.because;
    })
  );
}
