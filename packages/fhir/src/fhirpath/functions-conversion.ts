import { decimalOf, decimalText, decimalValue, parseDecimal } from './decimal.ts';
import { fromNode, fromTruth } from './expression.ts';
import { type FunctionCall, type FunctionDefinition, type FunctionTable, plain } from './function-call.ts';
import { isTemporal, kindOf, singleNode, singleString } from './kinds.ts';
import { temporalOf } from './order.ts';
import { decimalNode, integerNode, nothing, PathNode, stringNode } from './path-node.ts';
import { calendarUnitOf, parseQuantity, quantityNode, quantityOf, quantityText } from './quantity.ts';
import { parseDateTime, parseTime, type Temporal, temporalText } from './temporal.ts';

type Conversion = (node: PathNode) => PathNode | undefined;

const truths: ReadonlyMap<string, boolean> = new Map([
  ...['true', 't', 'yes', 'y', '1', '1.0'].map((each): [string, boolean] => [each, true]),
  ...['false', 'f', 'no', 'n', '0', '0.0'].map((each): [string, boolean] => [each, false]),
]);

const toBoolean: Conversion = (node) => {
  const text = typeof node.value === 'string' ? node.value : decimalTextOf(node);
  const truth = typeof node.value === 'boolean' ? node.value : truths.get(text?.toLowerCase() ?? '');
  return truth === undefined ? undefined : new PathNode(truth, 'System.Boolean');
};

function decimalTextOf(node: PathNode): string | undefined {
  const decimal = decimalOf(node.value);
  return decimal && decimalText(decimal);
}

const toInteger: Conversion = ({ value }) => {
  if (typeof value === 'boolean') {
    return integerNode(value ? 1 : 0);
  }
  const text = typeof value === 'string' && /^[+-]?\d+$/.test(value) ? value : undefined;
  const number = text === undefined ? value : Number(text);
  return typeof number === 'number' && Number.isInteger(number) && Math.abs(number) <= 2_147_483_647
    ? integerNode(number)
    : undefined;
};

const toDecimal: Conversion = ({ value }) => {
  if (typeof value === 'boolean') {
    return decimalNode(value ? 1 : 0);
  }
  const decimal = typeof value === 'string' ? parseDecimal(value) : decimalOf(value);
  return decimal && decimalNode(decimalValue(decimal));
};

const toText: Conversion = (node) => {
  const { value } = node;
  if (typeof value === 'string') {
    return stringNode(value);
  }
  if (typeof value === 'boolean') {
    return stringNode(String(value));
  }
  const number = decimalTextOf(node);
  if (number !== undefined) {
    return stringNode(number);
  }
  const quantity = kindOf(node) === 'quantity' ? quantityOf(node) : undefined;
  return quantity && stringNode(quantityText(quantity));
};

function temporalNode(temporal: Temporal | undefined, type: string, precision: number): PathNode | undefined {
  if (!temporal) {
    return undefined;
  }
  const fields = temporal.fields.slice(0, precision);
  return new PathNode(temporalText({ ...temporal, fields }), type);
}

/** A date and time as a date drops the time; a date as a dateTime stays as precise as it was. */
function toDay(type: string, precision: number): Conversion {
  return (node) => {
    const { value } = node;
    if (typeof value !== 'string' || kindOf(node) === 'time') {
      return undefined;
    }
    return temporalNode(parseDateTime(value), type, precision);
  };
}

const toTime: Conversion = (node) => {
  const { value } = node;
  const isDay = isTemporal(kindOf(node)) && temporalOf(node)?.kind !== 'time';
  return typeof value === 'string' && !isDay ? temporalNode(parseTime(value), 'System.Time', 3) : undefined;
};

const toQuantity: Conversion = (node) => {
  const { value } = node;
  if (typeof value === 'boolean') {
    return quantityNode({ value: { digits: value ? 1n : 0n, scale: 0 }, unit: "'1'" });
  }
  const quantity = typeof value === 'string' ? parseQuantity(value) : quantityOf(node);
  return quantity && quantityNode(quantity);
};

/** `toX()`: the converted item; empty where there is none or it does not convert. */
function conversion(name: string, convert: Conversion): FunctionDefinition {
  return plain(0, 1, (call) =>
    fromNode((scope) => {
      const node = singleNode(call.input.evaluate(scope), `${name}()`);
      const converted = node && convert(node);
      return converted && isInUnit(call, converted) ? converted : undefined;

      function isInUnit({ args: [unit] }: FunctionCall, quantity: PathNode): boolean {
        const wanted = unit && singleString(unit.evaluate(scope), `${name}()`);
        const found = quantityOf(quantity)?.unit;
        return (
          wanted === undefined ||
          found === `'${wanted}'` ||
          (found !== undefined && calendarUnitOf(found) === (calendarUnitOf(wanted) ?? found))
        );
      }
    }),
  );
}

/** `convertsToX()`: whether it would convert. */
function convertible(name: string, convert: Conversion): FunctionDefinition {
  return plain(0, 1, ({ input }) =>
    fromTruth((scope) => {
      const node = singleNode(input.evaluate(scope) ?? nothing, `${name}()`);
      return node && convert(node) !== undefined;
    }),
  );
}

const conversions: Readonly<Record<string, Conversion>> = {
  Boolean: toBoolean,
  Integer: toInteger,
  Decimal: toDecimal,
  String: toText,
  Date: toDay('System.Date', 3),
  DateTime: toDay('System.DateTime', 6),
  Time: toTime,
  Quantity: toQuantity,
};

/** Functions that turn an item of one type into another. */
export const conversionFunctions: FunctionTable = Object.fromEntries(
  Object.entries(conversions).flatMap(([type, convert]) => [
    [`to${type}`, conversion(`to${type}`, convert)],
    [`convertsTo${type}`, convertible(`convertsTo${type}`, convert)],
  ]),
);
