import { clockWords, type Language } from '@caecilia/ui';
import { type Contact, type OpenHours, WEEKDAYS, type Weekday } from '../plan.ts';
import { type Element, elementsOf, wordsOf } from './element.ts';

const timeOf = (value: unknown): string | undefined =>
  /^([01]\d|2[0-3]):[0-5]\d/.exec(wordsOf(value) ?? '')?.[0];

const daysOf = (value: unknown): readonly Weekday[] => {
  const given: readonly unknown[] = Array.isArray(value) ? value : [];
  const days = WEEKDAYS.filter((day) => given.includes(day));
  return days.length > 0 ? days : WEEKDAYS;
};

/** Hours of a PractitionerRole or HealthcareService; undefined when none were recorded. */
export function readHours(resource: Element | undefined): Contact['hours'] {
  const times = elementsOf(resource?.availableTime);
  if (times.length === 0) return undefined;
  const hours = times.map((time): OpenHours => {
    const [from, to] = [timeOf(time.availableStartTime), timeOf(time.availableEndTime)];
    const days = daysOf(time.daysOfWeek);
    return time.allDay === true || from === undefined || to === undefined ? { days } : { days, from, to };
  });
  const allDay = new Set(hours.filter(({ from }) => from === undefined).flatMap(({ days }) => days));
  return allDay.size === WEEKDAYS.length ? 'always' : hours;
}

/** Monday is 0. */
function weekdayOf(civil: string): number {
  return (new Date(`${civil.slice(0, 10)}T00:00:00Z`).getUTCDay() + 6) % 7;
}

/** True when the hours include a civil moment. Hours that run past midnight belong to the day on which they begin. */
export function isOpen(hours: Contact['hours'], civil: string): boolean {
  if (hours === undefined || hours === 'always') return true;
  const time = civil.slice(11, 16);
  const today = WEEKDAYS[weekdayOf(civil)] ?? 'mon';
  const yesterday = WEEKDAYS[(weekdayOf(civil) + 6) % 7] ?? 'sun';
  return hours.some(({ days, from, to }) => {
    if (from === undefined || to === undefined) return days.includes(today);
    if (from < to) return days.includes(today) && time >= from && time < to;
    return (days.includes(today) && time >= from) || (days.includes(yesterday) && time < to);
  });
}

/** The middle of the night, when only those answer who answer at night. */
const NIGHT = 'T03:00:00.000';

/** True when somebody answers at night on at least one day. False also when no hours were recorded. */
export function answersAtNight(hours: Contact['hours']): boolean {
  if (hours === undefined) return false;
  // Any Monday to Sunday will do: hours repeat every week.
  const week = Array.from({ length: 7 }, (_, day) => `2024-01-0${day + 1}${NIGHT}`);
  return week.some((moment) => isOpen(hours, moment));
}

/** Hours in words: "ma–vr 08.00–17.00". */
export function rangeWords(
  { days, from, to }: OpenHours,
  word: (day: Weekday) => string,
  language: Language,
): string {
  const indexes = days.map((day) => WEEKDAYS.indexOf(day));
  const run = indexes.every((index, place) => place === 0 || index === (indexes[place - 1] ?? 0) + 1);
  const [first, last] = [days[0], days.at(-1)];
  const named =
    run && days.length > 2 && first && last ? `${word(first)}–${word(last)}` : days.map(word).join(', ');
  return from && to ? `${named} ${clockWords(from, language)}–${clockWords(to, language)}` : named;
}
