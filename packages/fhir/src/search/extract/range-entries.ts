import { numberOf } from '../../json/exact-number.ts';
import type { RangeEntry } from '../entries.ts';
import { dateRange, type TimeRange } from '../value/date-range.ts';
import { type NumberRange, nextUp, pointRange } from '../value/decimal-range.ts';
import type { EntrySink, Found } from './entry-sink.ts';
import { isJsonObject, objectField, textField, textsField } from './json-fields.ts';
import { sampledRange } from './sampled-data.ts';

type JsonObject = Readonly<Record<string, unknown>>;
type Unit = Pick<RangeEntry, 'unitSystem' | 'unit' | 'unitText'>;

const CURRENCIES = 'urn:iso:std:iso:4217';
const EVERYTHING: NumberRange = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };

/** Entries of a date parameter: the outer limits of what was found. Text that is not a date gives none. */
export function emitDate(param: string, { value, type }: Found, sink: EntrySink): void {
  const range =
    typeof value === 'string' ? dateRange(value) : isJsonObject(value) ? timeOf(value, type) : undefined;
  if (range !== undefined) sink.ranges.push({ param, kind: 'date', ...range });
}

function timeOf(value: JsonObject, type: string): TimeRange | undefined {
  if (type === 'Period') return periodRange(value);
  return type === 'Timing' ? timingRange(value) : undefined;
}

function periodRange(period: JsonObject): TimeRange | undefined {
  const start = dateRange(textField(period, 'start') ?? '');
  const end = dateRange(textField(period, 'end') ?? '');
  if (start === undefined && end === undefined) return undefined;
  return { low: start?.low ?? EVERYTHING.low, high: end?.high ?? EVERYTHING.high };
}

/** The schedule itself is not looked at, only its first and last moment, as the specification has it. */
function timingRange(timing: JsonObject): TimeRange | undefined {
  const bounds = objectField(objectField(timing, 'repeat') ?? {}, 'boundsPeriod');
  const ranges = textsField(timing, 'event').map(dateRange);
  if (bounds !== undefined) ranges.push(periodRange(bounds));
  const known = ranges.filter((range) => range !== undefined);
  if (known.length === 0) return undefined;
  return {
    low: Math.min(...known.map((range) => range.low)),
    high: Math.max(...known.map((range) => range.high)),
  };
}

/** Entries of a number parameter. */
export function emitNumber(param: string, { value, type }: Found, sink: EntrySink): void {
  const number = numberOf(value);
  const range = number === undefined ? amountRange(value, type) : pointRange(number);
  if (range !== undefined) sink.ranges.push({ param, kind: 'number', low: range.low, high: range.high });
}

/** Entries of a quantity parameter, with the unit by its code and as printed. */
export function emitQuantity(param: string, { value, type }: Found, sink: EntrySink): void {
  const range = amountRange(value, type);
  if (range !== undefined) sink.ranges.push({ param, kind: 'quantity', ...range });
}

function amountRange(value: unknown, type: string): (NumberRange & Unit) | undefined {
  if (!isJsonObject(value)) return undefined;
  switch (type) {
    case 'Range':
      return rangeOf(value);
    case 'SampledData':
      return sampled(value);
    case 'Money':
      return moneyOf(value);
    default:
      return quantityOf(value);
  }
}

/** Quantity and its specialisations. A comparator makes it a range without end. */
function quantityOf(quantity: JsonObject): (NumberRange & Unit) | undefined {
  const number = numberOf(quantity.value);
  if (number === undefined) return undefined;
  return { ...compared(number, textField(quantity, 'comparator') ?? ''), ...unitOf(quantity) };
}

function compared(number: number, comparator: string): NumberRange {
  switch (comparator) {
    case '<':
      return { low: EVERYTHING.low, high: number };
    case '<=':
      return { low: EVERYTHING.low, high: nextUp(number) };
    case '>':
      return { low: nextUp(number), high: EVERYTHING.high };
    case '>=':
      return { low: number, high: EVERYTHING.high };
    default:
      return pointRange(number);
  }
}

function unitOf(quantity: JsonObject): Unit {
  const unitSystem = textField(quantity, 'system');
  const code = textField(quantity, 'code');
  const text = textField(quantity, 'unit');
  const unit = code ?? text;
  return {
    ...(unitSystem === undefined ? {} : { unitSystem }),
    ...(unit === undefined ? {} : { unit }),
    ...(text === undefined || text === unit ? {} : { unitText: text }),
  };
}

function moneyOf(money: JsonObject): (NumberRange & Unit) | undefined {
  const number = numberOf(money.value);
  const currency = textField(money, 'currency');
  if (number === undefined) return undefined;
  return {
    ...pointRange(number),
    ...(currency === undefined ? {} : { unitSystem: CURRENCIES, unit: currency }),
  };
}

function rangeOf(range: JsonObject): (NumberRange & Unit) | undefined {
  const [low, high] = [objectField(range, 'low'), objectField(range, 'high')];
  const lowest = low && numberOf(low.value);
  const highest = high && numberOf(high.value);
  if (lowest === undefined && highest === undefined) return undefined;
  return {
    low: lowest ?? EVERYTHING.low,
    high: highest === undefined ? EVERYTHING.high : nextUp(highest),
    ...unitOf(low ?? high ?? {}),
  };
}

function sampled(data: JsonObject): (NumberRange & Unit) | undefined {
  const range = sampledRange(data);
  return range && { ...range, ...unitOf(objectField(data, 'origin') ?? {}) };
}
