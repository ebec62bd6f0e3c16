import { type Element, elementOf } from '@caecilia/fhir';
import { dayPlus, Problem, startOfDay } from '@caecilia/kernel';

/** Milliseconds since 1970 UTC. */
export type Instant = number;

/** From an instant up to, and not including, another. Open ends are -Infinity and Infinity. */
export interface Span {
  readonly from: Instant;
  readonly until: Instant;
}

export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;
/** The longest time that is planned or read at once: more than a year. */
export const LONGEST_SPAN_MS = 400 * DAY_MS;

/** Whether two spans have a moment in common. */
export const meets = (one: Span, other: Span) => one.from < other.until && other.from < one.until;

/** What two spans have in common; empty (`until` not after `from`) where they do not meet. */
export const common = (one: Span, other: Span): Span => ({
  from: Math.max(one.from, other.from),
  until: Math.min(one.until, other.until),
});

export const contains = (span: Span, at: Instant) => span.from <= at && at < span.until;
export const sameSpan = (one: Span, other: Span) => one.from === other.from && one.until === other.until;

/** As a FHIR instant in UTC. */
export const fhirInstant = (at: Instant) => new Date(at).toISOString();

/** Throws `Problem('invalid')` for what is no span of whole minutes with an end after its begin. */
export function requireSpan(span: Span): void {
  const whole = [span.from, span.until].every((at) => Number.isSafeInteger(at) && at % MINUTE_MS === 0);
  if (!whole || span.until <= span.from)
    throw new Problem(
      'invalid',
      'A duty or period begins and ends on a whole minute, and ends after it begins.',
    );
}

const PARTIAL = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/;
const EXACT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.(\d+))?(?:Z|[+-]\d\d:\d\d)$/;

/**
 * A FHIR Period as a span. Its end is in it, as precisely as it was written: `2026-12-31` ends with that day in the time
 * zone. Undefined where it cannot be read.
 */
export function spanOfPeriod(period: unknown, timeZone: string): Span | undefined {
  const { start, end }: Element = elementOf(period);
  const from = start === undefined ? Number.NEGATIVE_INFINITY : bounds(start, timeZone)?.from;
  const until = end === undefined ? Number.POSITIVE_INFINITY : bounds(end, timeZone)?.until;
  return from === undefined || until === undefined || until <= from ? undefined : { from, until };
}

/** A span as a FHIR Period with instants; the last millisecond before the end is the last in it. */
export function periodOfSpan({ from, until }: Span): Element {
  return {
    ...(Number.isFinite(from) ? { start: fhirInstant(from) } : {}),
    ...(Number.isFinite(until) ? { end: fhirInstant(until - 1) } : {}),
  };
}

/** The time that a FHIR dateTime covers, at the precision it was written with. */
function bounds(value: unknown, timeZone: string): Span | undefined {
  if (typeof value !== 'string') return undefined;
  const exact = EXACT.exec(value);
  if (exact !== null) {
    const from = Date.parse(value);
    return Number.isNaN(from) ? undefined : { from, until: from + (exact[1] === undefined ? 1000 : 1) };
  }
  const partial = PARTIAL.exec(value);
  return partial === null ? undefined : daysOf(partial, timeZone);
}

function daysOf([, year = '', month, day]: RegExpExecArray, timeZone: string): Span | undefined {
  const first = `${year}-${month ?? '01'}-${day ?? '01'}`;
  if (Number.isNaN(Date.parse(`${first}T00:00:00Z`))) return undefined;
  const last = day === undefined ? lastDayOf(year, month) : first;
  return { from: startOfDay(first, timeZone), until: startOfDay(dayPlus(last, 1), timeZone) };
}

function lastDayOf(year: string, month = '12'): string {
  const next = new Date(Date.UTC(Number(year), Number(month), 1));
  return dayPlus(next.toISOString().slice(0, 10), -1);
}
