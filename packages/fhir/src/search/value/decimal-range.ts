import type { Prefix } from '../query.ts';

/** A closed-open range of numbers. */
export interface NumberRange {
  readonly low: number;
  readonly high: number;
}

const DECIMAL = /^([+-]?)(\d{1,40})(?:\.(\d{1,40}))?(?:[eE]([+-]?\d{1,3}))?$/;
/** Prefixes that compare with the number as it stands; the others with all that its digits can stand for. */
const EXACT: ReadonlySet<Prefix> = new Set(['gt', 'lt', 'ge', 'le', 'sa', 'eb']);
const APPROXIMATE = 0.1;

const bits = new DataView(new ArrayBuffer(8));

/** The next larger number that a double can hold; makes the closed-open range of a single number. */
export function nextUp(value: number): number {
  if (!Number.isFinite(value)) return value;
  if (value === 0) return Number.MIN_VALUE;
  bits.setFloat64(0, value);
  bits.setBigInt64(0, bits.getBigInt64(0) + (value > 0 ? 1n : -1n));
  return bits.getFloat64(0);
}

/** The range of one number as a resource holds it: its point, whatever the number of digits. */
export function pointRange(value: number): NumberRange {
  return { low: value, high: nextUp(value) };
}

/**
 * What a search for a decimal looks for: 100 is [99.5, 100.5), 5.40e-3 is [0.005395, 0.005405); with `gt`, `lt`,
 * `ge`, `le`, `sa` and `eb` the number itself; with `ap` ten percent to both sides. 1e2 is [95, 105), as the
 * specification spells it. Undefined when the text is not a decimal.
 */
export function decimalRange(text: string, prefix: Prefix): NumberRange | undefined {
  const match = DECIMAL.exec(text);
  if (match === null) return undefined;
  const value = Number(text);
  if (!Number.isFinite(value)) return undefined;
  if (EXACT.has(prefix)) return pointRange(value);
  if (prefix === 'ap') return approximately(value);
  const [, sign = '', whole = '', fraction = '', exponent] = match;
  const power = Number(exponent ?? 0);
  // The specification gives 1e2 the precision of 1.0e2.
  const tenths = fraction === '' && power > 0 ? '0' : fraction;
  return implicitRange(BigInt(`${sign === '-' ? '-' : ''}${whole}${tenths}`), power - tenths.length);
}

/** Half a unit to both sides, computed on the digits: in doubles 5.4 - 0.05 is not 5.35. */
function implicitRange(digits: bigint, unit: number): NumberRange {
  return {
    low: Number(`${digits * 10n - 5n}e${unit - 1}`),
    high: Number(`${digits * 10n + 5n}e${unit - 1}`),
  };
}

function approximately(value: number): NumberRange {
  const margin = Math.abs(value) * APPROXIMATE;
  return { low: value - margin, high: nextUp(value + margin) };
}
