import type { CompileSettings } from './expression.ts';
import {
  type Expression,
  focus,
  forEachAsFocus,
  fromConstant,
  fromNode,
  fromNodes,
  isNever,
  never,
} from './expression.ts';
import { singleInteger } from './kinds.ts';
import { ChildReader } from './navigation.ts';
import { PathError } from './path-error.ts';
import { integerNode, isObject, type Nodes, nothing, PathNode, stringNode } from './path-node.ts';
import { resourceNode, rootResourceOf } from './reference.ts';
import type { Scope } from './scope.ts';

/** One element deeper: `.name`. */
export function childStep(input: Expression, name: string, { model }: CompileSettings): Expression {
  if (isNever(input)) {
    return never;
  }
  const reader = new ChildReader(name, model);
  const { evaluate } = input;
  return fromNodes((scope) => {
    const nodes = evaluate(scope);
    if (nodes.length === 0) {
      return nothing;
    }
    const found: PathNode[] = [];
    for (const node of nodes) {
      reader.push(node, found);
    }
    scope.spend(nodes.length + found.length);
    return found;
  });
}

/**
 * A path may begin with the type of its focus (`Patient.name`). With the root type known when compiling, a path of
 * another type is found to give nothing there and then (`AllergyIntolerance.code | Condition.code` on a Condition).
 */
export function rootTypeStep(
  name: string,
  settings: CompileSettings,
  rootType: string | undefined,
): Expression {
  const { model } = settings;
  if (rootType !== undefined && model.isA(rootType, name)) {
    return focus;
  }
  if (rootType !== undefined && !model.isA(name, rootType)) {
    return never;
  }
  const child = childStep(focus, name, settings);
  return fromNodes((scope) => {
    const ofType = scope.self.filter((node) => model.isA(node.type, name));
    return ofType.length > 0 ? ofType : child.evaluate(scope);
  });
}

/** `[n]`, counted from 0. */
export function indexerStep(input: Expression, index: Expression): Expression {
  return fromNode((scope) => {
    const nodes = input.evaluate(scope);
    const at = singleInteger(index.evaluate(scope), 'an index');
    return at === undefined ? undefined : nodes[at];
  });
}

/** `$index`. */
export const indexStep: Expression = fromNode((scope) =>
  scope.index < 0 ? undefined : integerNode(scope.index),
);

/** `$total`. */
export const totalStep: Expression = fromNodes((scope) => scope.total);

/** Keeps the items that pass. */
export function filterStep(input: Expression, keep: (node: PathNode) => boolean): Expression {
  return isNever(input)
    ? never
    : fromNodes((scope) => {
        const nodes = input.evaluate(scope);
        scope.spend(nodes.length);
        return nodes.length === 0 ? nothing : nodes.filter(keep);
      });
}

const fixedVariables: Readonly<Record<string, string>> = {
  ucum: 'http://unitsofmeasure.org',
  sct: 'http://snomed.info/sct',
  loinc: 'http://loinc.org',
};

function currentResource(scope: Scope): Nodes {
  const { resource } = scope.environment;
  if (resource) {
    return [resource === scope.context.value ? scope.context : resourceNode(resource, scope.model)];
  }
  let node: PathNode | undefined = scope.context;
  while (node && scope.model.type(node.type)?.kind !== 'resource') {
    node = node.parent;
  }
  return node ? [node] : nothing;
}

function asNodes(value: unknown, scope: Scope): Nodes {
  if (value === undefined || value === null) {
    return nothing;
  }
  if (Array.isArray(value)) {
    return value.flatMap((each: unknown) => asNodes(each, scope));
  }
  if (value instanceof PathNode) {
    return [value];
  }
  return [
    isObject(value) && 'resourceType' in value ? resourceNode(value, scope.model) : new PathNode(value, ''),
  ];
}

function givenVariable(name: string, offset: number): Expression {
  return fromNodes((scope) => {
    const { variables } = scope.environment;
    if (!variables || !Object.hasOwn(variables, name)) {
      throw new PathError('unknown', `there is no variable %${name} here`, offset);
    }
    return asNodes(variables[name], scope);
  });
}

/** `%name`: what the specification defines, then what the environment gives. */
export function variableStep(name: string, offset: number): Expression {
  const fixed = Object.hasOwn(fixedVariables, name) ? fixedVariables[name] : undefined;
  if (fixed !== undefined) {
    return fromConstant([stringNode(fixed)]);
  }
  if (name.startsWith('vs-')) {
    return fromConstant([stringNode(`http://hl7.org/fhir/ValueSet/${name.slice(3)}`)]);
  }
  if (name.startsWith('ext-')) {
    return fromConstant([stringNode(`http://hl7.org/fhir/StructureDefinition/${name.slice(4)}`)]);
  }
  switch (name) {
    case 'context':
      return fromNode((scope) => scope.context);
    case 'resource':
      return fromNodes(currentResource);
    case 'rootResource':
      return fromNode((scope) => {
        const root = rootResourceOf(scope);
        return root && (root === scope.context.value ? scope.context : resourceNode(root, scope.model));
      });
    default:
      return givenVariable(name, offset);
  }
}

/** Evaluates a projection for each item, all results in one collection. */
export function projectStep(input: Expression, projection: Expression): Expression {
  return fromNodes((scope) => {
    const projected: PathNode[] = [];
    forEachAsFocus(scope, input.evaluate(scope), () => {
      const found = projection.evaluate(scope);
      scope.spend(found.length);
      for (const node of found) {
        projected.push(node);
      }
      return true;
    });
    return projected;
  });
}
