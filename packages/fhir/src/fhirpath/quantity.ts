import { isExactNumber } from '../json/exact-number.ts';
import {
  addDecimals,
  areEquivalentDecimals,
  compareDecimals,
  type Decimal,
  decimalOf,
  decimalText,
  decimalValue,
  multiplyDecimals,
  parseDecimal,
  withoutTrailingZeros,
} from './decimal.ts';
import { isObject, type Nodes, nothing, PathNode } from './path-node.ts';
import { type CalendarUnit, calendarUnits } from './temporal.ts';

/** A quantity as FHIRPath computes with it. A calendar unit (`year`) is a word, a UCUM code is in single quotes. */
export interface Quantity {
  readonly value: Decimal;
  readonly unit: string;
}

const ucum = 'http://unitsofmeasure.org';
const one = "'1'";

/**
 * Units that convert into one another exactly. Others are compared only with themselves: a wrong conversion would be
 * worse than no answer.
 */
const conversions: ReadonlyMap<string, { readonly base: string; readonly factor: Decimal }> = new Map(
  (
    [
      ["'s'", 's', '1'],
      ["'ms'", 's', '0.001'],
      ['second', 'calendar', '1'],
      ['millisecond', 'calendar', '0.001'],
      ["'min'", 's', '60'],
      ["'h'", 's', '3600'],
      ["'d'", 's', '86400'],
      ["'wk'", 's', '604800'],
      ["'kg'", 'g', '1000'],
      ["'g'", 'g', '1'],
      ["'mg'", 'g', '0.001'],
      ["'ug'", 'g', '0.000001'],
      ["'ng'", 'g', '0.000000001'],
      ["'m'", 'm', '1'],
      ["'km'", 'm', '1000'],
      ["'cm'", 'm', '0.01'],
      ["'mm'", 'm', '0.001'],
      ["'L'", 'l', '1'],
      ["'l'", 'l', '1'],
      ["'dL'", 'l', '0.1'],
      ["'mL'", 'l', '0.001'],
      ["'uL'", 'l', '0.000001'],
      ['week', 'calendar', '604800'],
      ['day', 'calendar', '86400'],
      ['hour', 'calendar', '3600'],
      ['minute', 'calendar', '60'],
      ['year', 'month', '12'],
      ['month', 'month', '1'],
    ] as const
  ).map(([unit, base, text]) => [unit, { base, factor: parseDecimal(text) ?? { digits: 1n, scale: 0 } }]),
);

/** UCUM codes that a calendar unit is equivalent to, though not equal (a calendar year has no fixed length). */
const calendarByCode: ReadonlyMap<string, CalendarUnit> = new Map([
  ["'a'", 'year'],
  ["'mo'", 'month'],
  ["'wk'", 'week'],
  ["'d'", 'day'],
  ["'h'", 'hour'],
  ["'min'", 'minute'],
  ["'s'", 'second'],
  ["'ms'", 'millisecond'],
]);

/** The calendar unit of a word, singular or plural; undefined for anything else. */
export function calendarUnitOf(word: string): CalendarUnit | undefined {
  return calendarUnits.find((unit) => word === unit || word === `${unit}s`);
}

/** A unit as it is looked up: calendar words in the singular. */
function normalUnit(unit: string): string {
  return calendarUnitOf(unit) ?? unit;
}

/** The calendar unit that a date can be moved by: a calendar word, or a UCUM code of seconds or milliseconds and up. */
export function movingUnit(unit: string): CalendarUnit | undefined {
  return calendarUnitOf(unit) ?? calendarByCode.get(unit);
}

function unitOfFhir(quantity: Readonly<Record<string, unknown>>): string {
  const { system, code, unit } = quantity;
  const named = typeof code === 'string' && (system === ucum || unit === undefined) ? code : unit;
  return typeof named === 'string' ? `'${named}'` : one;
}

/** The quantity of a node: a FHIR Quantity, one an expression made, or a bare number. Undefined for anything else. */
export function quantityOf(node: PathNode): Quantity | undefined {
  const { value } = node;
  if (typeof value === 'number' || isExactNumber(value)) {
    const number = decimalOf(value);
    return number && { value: number, unit: one };
  }
  if (!isObject(value)) {
    return undefined;
  }
  const number = decimalOf(value.value);
  if (!number) {
    return undefined;
  }
  const unit =
    node.type === 'System.Quantity' && typeof value.unit === 'string' ? value.unit : unitOfFhir(value);
  return { value: number, unit };
}

