/**
 * A date, dateTime, instant or time with the precision it is written in.
 * `fields` holds year, month, day, hour, minute and second as far as given; for a time hour, minute and second.
 * Seconds and their fraction are one precision, as FHIRPath has it.
 */
export interface Temporal {
  readonly kind: 'date' | 'dateTime' | 'time';
  readonly fields: readonly number[];
  /** Minutes east of UTC; undefined where none is written. */
  readonly offset: number | undefined;
}

const dateTime =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(T(?:(\d\d)(?::(\d\d)(?::(\d\d(?:\.\d+)?))?)?)?(Z|[+-]\d\d:\d\d)?)?)?)?(T?)$/;
const time = /^T?(\d\d)(?::(\d\d)(?::(\d\d(?:\.\d+)?))?)?$/;

const daysOfMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Days of a month (1 to 12) in the calendar FHIR uses. */
export function daysIn(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeap ? 29 : (daysOfMonth[month - 1] ?? 31);
}

function given(parts: readonly (string | undefined)[]): number[] {
  return parts.filter((each) => each !== undefined).map(Number);
}

function offsetMinutes(text: string | undefined): number | undefined {
  if (text === undefined) {
    return undefined;
  }
  if (text === 'Z') {
    return 0;
  }
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(4, 6));
  return text.startsWith('-') ? -minutes : minutes;
}

function isClock([hour = 0, minute = 0, second = 0]: readonly number[]): boolean {
  return hour < 24 && minute < 60 && second < 61;
}

/** A date or dateTime from its text, undefined where it is none or no such day exists. */
export function parseDateTime(text: string): Temporal | undefined {
  const found = dateTime.exec(text);
  if (!found) {
    return undefined;
  }
  const [, year, month, day, clock, hour, minute, second, zone, mark] = found;
  const fields = given([year, month, day, hour, minute, second]);
  const [y = 1, m = 1, d = 1] = fields;
  if (y < 1 || m < 1 || m > 12 || d < 1 || d > daysIn(y, m) || !isClock(fields.slice(3))) {
    return undefined;
  }
  return { kind: clock || mark ? 'dateTime' : 'date', fields, offset: offsetMinutes(zone) };
}

/** A time of day from its text, undefined where it is none. */
export function parseTime(text: string): Temporal | undefined {
  const found = time.exec(text);
  const fields = given(found?.slice(1) ?? []);
  return found && isClock(fields) ? { kind: 'time', fields, offset: undefined } : undefined;
}

function pad(value: number, width: number): string {
  const whole = Math.trunc(value);
  const fraction = String(value).slice(String(whole).length);
  return String(whole).padStart(width, '0') + fraction;
}

function zoneText(offset: number | undefined): string {
  if (offset === undefined) {
    return '';
  }
  if (offset === 0) {
    return 'Z';
  }
  const minutes = Math.abs(offset);
  return `${offset < 0 ? '-' : '+'}${pad(Math.trunc(minutes / 60), 2)}:${pad(minutes % 60, 2)}`;
}

function clockText(fields: readonly number[]): string {
  return fields.map((each) => pad(each, 2)).join(':');
}

/** The text of a date, dateTime or time in the precision it has. */
export function temporalText({ kind, fields, offset }: Temporal): string {
  if (kind === 'time') {
    return clockText(fields);
  }
  const [year = 0, ...rest] = fields.slice(0, 3);
  const day = [pad(year, 4), ...rest.map((each) => pad(each, 2))].join('-');
  const clock = fields.slice(3);
  return clock.length > 0 ? `${day}T${clockText(clock)}${zoneText(offset)}` : day;
}

/** Moves whole minutes through the calendar; seconds stay as they are. */
function shiftMinutes(fields: readonly number[], minutes: number): number[] {
  const [year = 1, month = 1, day = 1, hour = 0, minute = 0] = fields;
  const moved = new Date(0);
  moved.setUTCFullYear(year, month - 1, day);
  moved.setUTCHours(hour, minute + minutes);
  const whole = [
    moved.getUTCFullYear(),
    moved.getUTCMonth() + 1,
    moved.getUTCDate(),
    moved.getUTCHours(),
    moved.getUTCMinutes(),
  ];
  return [...whole.slice(0, Math.min(fields.length, 5)), ...fields.slice(5)];
}

function inUtc(temporal: Temporal): readonly number[] {
  const { fields, offset } = temporal;
  return offset && fields.length > 3 ? shiftMinutes(fields, -offset) : fields;
}

