/** The number that `count` digits from `at` stand for, or -1 where there is something else. */
function digits(text: string, at: number, count: number): number {
  let value = 0;
  for (let index = at; index < at + count; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (!(digit >= 0 && digit <= 9)) {
      return -1;
    }
    value = value * 10 + digit;
  }
  return value;
}

const DASH = 45;
const COLON = 58;
const DOT = 46;
const PLUS = 43;

function daysIn(year: number, month: number): number {
  if (month === 2) {
    return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  }
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Length of the date at the beginning of the text (4, 7 or 10), or -1 where it is none of the calendar. */
function dateLength(text: string): number {
  const year = digits(text, 0, 4);
  if (year < 1) {
    return -1;
  }
  if (text.charCodeAt(4) !== DASH) {
    return 4;
  }
  const month = digits(text, 5, 2);
  if (month < 1 || month > 12) {
    return -1;
  }
  if (text.charCodeAt(7) !== DASH) {
    return 7;
  }
  const day = digits(text, 8, 2);
  return day < 1 || day > daysIn(year, month) ? -1 : 10;
}

/** Position after `hh:mm:ss[.fraction]` from `at`, or -1. A leap second (60) is a time. */
function timeEnd(text: string, at: number): number {
  const [hour, minute, second] = [digits(text, at, 2), digits(text, at + 3, 2), digits(text, at + 6, 2)];
  const separated = text.charCodeAt(at + 2) === COLON && text.charCodeAt(at + 5) === COLON;
  if (!separated || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) {
    return -1;
  }
  return text.charCodeAt(at + 8) === DOT ? fractionEnd(text, at + 9) : at + 8;
}

function fractionEnd(text: string, at: number): number {
  let end = at;
  while (digits(text, end, 1) >= 0) {
    end++;
  }
  return end > at ? end : -1;
}

/** Whether `Z` or an offset of at most 14 hours ends the text at `at`. */
function endsInZone(text: string, at: number): boolean {
  if (text[at] === 'Z') {
    return text.length === at + 1;
  }
  const sign = text.charCodeAt(at);
  const [hour, minute] = [digits(text, at + 1, 2), digits(text, at + 4, 2)];
  return (
    (sign === PLUS || sign === DASH) &&
    text.charCodeAt(at + 3) === COLON &&
    text.length === at + 6 &&
    ((hour >= 0 && hour <= 13 && minute >= 0 && minute <= 59) || (hour === 14 && minute === 0))
  );
}

/** FHIR `date`: a year, a month or a day that exists. */
export function isDate(text: string): boolean {
  return dateLength(text) === text.length;
}

/** FHIR `dateTime`: a date, or a day with a time to the second and a zone. */
export function isDateTime(text: string): boolean {
  return isDate(text) || isInstant(text);
}

/** FHIR `instant`: a day with a time to the second and a zone. */
export function isInstant(text: string): boolean {
  if (dateLength(text) !== 10 || text[10] !== 'T') {
    return false;
  }
  const end = timeEnd(text, 11);
  return end > 0 && endsInZone(text, end);
}

/** FHIR `time`: to the second, without a zone. */
export function isTime(text: string): boolean {
  return timeEnd(text, 0) === text.length;
}
