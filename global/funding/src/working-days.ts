import { dayPlus } from '@caecilia/kernel';

/** Days on which nobody works beside Saturday and Sunday, `YYYY-MM-DD`. */
export type ClosedDays = ReadonlySet<string>;

/** Whether the office works that day: Monday to Friday, and none of the closed days. */
export function isWorkingDay(day: string, closed: ClosedDays): boolean {
  const ofWeek = new Date(`${day}T00:00:00Z`).getUTCDay();
  return ofWeek !== 0 && ofWeek !== 6 && !closed.has(day);
}

/**
 * The day some working days before a day, which does not count itself. With 0 it is that day, or the last working day
 * before it.
 */
export function workingDaysBefore(day: string, count: number, closed: ClosedDays): string {
  let at = day;
  for (let left = count; left > 0; ) {
    at = dayPlus(at, -1);
    if (isWorkingDay(at, closed)) left -= 1;
  }
  while (!isWorkingDay(at, closed)) at = dayPlus(at, -1);
  return at;
}

/** Easter Sunday of a year (Gregorian calendar, the algorithm of Meeus, Jones and Butcher). */
export function easter(year: number): string {
  const a = year % 19;
  const [b, c] = [Math.floor(year / 100), year % 100];
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const [month, day] = [Math.floor((h + l - 7 * m + 114) / 31), ((h + l - 7 * m + 114) % 31) + 1];
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Dutch public holidays of some years, as the office keeps them; the day of liberation is one every fifth year. */
export function dutchHolidays(years: readonly number[]): ClosedDays {
  return new Set(
    years.flatMap((year) => {
      const sunday = easter(year);
      const kingsDay =
        new Date(`${year}-04-27T00:00:00Z`).getUTCDay() === 0 ? `${year}-04-26` : `${year}-04-27`;
      return [
        `${year}-01-01`,
        ...[-2, 1, 39, 50].map((days) => dayPlus(sunday, days)),
        kingsDay,
        ...(year % 5 === 0 ? [`${year}-05-05`] : []),
        `${year}-12-25`,
        `${year}-12-26`,
      ];
    }),
  );
}
