import { type Caller, civilDay, type LogReader, startOfDay } from '@caecilia/kernel';

/** Where looks are found. */
export interface LookParts {
  readonly log: LogReader;
  readonly now: () => Date;
  /** IANA time zone of the house. */
  readonly timeZone: string;
}

/** Types of which somebody who read the plan has a line. */
const OF_PLAN = ['Consent', 'Goal'];
/** Lines looked through: of one person about one patient, the newest first. */
const MOST_LINES = 500;

/**
 * Instant at which this caller last read the plan of this patient, on a day before today: what they saw this morning is
 * part of the look of today. Their own lines of the log, and nobody else's. Undefined where they did not, or so long ago
 * that other lines stand before it.
 */
export async function lastLookOf(
  { log, now, timeZone }: LookParts,
  { id: user }: Caller,
  patient: string,
): Promise<string | undefined> {
  const until = new Date(startOfDay(civilDay(now(), timeZone), timeZone)).toISOString();
  const { lines } = await log.lines({ user, patient, until, newestFirst: true, count: MOST_LINES });
  return lines.find(
    ({ action, outcome, types }) =>
      (action === 'R' || action === 'E') && outcome === 0 && types.some((type) => OF_PLAN.includes(type)),
  )?.at;
}
