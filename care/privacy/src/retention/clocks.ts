/** Years a record is kept after its last change (Burgerlijk Wetboek 7:454, third paragraph). */
export const RECORD_YEARS = 20;

/** Years a line of the access log is kept after it was written, at least (NEN 7513). */
export const LOG_YEARS = 5;

/** Months in which a request to destroy must be decided and carried out (Burgerlijk Wetboek 7:455). */
export const DESTRUCTION_MONTHS = 3;

/** Months in which an export or a correction must be given (AVG, article 12). */
export const ACCESS_MONTHS = 1;

/**
 * The instant so many months later, at the same time of the day in UTC; the last day of the month where it has no such
 * day. Throws `RangeError` for what is no instant.
 */
export function monthsAfter(instant: string, months: number): string {
  const from = new Date(instant);
  const to = new Date(from);
  to.setUTCDate(1);
  to.setUTCMonth(to.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(to.getUTCFullYear(), to.getUTCMonth() + 1, 0)).getUTCDate();
  to.setUTCDate(Math.min(from.getUTCDate(), lastDay));
  return to.toISOString();
}

/** Until when a record must be kept, from the instant of its last change. */
export function recordKeptUntil(lastChange: string): string {
  return monthsAfter(lastChange, 12 * RECORD_YEARS);
}

/** Until when a line of the log must be kept, from the instant it was written. */
export function logLineKeptUntil(written: string): string {
  return monthsAfter(written, 12 * LOG_YEARS);
}

/** Lines written before this instant may go; none later. */
export function logMayGoBefore(now: Date): string {
  return monthsAfter(now.toISOString(), -12 * LOG_YEARS);
}

/** By when there must be an answer to a request. */
export function answerDueBy(kind: 'export' | 'correction' | 'destruction', askedAt: string): string {
  return monthsAfter(askedAt, kind === 'destruction' ? DESTRUCTION_MONTHS : ACCESS_MONTHS);
}
