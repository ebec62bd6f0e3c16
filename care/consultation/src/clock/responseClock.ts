import { civilDay } from '@caecilia/kernel';

/**
 * The response clock of a request: referred, ready for care, first contact. Source: PCOC, benchmark 1 counts episodes
 * that start on the day the patient is ready for care or the day after.
 */
export interface ClockTimes {
  /** Instant. */
  readonly referredAt: string;
  /** Instant, or civil day where only the day is known. */
  readonly readyForCare: string;
  /** Instant; absent while nobody has been there. */
  readonly firstContact?: string;
}

/** What the clock says. Days are civil days of the house; minutes are real ones, also when the clock changes. */
export interface ClockReading {
  /** From the referral to the first contact, or to now. Whole minutes, rounded down; negative where it was before. */
  readonly minutesSinceReferral: number;
  /** From ready for care to the first contact, or to now; absent where only the day of readiness is known. */
  readonly minutesSinceReady?: number;
  /** Civil days from the day of readiness to the day of the first contact, or today; negative before. */
  readonly daysSinceReady: number;
  /**
   * `met`: first contact not later than the day after the day of readiness. `open`: no contact yet, and still in
   * time. `notYetReady`: no contact, and the day of readiness has not come. `missed`: later, or no contact in time.
   */
  readonly sameOrNextDay: 'met' | 'missed' | 'open' | 'notYetReady';
  readonly running: boolean;
}

/** Reads the clock at a moment. `timeZone` is the house's (IANA). */
export function readClock(
  times: ClockTimes,
  { now, timeZone }: { readonly now: Date; readonly timeZone: string },
): ClockReading {
  const until = times.firstContact === undefined ? now : new Date(times.firstContact);
  const dayOf = (instant: Date) => civilDay(instant, timeZone);
  const ready = /^\d{4}-\d\d-\d\d$/.test(times.readyForCare) ? undefined : new Date(times.readyForCare);
  const readyDay = ready === undefined ? times.readyForCare : dayOf(ready);
  const days = daysBetween(readyDay, dayOf(until));
  const running = times.firstContact === undefined;
  return {
    minutesSinceReferral: minutesBetween(new Date(times.referredAt), until),
    ...(ready === undefined ? {} : { minutesSinceReady: minutesBetween(ready, until) }),
    daysSinceReady: days,
    sameOrNextDay: standing(days, running),
    running,
  };
}

function standing(days: number, running: boolean): ClockReading['sameOrNextDay'] {
  if (days > 1) return 'missed';
  if (!running) return 'met';
  return days < 0 ? 'notYetReady' : 'open';
}

/** How many requests had their first contact in time, of all that had one or can no longer be in time. */
export interface ResponseCount {
  /** `sameDay` and `nextDay` together. */
  readonly met: number;
  /** `later` and `late` together. */
  readonly missed: number;
  /** Waiting, in time or not yet ready: in no share. */
  readonly waiting: number;
  /** First contact on the day of readiness, or before. */
  readonly sameDay: number;
  readonly nextDay: number;
  readonly later: number;
  /** No contact yet, and out of time. */
  readonly late: number;
  /**
   * Median of the minutes from the referral to the first contact, of requests that had one; of an even number the mean
   * of the two in the middle, in whole minutes. Absent where none had one.
   */
  readonly medianMinutes?: number;
}

/** Counts the readings of requests. */
export function countResponses(readings: readonly ClockReading[]): ResponseCount {
  const count = (is: (reading: ClockReading) => boolean) => readings.filter(is).length;
  const seen = readings.filter(({ running }) => !running);
  const medianMinutes = medianOf(seen.map(({ minutesSinceReferral }) => minutesSinceReferral));
  const sameDay = count(({ running, daysSinceReady }) => !running && daysSinceReady <= 0);
  const nextDay = count(({ running, daysSinceReady }) => !running && daysSinceReady === 1);
  const later = count(({ running, sameOrNextDay }) => !running && sameOrNextDay === 'missed');
  const late = count(({ running, sameOrNextDay }) => running && sameOrNextDay === 'missed');
  return {
    met: sameDay + nextDay,
    missed: later + late,
    waiting: count(({ running, sameOrNextDay }) => running && sameOrNextDay !== 'missed'),
    sameDay,
    nextDay,
    later,
    late,
    ...(medianMinutes === undefined ? {} : { medianMinutes }),
  };
}

function medianOf(minutes: readonly number[]): number | undefined {
  const sorted = minutes.toSorted((one, other) => one - other);
  const middle = sorted.slice(Math.floor((sorted.length - 1) / 2), Math.floor(sorted.length / 2) + 1);
  if (middle.length === 0) return undefined;
  return Math.floor(middle.reduce((sum, each) => sum + each, 0) / middle.length);
}

/** Civil days have no hours: both are taken at midnight UTC, where every day is as long as the next. */
function daysBetween(from: string, until: string): number {
  return (Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;
}

function minutesBetween(from: Date, until: Date): number {
  return Math.floor((until.getTime() - from.getTime()) / 60_000);
}
