import { unescapeValue } from '../grammar/escape.ts';
import type { Criterion, SearchParam, TokenValue } from '../query.ts';
import { SearchError } from '../search-error.ts';
import { parseTokenValue, parseTypedIdentifier } from '../value/token-value.ts';
import { impliedSystem } from './implied-system.ts';
import { type Reading, refuseBeyond } from './search-context.ts';

/** A token parameter with its modifier; undefined where the modifier is none of a token's. */
export function tokenCriterion(
  param: SearchParam,
  modifier: string | undefined,
  values: readonly string[],
  reading: Reading,
): Criterion | undefined {
  switch (modifier) {
    case undefined:
    case 'not':
      return tokens(param, values.map(parseTokenValue), modifier === 'not', reading);
    case 'in':
    case 'not-in':
      return members(param, values, modifier === 'not-in', reading);
    case 'above':
    case 'below':
      return tokens(
        param,
        values.flatMap((value) => related(parseTokenValue(value), modifier, reading)),
        false,
        reading,
      );
    case 'text':
      return { kind: 'text', param, anyOf: values.map(unescapeValue) };
    case 'of-type':
      return { kind: 'identifierOfType', param, anyOf: values.map(parseTypedIdentifier) };
    default:
      return undefined;
  }
}

function tokens(
  param: SearchParam,
  values: readonly TokenValue[],
  negated: boolean,
  reading: Reading,
): Criterion {
  return { kind: 'token', param, anyOf: impliedSystem(param, values, reading), negated };
}

/** `:in`: the codes of all value sets together. An unknown value set is refused, never left out. */
function members(
  param: SearchParam,
  valueSets: readonly string[],
  negated: boolean,
  reading: Reading,
): Criterion {
  const values = valueSets.flatMap((valueSet) => expansion(unescapeValue(valueSet), reading));
  refuseBeyond(values.length, reading.limits.expandedCodes, 'codes in the value sets of one parameter');
  // A value set without members holds nothing, so everything is outside of it.
  if (values.length === 0 && !negated) return { kind: 'never' };
  return tokens(param, values, negated, reading);
}

function expansion(valueSet: string, reading: Reading): readonly TokenValue[] {
  const found = reading.terminology.expand(valueSet);
  if (found === undefined) {
    throw new SearchError(
      'not-found',
      `value set ${valueSet} is not known here; install the pack that holds it, or name its codes`,
    );
  }
  if (!found.complete) {
    throw new SearchError(
      'not-supported',
      `the codes of value set ${valueSet} are not all known here; install its code systems, or name the codes`,
    );
  }
  return found.codes.map(({ system, code }) => ({ system, code }));
}

function related({ system, code }: TokenValue, direction: 'above' | 'below', reading: Reading): TokenValue[] {
  if (!system || code === undefined) {
    throw new SearchError('value', `with :${direction} a value is written as system|code`);
  }
  const { terminology } = reading;
  const codes =
    direction === 'below' ? terminology.descendants(system, code) : terminology.ancestors(system, code);
  if (codes === undefined) {
    throw new SearchError(
      'not-supported',
      `which codes are ${direction} this one of ${system} is not known here; name the codes, or use :in with a value set`,
    );
  }
  refuseBeyond(codes.length, reading.limits.expandedCodes, `codes ${direction} one code`);
  return [code, ...codes].map((each) => ({ system, code: each }));
}
