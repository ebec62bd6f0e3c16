import { dayPlus, startOfDay } from '@caecilia/kernel';

/** A period of civil days, both inclusive, as instants in UTC of which the end is not part of it. */
export function instantsOf(
  { from, until }: { readonly from: string; readonly until: string },
  timeZone: string,
): { readonly from: string; readonly until: string } {
  const begin = (day: string) => new Date(startOfDay(day, timeZone)).toISOString();
  return { from: begin(from), until: begin(dayPlus(until, 1)) };
}
