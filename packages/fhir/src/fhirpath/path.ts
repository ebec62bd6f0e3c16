import type { FhirModel } from '../model/model.ts';
import { compile } from './compile.ts';
import type { Expression } from './expression.ts';
import { parse } from './parser.ts';
import { isObject, type Nodes, PathNode } from './path-node.ts';
import { type PathEnvironment, Scope } from './scope.ts';

export interface PathOptions {
  readonly model: FhirModel;
  /** The type the expression will be evaluated on; paths of other types are left out when compiling. */
  readonly type?: string | undefined;
  /** Only for expressions of installed definitions: patterns may run, and they are granted more steps. */
  readonly trusted?: boolean | undefined;
}

/** Steps an expression from outside may take; a search parameter takes about ten. */
const outsideBudget = 100_000;
/** An expression of an installed definition may look at every element many times, and still has an end. */
export const trustedBudget = 2_000_000;
const noEnvironment: PathEnvironment = {};

/** A FHIRPath expression compiled to closures. It keeps no state of an evaluation and can be shared. */
export class CompiledPath {
  readonly expression: string;
  readonly #model: FhirModel;
  readonly #type: string | undefined;
  readonly #budget: number;
  readonly #compiled: Expression;

  constructor(expression: string, { model, type, trusted = false }: PathOptions) {
    this.expression = expression;
    this.#model = model;
    this.#type = type;
    this.#budget = trusted ? trustedBudget : outsideBudget;
    this.#compiled = compile(parse(expression), { model, trusted }, type);
  }

  /** The items it gives, each with its type and its place. The focus is a resource, an element's JSON, or a node. */
  evaluate(focus: unknown, environment: PathEnvironment = noEnvironment): Nodes {
    return this.#compiled.evaluate(this.#scope(focus, environment));
  }

  /** Whether it holds as an invariant: empty counts as true. */
  test(focus: unknown, environment: PathEnvironment = noEnvironment): boolean {
    return this.#compiled.truth(this.#scope(focus, environment)) !== false;
  }

  /** Whether it gives anything. */
  exists(focus: unknown, environment: PathEnvironment = noEnvironment): boolean {
    return this.#compiled.exists(this.#scope(focus, environment));
  }

  /** The values it gives, without types; a primitive that has only extensions is left out. */
  values(focus: unknown, environment: PathEnvironment = noEnvironment): unknown[] {
    return this.evaluate(focus, environment)
      .map((node) => node.value)
      .filter((value) => value !== undefined);
  }

  #scope(focus: unknown, environment: PathEnvironment): Scope {
    const node = focus instanceof PathNode ? focus : focusNode(focus, this.#type, this.#model);
    return new Scope(this.#model, environment, node, this.#budget);
  }
}

/** A value as a node to evaluate on: a resource by the type it says, anything else by the type given. */
export function focusNode(value: unknown, type: string | undefined, model: FhirModel): PathNode {
  const resourceType = isObject(value) ? value.resourceType : undefined;
  const own = typeof resourceType === 'string' && model.type(resourceType) ? resourceType : undefined;
  return new PathNode(value, own ?? type ?? '');
}

/** Most expressions kept; beyond it the oldest goes, so that expressions from outside cannot fill the memory. */
const mostKept = 5_000;
const kept = new WeakMap<FhirModel, Map<string, CompiledPath>>();

function pathsOf(model: FhirModel): Map<string, CompiledPath> {
  const known = kept.get(model) ?? new Map<string, CompiledPath>();
  kept.set(model, known);
  return known;
}

/**
 * Compiles a FHIRPath expression, or gives the one compiled before. Throws `PathError`: `syntax`, `unknown` or `type`
 * with the position in the expression, `too-complex` beyond 10,000 characters or 50 levels, `unsupported` for a
 * pattern in an expression that is not trusted.
 */
export function compilePath(expression: string, options: PathOptions): CompiledPath {
  const known = pathsOf(options.model);
  const key = `${options.trusted ? 't' : 'o'} ${options.type ?? ''} ${expression}`;
  const found = known.get(key);
  if (found) {
    return found;
  }
  const compiled = new CompiledPath(expression, options);
  if (known.size >= mostKept) {
    const [oldest] = known.keys();
    known.delete(oldest ?? '');
  }
  known.set(key, compiled);
  return compiled;
}
