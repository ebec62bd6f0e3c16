import { splitUnescaped, unescapeValue } from '../grammar/escape.ts';
import type { Criterion, SearchParam } from '../query.ts';
import { SearchError } from '../search-error.ts';
import type { NumberRange } from '../value/decimal-range.ts';
import { parseNearValue } from '../value/near-value.ts';
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

/** Not what every resource has. Composites take it here, though the specification does not ask for it. */
function takesMissing(param: SearchParam): boolean {
  return param.code !== '_id' && param.code !== '_lastUpdated';
}

function supported(
  param: SearchParam,
  modifier: string | undefined,
  values: readonly string[],
  reading: Reading,
): Criterion {
  const criterion = READ[param.type](param, modifier, values, reading);
  if (criterion === undefined) throw new SearchError('not-supported', unsupportedModifier(param, modifier));
  if ('anyOf' in criterion) reading.countValues(criterion.anyOf.length);
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

/** Reads the values; undefined where the parameter does not take the modifier. */
type Read = (
  param: SearchParam,
  modifier: string | undefined,
  values: readonly string[],
  reading: Reading,
) => Criterion | undefined;

const READ: Readonly<Record<SearchParam['type'], Read>> = {
  token: (param, modifier, values, reading) =>
    param.code === '_id' ? idCriterion(modifier, values) : tokenCriterion(param, modifier, values, reading),
  reference: referenceCriterion,
  string: stringCriterion,
  uri: uriCriterion,
  date: unmodified(dateCriterion),
  number: unmodified((param, values) => ({ kind: 'number', param, anyOf: values.map(parseNumberValue) })),
  quantity: unmodified((param, values) => ({
    kind: 'quantity',
    param,
    anyOf: values.map(parseQuantityValue),
  })),
  composite: unmodified((param, values, reading) => ({
    kind: 'composite',
    param,
    anyOf: values.map((value) => parts(param, value, reading)),
  })),
  special: unmodified((param, values) => ({
    kind: 'composite',
    param,
    anyOf: values.flatMap((value) => position(param, value)),
  })),
};

/** A kind of parameter that takes no modifier. */
function unmodified(
  read: (param: SearchParam, values: readonly string[], reading: Reading) => Criterion,
): Read {
  return (param, modifier, values, reading) =>
    modifier === undefined ? read(param, values, reading) : undefined;
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

function dateCriterion(param: SearchParam, values: readonly string[], reading: Reading): Criterion {
  const anyOf = values.map((value) => parseDateValue(value, reading.now));
  return param.code === '_lastUpdated' ? { kind: 'lastUpdated', anyOf } : { kind: 'date', param, anyOf };
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

/** `near`: degrees north and degrees east, as the two parts of a composite. */
function position(param: SearchParam, value: string): readonly Criterion[][] {
  return parseNearValue(value).map(({ latitude, longitude }) => [
    within({ ...param, code: 'latitude', type: 'number' }, latitude),
    within({ ...param, code: 'longitude', type: 'number' }, longitude),
  ]);
}

function within(param: SearchParam, range: NumberRange): Criterion {
  return { kind: 'number', param, anyOf: [{ prefix: 'eq', ...range }] };
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
  composite: ':missing',
  special: ':missing',
};

function unsupportedModifier(param: SearchParam, modifier: string | undefined): string {
  const taken = MODIFIERS[param.code] ?? MODIFIERS[param.type] ?? 'no modifier';
  return `${param.code} is a ${param.type} parameter and does not take :${modifier ?? ''}; it takes ${taken}`;
}
