import type { ConsultationKey } from '@caecilia/consultation/ui';
import { civilMinute, clockWords, dateWords, type Language } from '@caecilia/ui';

const HOUR = 60;
const DAY = 24 * HOUR;

/** In which words and time zone (IANA, of the house) times are said. */
export interface SaidIn {
  readonly language: Language;
  readonly timeZone: string;
}

/** An instant, or a civil day where only the day is known, in words. */
export function whenWords(at: string, { language, timeZone }: SaidIn): string {
  return /^\d{4}-\d\d-\d\d$/.test(at)
    ? dateWords(at, 'day', language)
    : dateWords(civilMinute(new Date(at), timeZone), 'time', language);
}

/** Time of the day of an instant. */
export function timeWords(at: string | number, { language, timeZone }: SaidIn): string {
  return clockWords(civilMinute(new Date(at), timeZone).slice(11), language);
}

/** A day with its weekday, as the title of a page. */
export function dayWords(at: string, { language, timeZone }: SaidIn): string {
  return new Intl.DateTimeFormat(language === 'nl' ? 'nl-NL' : 'en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone,
  })
    .format(new Date(at))
    .replace(/^\p{L}/u, (first) => first.toUpperCase());
}

/** How long something waits: minutes, hours, days, each rounded down; before its time it is "later". */
export function waited(minutes: number): { readonly key: ConsultationKey; readonly count: number } {
  if (minutes < 0) return { key: 'wait.later', count: 0 };
  if (minutes < HOUR) return { key: 'wait.minutes', count: minutes };
  return minutes < 2 * DAY
    ? { key: 'wait.hours', count: Math.floor(minutes / HOUR) }
    : { key: 'wait.days', count: Math.floor(minutes / DAY) };
}