/** A quantity as a node of its own type: `{ value, unit }`, the unit as an expression writes it. */
export function quantityNode({ value, unit }: Quantity): PathNode {
  return new PathNode({ value: decimalValue(value), unit }, 'System.Quantity');
}

const unitOfBase: Readonly<Record<string, string>> = { calendar: 'second', month: 'month' };

/** A calendar second is a second; a calendar day is not always 24 hours of them. */
function definite(unit: string): string {
  return unit === 'second' || unit === 'millisecond' ? (unit === 'second' ? "'s'" : "'ms'") : unit;
}

function inSharedBase(left: string, right: string): { from: Decimal; to: Decimal; unit: string } | undefined {
  const from = conversions.get(left);
  const to = conversions.get(right);
  if (!from || !to || from.base !== to.base) {
    return undefined;
  }
  return { from: from.factor, to: to.factor, unit: unitOfBase[from.base] ?? `'${from.base}'` };
}

/** Both in one unit, or undefined where they cannot be. */
function comparable(left: Quantity, right: Quantity): { a: Decimal; b: Decimal; unit: string } | undefined {
  const [one, other] = [normalUnit(left.unit), normalUnit(right.unit)];
  if (one === other) {
    return { a: left.value, b: right.value, unit: left.unit };
  }
  const shared = inSharedBase(one, other) ?? inSharedBase(definite(one), definite(other));
  return (
    shared && {
      a: multiplyDecimals(left.value, shared.from),
      b: multiplyDecimals(right.value, shared.to),
      unit: shared.unit,
    }
  );
}

/** Negative, zero or positive; undefined where the units cannot be compared. */
export function compareQuantities(left: Quantity, right: Quantity): number | undefined {
  const both = comparable(left, right);
  return both && compareDecimals(both.a, both.b);
}

/** `~`: to the precision of the less precise; a calendar unit is equivalent to its UCUM code (`1 year ~ 1 'a'`). */
export function areEquivalentQuantities(left: Quantity, right: Quantity): boolean {
  const asCalendar = ({ value, unit }: Quantity) => ({ value, unit: calendarByCode.get(unit) ?? unit });
  const both = comparable(left, right) ?? comparable(asCalendar(left), asCalendar(right));
  return both !== undefined && areEquivalentDecimals(both.a, both.b);
}

/** The sum; undefined where the units cannot be added. */
export function addQuantities(left: Quantity, right: Quantity): Quantity | undefined {
  const both = comparable(left, right);
  return both && { value: addDecimals(both.a, both.b), unit: both.unit };
}

/** The text of a quantity as an expression would write it. */
export function quantityText({ value, unit }: Quantity): string {
  return `${decimalText(value)} ${unit}`;
}

const written = /^([+-]?\d+(?:\.\d+)?)\s*(?:('[^']+')|([a-z]+))?$/;

/** A quantity from its text: `4 days`, `5.4 'mg'`, `3`. Undefined where it is none. */
export function parseQuantity(text: string): Quantity | undefined {
  const found = written.exec(text.trim());
  const value = found && parseDecimal(found[1] ?? '');
  if (!value) {
    return undefined;
  }
  const word = found[3];
  if (word !== undefined && calendarUnitOf(word) === undefined) {
    return undefined;
  }
  return { value, unit: word ?? found[2] ?? one };
}

/** A quantity as a collection; empty for none. */
export function quantityNodes(quantity: Quantity | undefined): Nodes {
  return quantity ? [quantityNode(quantity)] : nothing;
}

/** One text per amount, for telling equal quantities apart quickly. */
export function quantityKey({ value, unit }: Quantity): string {
  const conversion = conversions.get(normalUnit(unit));
  const amount = conversion ? multiplyDecimals(value, conversion.factor) : value;
  return `${decimalText(withoutTrailingZeros(amount))} ${conversion?.base ?? unit}`;
}
