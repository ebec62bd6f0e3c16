import { civilMinute, dayPlus, instantOf } from '@caecilia/kernel';
import { fhirInstant } from '@caecilia/team';
import { TIME_ZONE } from '../time-zone.ts';

/**
 * The days of the demo, counted from the day on which it is made. It knows the day and not the hour: a demo that is
 * made twice on one day is the same, and what it says has happened lies before that day.
 */
export interface DemoCalendar {
  /** Civil day on which the demo is made. */
  readonly today: string;
  /** The civil day so many days ago; negative: ahead. */
  day(ago: number): string;
  /** The instant of a time of the clock (`HH:MM`) on that day, summer and winter. */
  at(ago: number, time: string): string;
  /** The last day of January, so many years before this one: for people whose age matters. */
  bornYearsAgo(years: number): string;
}

/** The calendar at a moment, by the clock of the house. */
export function demoCalendar(now: Date): DemoCalendar {
  return calendarOf(civilMinute(now, TIME_ZONE).slice(0, 10));
}

/** The calendar of a civil day. */
export function calendarOf(today: string): DemoCalendar {
  const day = (ago: number) => dayPlus(today, -ago);
  return {
    today,
    day,
    at: (ago, time) => fhirInstant(instantOf(`${day(ago)}T${time}`, TIME_ZONE)),
    bornYearsAgo: (years) => `${Number(today.slice(0, 4)) - years}-01-31`,
  };
}