/**
 * Compares as far as both are precise: negative, zero or positive, and undefined where they agree as far as they go
 * but one is more precise. Two offsets are compared in UTC; a value without an offset is read in the offset of the
 * other, so that a day is compared with the local day of an instant.
 */
export function compareTemporals(left: Temporal, right: Temporal): number | undefined {
  const bothZoned = left.offset !== undefined && right.offset !== undefined;
  const a = bothZoned ? inUtc(left) : left.fields;
  const b = bothZoned ? inUtc(right) : right.fields;
  const shared = Math.min(a.length, b.length);
  for (let index = 0; index < shared; index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return a.length === b.length ? 0 : undefined;
}

/** One text per point in time, for telling equal values apart quickly: in UTC where an offset is given. */
export function temporalKey(temporal: Temporal): string {
  const zone = temporal.offset === undefined || temporal.fields.length <= 3 ? '' : 'Z';
  return `${temporal.kind === 'time' ? 'T' : ''}${inUtc(temporal).join('-')}${zone}`;
}

/** Calendar units in the order of the fields of a date. */
export const calendarUnits = [
  'year',
  'month',
  'week',
  'day',
  'hour',
  'minute',
  'second',
  'millisecond',
] as const;
export type CalendarUnit = (typeof calendarUnits)[number];

function addMonths(temporal: Temporal, months: number): Temporal | undefined {
  const [year = 1, month = 1, day, ...clock] = temporal.fields;
  const total = year * 12 + (month - 1) + months;
  const newYear = Math.floor(total / 12);
  const newMonth = (total % 12) + 1;
  if (newYear < 1 || newYear > 9999) {
    return undefined;
  }
  const date =
    day === undefined ? [newYear, newMonth] : [newYear, newMonth, Math.min(day, daysIn(newYear, newMonth))];
  return { ...temporal, fields: [...date, ...clock].slice(0, temporal.fields.length) };
}

const secondsIn: Readonly<Record<Exclude<CalendarUnit, 'year' | 'month'>, number>> = {
  week: 604_800,
  day: 86_400,
  hour: 3_600,
  minute: 60,
  second: 1,
  millisecond: 0.001,
};

/** Moves by seconds; what is finer than the precision of the value is cut off, as FHIRPath says. */
function addSeconds(temporal: Temporal, seconds: number): Temporal | undefined {
  const isTime = temporal.kind === 'time';
  const fields = isTime ? [2000, 1, 1, ...temporal.fields] : temporal.fields;
  const [, , , , , second = 0] = fields;
  const milliseconds = Math.round((second + seconds) * 1000);
  const minutes = Math.floor(milliseconds / 60_000);
  const rest = (milliseconds - minutes * 60_000) / 1000;
  const [y = 1, mo = 1, d = 1, h = 0, mi = 0] = fields;
  const moved = [...shiftMinutes([y, mo, d, h, mi], minutes), rest].slice(0, fields.length);
  const [year = 0] = moved;
  if (!(year >= 1 && year <= 9999)) {
    return undefined;
  }
  return { ...temporal, fields: isTime ? moved.slice(3) : moved };
}

/**
 * Adds a number of calendar units, whole ones for units above seconds. A value less precise than the unit moves by
 * as many whole units of its own precision as fit. Undefined beyond year 1 to 9999.
 */
export function addToTemporal(temporal: Temporal, amount: number, unit: CalendarUnit): Temporal | undefined {
  const whole = unit === 'second' || unit === 'millisecond' ? amount : Math.trunc(amount);
  const precision = temporal.fields.length;
  if (temporal.kind === 'time') {
    return unit === 'year' || unit === 'month' ? undefined : addSeconds(temporal, whole * secondsIn[unit]);
  }
  if (unit === 'year') {
    return addMonths(temporal, whole * 12);
  }
  if (unit === 'month') {
    return addMonths(temporal, precision === 1 ? Math.trunc(whole / 12) * 12 : whole);
  }
  const seconds = whole * secondsIn[unit];
  if (precision === 1) {
    return addMonths(temporal, Math.trunc(seconds / (365 * secondsIn.day)) * 12);
  }
  if (precision === 2) {
    return addMonths(temporal, Math.trunc(seconds / (30 * secondsIn.day)));
  }
  return addSeconds(
    temporal,
    precision === 3 ? Math.trunc(seconds / secondsIn.day) * secondsIn.day : seconds,
  );
}
