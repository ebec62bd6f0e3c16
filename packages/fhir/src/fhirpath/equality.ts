import { isExactNumber, numberText } from '../json/exact-number.ts';
import { areEquivalentDecimals, compareDecimals, decimalOf } from './decimal.ts';
import { isTemporal, type Kind, kindOf } from './kinds.ts';
import { temporalOf } from './order.ts';
import { isObject, type Nodes, type PathNode } from './path-node.ts';
import { areEquivalentQuantities, compareQuantities, quantityOf } from './quantity.ts';
import { compareTemporals } from './temporal.ts';

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

/** What the comparing of large values is paid from. */
export interface StepBudget {
  spend(steps: number): void;
}

/** Whether two JSON values have the same content; numbers by value, objects regardless of order. */
function sameJson(left: unknown, right: unknown, budget: StepBudget): boolean {
  if (left === right) {
    return true;
  }
  if (isNumber(left) && isNumber(right)) {
    return equalNumbers(left, right);
  }
  if (Array.isArray(left) && Array.isArray(right)) {
    budget.spend(left.length);
    return left.length === right.length && left.every((each, index) => sameJson(each, right[index], budget));
  }
  if (!isObject(left) || !isObject(right)) {
    return false;
  }
  const keys = Object.keys(left);
  budget.spend(keys.length);
  return (
    keys.length === Object.keys(right).length && keys.every((key) => sameJson(left[key], right[key], budget))
  );
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
export function equalNodes(left: PathNode, right: PathNode, budget: StepBudget): boolean | undefined {
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
    sameJson(left.value, right.value, budget) &&
    (left.value !== undefined || sameJson(left.element, right.element, budget))
  );
}

/** `=`: empty where either side is empty or precision leaves it open, false where lengths differ, else item by item. */
export function equalCollections(left: Nodes, right: Nodes, budget: StepBudget): boolean | undefined {
  if (left.length === 0 || right.length === 0) {
    return undefined;
  }
  if (left.length !== right.length) {
    return false;
  }
  let answer: boolean | undefined = true;
  for (const [index, node] of left.entries()) {
    const other = right[index];
    const equal = other && equalNodes(node, other, budget);
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

function equivalentJson(left: unknown, right: unknown, budget: StepBudget): boolean {
  budget.spend(1);
  if (typeof left === 'string' && typeof right === 'string') {
    return left === right || normalString(left) === normalString(right);
  }
  if (isNumber(left) && isNumber(right)) {
    return equivalentNumbers(left, right);
  }
  if (Array.isArray(left) && Array.isArray(right)) {
    return equivalentLists(left, right, (each, other) => equivalentJson(each, other, budget));
  }
  if (isObject(left) && isObject(right)) {
    const keys = Object.keys(left);
    return (
      keys.length === Object.keys(right).length &&
      keys.every((key) => equivalentJson(left[key], right[key], budget))
    );
  }
  return left === right;
}

/** Whether each item of one list has an item of its own in the other, in any order. */
function equivalentLists<T>(
  left: readonly T[],
  right: readonly T[],
  fits: (each: T, other: T) => boolean,
): boolean {
  const rest = [...right];
  return left.length === right.length && left.every((each) => takeFrom(rest, (other) => fits(each, other)));
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
function equivalentNodes(left: PathNode, right: PathNode, budget: StepBudget): boolean {
  const a = kindOf(left);
  const b = kindOf(right);
  if (isTemporal(a) || isTemporal(b)) {
    return equalTemporals(left, right) ?? false;
  }
  const [one, other] = a === 'quantity' && b === 'quantity' ? [quantityOf(left), quantityOf(right)] : [];
  return one && other ? areEquivalentQuantities(one, other) : equivalentJson(left.value, right.value, budget);
}

/** `~`: the same items in any order; two empty collections are equivalent. */
export function equivalentCollections(left: Nodes, right: Nodes, budget: StepBudget): boolean {
  return equivalentLists(left, right, (each, other) => equivalentNodes(each, other, budget));
}
