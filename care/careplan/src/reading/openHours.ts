import type { Contact, OpenHours } from '../plan.ts';
import { type Element, elementsOf, wordsOf } from './element.ts';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const timeOf = (value: unknown): string | undefined =>
  /^([01]\d|2[0-3]):[0-5]\d/.exec(wordsOf(value) ?? '')?.[0];

const daysOf = (value: unknown): readonly string[] => {
  const given: readonly unknown[] = Array.isArray(value) ? value : [];
  const days = DAYS.filter((day) => given.includes(day));
  return days.length > 0 ? days : DAYS;
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
  return allDay.size === DAYS.length ? 'always' : hours;
}

/** Monday is 0. */
function weekdayOf(civil: string): number {
  return (new Date(`${civil.slice(0, 10)}T00:00:00Z`).getUTCDay() + 6) % 7;
}

/** True when the hours include a civil moment. Hours that run past midnight belong to the day on which they begin. */
export function isOpen(hours: Contact['hours'], civil: string): boolean {
  if (hours === undefined || hours === 'always') return true;
  const time = civil.slice(11, 16);
  const today = DAYS[weekdayOf(civil)] ?? '';
  const yesterday = DAYS[(weekdayOf(civil) + 6) % 7] ?? '';
  return hours.some(({ days, from, to }) => {
    if (from === undefined || to === undefined) return days.includes(today);
    if (from < to) return days.includes(today) && time >= from && time < to;
    return (days.includes(today) && time >= from) || (days.includes(yesterday) && time < to);
  });
}

const OFFICE = { from: '07:00', to: '19:00' };

/** True when all recorded hours lie in the daytime of working days: not somebody for the night. */
export function isOfficeHours(hours: Contact['hours']): boolean {
  if (hours === undefined || hours === 'always') return false;
  return hours.every(
    ({ days, from, to }) =>
      !days.includes('sat') &&
      !days.includes('sun') &&
      from !== undefined &&
      to !== undefined &&
      from >= OFFICE.from &&
      to <= OFFICE.to &&
      from < to,
  );
}
