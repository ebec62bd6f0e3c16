import type { CodeSet, Tri } from '@caecilia/fhir';
import { isObject } from './json.ts';

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

/** Whether one of the codes is in the set; undefined where that cannot be told, false too where there are none. */
export function anyInSet(codes: readonly FoundCode[], set: CodeSet): Tri {
  let answer: Tri = false;
  for (const { system, code } of codes) {
    const found = set.has(system, code);
    if (found) {
      return true;
    }
    answer = found === undefined ? undefined : answer;
  }
  return answer;
}

/** Codes in words: codes may be named, other data may not. */
export function inWords(codes: readonly FoundCode[]): string {
  return codes
    .map(({ system, code }) => (system ? `${system}|${code}` : code))
    .map((each) => (each.length > 200 ? `${each.slice(0, 200)}…` : each))
    .join(', ');
}
