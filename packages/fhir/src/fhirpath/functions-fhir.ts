import { type Expression, fromNode, fromNodes, fromTruth } from './expression.ts';
import {
  argument,
  type FunctionCall,
  type FunctionDefinition,
  type FunctionTable,
  plain,
} from './function-call.ts';
import { kindOfType, singleNode, singleString, systemTypeOf } from './kinds.ts';
import { descendantsOf, pushChildren } from './navigation.ts';
import { PathError } from './path-error.ts';
import { isObject, PathNode } from './path-node.ts';
import { childStep } from './path-steps.ts';
import { resolveReference } from './reference.ts';
import type { PathEnvironment, Scope } from './scope.ts';

function extension(call: FunctionCall): Expression {
  const extensions = childStep(call.input, 'extension', call.settings);
  return fromNodes((scope) => {
    const url = singleString(argument(call, 0).evaluate(scope), 'extension()');
    return extensions.evaluate(scope).filter((node) => isObject(node.value) && node.value.url === url);
  });
}

function isPrimitive(node: PathNode, scope: Scope): boolean {
  return (
    scope.model.type(node.type)?.kind === 'primitive' ||
    (kindOfType(node.type) !== undefined && !isObject(node.value))
  );
}

function hasValue({ input }: FunctionCall): Expression {
  return fromTruth((scope) => {
    const [node, ...more] = input.evaluate(scope);
    return node !== undefined && more.length === 0 && node.value !== undefined && isPrimitive(node, scope);
  });
}

function getValue({ input }: FunctionCall): Expression {
  return fromNode((scope) => {
    const [node, ...more] = input.evaluate(scope);
    return node && more.length === 0 && node.value !== undefined && isPrimitive(node, scope)
      ? new PathNode(node.value, systemTypeOf(node))
      : undefined;
  });
}

/** A question that only the environment can answer. Throws where it has not been given the means. */
function asked(
  name: string,
  answer: (
    environment: PathEnvironment,
  ) => ((node: PathNode, address: string) => boolean | undefined) | undefined,
): FunctionDefinition {
  return plain(1, 1, (call) =>
    fromTruth((scope) => {
      const node = singleNode(call.input.evaluate(scope), `${name}()`);
      const address = singleString(argument(call, 0).evaluate(scope), `${name}()`);
      const ask = answer(scope.environment);
      if (!ask) {
        throw new PathError('unsupported', `${name}() cannot be answered here`, call.offset);
      }
      return node && address !== undefined ? ask(node, address) : undefined;
    }),
  );
}

function htmlChecks(call: FunctionCall): Expression {
  return fromTruth((scope) => {
    const node = singleNode(call.input.evaluate(scope), 'htmlChecks()');
    const { htmlChecks: check } = scope.environment;
    if (!check) {
      throw new PathError('unsupported', 'htmlChecks() cannot be answered here', call.offset);
    }
    return node && (typeof node.value === 'string' ? check(node.value) : undefined);
  });
}

/** `type()`: the namespace and name of each item's type. */
function reflect({ input }: FunctionCall): Expression {
  return fromNodes((scope) =>
    input.evaluate(scope).map(({ type }) => {
      const isSystem = type.startsWith('System.');
      return new PathNode(
        { namespace: isSystem ? 'System' : 'FHIR', name: isSystem ? type.slice(7) : type },
        '',
      );
    }),
  );
}

/** A part of now. Throws where the environment does not say what time it is: a rule never asks the machine. */
function clock(type: string, part: (now: string) => string): FunctionDefinition {
  return plain(0, 0, (call) =>
    fromNode((scope) => {
      const { now } = scope.environment;
      if (now === undefined) {
        throw new PathError('unsupported', 'the time is not given here', call.offset);
      }
      return new PathNode(part(now), type);
    }),
  );
}

function timeOf(now: string): string {
  return /T([\d:.]+)/.exec(now)?.[1] ?? '';
}

/** Functions that FHIR adds to FHIRPath, on elements, references, narrative and the time. */
export const fhirFunctions: FunctionTable = {
  children: plain(0, 0, ({ input, settings }) =>
    fromNodes((scope) => {
      const found: PathNode[] = [];
      for (const node of input.evaluate(scope)) {
        pushChildren(node, settings.model, found);
      }
      scope.spend(found.length);
      return found;
    }),
  ),
  descendants: plain(0, 0, ({ input, settings }) =>
    fromNodes((scope) => descendantsOf(input.evaluate(scope), settings.model, (steps) => scope.spend(steps))),
  ),
  extension: plain(1, 1, extension),
  hasValue: plain(0, 0, hasValue),
  getValue: plain(0, 0, getValue),
  resolve: plain(0, 0, ({ input }) =>
    fromNodes((scope) =>
      input
        .evaluate(scope)
        .map((node) => resolveReference(scope, node))
        .filter((node) => node !== undefined),
    ),
  ),
  memberOf: asked('memberOf', (environment) => environment.memberOf),
  conformsTo: asked('conformsTo', (environment) => environment.conformsTo),
  htmlChecks: plain(0, 0, htmlChecks),
  type: plain(0, 0, reflect),
  now: clock('System.DateTime', (now) => now),
  today: clock('System.Date', (now) => now.slice(0, 10)),
  timeOfDay: clock('System.Time', timeOf),
};
