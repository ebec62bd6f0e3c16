import { isExactNumber, numberOf } from '@caecilia/fhir';

/** A JSON object of a resource under validation. */
export type JsonObject = { readonly [key: string]: unknown };

/** A JSON object: not null, not a list, not a number that is kept by its digits. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isExactNumber(value);
}

/** Whether two JSON values are the same; numbers by what they are worth. */
export function sameJson(left: unknown, right: unknown): boolean {
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((each, index) => sameJson(each, right[index]));
  }
  if (isObject(left) && isObject(right)) {
    const keys = Object.keys(left);
    return keys.length === Object.keys(right).length && keys.every((key) => sameJson(left[key], right[key]));
  }
  return sameScalar(left, right);
}

/** Whether the value has at least what the pattern has; an entry of a list in the pattern may stand anywhere. */
export function fitsPattern(pattern: unknown, value: unknown): boolean {
  if (Array.isArray(pattern)) {
    return Array.isArray(value) && pattern.every((each) => value.some((item) => fitsPattern(each, item)));
  }
  if (isObject(pattern)) {
    return isObject(value) && Object.keys(pattern).every((key) => fitsPattern(pattern[key], value[key]));
  }
  return sameScalar(pattern, value);
}

function sameScalar(left: unknown, right: unknown): boolean {
  if (left === right) {
    return true;
  }
  const number = numberOf(left);
  return number !== undefined && number === numberOf(right);
}
