import { combine as calculate } from './arithmetic.ts';
import { DistinctNodes } from './distinct.ts';
import { type Expression, forEachAsFocus, fromNode, fromNodes } from './expression.ts';
import { argument, type FunctionCall, type FunctionTable, perItem, plain } from './function-call.ts';
import { singleInteger, singleNode, singleString } from './kinds.ts';
import { union } from './operators.ts';
import { compareNodes } from './order.ts';
import { integerNode, type Nodes, nothing, type PathNode } from './path-node.ts';
import { projectStep } from './path-steps.ts';
import type { Scope } from './scope.ts';

/** A function of the input's items and of a whole number. */
function bounded(call: FunctionCall, what: string, part: (nodes: Nodes, count: number) => Nodes): Expression {
  return fromNodes((scope) => {
    const count = singleInteger(argument(call, 0).evaluate(scope), what);
    const nodes = call.input.evaluate(scope);
    scope.spend(nodes.length);
    return count === undefined ? nothing : part(nodes, count);
  });
}

/** Items of the input that are, or are not, in the argument. */
function sieve(scope: Scope, nodes: Nodes, others: Nodes, wanted: boolean): Nodes {
  scope.spend(nodes.length + others.length);
  const distinct = new DistinctNodes(scope);
  for (const node of others) {
    distinct.add(node);
  }
  return nodes.filter((node) => distinct.has(node) === wanted);
}

function intersect(call: FunctionCall): Expression {
  return fromNodes((scope) => {
    const shared = sieve(scope, call.input.evaluate(scope), argument(call, 0).evaluate(scope), true);
    const distinct = new DistinctNodes(scope);
    for (const node of shared) {
      distinct.add(node);
    }
    return distinct.nodes;
  });
}

function exclude(call: FunctionCall): Expression {
  return fromNodes((scope) =>
    sieve(scope, call.input.evaluate(scope), argument(call, 0).evaluate(scope), false),
  );
}

function tail({ input }: FunctionCall): Expression {
  return fromNodes((scope) => {
    const nodes = input.evaluate(scope);
    scope.spend(nodes.length);
    return nodes.slice(1);
  });
}

function combine(call: FunctionCall): Expression {
  return fromNodes((scope) => {
    const nodes = call.input.evaluate(scope);
    const others = argument(call, 0).evaluate(scope);
    scope.spend(nodes.length + others.length);
    return [...nodes, ...others];
  });
}

/** `repeat`: projects what the projection gave, until nothing new comes. */
function repeat(call: FunctionCall): Expression {
  const projection = argument(call, 0);
  return fromNodes((scope) => {
    const found = new DistinctNodes(scope);
    let level: Nodes = call.input.evaluate(scope);
    while (level.length > 0) {
      const next: PathNode[] = [];
      forEachAsFocus(scope, level, () => {
        for (const node of projection.evaluate(scope)) {
          if (found.add(node)) {
            next.push(node);
          }
        }
        return true;
      });
      level = next;
    }
    return found.nodes;
  });
}

function aggregate(call: FunctionCall): Expression {
  const [step, initial] = [argument(call, 0), argument(call, 1)];
  return fromNodes((scope) => {
    const { total } = scope;
    const start = initial.evaluate(scope);
    scope.total = start;
    forEachAsFocus(scope, call.input.evaluate(scope), () => {
      scope.total = step.evaluate(scope);
      return true;
    });
    const result = scope.total;
    scope.total = total;
    return result;
  });
}

function iif(call: FunctionCall): Expression {
  const [condition, then, otherwise] = [argument(call, 0), argument(call, 1), argument(call, 2)];
  return fromNodes((scope) => {
    const { self } = scope;
    scope.self = call.input.evaluate(scope);
    const result = condition.truth(scope) === true ? then.evaluate(scope) : otherwise.evaluate(scope);
    scope.self = self;
    return result;
  });
}

function trace(call: FunctionCall): Expression {
  const [name, projection] = call.args;
  return fromNodes((scope) => {
    const nodes = call.input.evaluate(scope);
    if (scope.environment.trace) {
      const shown = projection ? projectStep(call.input, projection).evaluate(scope) : nodes;
      scope.environment.trace(singleString(name?.evaluate(scope) ?? nothing, 'trace()') ?? '', shown);
    }
    return nodes;
  });
}

/** One of the input by comparing: the least for a sign of 1, the greatest for -1. */
function extreme({ input }: FunctionCall, sign: 1 | -1): Expression {
  return fromNode((scope) => {
    let best: PathNode | undefined;
    for (const node of input.evaluate(scope)) {
      scope.spend(1);
      best = best === undefined || (compareNodes(node, best) ?? 0) * sign < 0 ? node : best;
    }
    return best;
  });
}

function sum(scope: Scope, nodes: Nodes): PathNode | undefined {
  scope.spend(nodes.length);
  return nodes.reduce<PathNode | undefined>(
    (total, node) => (total ? calculate('+', total, node) : node),
    undefined,
  );
}

function average(scope: Scope, nodes: Nodes): PathNode | undefined {
  const total = sum(scope, nodes);
  return total && calculate('/', total, integerNode(nodes.length));
}

/** Functions that choose among items, join collections, and run over them. */
export const collectionFunctions: FunctionTable = {
  select: perItem(1, 1, (call) => projectStep(call.input, argument(call, 0))),
  repeat: perItem(1, 1, repeat),
  aggregate: perItem(1, 2, aggregate),
  iif: perItem(2, 3, iif),
  trace: perItem(1, 2, trace),
  first: plain(0, 0, ({ input }) => fromNode((scope) => input.evaluate(scope)[0])),
  last: plain(0, 0, ({ input }) => fromNode((scope) => input.evaluate(scope).at(-1))),
  tail: plain(0, 0, tail),
  skip: plain(1, 1, (call) => bounded(call, 'skip()', (nodes, count) => nodes.slice(Math.max(count, 0)))),
  take: plain(1, 1, (call) => bounded(call, 'take()', (nodes, count) => nodes.slice(0, Math.max(count, 0)))),
  single: plain(0, 0, ({ input }) => fromNode((scope) => singleNode(input.evaluate(scope), 'single()'))),
  intersect: plain(1, 1, intersect),
  exclude: plain(1, 1, exclude),
  union: plain(1, 1, (call) => union([call.input, argument(call, 0)])),
  combine: plain(1, 1, combine),
  sum: plain(0, 0, ({ input }) => fromNode((scope) => sum(scope, input.evaluate(scope)))),
  avg: plain(0, 0, ({ input }) => fromNode((scope) => average(scope, input.evaluate(scope)))),
  min: plain(0, 0, (call) => extreme(call, 1)),
  max: plain(0, 0, (call) => extreme(call, -1)),
};
