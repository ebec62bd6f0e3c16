import { Problem } from '@caecilia/kernel';

/**
 * Civil days, reckoned as whole numbers: a day has no hours, so no clock change can touch it. The house lives by the
 * calendar of Europe/Amsterdam; which day it is now is `civilDay(now, OFFICE_ZONE)` of the kernel.
 */
export const OFFICE_ZONE = 'Europe/Amsterdam';

const DAY_MS = 86_400_000;
const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;

/** Number of a day: whole days since 1 January 1970. Throws `Problem('invalid')` for what is no day of the calendar. */
export function dayNumber(day: string): number {
  if (!isDay(day)) throw new Problem('invalid', `${day} is no day of the calendar; write it as 2026-10-31.`);
  return numberOf(day);
}

/** The day of a number, `YYYY-MM-DD`. */
export const dayAt = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10);

/** Whether a text is a day of the calendar. */
export function isDay(text: string): boolean {
  const number = numberOf(text);
  return !Number.isNaN(number) && dayAt(number) === text;
}

const numberOf = (text: string) => (DAY.test(text) ? Date.parse(`${text}T00:00:00Z`) / DAY_MS : Number.NaN);

/** Days from one day to another; negative where the other is earlier. */
export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from);

/**
 * The same day of the month some months on; where that month has no such day, its last one: 31 January and one month is
 * 28 or 29 February, 29 February and twelve months is 28 February. Reckon every term from the first day that was agreed
 * (`monthsAfter(day, 2 * 12)`), not from the term before: else 31 becomes 28 and stays 28.
 */
export function monthsAfter(day: string, months: number): string {
  dayNumber(day);
  const [year = 0, month = 1, ofMonth = 1] = day.split('-').map(Number);
  const index = year * 12 + (month - 1) + months;
  const [inYear, inMonth] = [Math.floor(index / 12), ((index % 12) + 12) % 12];
  const last = new Date(Date.UTC(inYear, inMonth + 1, 0)).getUTCDate();
  return dayAt(Date.UTC(inYear, inMonth, Math.min(ofMonth, last)) / DAY_MS);
}

/** Whole months from one day to a later one; part of a month does not count. */
export function wholeMonths(from: string, to: string): number {
  const [fromYear = 0, fromMonth = 0] = from.split('-').map(Number);
  const [toYear = 0, toMonth = 0] = to.split('-').map(Number);
  const months = (toYear - fromYear) * 12 + toMonth - fromMonth;
  return monthsAfter(from, months) > to ? months - 1 : months;
}

/** Days on which nobody works beside Saturday and Sunday: `YYYY-MM-DD`. */
export type ClosedDays = ReadonlySet<string>;

const SUNDAY_BEFORE_1970 = 4;

/** Whether the office works that day: Monday to Friday, and none of the closed days. */
export function isWorkingDay(number: number, closed: ClosedDays): boolean {
  const ofWeek = (((number + SUNDAY_BEFORE_1970) % 7) + 7) % 7;
  return ofWeek !== 0 && ofWeek !== 6 && !closed.has(dayAt(number));
}

/** The day some working days after a day; the day itself does not count. */
export function workingDaysAfter(day: string, count: number, closed: ClosedDays): string {
  let number = dayNumber(day);
  for (let left = count; left > 0; ) {
    number += 1;
    if (isWorkingDay(number, closed)) left -= 1;
  }
  return dayAt(number);
}
