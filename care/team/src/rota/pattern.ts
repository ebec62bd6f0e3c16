import { civilMinute, dayPlus, instantOf, Problem } from '@caecilia/kernel';
import { common, DAY_MS, LONGEST_SPAN_MS, meets, requireSpan, type Span } from '../instant.ts';
import type { MemberReference } from '../members.ts';
import { type Duty, firstMeeting, LONGEST_DUTY_MS } from './coverage.ts';

/** 1 is Monday, as ISO 8601 counts. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** A turn that comes back each week, in civil time: `Friday 17:00, until 3 days later 08:00`. */
export interface Turn {
  readonly weekday: Weekday;
  /** `HH:MM`, 00:00 to 23:59. */
  readonly from: string;
  /** Civil days after the day it begins, 0 to 7. */
  readonly days: number;
  readonly until: string;
  /** Who has it in the first week, the second, and so on, and then the first again. */
  readonly holders: readonly MemberReference[];
}

/** A rota of weeks that come back. Written in civil time: a turn until 08:00 ends at 08:00, summer and winter. */
export interface WeeklyPattern {
  /** The Monday (`YYYY-MM-DD`) of the week in which the first of the holders has their turn. */
  readonly firstMonday: string;
  readonly turns: readonly Turn[];
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** Throws `Problem('invalid')` with what is wrong with a pattern. */
function requirePattern({ firstMonday, turns }: WeeklyPattern): void {
  const day = DAY.test(firstMonday) ? new Date(`${firstMonday}T00:00:00Z`) : undefined;
  if (day === undefined || Number.isNaN(day.getTime()) || day.getUTCDay() !== 1)
    throw new Problem('invalid', 'A weekly pattern starts on a Monday, written as 2026-10-19.', {
      expression: 'firstMonday',
    });
  for (const [index, turn] of turns.entries()) {
    const wrong = faultOf(turn);
    if (wrong !== undefined) throw new Problem('invalid', wrong, { expression: `turns[${index}]` });
  }
}

function faultOf({ weekday, from, days, until, holders }: Turn): string | undefined {
  if (!Number.isInteger(weekday) || weekday < 1 || weekday > 7)
    return 'A turn begins on a day of the week, 1 (Monday) to 7 (Sunday).';
  if (!TIME.test(from) || !TIME.test(until))
    return 'A turn begins and ends at a time of the clock, 00:00 to 23:59.';
  if (!Number.isInteger(days) || days < 0 || days > 7)
    return 'A turn lasts at most until the same weekday of next week.';
  if (days === 0 && until <= from) return 'A turn ends after it begins; say how many days later.';
  if (days === 7 && until > from) return 'A turn lasts at most a week.';
  return holders.length === 0 ? 'A turn has somebody; leave it out where nobody is on call.' : undefined;
}

/**
 * The duties that a pattern makes of a span, cut off at its ends. Each turn begins and ends at its civil time, so it
 * lasts an hour more or less where the clock is changed in it; a turn that falls into the hour that is skipped is not
 * there. Throws `Problem('invalid')` for a pattern that cannot be followed, and where two turns meet.
 */
export function expand(pattern: WeeklyPattern, span: Span, timeZone: string): readonly Duty[] {
  requireSpan(span);
  if (span.until - span.from > LONGEST_SPAN_MS)
    throw new Problem('invalid', 'A rota is planned for at most 400 days at a time.');
  requirePattern(pattern);
  const duties = weeksAround(pattern, span, timeZone).flatMap((week) =>
    pattern.turns.map((turn) => dutyIn(turn, pattern, week, timeZone)),
  );
  const [one] = firstMeeting(duties) ?? [];
  if (one !== undefined) {
    const when = civilMinute(new Date(one.from), timeZone).replace('T', ' at ');
    throw new Problem('invalid', `Two turns of the pattern meet; the first begins on ${when}.`);
  }
  return duties
    .filter((duty) => duty.from < duty.until && meets(duty, span))
    .map((duty) => ({ ...duty, ...common(duty, span) }))
    .toSorted((first, second) => first.from - second.from);
}

/** The numbers of the weeks, counted from the first Monday, whose turns can reach into the span. */
function weeksAround(
  { firstMonday }: WeeklyPattern,
  { from, until }: Span,
  timeZone: string,
): readonly number[] {
  const origin = instantOf(`${firstMonday}T00:00`, timeZone);
  const weekOf = (at: number) => Math.floor((at - origin) / (7 * DAY_MS));
  const first = weekOf(from - LONGEST_DUTY_MS) - 1;
  const count = weekOf(until) + 1 - first + 1;
  return Array.from({ length: count }, (_, index) => first + index);
}

function dutyIn(turn: Turn, { firstMonday }: WeeklyPattern, week: number, timeZone: string): Duty {
  const day = dayPlus(firstMonday, week * 7 + turn.weekday - 1);
  const count = turn.holders.length;
  const holder = turn.holders[((week % count) + count) % count];
  if (holder === undefined) throw new Problem('exception', 'A turn without a holder came through the check.');
  return {
    from: instantOf(`${day}T${turn.from}`, timeZone),
    until: instantOf(`${dayPlus(day, turn.days)}T${turn.until}`, timeZone),
    holder,
  };
}
