import type { SearchParam, TokenValue } from '../query.ts';
import type { Reading, SearchTerminology } from './search-context.ts';

/** Types that carry no system of their own. */
const WITHOUT_SYSTEM: ReadonlySet<string> = new Set([
  'code',
  'string',
  'boolean',
  'id',
  'uri',
  'url',
  'canonical',
]);
const BOOLEAN_SYSTEMS: ReadonlySet<string> = new Set([
  'http://hl7.org/fhir/special-values',
  'http://terminology.hl7.org/CodeSystem/special-values',
]);

/**
 * Values as they can be found in an element without a system: `http://hl7.org/fhir/administrative-gender|male` on a
 * `code` becomes `male`, because the element's value set says so; a system that the value set does not have stays,
 * and so finds nothing. On elements of type string upper and lower case are one.
 */
export function impliedSystem(
  param: SearchParam,
  values: readonly TokenValue[],
  reading: Reading,
): readonly TokenValue[] {
  const { types, bindings } = reading.registry.valueTypes(param);
  if (types.size === 0 || ![...types].every((type) => WITHOUT_SYSTEM.has(type))) return values;
  const asked = values.some((value) => value.system)
    ? withoutSystems(values, types, bindings, reading)
    : values;
  return types.size === 1 && types.has('string') ? asked.map(lowerCase) : asked;
}

function withoutSystems(
  values: readonly TokenValue[],
  types: ReadonlySet<string>,
  bindings: ReadonlySet<string>,
  reading: Reading,
): readonly TokenValue[] {
  if (types.has('boolean')) {
    return values.map((value) => (BOOLEAN_SYSTEMS.has(value.system ?? '') ? bare(value) : value));
  }
  return values.flatMap((value) => inBindings(value, bindings, reading.terminology));
}

function inBindings(
  value: TokenValue,
  bindings: ReadonlySet<string>,
  terminology: SearchTerminology,
): TokenValue[] {
  const { system, code } = value;
  if (!system) return [value];
  if (code === undefined) return codesOf(system, bindings, terminology) ?? [value];
  const outside = [...bindings].every((binding) => terminology.codeSet(binding)?.has(system, code) === false);
  return bindings.size > 0 && outside ? [value] : [{ code }];
}

/** `system|`: every code the value sets have of the system; undefined when they have, or can list, none. */
function codesOf(
  system: string,
  bindings: ReadonlySet<string>,
  terminology: SearchTerminology,
): TokenValue[] | undefined {
  const codes = [...bindings]
    .flatMap((binding) => terminology.expand(binding)?.codes ?? [])
    .filter((each) => each.system === system);
  return codes.length === 0 ? undefined : codes.map(({ code }) => ({ code }));
}

/** The code alone. Without a code, `system|`, there is nothing to leave. */
function bare(value: TokenValue): TokenValue {
  return value.system && value.code !== undefined ? { code: value.code } : value;
}

function lowerCase(value: TokenValue): TokenValue {
  return value.code === undefined ? value : { ...value, code: value.code.toLowerCase() };
}
