import { isTemporal, kindOf } from './kinds.ts';
import { PathError } from './path-error.ts';
import type { PathNode } from './path-node.ts';
import { compareQuantities, quantityOf } from './quantity.ts';
import { compareTemporals, parseDateTime, parseTime, type Temporal } from './temporal.ts';

/** The date or time of a node, undefined where its text is none. */
export function temporalOf(node: PathNode): Temporal | undefined {
  if (typeof node.value !== 'string') {
    return undefined;
  }
  return kindOf(node) === 'time' ? parseTime(node.value) : parseDateTime(node.value);
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
