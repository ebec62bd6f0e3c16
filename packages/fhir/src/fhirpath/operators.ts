import { arithmetic } from './arithmetic.ts';
import { DistinctNodes } from './distinct.ts';
import { equalCollections, equalNodes, equivalentCollections } from './equality.ts';
import { type Expression, fromNodes, fromTruth, isNever, never } from './expression.ts';
import { kindOfType, singleNode } from './kinds.ts';
import { compareNodes } from './order.ts';
import { type Nodes, nothing, type PathNode } from './path-node.ts';
import type { Scope } from './scope.ts';
import type { BinaryOperator } from './syntax.ts';

type Pair = { readonly left: Expression; readonly right: Expression };

/** `and`, with the truth table of three values. */
function both({ left, right }: Pair): Expression {
  return fromTruth((scope) => {
    const a = left.truth(scope);
    if (a === false) {
      return false;
    }
    const b = right.truth(scope);
    return b === false ? false : a === undefined || b === undefined ? undefined : true;
  });
}

function either({ left, right }: Pair): Expression {
  return fromTruth((scope) => {
    const a = left.truth(scope);
    if (a === true) {
      return true;
    }
    const b = right.truth(scope);
    return b === true ? true : a === undefined || b === undefined ? undefined : false;
  });
}

function oneOf({ left, right }: Pair): Expression {
  return fromTruth((scope) => {
    const a = left.truth(scope);
    const b = right.truth(scope);
    return a === undefined || b === undefined ? undefined : a !== b;
  });
}

function implication({ left, right }: Pair): Expression {
  return fromTruth((scope) => {
    const a = left.truth(scope);
    if (a === false) {
      return true;
    }
    const b = right.truth(scope);
    return b === true ? true : a === undefined || b === undefined ? undefined : false;
  });
}

/** The literal string of an expression, where it is one. */
function literalString(expression: Expression): string | undefined {
  const [node, ...more] = expression.constant ?? [];
  return node && more.length === 0 && node.type === 'System.String' && typeof node.value === 'string'
    ? node.value
    : undefined;
}

/** `path = 'text'`, the most frequent comparison, without making items of the literal. */
function equalsText(path: Expression, text: string, literal: Nodes): (scope: Scope) => boolean | undefined {
  return (scope) => {
    const nodes = path.evaluate(scope);
    const [node] = nodes;
    if (node === undefined) {
      return undefined;
    }
    if (nodes.length === 1 && typeof node.value === 'string' && kindOfType(node.type) === 'string') {
      return node.value === text;
    }
    return equalCollections(nodes, literal, scope);
  };
}

function equality({ left, right }: Pair): (scope: Scope) => boolean | undefined {
  const text = literalString(right);
  if (text !== undefined && right.constant) {
    return equalsText(left, text, right.constant);
  }
  return (scope) => equalCollections(left.evaluate(scope), right.evaluate(scope), scope);
}

function negated(truth: (scope: Scope) => boolean | undefined): (scope: Scope) => boolean | undefined {
  return (scope) => {
    const answer = truth(scope);
    return answer === undefined ? undefined : !answer;
  };
}

function ordering({ left, right }: Pair, holds: (order: number) => boolean): Expression {
  return fromTruth((scope) => {
    const a = singleNode(left.evaluate(scope), 'a comparison');
    const b = singleNode(right.evaluate(scope), 'a comparison');
    const order = a && b && compareNodes(a, b);
    return order === undefined ? undefined : holds(order);
  });
}

function isIn(item: PathNode, nodes: Nodes, scope: Scope): boolean {
  scope.spend(nodes.length);
  return nodes.some((each) => equalNodes(item, each, scope) === true);
}

function membership(item: Expression, collection: Expression): Expression {
  return fromTruth((scope) => {
    const node = singleNode(item.evaluate(scope), 'membership');
    return node && isIn(node, collection.evaluate(scope), scope);
  });
}

/** `|`: the items of all branches, equal ones once. Branches known to be empty fall away. */
export function union(branches: readonly Expression[]): Expression {
  const inputs = branches.filter((each) => !isNever(each));
  if (inputs.length === 0) {
    return never;
  }
  return {
    ...fromNodes((scope) => unite(scope, inputs)),
    exists: (scope) => inputs.some((each) => each.exists(scope)),
  };
}

function unite(scope: Scope, inputs: readonly Expression[]): Nodes {
  const collections = inputs.map((each) => each.evaluate(scope)).filter((each) => each.length > 0);
  const [first = nothing, ...others] = collections;
  if (others.length === 0 && first.length < 2) {
    return first;
  }
  const distinct = new DistinctNodes(scope);
  for (const nodes of collections) {
    scope.spend(nodes.length);
    for (const node of nodes) {
      distinct.add(node);
    }
  }
  return distinct.nodes;
}

/** Compiles an operator between two operands. */
export function binary(operator: BinaryOperator, left: Expression, right: Expression): Expression {
  const pair = { left, right };
  switch (operator) {
    case 'and':
      return both(pair);
    case 'or':
      return either(pair);
    case 'xor':
      return oneOf(pair);
    case 'implies':
      return implication(pair);
    case '=':
      return fromTruth(equality(pair));
    case '!=':
      return fromTruth(negated(equality(pair)));
    case '~':
      return fromTruth((scope) => equivalentCollections(left.evaluate(scope), right.evaluate(scope), scope));
    case '!~':
      return fromTruth((scope) => !equivalentCollections(left.evaluate(scope), right.evaluate(scope), scope));
    case '<':
      return ordering(pair, (order) => order < 0);
    case '<=':
      return ordering(pair, (order) => order <= 0);
    case '>':
      return ordering(pair, (order) => order > 0);
    case '>=':
      return ordering(pair, (order) => order >= 0);
    case 'in':
      return membership(left, right);
    case 'contains':
      return membership(right, left);
    case '|':
      return union([left, right]);
    case '+':
    case '-':
    case '*':
    case '/':
    case 'div':
    case 'mod':
    case '&':
      return arithmetic(operator, left, right);
    default:
      return operator satisfies never;
  }
}
