import { isExactNumber, numberText } from '../json/exact-number.ts';
import {
  areEquivalentDecimals,
  compareDecimals,
  decimalOf,
  decimalText,
  withoutTrailingZeros,
} from './decimal.ts';
import { isTemporal, type Kind, kindOf } from './kinds.ts';
import { PathError } from './path-error.ts';
import { isObject, type Nodes, type PathNode } from './path-node.ts';
import { areEquivalentQuantities, compareQuantities, quantityKey, quantityOf } from './quantity.ts';
import { compareTemporals, parseDateTime, parseTime, type Temporal, temporalKey } from './temporal.ts';

/** The date or time of a node, undefined where its text is none. */
export function temporalOf(node: PathNode): Temporal | undefined {
  if (typeof node.value !== 'string') {
    return undefined;
  }
  return kindOf(node) === 'time' ? parseTime(node.value) : parseDateTime(node.value);
}

function equalNumbers(left: unknown, right: unknown): boolean {
  if (typeof left === 'number' && typeof right === 'number') {
    return left === right;
  }
  const a = decimalOf(left);
  const b = decimalOf(right);
  return a && b ? compareDecimals(a, b) === 0 : numberText(left) === numberText(right);
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number' || isExactNumber(value);
}

/** Whether two JSON values have the same content; numbers by value, objects regardless of order. */
export function sameJson(left: unknown, right: unknown): boolean {
  if (left === right) {
    return true;
  }
  if (isNumber(left) && isNumber(right)) {
    return equalNumbers(left, right);
  }
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((each, index) => sameJson(each, right[index]));
  }
  if (!isObject(left) || !isObject(right)) {
    return false;
  }
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every((key) => sameJson(left[key], right[key]));
}

function isNumeric(kind: Kind): boolean {
  return kind === 'integer' || kind === 'decimal';
}

/** Dates may meet strings in expressions written for dates (`birthDate = '1950-01-01'`). */
function equalTemporals(left: PathNode, right: PathNode): boolean | undefined {
  if (left.value === right.value) {
    return true;
  }
  const a = temporalOf(left);
  const b = temporalOf(right);
  if (!a || !b || (a.kind === 'time') !== (b.kind === 'time')) {
    return false;
  }
  const order = compareTemporals(a, b);
  return order === undefined ? undefined : order === 0;
}

/** Whether two items are equal; undefined where their precision does not let one say. */
export function equalNodes(left: PathNode, right: PathNode): boolean | undefined {
  const a = kindOf(left);
  const b = kindOf(right);
  if (isTemporal(a) || isTemporal(b)) {
    return equalTemporals(left, right);
  }
  if (isNumeric(a) && isNumeric(b)) {
    return equalNumbers(left.value, right.value);
  }
  if (
    a === 'quantity' &&
    b === 'quantity' &&
    (left.type.startsWith('System') || right.type.startsWith('System'))
  ) {
    const [one, other] = [quantityOf(left), quantityOf(right)];
    const order = one && other && compareQuantities(one, other);
    return order === undefined ? undefined : order === 0;
  }
  return (
    sameJson(left.value, right.value) && (left.value !== undefined || sameJson(left.element, right.element))
  );
}

/** `=`: empty where either side is empty or precision leaves it open, false where lengths differ, else item by item. */
export function equalCollections(left: Nodes, right: Nodes): boolean | undefined {
  if (left.length === 0 || right.length === 0) {
    return undefined;
  }
  if (left.length !== right.length) {
    return false;
  }
  let answer: boolean | undefined = true;
  for (const [index, node] of left.entries()) {
    const other = right[index];
    const equal = other && equalNodes(node, other);
    if (equal === false) {
      return false;
    }
    answer = equal === undefined ? undefined : answer;
  }
  return answer;
}

function normalString(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ').trim();
}

function equivalentNumbers(left: unknown, right: unknown): boolean {
  const [a, b] = [decimalOf(left), decimalOf(right)];
  return a && b ? areEquivalentDecimals(a, b) : numberText(left) === numberText(right);
}

function equivalentJson(left: unknown, right: unknown): boolean {
  if (typeof left === 'string' && typeof right === 'string') {
    return normalString(left) === normalString(right);
  }
  if (isNumber(left) && isNumber(right)) {
    return equivalentNumbers(left, right);
  }
  if (Array.isArray(left) && Array.isArray(right)) {
    const rest: unknown[] = Array.from<unknown>(right);
    return (
      left.length === right.length &&
      left.every((each) => takeFrom(rest, (other) => equivalentJson(each, other)))
    );
  }
  if (isObject(left) && isObject(right)) {
    const keys = Object.keys(left);
    return (
      keys.length === Object.keys(right).length && keys.every((key) => equivalentJson(left[key], right[key]))
    );
  }
  return left === right;
}

