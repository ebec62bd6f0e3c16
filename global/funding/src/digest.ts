import { civilDay, dayPlus, instantOf } from '@caecilia/kernel';

/** The clock that the office lives by. */
export const OFFICE_ZONE = 'Europe/Amsterdam';

/** How often somebody is told what a saved search found. */
export const RHYTHMS = ['daily', 'weekly', 'never'] as const;

export type Rhythm = (typeof RHYTHMS)[number];

/** When digests go out by the clock on the wall, also when it is set forward or back. Weekly is Monday. */
const HOUR = '08:00';
const MONDAY = 1;

/** The first digest after an instant; undefined for a search that tells nobody. */
export function nextDigest(rhythm: Rhythm, after: Date): Date | undefined {
  if (rhythm === 'never') return undefined;
  let day = civilDay(after, OFFICE_ZONE);
  for (;;) {
    const at = new Date(instantOf(`${day}T${HOUR}`, OFFICE_ZONE));
    if (at > after && (rhythm === 'daily' || new Date(`${day}T00:00:00Z`).getUTCDay() === MONDAY)) return at;
    day = dayPlus(day, 1);
  }
}

/** Whether a digest is due now, having been sent (or the search saved) last at an instant. */
export function isDigestDue(rhythm: Rhythm, last: Date, now: Date): boolean {
  const next = nextDigest(rhythm, last);
  return next !== undefined && next <= now;
}
