import { civilTime } from '@caecilia/kernel';

/**
 * FHIR dates at the precision they were recorded with. A date is the civil time span it stands for in the time zone
 * of the house; two dates are in order only when their spans do not overlap, so "2022" is not before "2022-11-08".
 */
export interface PlanDate {
  /** As it was recorded. */
  readonly text: string;
  readonly precision: 'year' | 'month' | 'day' | 'time';
  /** First moment, civil time `YYYY-MM-DDTHH:MM:SS.mmm`. */
  readonly from: string;
  /** First moment after it, in the same form. */
  readonly to: string;
}

const SHAPE = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?$/;

/** Ends of time beyond it would sort before everything: `9999-12-31` is how many systems write "for good". */
const LAST_MOMENT = '9999-12-31T23:59:59.999';
const sortable = (civil: string) => (civil.startsWith('+') ? LAST_MOMENT : civil);

const civilOf = (utc: Date) => sortable(utc.toISOString().slice(0, -1));

function calendarSpan(year: number, month: number | undefined, day: number | undefined): [string, string] {
  if (month === undefined) return [civilOf(utcDay(year, 0, 1)), civilOf(utcDay(year + 1, 0, 1))];
  if (day === undefined) return [civilOf(utcDay(year, month - 1, 1)), civilOf(utcDay(year, month, 1))];
  return [civilOf(utcDay(year, month - 1, day)), civilOf(utcDay(year, month - 1, day + 1))];
}

/** `Date.UTC` reads years below 100 as 19xx; a set year does not. */
function utcDay(year: number, monthIndex: number, day: number): Date {
  const date = new Date(Date.UTC(2000, 0, 1));
  date.setUTCFullYear(year, monthIndex, day);
  return date;
}

function isCalendarDay(year: number, month: number, day: number): boolean {
  const date = utcDay(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** Reads a FHIR date or dateTime; undefined for anything else, also for a day that is not in the calendar. */
export function parsePlanDate(value: unknown, timeZone: string): PlanDate | undefined {
  const match = typeof value === 'string' ? SHAPE.exec(value) : null;
  if (!match) return undefined;
  const [text, year, month, day, hour] = match;
  const [y, m, d] = [Number(year), month ? Number(month) : undefined, day ? Number(day) : undefined];
  if (!isCalendarDay(y, m ?? 1, d ?? 1)) return undefined;
  if (hour !== undefined) return moment(text, timeZone);
  const [from, to] = calendarSpan(y, m, d);
  return { text, precision: d ? 'day' : m ? 'month' : 'year', from, to };
}

function moment(text: string, timeZone: string): PlanDate | undefined {
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime())) return undefined;
  const next = new Date(instant.getTime() + 1);
  const civil = (at: Date) => sortable(civilTime(at, timeZone));
  return { text, precision: 'time', from: civil(instant), to: civil(next) };
}

/** True when every moment of `earlier` lies before every moment of `later`; false when either is not recorded. */
export function isClearlyBefore(earlier: PlanDate | undefined, later: PlanDate | undefined): boolean {
  return earlier !== undefined && later !== undefined && earlier.to <= later.from;
}

/** Orders newest first; what has no date comes last. */
export function newestFirst(left: PlanDate | undefined, right: PlanDate | undefined): number {
  if (left === undefined || right === undefined)
    return Number(left === undefined) - Number(right === undefined);
  return right.from.localeCompare(left.from, 'en') || right.to.localeCompare(left.to, 'en');
}

/** Whole years from a birth date to a day, and whether the birth date was precise enough to be sure of it. */
export function ageOn(birth: PlanDate, civilDay: string): { years: number; approximate: boolean } {
  const years = (from: string) =>
    Number(civilDay.slice(0, 4)) -
    Number(from.slice(0, 4)) -
    (civilDay.slice(5, 10) < from.slice(5, 10) ? 1 : 0);
  const oldest = years(birth.from);
  return { years: oldest, approximate: birth.precision === 'year' || birth.precision === 'month' };
}
