import type { Criterion, ReferenceValue, SearchParam } from '../query.ts';
import { SearchError } from '../search-error.ts';
import { parseReferenceValue } from '../value/reference-value.ts';
import { parseTokenValue } from '../value/token-value.ts';
import type { Reading } from './search-context.ts';

/** A reference parameter with its modifier; undefined where the modifier is none of a reference's. */
export function referenceCriterion(
  param: SearchParam,
  modifier: string | undefined,
  values: readonly string[],
  reading: Reading,
): Criterion | undefined {
  switch (modifier) {
    case undefined:
    case 'not':
      return {
        kind: 'reference',
        param,
        match: 'exact',
        anyOf: references(values, onlyTarget(param), reading),
        negated: modifier === 'not',
      };
    case 'identifier':
      return { kind: 'referenceIdentifier', param, anyOf: values.map(parseTokenValue) };
    case 'above':
    case 'below':
      return canonicals(param, modifier, values, reading);
    default:
      return reading.registry.resourceTypes.has(modifier)
        ? typed(param, modifier, values, reading)
        : undefined;
  }
}

/** Throws `SearchError('value')` where the parameter cannot point at a resource of this type. */
export function requireTarget(param: SearchParam, type: string): void {
  if (param.targets.length > 0 && !param.targets.includes(type)) {
    throw new SearchError(
      'value',
      `${param.code} of ${param.base} never points at a ${type}, but at ${param.targets.join(', ')}`,
    );
  }
}

function onlyTarget(param: SearchParam): string | undefined {
  return param.targets.length === 1 ? param.targets[0] : undefined;
}

function references(values: readonly string[], type: string | undefined, reading: Reading): ReferenceValue[] {
  const { baseUrl } = reading;
  const { resourceTypes } = reading.registry;
  return values.map((value) => parseReferenceValue(value, { baseUrl, resourceTypes, type }));
}

/** `subject:Patient=23`. */
function typed(param: SearchParam, type: string, values: readonly string[], reading: Reading): Criterion {
  requireTarget(param, type);
  const anyOf = references(values, type, reading);
  if (anyOf.some((value) => value.url !== undefined || value.type !== type)) {
    throw new SearchError('value', `with :${type} a value is the id of a ${type} on this server`);
  }
  return { kind: 'reference', param, match: 'exact', anyOf, negated: false };
}

/** Versions of a canonical address. Trees of resources (a location in a location) are not walked. */
function canonicals(
  param: SearchParam,
  match: 'above' | 'below',
  values: readonly string[],
  reading: Reading,
): Criterion {
  const anyOf = references(values, undefined, reading);
  if (anyOf.some((value) => value.url === undefined)) {
    throw new SearchError(
      'not-supported',
      `:${match} takes canonical addresses here; the tree of resources above or below one is not searched`,
    );
  }
  return { kind: 'reference', param, match, anyOf, negated: false };
}