/** Takes the first that fits out of the list; false where none fits. */
function takeFrom<T>(list: T[], fits: (each: T) => boolean): boolean {
  const at = list.findIndex(fits);
  if (at >= 0) {
    list.splice(at, 1);
  }
  return at >= 0;
}

/** Whether two items are equivalent (`~`): never open, strings without case and runs of blanks. */
export function equivalentNodes(left: PathNode, right: PathNode): boolean {
  const a = kindOf(left);
  const b = kindOf(right);
  if (isTemporal(a) || isTemporal(b)) {
    return equalTemporals(left, right) ?? false;
  }
  if (a === 'quantity' && b === 'quantity') {
    const [one, other] = [quantityOf(left), quantityOf(right)];
    return one && other ? areEquivalentQuantities(one, other) : equivalentJson(left.value, right.value);
  }
  return equivalentJson(left.value, right.value);
}

/** `~`: the same items in any order; two empty collections are equivalent. */
export function equivalentCollections(left: Nodes, right: Nodes): boolean {
  const rest = [...right];
  return (
    left.length === right.length &&
    left.every((each) => takeFrom(rest, (other) => equivalentNodes(each, other)))
  );
}

function compareTimes(left: PathNode, right: PathNode): number | undefined {
  const [a, b] = [temporalOf(left), temporalOf(right)];
  return a && b && (a.kind === 'time') === (b.kind === 'time') ? compareTemporals(a, b) : undefined;
}

function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Order of two items (`<`): negative, zero, positive; undefined where it is open. Throws for kinds without an order. */
export function compareNodes(left: PathNode, right: PathNode): number | undefined {
  const [a, b] = [left.value, right.value];
  if (typeof a === 'number' && typeof b === 'number') {
    return a - b;
  }
  if (a === undefined || b === undefined) {
    return undefined;
  }
  if (isTemporal(kindOf(left)) || isTemporal(kindOf(right))) {
    return compareTimes(left, right);
  }
  return typeof a === 'string' && typeof b === 'string' ? compareTexts(a, b) : compareAmounts(left, right);
}

function compareAmounts(left: PathNode, right: PathNode): number | undefined {
  const kinds = [kindOf(left), kindOf(right)];
  if (!kinds.every((kind) => kind === 'integer' || kind === 'decimal' || kind === 'quantity')) {
    throw new PathError(
      'type',
      'only numbers, quantities, strings, dates and times of one kind have an order',
    );
  }
  const [one, other] = [quantityOf(left), quantityOf(right)];
  return one && other && compareQuantities(one, other);
}

/** A text that equal primitives share and others do not; undefined for complex values, which must be compared. */
function keyOf(node: PathNode): string | undefined {
  const kind = kindOf(node);
  switch (kind) {
    case 'boolean':
      return `b${String(node.value)}`;
    case 'integer':
    case 'decimal': {
      const number = decimalOf(node.value);
      return number ? `n${decimalText(withoutTrailingZeros(number))}` : `n${numberText(node.value) ?? ''}`;
    }
    case 'string':
      return typeof node.value === 'string' ? `s${node.value}` : undefined;
    case 'date':
    case 'dateTime':
    case 'time': {
      const temporal = temporalOf(node);
      return temporal ? `t${temporalKey(temporal)}` : `s${String(node.value)}`;
    }
    case 'quantity': {
      const quantity = node.type.startsWith('System') ? quantityOf(node) : undefined;
      return quantity && `q${quantityKey(quantity)}`;
    }
    case 'complex':
      return undefined;
    default:
      return kind satisfies never;
  }
}

/** Gathers items that differ from one another, in order. */
export class DistinctNodes {
  readonly nodes: PathNode[] = [];
  readonly #keys = new Set<string>();
  readonly #complex: PathNode[] = [];
  readonly #spend: (steps: number) => void;

  /** Comparing complex items takes time by the square of their number: each comparison is paid for. */
  constructor(spend: (steps: number) => void) {
    this.#spend = spend;
  }

  has(node: PathNode): boolean {
    const key = keyOf(node);
    if (key !== undefined) {
      return this.#keys.has(key);
    }
    this.#spend(this.#complex.length);
    return this.#complex.some((each) => each.value === node.value || equalNodes(each, node) === true);
  }

  /** Whether the item was new. */
  add(node: PathNode): boolean {
    if (this.has(node)) {
      return false;
    }
    const key = keyOf(node);
    if (key === undefined) {
      this.#complex.push(node);
    } else {
      this.#keys.add(key);
    }
    this.nodes.push(node);
    return true;
  }
}
