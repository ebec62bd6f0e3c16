import { type ExactNumber, numberFromText, numberText } from '../json/exact-number.ts';
import { PathError } from './path-error.ts';

/** An exact decimal: `digits` times ten to the power of minus `scale`; `scale` is never negative. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

/** Digits beyond this are no measurement; the limit keeps an outside expression from growing numbers without end. */
const mostDigits = 400;
/** Digits kept by a division that does not end. */
const quotientDigits = 28;

const pattern = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

function power(exponent: number): bigint {
  return 10n ** BigInt(exponent);
}

/** A decimal from its text; undefined where it is none, or its exponent is beyond any use. */
export function parseDecimal(text: string): Decimal | undefined {
  const found = pattern.exec(text);
  if (!found) {
    return undefined;
  }
  const [, sign, whole = '', fraction = '', exponent = '0'] = found;
  const shift = Number(exponent);
  if (Math.abs(shift) + whole.length + fraction.length > mostDigits) {
    return undefined;
  }
  const unsigned = BigInt(whole + fraction);
  const digits = sign === '-' ? -unsigned : unsigned;
  const scale = fraction.length - shift;
  return scale < 0 ? { digits: digits * power(-scale), scale: 0 } : { digits, scale };
}

/** A number of a resource or an expression as a decimal; undefined for anything else. */
export function decimalOf(value: unknown): Decimal | undefined {
  const text = numberText(value);
  return text === undefined ? undefined : parseDecimal(text);
}

/** The decimal as text without an exponent, its trailing zeros kept. */
export function decimalText({ digits, scale }: Decimal): string {
  const unsigned = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
  const whole = unsigned.slice(0, unsigned.length - scale);
  const fraction = scale === 0 ? '' : `.${unsigned.slice(-scale)}`;
  return `${digits < 0n ? '-' : ''}${whole}${fraction}`;
}

/** The decimal as a node carries it. */
export function decimalValue(decimal: Decimal): number | ExactNumber {
  const text = decimalText(decimal);
  if (text.length > mostDigits) {
    throw new PathError(
      'too-complex',
      `a number of more than ${mostDigits} digits came out of the expression`,
    );
  }
  return numberFromText(text);
}

/** Both with the larger scale of the two. */
function aligned(left: Decimal, right: Decimal): [bigint, bigint, number] {
  const scale = Math.max(left.scale, right.scale);
  return [left.digits * power(scale - left.scale), right.digits * power(scale - right.scale), scale];
}

export function addDecimals(left: Decimal, right: Decimal): Decimal {
  const [a, b, scale] = aligned(left, right);
  return { digits: a + b, scale };
}

export function negateDecimal({ digits, scale }: Decimal): Decimal {
  return { digits: -digits, scale };
}

export function multiplyDecimals(left: Decimal, right: Decimal): Decimal {
  return { digits: left.digits * right.digits, scale: left.scale + right.scale };
}

/** The quotient without trailing zeros, rounded to 28 decimals; undefined for division by zero. */
export function divideDecimals(left: Decimal, right: Decimal): Decimal | undefined {
  if (right.digits === 0n) {
    return undefined;
  }
  const shifted = left.digits * power(quotientDigits + 1 + right.scale);
  const quotient = shifted / (right.digits * power(left.scale));
  const rounded = (quotient + (quotient < 0n ? -5n : 5n)) / 10n;
  return withoutTrailingZeros({ digits: rounded, scale: quotientDigits });
}

/** The whole part of the quotient, and what remains; undefined for division by zero. */
export function divideWhole(left: Decimal, right: Decimal): { whole: bigint; rest: Decimal } | undefined {
  const [a, b, scale] = aligned(left, right);
  return b === 0n ? undefined : { whole: a / b, rest: { digits: a % b, scale } };
}

/** Negative, zero or positive as left is less than, equal to or greater than right. */
export function compareDecimals(left: Decimal, right: Decimal): number {
  const [a, b] = aligned(left, right);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Rounded half away from zero to this many decimals. */
export function roundDecimal(decimal: Decimal, decimals: number): Decimal {
  if (decimal.scale <= decimals) {
    return decimal;
  }
  const divisor = power(decimal.scale - decimals);
  const half = (decimal.digits < 0n ? -divisor : divisor) / 2n;
  return { digits: (decimal.digits + half) / divisor, scale: decimals };
}

/** Whether two are the same when both are rounded to the decimals of the less precise one (`~`). */
export function areEquivalentDecimals(left: Decimal, right: Decimal): boolean {
  const precision = Math.min(withoutTrailingZeros(left).scale, withoutTrailingZeros(right).scale);
  return compareDecimals(roundDecimal(left, precision), roundDecimal(right, precision)) === 0;
}

/** The whole number towards zero. */
export function truncateDecimal({ digits, scale }: Decimal): bigint {
  return digits / power(scale);
}

export function withoutTrailingZeros(decimal: Decimal): Decimal {
  let { digits, scale } = decimal;
  while (scale > 0 && digits % 10n === 0n) {
    digits /= 10n;
    scale -= 1;
  }
  return { digits, scale };
}
