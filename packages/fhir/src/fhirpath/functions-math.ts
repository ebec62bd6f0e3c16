import { numberFromText, numberOf } from '../json/exact-number.ts';
import { type Decimal, decimalOf, decimalValue, roundDecimal, truncateDecimal } from './decimal.ts';
import { type Expression, fromNode } from './expression.ts';
import {
  argument,
  type FunctionCall,
  type FunctionDefinition,
  type FunctionTable,
  plain,
} from './function-call.ts';
import { kindOf, singleInteger, singleNode } from './kinds.ts';
import { PathError } from './path-error.ts';
import { decimalNode, integerNode, type PathNode } from './path-node.ts';
import { quantityNode, quantityOf } from './quantity.ts';

/** The number of a node; a quantity where the function takes one. Throws for anything else. */
function numberIn(node: PathNode, name: string): Decimal {
  const decimal = decimalOf(node.value);
  if (!decimal) {
    throw new PathError('type', `${name}() takes a number`);
  }
  return decimal;
}

function onNumber(
  name: string,
  calculate: (number: Decimal, node: PathNode) => PathNode | undefined,
): FunctionDefinition {
  return plain(0, 0, ({ input }) =>
    fromNode((scope) => {
      const node = singleNode(input.evaluate(scope), `${name}()`);
      return node?.value === undefined ? undefined : calculate(numberIn(node, name), node);
    }),
  );
}

function wholeNode(value: bigint): PathNode | undefined {
  const number = Number(value);
  return Math.abs(number) > 2_147_483_647 ? undefined : integerNode(number);
}

function ceiling({ digits, scale }: Decimal): bigint {
  const whole = truncateDecimal({ digits, scale });
  return digits > whole * 10n ** BigInt(scale) ? whole + 1n : whole;
}

/** What has no exact result is computed with JavaScript's numbers; empty where the result is none. */
function approximate(result: number): PathNode | undefined {
  if (!Number.isFinite(result)) {
    return undefined;
  }
  const text = String(result);
  return decimalNode(text.includes('e') ? result : numberFromText(text));
}

function onFloat(name: string, calculate: (number: number) => number): FunctionDefinition {
  return onNumber(name, (_, node) => approximate(calculate(numberOf(node.value) ?? Number.NaN)));
}

/** A function of two numbers. */
function withArgument(
  name: string,
  calculate: (number: number, other: number) => PathNode | undefined,
): FunctionDefinition {
  return plain(1, 1, (call) =>
    fromNode((scope) => {
      const node = singleNode(call.input.evaluate(scope), `${name}()`);
      const other = singleNode(argument(call, 0).evaluate(scope), `${name}()`);
      if (!node || !other) {
        return undefined;
      }
      numberIn(node, name);
      numberIn(other, name);
      return calculate(numberOf(node.value) ?? Number.NaN, numberOf(other.value) ?? Number.NaN);
    }),
  );
}

function power(base: number, exponent: number): PathNode | undefined {
  const result = base ** exponent;
  const isWhole = Number.isInteger(base) && Number.isInteger(exponent) && exponent >= 0;
  return isWhole && Math.abs(result) <= 2_147_483_647 ? integerNode(result) : approximate(result);
}

function round(call: FunctionCall): Expression {
  const [precision] = call.args;
  return fromNode((scope) => {
    const node = singleNode(call.input.evaluate(scope), 'round()');
    const decimals = precision ? singleInteger(precision.evaluate(scope), 'round()') : 0;
    if (!node || decimals === undefined) {
      return undefined;
    }
    if (decimals < 0 || decimals > 28) {
      throw new PathError('type', 'round() takes 0 to 28 decimals');
    }
    return decimalNode(decimalValue(roundDecimal(numberIn(node, 'round'), decimals)));
  });
}

function abs({ input }: FunctionCall): Expression {
  const positive = ({ digits, scale }: Decimal): Decimal => ({
    digits: digits < 0n ? -digits : digits,
    scale,
  });
  return fromNode((scope) => {
    const node = singleNode(input.evaluate(scope), 'abs()');
    if (!node) {
      return undefined;
    }
    const quantity = kindOf(node) === 'quantity' ? quantityOf(node) : undefined;
    if (quantity) {
      return quantityNode({ ...quantity, value: positive(quantity.value) });
    }
    const number = positive(numberIn(node, 'abs'));
    return kindOf(node) === 'integer' ? wholeNode(number.digits) : decimalNode(decimalValue(number));
  });
}

/** Functions on numbers. */
export const mathFunctions: FunctionTable = {
  abs: plain(0, 0, abs),
  ceiling: onNumber('ceiling', (number) => wholeNode(ceiling(number))),
  floor: onNumber('floor', (number) => wholeNode(-ceiling({ ...number, digits: -number.digits }))),
  truncate: onNumber('truncate', (number) => wholeNode(truncateDecimal(number))),
  exp: onFloat('exp', Math.exp),
  ln: onFloat('ln', Math.log),
  sqrt: onFloat('sqrt', Math.sqrt),
  log: withArgument('log', (number, base) => approximate(Math.log(number) / Math.log(base))),
  power: withArgument('power', power),
  round: plain(0, 1, round),
};
