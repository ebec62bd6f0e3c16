import type { SqlRow } from '@caecilia/kernel';

type Value = SqlRow[string] | undefined;

/** The text of a column that is never null. */
export function textIn(value: Value): string {
  if (typeof value !== 'string') throw new Error('a column of text holds something else');
  return value;
}

/** The text of a column that may be null. */
export function optionalTextIn(value: Value): string | undefined {
  return value === null || value === undefined ? undefined : textIn(value);
}

/** A whole number; 64-bit ones travel as text. */
export function numberIn(value: Value): number {
  const number = typeof value === 'string' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isSafeInteger(number))
    throw new Error('a column of numbers holds something else');
  return number;
}

/** A whole number that may be null. */
export function optionalNumberIn(value: Value): number | undefined {
  return value === null || value === undefined ? undefined : numberIn(value);
}
