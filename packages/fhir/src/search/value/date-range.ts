/** A closed-open range of time in ms since 1970 UTC. */
export interface TimeRange {
  readonly low: number;
  readonly high: number;
}

const DATE =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+\- ]\d\d:\d\d)?)?)?)?$/;
const MINUTE = 60_000;
const DAY = 86_400_000;
const LARGEST_OFFSET = 14 * 60;
const APPROXIMATE = 0.1;

/**
 * The time that a FHIR date, dateTime or instant stands for, from its first moment up to the first moment after it.
 * Without an offset it is read as UTC. Undefined for what is not on the calendar or the clock: 30 February, 24:00,
 * a leap second, an offset beyond 14 hours. A space is read as the `+` that an unencoded address loses.
 */
export function dateRange(text: string): TimeRange | undefined {
  const match = DATE.exec(text);
  if (match === null) return undefined;
  const [, year = '', month, day, hour, minute, second, fraction, offset] = match;
  if (month === undefined) return years(Number(year));
  if (day === undefined) return months(Number(year), Number(month));
  const start = dayStart(Number(year), Number(month), Number(day));
  if (start === undefined) return undefined;
  if (hour === undefined) return { low: start, high: start + DAY };
  return withinDay(start, { hour, minute, second, fraction, offset });
}

/** The range that `ap` looks in: wider at both ends by a tenth of the gap between now and the date. */
export function approximateDateRange(range: TimeRange, now: number): TimeRange {
  const gap = now < range.low ? range.low - now : Math.max(0, now - range.high);
  const margin = Math.round(gap * APPROXIMATE);
  return { low: range.low - margin, high: range.high + margin };
}

function years(year: number): TimeRange | undefined {
  return year === 0 ? undefined : { low: utc(year, 0), high: utc(year + 1, 0) };
}

function months(year: number, month: number): TimeRange | undefined {
  if (year === 0 || month < 1 || month > 12) return undefined;
  return { low: utc(year, month - 1), high: utc(year, month) };
}

/** The first moment of a month, counted from 0; `Date.UTC` alone would read the year 50 as 1950. */
function utc(year: number, month: number): number {
  return year >= 100 ? Date.UTC(year, month) : new Date(0).setUTCFullYear(year, month, 1);
}

function dayStart(year: number, month: number, day: number): number | undefined {
  const range = months(year, month);
  if (range === undefined || day < 1) return undefined;
  const start = range.low + (day - 1) * DAY;
  return start < range.high ? start : undefined;
}

interface ClockText {
  readonly hour: string;
  readonly minute: string | undefined;
  readonly second: string | undefined;
  readonly fraction: string | undefined;
  readonly offset: string | undefined;
}

function withinDay(dayStartMs: number, clock: ClockText): TimeRange | undefined {
  const [hour, minute, second] = [Number(clock.hour), Number(clock.minute ?? 0), Number(clock.second ?? 0)];
  const offset = offsetMs(clock.offset);
  if (hour > 23 || minute > 59 || second > 59 || offset === undefined) return undefined;
  const low =
    dayStartMs + (hour * 60 + minute) * MINUTE + second * 1000 + milliseconds(clock.fraction) - offset;
  return { low, high: low + precisionMs(clock) };
}

function milliseconds(fraction: string | undefined): number {
  return fraction === undefined ? 0 : Number(fraction.padEnd(3, '0').slice(0, 3));
}

function precisionMs({ second, fraction }: ClockText): number {
  if (second === undefined) return MINUTE;
  if (fraction === undefined) return 1000;
  return fraction.length === 1 ? 100 : fraction.length === 2 ? 10 : 1;
}

function offsetMs(offset: string | undefined): number | undefined {
  if (offset === undefined || offset === 'Z') return 0;
  const [hours, minutes] = [Number(offset.slice(1, 3)), Number(offset.slice(4, 6))];
  const total = hours * 60 + minutes;
  if (minutes > 59 || total > LARGEST_OFFSET) return undefined;
  return (offset.startsWith('-') ? -total : total) * MINUTE;
}
