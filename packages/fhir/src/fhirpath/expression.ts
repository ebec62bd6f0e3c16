import type { FhirModel } from '../model/model.ts';
import { truthOf } from './kinds.ts';
import { type Nodes, nothing, type PathNode, truthNodes } from './path-node.ts';
import type { Scope } from './scope.ts';

/** A compiled expression: closures that call one another, with nothing left to interpret. */
export interface Expression {
  /** The items it gives. */
  readonly evaluate: (scope: Scope) => Nodes;
  /** Its truth as a boolean operand; undefined for empty. */
  readonly truth: (scope: Scope) => boolean | undefined;
  /** Whether it gives anything, without making the items where that is possible. */
  readonly exists: (scope: Scope) => boolean;
  /** Set where it gives the same items whatever it is evaluated on. */
  readonly constant?: Nodes;
}

/** What the compiler knows while it compiles. */
export interface CompileSettings {
  readonly model: FhirModel;
  /** Whether patterns may be run: only in expressions that come from installed definitions. */
  readonly trusted: boolean;
}

/** An expression that is made of its items. */
export function fromNodes(evaluate: (scope: Scope) => Nodes): Expression {
  return {
    evaluate,
    truth: (scope) => truthOf(evaluate(scope)),
    exists: (scope) => evaluate(scope).length > 0,
  };
}

/** An expression that answers yes, no or nothing; it makes no items. */
export function fromTruth(truth: (scope: Scope) => boolean | undefined): Expression {
  return {
    evaluate: (scope) => truthNodes(truth(scope)),
    truth,
    exists: (scope) => truth(scope) !== undefined,
  };
}

/** An expression that gives one item or none. */
export function fromNode(evaluate: (scope: Scope) => PathNode | undefined): Expression {
  return fromNodes((scope) => {
    const node = evaluate(scope);
    return node === undefined ? nothing : [node];
  });
}

/** An expression whose items are known. */
export function fromConstant(nodes: Nodes): Expression {
  return { ...fromNodes(() => nodes), constant: nodes };
}

/** The empty collection, known to be empty when compiling: what is built on it can be left out. */
export const never: Expression = fromConstant(nothing);

/** Whether an expression was found to give nothing, whatever it is evaluated on. */
export function isNever(expression: Expression): boolean {
  return expression.constant?.length === 0;
}

/** The focus (`$this`). */
export const focus: Expression = fromNodes((scope) => scope.self);

/**
 * Runs a step for each item with the item as `$this` and its number as `$index`; stops when the step says false.
 * The focus is put back afterwards. When a step throws, the evaluation as a whole is over.
 */
export function forEachAsFocus(scope: Scope, nodes: Nodes, step: (node: PathNode) => boolean): void {
  const { self, index } = scope;
  scope.spend(nodes.length);
  for (let at = 0; at < nodes.length; at += 1) {
    const node = nodes[at];
    if (node === undefined) {
      break;
    }
    scope.self = [node];
    scope.index = at;
    if (!step(node)) {
      break;
    }
  }
  scope.self = self;
  scope.index = index;
}
