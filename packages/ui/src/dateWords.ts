import type { Language } from './language.ts';

/** Dutch writes a full stop between hours and minutes on paper; English a colon. */
const LOCALES: Readonly<Record<Language, string>> = { nl: 'nl-NL', en: 'en-GB' };

const FORMATS = {
  year: { year: 'numeric' },
  month: { year: 'numeric', month: 'short' },
  day: { year: 'numeric', month: 'short', day: 'numeric' },
  weekday: { weekday: 'short', year: 'numeric', month: 'short', day: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(format: keyof typeof FORMATS, language: Language): Intl.DateTimeFormat {
  const key = `${language} ${format}`;
  const known =
    formatters.get(key) ??
    new Intl.DateTimeFormat(LOCALES[language], { ...FORMATS[format], timeZone: 'UTC' });
  formatters.set(key, known);
  return known;
}

/** A civil date or time in words: "12 nov 2026", "nov 2026", "2026", "za 21 nov 2026, 02.40". `civil` is `YYYY-MM-DDTHH:MM…`, local. */
export function dateWords(
  civil: string,
  precision: 'year' | 'month' | 'day' | 'time',
  language: Language,
  withWeekday = false,
): string {
  const format = precision === 'time' ? 'day' : precision;
  const day = new Date(`${civil.slice(0, 10)}T00:00:00Z`);
  const words = formatter(withWeekday && format === 'day' ? 'weekday' : format, language)
    .format(day)
    .replace(/(\p{L})\./gu, '$1')
    .replace(/^(\p{L}+), /u, '$1 ');
  return precision === 'time' ? `${words}, ${clockWords(civil.slice(11, 16), language)}` : words;
}

/** "02.40" in Dutch, "02:40" in English. */
export function clockWords(time: string, language: Language): string {
  return language === 'nl' ? time.replace(':', '.') : time;
}

/** A birth date as it is read aloud at a bedside: "14-02-1948", "02-1948" or "1948". */
export function birthDateWords(civil: string, precision: 'year' | 'month' | 'day' | 'time'): string {
  const [year = '', month = '', day = ''] = civil.slice(0, 10).split('-');
  if (precision === 'year') return year;
  return precision === 'month' ? `${month}-${year}` : `${day}-${month}-${year}`;
}

const DAY_MS = 86_400_000;

/** How long ago a civil day was, in the largest unit that fits: "vandaag", "9 dagen geleden", "6 jaar geleden". */
export function agoWords(civil: string, nowCivil: string, language: Language): string {
  const day = (text: string) => Date.parse(`${text.slice(0, 10)}T00:00:00Z`) / DAY_MS;
  const days = day(nowCivil) - day(civil);
  const words = (numeric: 'auto' | 'always') => new Intl.RelativeTimeFormat(LOCALES[language], { numeric });
  if (days < 92) return words('auto').format(-days, 'day');
  // "Last month" and "last year" hide how long ago it was.
  if (days < 730) return words('always').format(-Math.floor(days / 30.44), 'month');
  return words('always').format(-Math.floor(days / 365.25), 'year');
}

/** The name of a language (BCP 47) in another one; the tag itself when it has none. */
export function languageName(tag: string, language: Language): string {
  try {
    return new Intl.DisplayNames(LOCALES[language], { type: 'language' }).of(tag) ?? tag;
  } catch (error) {
    // A tag that is not BCP 47 is shown as it was recorded.
    if (error instanceof RangeError) return tag;
    throw error;
  }
}
