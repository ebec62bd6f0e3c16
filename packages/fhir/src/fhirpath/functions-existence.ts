import { DistinctNodes } from './distinct.ts';
import { type Expression, forEachAsFocus, fromNode, fromNodes, fromTruth } from './expression.ts';
import { argument, type FunctionCall, type FunctionTable, perItem, plain } from './function-call.ts';
import { integerNode, type Nodes } from './path-node.ts';
import type { Scope } from './scope.ts';

/** Whether the criteria hold for at least one item. */
function someMeets(input: Expression, criteria: Expression): (scope: Scope) => boolean {
  return (scope) => {
    let found = false;
    forEachAsFocus(scope, input.evaluate(scope), () => {
      found = criteria.truth(scope) === true;
      return !found;
    });
    return found;
  };
}

function exists({ input, args: [criteria] }: FunctionCall): Expression {
  return fromTruth(criteria ? someMeets(input, criteria) : input.exists);
}

function all({ input, args: [criteria] }: FunctionCall): Expression {
  return fromTruth((scope) => {
    let holds = true;
    forEachAsFocus(scope, input.evaluate(scope), () => {
      holds = criteria?.truth(scope) === true;
      return holds;
    });
    return holds;
  });
}

function where({ input, args: [criteria] }: FunctionCall): Expression {
  if (!criteria) {
    return input;
  }
  const meets = someMeets(input, criteria);
  const filtered = fromNodes((scope) => {
    const kept: Nodes[number][] = [];
    forEachAsFocus(scope, input.evaluate(scope), (node) => {
      if (criteria.truth(scope) === true) {
        kept.push(node);
      }
      return true;
    });
    return kept;
  });
  return { ...filtered, exists: meets };
}

function distinctNodes(scope: Scope, nodes: Nodes): DistinctNodes {
  scope.spend(nodes.length);
  const distinct = new DistinctNodes(scope);
  for (const node of nodes) {
    distinct.add(node);
  }
  return distinct;
}

function isSubset(scope: Scope, part: Nodes, whole: Nodes): boolean {
  const distinct = distinctNodes(scope, whole);
  return part.every((node) => distinct.has(node));
}

/** How many items have this value; items that are no booleans count for neither. */
function tell(call: FunctionCall, answer: (values: readonly unknown[]) => boolean): Expression {
  return fromTruth((scope) => {
    const nodes = call.input.evaluate(scope);
    scope.spend(nodes.length);
    return answer(nodes.map((node) => node.value));
  });
}

/** Functions that tell whether, and how many. */
export const existenceFunctions: FunctionTable = {
  empty: plain(0, 0, ({ input }) => fromTruth((scope) => !input.exists(scope))),
  exists: perItem(0, 1, exists),
  not: plain(0, 0, ({ input }) =>
    fromTruth((scope) => {
      const truth = input.truth(scope);
      return truth === undefined ? undefined : !truth;
    }),
  ),
  all: perItem(1, 1, all),
  where: perItem(1, 1, where),
  allTrue: plain(0, 0, (call) => tell(call, (values) => values.every((each) => each === true))),
  anyTrue: plain(0, 0, (call) => tell(call, (values) => values.includes(true))),
  allFalse: plain(0, 0, (call) => tell(call, (values) => values.every((each) => each === false))),
  anyFalse: plain(0, 0, (call) => tell(call, (values) => values.includes(false))),
  subsetOf: plain(1, 1, (call) =>
    fromTruth((scope) => isSubset(scope, call.input.evaluate(scope), argument(call, 0).evaluate(scope))),
  ),
  supersetOf: plain(1, 1, (call) =>
    fromTruth((scope) => isSubset(scope, argument(call, 0).evaluate(scope), call.input.evaluate(scope))),
  ),
  count: plain(0, 0, ({ input }) => fromNode((scope) => integerNode(input.evaluate(scope).length))),
  distinct: plain(0, 0, ({ input }) =>
    fromNodes((scope) => distinctNodes(scope, input.evaluate(scope)).nodes),
  ),
  isDistinct: plain(0, 0, ({ input }) =>
    fromTruth((scope) => {
      const nodes = input.evaluate(scope);
      return distinctNodes(scope, nodes).nodes.length === nodes.length;
    }),
  ),
};
