import { civilMinute, dayPlus } from '@caecilia/ui';

/** The instant at which a civil day begins in a time zone, in UTC. */
export function beginOf(day: string, timeZone: string): string {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  // Twice: the first guess may stand on the other side of a change of the clock.
  let guess = midnight;
  for (let round = 0; round < 2; round += 1) {
    const shown = Date.parse(`${civilMinute(new Date(guess), timeZone)}:00Z`);
    guess += midnight - shown;
  }
  return new Date(guess).toISOString();
}

/** A period of civil days, both inclusive, as instants of which the end is not part of it. */
export function instantsOf(
  { from, until }: { readonly from: string; readonly until: string },
  timeZone: string,
): { readonly from: string; readonly until: string } {
  return { from: beginOf(from, timeZone), until: beginOf(dayPlus(until, 1), timeZone) };
}
