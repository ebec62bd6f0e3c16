import { civilMinute, dayPlus, instantOf } from '@caecilia/kernel';
import { type Instant, MINUTE_MS } from '../instant.ts';

/** How fast whoever asks to be called is called, as the organisation promises it. */
export interface CallBackPromise {
  /** Time of the clock at which somebody begins to call, and stops, Monday to Friday: `HH:MM`. */
  readonly opens: string;
  readonly closes: string;
  /** Minutes in which somebody calls while it is open. */
  readonly minutes: number;
  /** The same outside these hours; absent: nobody calls then, and the page says whom to phone. */
  readonly nightMinutes?: number;
}

/** By when somebody calls who is asked now. */
export interface Promised {
  readonly due: Instant;
  /** Whether somebody reads it now. */
  readonly isRead: boolean;
}

/** Days that are looked at: there is a Monday to Friday in any week. */
const AHEAD = 7;

/**
 * The instant by which somebody calls, by the clock of the house. What would be due after closing time is called at the
 * next opening, or within the minutes of the night where somebody calls then. Weekends are night; days off are not known.
 */
export function promisedAt(now: Date, promise: CallBackPromise, timeZone: string): Promised {
  const { opens, closes, minutes, nightMinutes } = promise;
  const at = now.getTime();
  const civil = civilMinute(now, timeZone);
  const [today = '', time = ''] = civil.split('T');
  const isOpen = isWorkday(today) && time >= opens && time < closes;
  const due = at + minutes * MINUTE_MS;
  if (isOpen && due <= instantAt(today, closes, timeZone)) return { due, isRead: true };
  if (nightMinutes !== undefined) return { due: at + nightMinutes * MINUTE_MS, isRead: true };
  for (let ahead = 0; ahead <= AHEAD; ahead += 1) {
    const day = dayPlus(today, ahead);
    const opening = instantAt(day, opens, timeZone);
    if (isWorkday(day) && opening > at) return { due: opening + minutes * MINUTE_MS, isRead: isOpen };
  }
  throw new Error('no working day in a week');
}

const instantAt = (day: string, time: string, timeZone: string): Instant =>
  instantOf(`${day}T${time}`, timeZone);

function isWorkday(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday >= 1 && weekday <= 5;
}
