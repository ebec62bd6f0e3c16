import { Problem } from './problem.ts';

/** An instant: a Date, or milliseconds since 1970 UTC. */
type At = Date | number;

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** A formatter is costly to make and cheap to use. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterIn(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
  });
  formatters.set(timeZone, made);
  return made;
}

/**
 * Civil time of an instant in an IANA time zone, `YYYY-MM-DDTHH:MM:SS.mmm`: what the clock on the wall shows there.
 * Sorts as text, up to the year 9999.
 */
export function civilTime(at: At, timeZone: string): string {
  const offset = steadyOffset(Number(at), timeZone);
  if (offset === undefined) return formattedTime(at, timeZone);
  return new Date(Number(at) + offset).toISOString().slice(0, -1);
}

/** Quarters of an hour that are remembered; lists tell the same times again and again, and the formatter is slow. */
const MOST_QUARTERS = 10_000;
const QUARTER_MS = 15 * MINUTE_MS;
/** Offset in ms by zone and quarter; undefined where the clock is set within it. */
const offsets = new Map<string, number | undefined>();

/** What the zone is ahead of UTC, in ms, where that is the same during the whole quarter of an hour of this instant. */
function steadyOffset(at: number, timeZone: string): number | undefined {
  const from = Math.floor(at / QUARTER_MS) * QUARTER_MS;
  const key = `${from} ${timeZone}`;
  if (offsets.has(key)) return offsets.get(key);
  if (offsets.size >= MOST_QUARTERS) offsets.clear();
  const [first, last] = [from, from + QUARTER_MS].map((end) => formattedOffset(end, timeZone));
  const steady = first === last ? first : undefined;
  offsets.set(key, steady);
  return steady;
}

const formattedOffset = (at: number, timeZone: string) => Date.parse(`${formattedTime(at, timeZone)}Z`) - at;

function formattedTime(at: At, timeZone: string): string {
  const parts = formatterIn(timeZone).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? '';
  const date = `${yearOf(part('year'))}-${part('month')}-${part('day')}`;
  return `${date}T${part('hour')}:${part('minute')}:${part('second')}.${part('fractionalSecond')}`;
}

/** As ISO 8601 writes it: what ends with 9999-12-31 ends in the year +010000. */
const yearOf = (digits: string) =>
  digits.length > 4 ? `+${digits.padStart(6, '0')}` : digits.padStart(4, '0');

/** The same to the minute, `YYYY-MM-DDTHH:MM`. */
export const civilMinute = (at: At, timeZone: string): string => civilTime(at, timeZone).slice(0, -7);

const dayIn = (moment: string) => moment.slice(0, moment.indexOf('T'));

/** The same to the day, `YYYY-MM-DD`. */
export const civilDay = (at: At, timeZone: string): string => dayIn(civilTime(at, timeZone));

/** The civil day some days after a day; before it, for a negative number. */
export function dayPlus(day: string, days: number): string {
  return dayIn(new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString());
}

const wallMs = (civil: string) => Date.parse(`${civil}:00Z`);
const offsetAt = (at: number, timeZone: string) => wallMs(civilMinute(at, timeZone)) - at;

/**
 * The instant of a civil time (`YYYY-MM-DDTHH:MM`), in milliseconds since 1970 UTC. A time that comes twice when the
 * clock is set back is its first occurrence; one that is skipped when the clock is set forward is the moment of the
 * jump. So of two civil times the later one is never the earlier instant, and turns that do not meet on paper never
 * meet in time. Throws `Problem('invalid')` for what is no civil time.
 */
export function instantOf(civil: string, timeZone: string): number {
  const wall = wallMs(civil);
  if (!/^(\d{4}|\+\d{6})-\d\d-\d\dT\d\d:\d\d$/.test(civil) || Number.isNaN(wall))
    throw new Problem('invalid', `${civil} is no civil time; write it as 2026-10-25T08:00.`);
  const around = [offsetAt(wall - DAY_MS, timeZone), offsetAt(wall + DAY_MS, timeZone)];
  const candidates = around.map((offset) => wall - offset);
  const right = candidates.filter((at) => civilMinute(at, timeZone) === civil);
  return right.length > 0 ? Math.min(...right) : jumpBetween(candidates, wall, timeZone);
}

/** The first minute whose civil time is past a skipped one. */
function jumpBetween(candidates: readonly number[], wall: number, timeZone: string): number {
  let [low, high] = [Math.min(...candidates) - DAY_MS, Math.max(...candidates) + DAY_MS];
  while (high - low > MINUTE_MS) {
    const middle = low + Math.floor((high - low) / 2 / MINUTE_MS) * MINUTE_MS;
    if (wallMs(civilMinute(middle, timeZone)) < wall) low = middle;
    else high = middle;
  }
  return high;
}

/** The first instant of a civil day (`YYYY-MM-DD`), as `instantOf`. */
export const startOfDay = (day: string, timeZone: string): number => instantOf(`${day}T00:00`, timeZone);
