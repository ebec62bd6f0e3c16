import { splitUnescaped, unescapeValue } from '../grammar/escape.ts';
import type { Criterion, SearchParam } from '../query.ts';
import { SearchError } from '../search-error.ts';
import { parseDateValue, parseNumberValue, parseQuantityValue } from '../value/ordered-value.ts';
import { referenceCriterion } from './reference-criterion.ts';
import { type Reading, refuseBeyond } from './search-context.ts';
import { tokenCriterion } from './token-criterion.ts';

/** A parameter with its modifier and value, at the end of whatever chain led to it. */
export function leafCriterion(
  param: SearchParam,
  modifier: string | undefined,
  value: string,
  reading: Reading,
): Criterion {
  reading.countCriterion();
  return modifier === 'missing' && takesMissing(param)
    ? { kind: 'missing', param, missing: truth(value) }
    : supported(param, modifier, valuesOf(value, reading), reading);
}

/** Not composites, as the specification has it, and not what every resource has. */
function takesMissing(param: SearchParam): boolean {
  return param.type !== 'composite' && param.code !== '_id' && param.code !== '_lastUpdated';
}

function supported(
  param: SearchParam,
  modifier: string | undefined,
  values: readonly string[],
  reading: Reading,
): Criterion {
  const criterion = choice(param, modifier, values, reading);
  if (criterion === undefined) throw new SearchError('not-supported', unsupportedModifier(param, modifier));
  return criterion;
}

function valuesOf(value: string, reading: Reading): string[] {
  const values = splitUnescaped(value, ',');
  if (values.includes('')) {
    throw new SearchError(
      'value',
      'a value between commas is empty; a comma inside a value is written as \\,',
    );
  }
  refuseBeyond(values.length, reading.limits.values, 'values of one parameter');
  return values;
}

function truth(value: string): boolean {
  if (value !== 'true' && value !== 'false') throw new SearchError('value', ':missing takes true or false');
  return value === 'true';
}

/** Undefined where the parameter does not take the modifier. */
function choice(
  param: SearchParam,
  modifier: string | undefined,
  values: readonly string[],
  reading: Reading,
): Criterion | undefined {
  if (param.code === '_id') return idCriterion(modifier, values);
  switch (param.type) {
    case 'token':
      return tokenCriterion(param, modifier, values, reading);
    case 'reference':
      return referenceCriterion(param, modifier, values, reading);
    case 'string':
      return stringCriterion(param, modifier, values);
    case 'uri':
      return uriCriterion(param, modifier, values);
    default:
      return modifier === undefined ? orderedOrJoined(param, values, reading) : undefined;
  }
}

function idCriterion(modifier: string | undefined, values: readonly string[]): Criterion | undefined {
  if (modifier !== undefined && modifier !== 'not') return undefined;
  return { kind: 'id', anyOf: values.map(unescapeValue), negated: modifier === 'not' };
}

function stringCriterion(
  param: SearchParam,
  modifier: string | undefined,
  values: readonly string[],
): Criterion | undefined {
  if (modifier !== undefined && modifier !== 'exact' && modifier !== 'contains') return undefined;
  return { kind: 'string', param, match: modifier ?? 'prefix', anyOf: values.map(unescapeValue) };
}

function uriCriterion(
  param: SearchParam,
  modifier: string | undefined,
  values: readonly string[],
): Criterion | undefined {
  if (modifier !== undefined && modifier !== 'above' && modifier !== 'below') return undefined;
  return { kind: 'uri', param, match: modifier ?? 'exact', anyOf: values.map(unescapeValue) };
}

function orderedOrJoined(
  param: SearchParam,
  values: readonly string[],
  reading: Reading,
): Criterion | undefined {
  switch (param.type) {
    case 'date': {
      const anyOf = values.map((value) => parseDateValue(value, reading.now));
      return param.code === '_lastUpdated' ? { kind: 'lastUpdated', anyOf } : { kind: 'date', param, anyOf };
    }
    case 'number':
      return { kind: 'number', param, anyOf: values.map(parseNumberValue) };
    case 'quantity':
      return { kind: 'quantity', param, anyOf: values.map(parseQuantityValue) };
    case 'composite':
      return { kind: 'composite', param, anyOf: values.map((value) => parts(param, value, reading)) };
    default:
      return undefined;
  }
}

function parts(param: SearchParam, value: string, reading: Reading): readonly Criterion[] {
  const texts = splitUnescaped(value, '$');
  const { components } = param;
  if (texts.length !== components.length || texts.includes('')) {
    throw new SearchError(
      'value',
      `${param.code} takes ${components.map((component) => component.param.code).join('$')}, joined by $; a $ inside a part is written as \\$`,
    );
  }
  return components.map(({ param: part }, index) =>
    supported(part, undefined, [texts[index] ?? ''], reading),
  );
}

/** What a parameter takes, by its code or else its type. */
const MODIFIERS: Readonly<Record<string, string>> = {
  _id: ':not',
  _lastUpdated: 'no modifier',
  token: ':missing, :not, :text, :in, :not-in, :above, :below, :of-type',
  reference: ':missing, :not, :identifier, :above, :below and the name of a resource type',
  string: ':missing, :exact, :contains',
  uri: ':missing, :above, :below',
  date: ':missing',
  number: ':missing',
  quantity: ':missing',
};

function unsupportedModifier(param: SearchParam, modifier: string | undefined): string {
  const taken = MODIFIERS[param.code] ?? MODIFIERS[param.type] ?? 'no modifier';
  return `${param.code} is a ${param.type} parameter and does not take :${modifier ?? ''}; it takes ${taken}`;
}
