import type { SearchParam } from '@caecilia/fhir';
import { Problem } from '@caecilia/kernel';
import type { ParamKey } from './keys.ts';

/**
 * Parameters of Observation that FHIR defines as the sum or the conjunction of others. They are answered from those
 * and have no index entries of their own: with them every measurement would be stored two to four times, and
 * measurements are most of a record.
 */

/** Each of these is found where any of the others is. */
const UNIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ['combo-code', ['code', 'component-code']],
  ['combo-data-absent-reason', ['data-absent-reason', 'component-data-absent-reason']],
  ['combo-value-concept', ['value-concept', 'component-value-concept']],
  ['combo-value-quantity', ['value-quantity', 'component-value-quantity']],
  ['combo-code-value-concept', ['code-value-concept', 'component-code-value-concept']],
  ['combo-code-value-quantity', ['code-value-quantity', 'component-code-value-quantity']],
]);

/**
 * Composites over the Observation itself, which has one code and one value: that code and value stand beside each
 * other needs no proof. (`code-value-string` is not one of them: `value-string` also finds the text of a concept.)
 */
const CONJUNCTIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ['code-value-concept', ['code', 'value-concept']],
  ['code-value-date', ['code', 'value-date']],
  ['code-value-quantity', ['code', 'value-quantity']],
]);

const OFFICIAL = 'http://hl7.org/fhir/SearchParameter/';

/** The codes under which the values of a parameter are kept; the parameter's own, but for a union. */
function keptUnder(type: string, param: string): readonly string[] {
  return (type === 'Observation' ? UNIONS.get(param) : undefined) ?? [param];
}

/** The parameters that must all hold for a composite to hold, in order; undefined where that is not enough. */
export function conjunctionOf(type: string, param: string): readonly string[] | undefined {
  return type === 'Observation' ? CONJUNCTIONS.get(param) : undefined;
}

/** The names under which the values of a parameter are kept for resources of these types. */
export function paramKeys(types: readonly string[], param: string): ParamKey[] {
  return types.flatMap((type) => keptUnder(type, param).map((kept) => ({ type, param: kept })));
}

/** Whether a parameter has index entries of its own. */
export function isKept(type: string, param: string): boolean {
  return !(type === 'Observation' && (UNIONS.has(param) || CONJUNCTIONS.has(param)));
}

/**
 * Throws `Problem('not-supported')` when an installed parameter would take the code of one of these with another
 * meaning: the index could not keep its values.
 */
export function refuseRedefinition(observationParams: readonly SearchParam[]): void {
  for (const { type, code, url } of observationParams.map((param) => ({ ...param, type: param.base }))) {
    if (!isKept(type, code) && !url.startsWith(OFFICIAL)) {
      throw new Problem(
        'not-supported',
        `${url} would redefine ${code} of ${type}, which this store answers by the official definition; give the parameter another code`,
        { expression: 'SearchParameter.code' },
      );
    }
  }
}
