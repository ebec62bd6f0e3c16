import { dayPlus } from '@caecilia/kernel';

/** Dutch public holidays on which practices are commonly closed. Source: Algemene termijnenwet, article 3. */
export const HOLIDAYS = [
  'newYear',
  'goodFriday',
  'easterMonday',
  'kingsDay',
  'ascension',
  'whitMonday',
  'christmas',
  'boxingDay',
  'liberation',
] as const;
export type Holiday = (typeof HOLIDAYS)[number];

/** Days after Easter Sunday. */
const BY_EASTER: Readonly<Record<number, Holiday>> = {
  [-2]: 'goodFriday',
  1: 'easterMonday',
  39: 'ascension',
  50: 'whitMonday',
};
const FIXED: Readonly<Record<string, Holiday>> = {
  '01-01': 'newYear',
  '05-05': 'liberation',
  '12-25': 'christmas',
  '12-26': 'boxingDay',
};

/** The holiday of a civil day (`YYYY-MM-DD`), where it is one. Opening hours by the week do not know of it. */
export function holidayOn(day: string): Holiday | undefined {
  const year = Number(day.slice(0, 4));
  const fixed = FIXED[day.slice(5)];
  if (fixed !== undefined) return fixed;
  if (day === kingsDayOf(year)) return 'kingsDay';
  const easter = easterOf(year);
  const found = Object.entries(BY_EASTER).find(([after]) => dayPlus(easter, Number(after)) === day);
  return found?.[1];
}

/** 27 April, and the day before where that is a Sunday. */
function kingsDayOf(year: number): string {
  const day = `${year}-04-27`;
  return new Date(`${day}T00:00:00Z`).getUTCDay() === 0 ? dayPlus(day, -1) : day;
}

/** Easter Sunday of the Gregorian calendar. Source: J. Meeus, Astronomical Algorithms, chapter 8. */
function easterOf(year: number): string {
  const golden = year % 19;
  const [century, ofCentury] = [Math.floor(year / 100), year % 100];
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const sum = epact + weekday - 7 * late + 114;
  const [month, day] = [Math.floor(sum / 31), (sum % 31) + 1];
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
