const formatters = new Map<string, Intl.DateTimeFormat>();

/** Civil time of an instant in a time zone, `YYYY-MM-DDTHH:MM`: sorts as text, and the first ten letters are the day. */
export function civilMinute(instant: Date, timeZone: string): string {
  const formatter =
    formatters.get(timeZone) ??
    new Intl.DateTimeFormat('en-CA', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
  formatters.set(timeZone, formatter);
  const parts = formatter.formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/**
 * A whole day as people type it (`14-2-2026`, `14/02/2026`, `14.2.2026`) or as FHIR writes it, as `YYYY-MM-DD`.
 * Undefined for what is no day of the calendar.
 */
export function readDay(words: string): string | undefined {
  const typed = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/.exec(words.trim());
  const text = typed
    ? `${typed[3] ?? ''}-${(typed[2] ?? '').padStart(2, '0')}-${(typed[1] ?? '').padStart(2, '0')}`
    : words.trim();
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return undefined;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text) ? text : undefined;
}

/** A day as it stands in a field: `14-02-2026`; empty for no day. */
export function typedDay(day: string | undefined): string {
  const [year, month, date] = (day ?? '').slice(0, 10).split('-');
  return year && month && date ? `${date}-${month}-${year}` : '';
}

/** The day some days before or after a day. */
export function dayPlus(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
