import { numberText } from '../json/exact-number.ts';
import { decimalOf, decimalText, withoutTrailingZeros } from './decimal.ts';
import { equalNodes, type StepBudget } from './equality.ts';
import { kindOf } from './kinds.ts';
import { temporalOf } from './order.ts';
import type { PathNode } from './path-node.ts';
import { quantityKey, quantityOf } from './quantity.ts';
import { temporalKey } from './temporal.ts';

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
  readonly #budget: StepBudget;

  /** Comparing complex items takes time by the square of their number: each comparison is paid for. */
  constructor(budget: StepBudget) {
    this.#budget = budget;
  }

  has(node: PathNode): boolean {
    const key = keyOf(node);
    if (key !== undefined) {
      this.#budget.spend(key.length >> 4);
      return this.#keys.has(key);
    }
    this.#budget.spend(this.#complex.length);
    return this.#complex.some(
      (each) => each.value === node.value || equalNodes(each, node, this.#budget) === true,
    );
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
