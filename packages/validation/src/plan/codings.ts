import type { CodeSet, Tri } from '@caecilia/fhir';
import { isObject } from '../json.ts';

/** A code as it stands in a resource; `system` undefined where the element has none of its own (type `code`). */
export interface FoundCode {
  readonly system: string | undefined;
  readonly code: string;
}

/** The codes that a coded value carries; undefined for a value that is not coded at all. */
export function codesIn(value: unknown): readonly FoundCode[] | undefined {
  if (typeof value === 'string') {
    return [{ system: undefined, code: value }];
  }
  if (!isObject(value)) {
    return undefined;
  }
  return Array.isArray(value.coding) ? value.coding.flatMap(codeOf) : codeOf(value);
}

/** A Coding or a Quantity without a system names a code of no system, which no value set holds. */
function codeOf(coding: unknown): readonly FoundCode[] {
  if (!isObject(coding) || typeof coding.code !== 'string') {
    return [];
  }
  return [{ system: typeof coding.system === 'string' ? coding.system : '', code: coding.code }];
}

/**
 * Whether a coded value has a code of the set: false too where it has no code at all; undefined where that cannot be
 * told, or the value is not coded.
 */
export function inSet(value: unknown, set: CodeSet): Tri {
  if (typeof value === 'string') {
    return set.has(undefined, value);
  }
  if (!isObject(value)) {
    return undefined;
  }
  return Array.isArray(value.coding) ? anyCodingInSet(value.coding, set) : codingInSet(value, set);
}

function anyCodingInSet(codings: readonly unknown[], set: CodeSet): Tri {
  let answer: Tri = false;
  for (const coding of codings) {
    const found = codingInSet(coding, set);
    if (found) {
      return true;
    }
    answer = found === undefined ? undefined : answer;
  }
  return answer;
}

function codingInSet(coding: unknown, set: CodeSet): Tri {
  if (!isObject(coding) || typeof coding.code !== 'string') {
    return false;
  }
  return set.has(typeof coding.system === 'string' ? coding.system : '', coding.code);
}

/** Codes in words: codes may be named, other data may not. */
export function inWords(codes: readonly FoundCode[]): string {
  return codes
    .map(({ system, code }) => (system ? `${system}|${code}` : code))
    .map((each) => (each.length > 200 ? `${each.slice(0, 200)}…` : each))
    .join(', ');
}
