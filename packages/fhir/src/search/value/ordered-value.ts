import { splitUnescaped, unescapeValue } from '../grammar/escape.ts';
import type { QuantityValue, RangeValue } from '../query.ts';
import { SearchError } from '../search-error.ts';
import { approximateDateRange, dateRange } from './date-range.ts';
import { decimalRange } from './decimal-range.ts';
import { splitPrefix } from './prefix.ts';

/** `ge2010-01-01`. Throws `SearchError('value')` for what is not a date; `now` in ms since 1970 serves `ap`. */
export function parseDateValue(value: string, now: number): RangeValue {
  const { prefix, rest } = splitPrefix(unescapeValue(value));
  const range = dateRange(rest);
  if (range === undefined) {
    throw new SearchError(
      'value',
      'a date is written as YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm[:ss[.sss]][Z|+hh:mm] and exists on the calendar, with at most one of the prefixes eq, ne, gt, lt, ge, le, sa, eb, ap before it',
    );
  }
  return { prefix, ...(prefix === 'ap' ? approximateDateRange(range, now) : range) };
}

/** `gt0.8`. Throws `SearchError('value')` for what is not a decimal. */
export function parseNumberValue(value: string): RangeValue {
  const { prefix, rest } = splitPrefix(unescapeValue(value));
  const range = decimalRange(rest, prefix);
  if (range === undefined) {
    throw new SearchError(
      'value',
      'a number is written as 100, 100.00 or 1e2, with at most one of the prefixes eq, ne, gt, lt, ge, le, sa, eb, ap before it',
    );
  }
  return { prefix, ...range };
}

/** `5.4|http://unitsofmeasure.org|mg`, `5.4||mg` or `5.4`. Throws `SearchError('value')`. */
export function parseQuantityValue(value: string): QuantityValue {
  const parts = splitUnescaped(value, '|');
  if (parts.length === 2 || parts.length > 3) {
    throw new SearchError(
      'value',
      'a quantity is written as number, number|system|code or number||code; a | inside a part is written as \\|',
    );
  }
  const [number = '', system = '', code = ''] = parts;
  return {
    ...parseNumberValue(number),
    ...(system === '' ? {} : { unitSystem: unescapeValue(system) }),
    ...(code === '' ? {} : { unit: unescapeValue(code) }),
  };
}
