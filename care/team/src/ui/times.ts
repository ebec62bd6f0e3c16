import { civilMinute } from '@caecilia/kernel';
import { clockWords, type Language } from '@caecilia/ui';

/** In whose words and by whose clock times are said. */
export interface Clock {
  readonly language: Language;
  /** IANA time zone of the team: its rota is read by its own clock, wherever the reader is. */
  readonly timeZone: string;
}

const HOUR_MS = 3_600_000;
const LOCALES: Readonly<Record<Language, string>> = { nl: 'nl-NL', en: 'en-GB' };

/** "za 24 okt" of a civil day (`YYYY-MM-DD`). */
export function dayWords(day: string, language: Language): string {
  const format = { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(LOCALES[language], format)
    .format(new Date(`${day}T00:00:00Z`))
    .replace(/(\p{L})\./gu, '$1')
    .replace(/^(\p{L}+), /u, '$1 ');
}

/** The clock shows this time twice in this night: the first time, or the second; undefined: once. */
export function whichOfTwo(at: number, timeZone: string): 'first' | 'second' | undefined {
  const shown = civilMinute(at, timeZone);
  if (civilMinute(at + HOUR_MS, timeZone) === shown) return 'first';
  return civilMinute(at - HOUR_MS, timeZone) === shown ? 'second' : undefined;
}

const SEASON: Readonly<Record<Language, Readonly<Record<'first' | 'second', string>>>> = {
  nl: { first: 'zomertijd', second: 'wintertijd' },
  en: { first: 'summer time', second: 'winter time' },
};

/** "17.00", and of a time that comes twice which of the two: "02.30 (wintertijd)". */
export function timeWords(at: number, { language, timeZone }: Clock): string {
  const twice = whichOfTwo(at, timeZone);
  const clock = clockWords(civilMinute(at, timeZone).slice(11), language);
  return twice === undefined ? clock : `${clock} (${SEASON[language][twice]})`;
}

/** "za 24 okt, 17.00". */
export function momentWords(at: number, clock: Clock): string {
  return `${dayWords(civilMinute(at, clock.timeZone).slice(0, 10), clock.language)}, ${timeWords(at, clock)}`;
}

/** From and until, the day of the end only where it is another. */
export function spanWords(
  { from, until }: { readonly from: number; readonly until: number },
  clock: Clock,
): string {
  const [first, last] = [from, until].map((at) => civilMinute(at, clock.timeZone).slice(0, 10));
  return `${momentWords(from, clock)} – ${first === last ? timeWords(until, clock) : momentWords(until, clock)}`;
}

/** How long it really is, by no clock that is changed in between: hours, and minutes where there are any. */
export function lengthOf({ from, until }: { readonly from: number; readonly until: number }): {
  readonly hours: number;
  readonly minutes: number;
} {
  const minutes = Math.round((until - from) / 60_000);
  return { hours: Math.floor(minutes / 60), minutes: minutes % 60 };
}

/** Value of a field for day and time (`YYYY-MM-DDTHH:MM`). */
export const fieldTime = (at: number, timeZone: string): string => civilMinute(at, timeZone);
