import { dateWords, type Language } from '@caecilia/ui';

/** Civil minute of an instant on the clock of the house, `YYYY-MM-DDTHH:MM`, as a field for date and time has it. */
export function civilOf(instant: string | number, timeZone: string): string {
  // Sweden writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
    .format(new Date(instant))
    .replace(' ', 'T');
}

/** An instant as it is read: "20 nov 2026, 09.41" on the clock of the house. */
export function momentWords(instant: string | number, timeZone: string, language: Language): string {
  return dateWords(civilOf(instant, timeZone), 'time', language);
}

/** The day of an instant: "20 nov 2026". */
export function dayWords(instant: string | number, timeZone: string, language: Language): string {
  return dateWords(civilOf(instant, timeZone), 'day', language);
}
