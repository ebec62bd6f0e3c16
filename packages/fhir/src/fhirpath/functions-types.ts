import { type Expression, fromTruth, isNever, never } from './expression.ts';
import { singleNode } from './kinds.ts';
import type { PathNode } from './path-node.ts';

/** `is`: whether the single item is of a type; empty for none. */
export function typeIs(operand: Expression, test: (node: PathNode) => boolean): Expression {
  return isNever(operand)
    ? never
    : fromTruth((scope) => {
        const node = singleNode(operand.evaluate(scope), 'is');
        return node && test(node);
      });
}
