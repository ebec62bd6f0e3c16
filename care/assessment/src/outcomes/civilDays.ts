import { civilDay } from '@caecilia/kernel';

const DAY_MS = 86_400_000;

/**
 * Civil days from one instant to another, as dates are subtracted: 0 on the same day, negative backwards. A day counts
 * as one whether it has 23, 24 or 25 hours.
 */
export function daysBetween(from: Date, until: Date, timeZone: string): number {
  const day = (instant: Date) => Date.parse(`${civilDay(instant, timeZone)}T00:00:00Z`);
  return (day(until) - day(from)) / DAY_MS;
}
