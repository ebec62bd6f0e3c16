import type { SearchParameterDefinition } from '../../model/definitions.ts';

/**
 * Errors in the official R4 definitions, mended as they are read. Each is answered by the meaning that the
 * parameter's own description gives it.
 */

/** Where the addresses of the official parameters begin. */
export const CORE = 'http://hl7.org/fhir/SearchParameter/';

/** The parts of this composite carry each other's expressions: the reference part says `code`, the code part `target`. */
const SWAPPED_PARTS = `${CORE}DocumentReference-relationship`;

/** Parameters without an expression: no search answers them, see docs/search-conformance.md. */
const UNANSWERED: ReadonlySet<string> = new Set(['_text', '_content', '_query']);

/** The one parameter of type special that is answered, as a composite of two numbers. */
export const NEAR = `${CORE}Location-near`;

/** The definition as it was meant; undefined for the few that are not searched by. */
export function mended(definition: SearchParameterDefinition): SearchParameterDefinition | undefined {
  if (definition.url.startsWith(CORE) && UNANSWERED.has(definition.code)) return undefined;
  if (definition.url !== SWAPPED_PARTS) return definition;
  const [first, second] = definition.component ?? [];
  if (first === undefined || second === undefined) return definition;
  return {
    ...definition,
    component: [
      { ...first, expression: second.expression },
      { ...second, expression: first.expression },
    ],
  };
}

/** `ofType(DateTime)` is written where the type is called `dateTime`. */
export function mendedExpression(expression: string): string {
  return expression.replace(/\bofType\(DateTime\)/g, 'ofType(dateTime)');
}
