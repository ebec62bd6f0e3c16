import {
  addDecimals,
  type Decimal,
  decimalOf,
  decimalValue,
  divideDecimals,
  divideWhole,
  multiplyDecimals,
  negateDecimal,
} from './decimal.ts';
import { type Expression, fromNode } from './expression.ts';
import { isTemporal, kindOf, singleNode, singleString, systemTypeOf } from './kinds.ts';
import { temporalOf } from './order.ts';
import { PathError } from './path-error.ts';
import { decimalNode, integerNode, PathNode, stringNode } from './path-node.ts';
import { addQuantities, movingUnit, quantityNode, quantityOf } from './quantity.ts';
import type { BinaryOperator } from './syntax.ts';
import { addToTemporal, temporalText } from './temporal.ts';

type ArithmeticOperator = Extract<BinaryOperator, '+' | '-' | '*' | '/' | 'div' | 'mod' | '&'>;

type Calculation = Exclude<ArithmeticOperator, '&'>;

/** Whole numbers of FHIRPath have 32 bits; beyond them an operation gives nothing. */
const largestInteger = 2_147_483_647;
/** Longest text an expression may make. */
export const longestText = 1_000_000;

/** A text as a node. Throws where an expression makes one longer than a million characters. */
export function boundedText(text: string): PathNode {
  if (text.length > longestText) {
    throw new PathError('too-complex', `the expression makes a text of more than ${longestText} characters`);
  }
  return stringNode(text);
}

/** A whole number where both operands were whole and the result fits, else a decimal. */
function numberNode(result: Decimal | undefined, whole: boolean): PathNode | undefined {
  if (!result) {
    return undefined;
  }
  if (!whole || result.scale > 0) {
    return decimalNode(decimalValue(result));
  }
  const value = Number(result.digits);
  return Math.abs(value) > largestInteger ? undefined : integerNode(value);
}

function wholeAndRest(
  operator: 'div' | 'mod',
  left: Decimal,
  right: Decimal,
  whole: boolean,
): PathNode | undefined {
  const divided = divideWhole(left, right);
  if (!divided) {
    return undefined;
  }
  return operator === 'div'
    ? numberNode({ digits: divided.whole, scale: 0 }, true)
    : numberNode(divided.rest, whole);
}

function calculate(
  operator: Calculation,
  left: Decimal,
  right: Decimal,
  whole: boolean,
): PathNode | undefined {
  switch (operator) {
    case '+':
      return numberNode(addDecimals(left, right), whole);
    case '-':
      return numberNode(addDecimals(left, negateDecimal(right)), whole);
    case '*':
      return numberNode(multiplyDecimals(left, right), whole);
    case '/':
      return numberNode(divideDecimals(left, right), false);
    case 'div':
    case 'mod':
      return wholeAndRest(operator, left, right, whole);
    default:
      return operator satisfies never;
  }
}

function moveTemporal(operator: '+' | '-', left: PathNode, right: PathNode): PathNode | undefined {
  const temporal = temporalOf(left);
  const amount = quantityOf(right);
  const unit = amount && movingUnit(amount.unit);
  if (!unit) {
    throw new PathError('type', 'a date or time can be moved only by a quantity with a unit of time');
  }
  const steps = Number(decimalValue(amount.value));
  const moved = temporal && addToTemporal(temporal, operator === '+' ? steps : -steps, unit);
  return moved && new PathNode(temporalText(moved), systemTypeOf(left));
}

function calculateQuantities(operator: Calculation, left: PathNode, right: PathNode): PathNode | undefined {
  const [a, b] = [quantityOf(left), quantityOf(right)];
  if (!a || !b) {
    return undefined;
  }
  switch (operator) {
    case '+':
    case '-': {
      const sum = addQuantities(a, operator === '+' ? b : { ...b, value: negateDecimal(b.value) });
      return sum && quantityNode(sum);
    }
    case '*':
    case '/':
      return scale(operator, a, b);
    case 'div':
    case 'mod':
      throw new PathError('type', `${operator} takes numbers`);
    default:
      return operator satisfies never;
  }
}

type Amount = NonNullable<ReturnType<typeof quantityOf>>;

/** A quantity times or divided by a bare number; products of units are left to those who know units. */
function scale(operator: '*' | '/', a: Amount, b: Amount): PathNode | undefined {
  if (b.unit !== "'1'" && (operator === '/' ? a.unit !== b.unit : a.unit !== "'1'")) {
    return undefined;
  }
  const value = operator === '*' ? multiplyDecimals(a.value, b.value) : divideDecimals(a.value, b.value);
  const unit = operator === '/' && b.unit === a.unit ? "'1'" : a.unit === "'1'" ? b.unit : a.unit;
  return value && quantityNode({ value, unit });
}

/** One result of two items; undefined where there is none (division by zero, units that do not meet). */
export function combine(operator: Calculation, left: PathNode, right: PathNode): PathNode | undefined {
  if (left.value === undefined || right.value === undefined) {
    return undefined;
  }
  const [a, b] = [kindOf(left), kindOf(right)];
  if (operator === '+' && typeof left.value === 'string' && typeof right.value === 'string') {
    return boundedText(left.value + right.value);
  }
  if (isTemporal(a) && (operator === '+' || operator === '-')) {
    return moveTemporal(operator, left, right);
  }
  const [x, y] = [decimalOf(left.value), decimalOf(right.value)];
  if (x && y) {
    return calculate(operator, x, y, a === 'integer' && b === 'integer');
  }
  if (a === 'quantity' || b === 'quantity') {
    return calculateQuantities(operator, left, right);
  }
  throw new PathError('type', `${operator} does not take operands of these types`);
}

/** Compiles an operator that computes. */
export function arithmetic(operator: ArithmeticOperator, left: Expression, right: Expression): Expression {
  if (operator === '&') {
    return fromNode((scope) => {
      const a = singleString(left.evaluate(scope), '&') ?? '';
      const b = singleString(right.evaluate(scope), '&') ?? '';
      scope.spend((a.length + b.length) >> 4);
      return boundedText(a + b);
    });
  }
  return fromNode((scope) => {
    const a = singleNode(left.evaluate(scope), operator);
    const b = singleNode(right.evaluate(scope), operator);
    scope.spend(typeof a?.value === 'string' ? a.value.length >> 4 : 0);
    return a && b && combine(operator, a, b);
  });
}

/** Compiles a sign before an operand. */
export function polarity(sign: '+' | '-', operand: Expression): Expression {
  return sign === '+'
    ? operand
    : fromNode((scope) => {
        const node = singleNode(operand.evaluate(scope), 'a sign');
        return node && combine('*', node, integerNode(-1));
      });
}
