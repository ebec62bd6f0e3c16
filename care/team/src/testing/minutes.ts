import { MINUTE_MS, type Span } from '../instant.ts';
import type { Member, MemberReference } from '../members.ts';
import type { Stretch } from '../rota/coverage.ts';
import type { WeeklyPattern } from '../rota/pattern.ts';

/** The second calculation: minute by minute, with nothing of the module in it but its types. */

/** Who has a minute; undefined: nobody. */
export type Minutes = (MemberReference | undefined)[];

const HOUR_MS = 3_600_000;

/** The weeks (Monday to Monday) in which the clock is changed in the Netherlands, in UTC. */
export const DST_WEEKS = {
  spring: { from: Date.UTC(2027, 2, 21, 23), until: Date.UTC(2027, 2, 28, 22) },
  autumn: { from: Date.UTC(2026, 9, 18, 22), until: Date.UTC(2026, 9, 25, 23) },
} as const satisfies Record<string, Span>;

/**
 * Civil time in the Netherlands from the rule that the law gives (Directive 2000/84/EC): summer time from 01:00 UTC on the
 * last Sunday of March until 01:00 UTC on the last Sunday of October. No library and no time zone database.
 */
export function dutchTime(at: number): string {
  const year = new Date(at).getUTCFullYear();
  const lastSunday = (month: number) => {
    const last = new Date(Date.UTC(year, month + 1, 0, 1));
    return last.getTime() - last.getUTCDay() * 24 * HOUR_MS;
  };
  const summer = lastSunday(2) <= at && at < lastSunday(9);
  return new Date(at + (summer ? 2 : 1) * HOUR_MS).toISOString().slice(0, 16);
}

/** The clock as it is walked through: when it first showed a civil time or a later one. */
export class Clock {
  readonly #from: number;
  /** The latest civil time that was shown up to each minute. */
  readonly #reached: string[] = [];

  constructor({ from, until }: Span) {
    this.#from = from;
    let latest = '';
    for (let at = from; at < until; at += MINUTE_MS) {
      const civil = dutchTime(at);
      if (civil > latest) latest = civil;
      this.#reached.push(latest);
    }
  }

  /** Whether the clock has shown this civil time, or a later one, at or before the minute. */
  hasReached(civil: string, at: number): boolean {
    const reached = this.#reached[(at - this.#from) / MINUTE_MS];
    if (reached === undefined) throw new Error('this clock was not walked that far');
    return reached >= civil;
  }
}

const civilDay = (day: string, plus: number) => {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + plus);
  return date.toISOString().slice(0, 10);
};

/** Who has each minute of a span by a weekly pattern; throws where a minute has two. */
export function minutesOfPattern(pattern: WeeklyPattern, span: Span): Minutes {
  // Far enough back to have seen the begin of every turn that reaches into the span.
  const clock = new Clock({ from: span.from - 10 * 24 * HOUR_MS, until: span.until });
  const turns = pattern.turns.flatMap((turn) =>
    [-3, -2, -1, 0, 1, 2].map((week) => {
      const begins = civilDay(pattern.firstMonday, week * 7 + turn.weekday - 1);
      const round = turn.holders.length;
      return {
        from: `${begins}T${turn.from}`,
        until: `${civilDay(begins, turn.days)}T${turn.until}`,
        holder: turn.holders[(week + 100 * round) % round],
      };
    }),
  );
  const minutes: Minutes = [];
  for (let at = span.from; at < span.until; at += MINUTE_MS) {
    const now = turns.filter(({ from, until }) => clock.hasReached(from, at) && !clock.hasReached(until, at));
    if (now.length > 1) throw new Error(`two turns at ${dutchTime(at)}`);
    minutes.push(now[0]?.holder);
  }
  return minutes;
}

/** What stretches say, minute by minute; throws for a hole, an overlap, or an end that is not the span's. */
export function minutesOfStretches(stretches: readonly Stretch[], span: Span): Minutes {
  const minutes: Minutes = [];
  let at = span.from;
  for (const stretch of stretches) {
    if (stretch.from !== at || stretch.until <= at) throw new Error('stretches do not follow one another');
    for (; at < stretch.until; at += MINUTE_MS)
      minutes.push(stretch.kind === 'member' ? stretch.holder : undefined);
  }
  if (at !== span.until) throw new Error('stretches do not reach the end');
  return minutes;
}

/** The minutes of a span that nobody has because who was planned is away. */
export function withAbsences(minutes: Minutes, members: readonly Member[], span: Span): Minutes {
  return minutes.map((holder, index) => {
    const at = span.from + index * MINUTE_MS;
    const absences = members.find(({ reference }) => reference === holder)?.absences ?? [];
    return absences.some(({ from, until }) => at >= from && at < until) ? undefined : holder;
  });
}

/** Invented members of the team, present always unless said otherwise. */
export const invented = (
  count: number,
  absences: Readonly<Record<number, readonly Span[]>> = {},
): readonly Member[] =>
  Array.from({ length: count }, (_, index) => ({
    reference: `PractitionerRole/invented-${index}`,
    versionId: 1,
    practitioner: `Practitioner/invented-${index}`,
    roles: ['consult-nurse'],
    works: { from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY },
    absences: absences[index] ?? [],
  }));
