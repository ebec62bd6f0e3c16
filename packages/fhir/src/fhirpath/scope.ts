import type { FhirModel } from '../model/model.ts';
import { PathError } from './path-error.ts';
import { type Nodes, nothing, type PathNode } from './path-node.ts';

/** What an expression may ask of its surroundings. Everything is optional; what is needed and absent is a `PathError`. */
export interface PathEnvironment {
  /** `%resource`; the focus itself where it is a resource and nothing is given. */
  readonly resource?: object | undefined;
  /** `%rootResource`: the resource that contains `%resource`; `%resource` where nothing is given. */
  readonly rootResource?: object | undefined;
  /** Now, as a FHIR dateTime with an offset. */
  readonly now?: string | undefined;
  /**
   * The resource a reference points at. Contained resources are found without it. Where it is absent or answers
   * undefined, `resolve()` still gives an item whose type and id are read from the reference, and nothing else.
   */
  readonly resolve?: ((reference: string, node: PathNode) => object | undefined) | undefined;
  /** Whether a code, Coding, CodeableConcept or string is in a value set; undefined where that cannot be known. */
  readonly memberOf?: ((node: PathNode, valueSet: string) => boolean | undefined) | undefined;
  readonly conformsTo?: ((node: PathNode, profile: string) => boolean | undefined) | undefined;
  /** Whether a narrative is the XHTML that FHIR allows. */
  readonly htmlChecks?: ((xhtml: string) => boolean) | undefined;
  /** Further variables, by name without `%`: JSON values, or nodes where the type matters. */
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly trace?: ((name: string, nodes: Nodes) => void) | undefined;
  /**
   * Most steps an evaluation may take; a step is about one item looked at. Without it, expressions of
   * installed definitions may take 2,000,000 and others 100,000.
   */
  readonly stepBudget?: number | undefined;
}

/** The state of one evaluation. Closures read the focus from it and put it back when they have changed it. */
export class Scope {
  readonly model: FhirModel;
  readonly environment: PathEnvironment;
  /** `%context`: what the evaluation began with. */
  readonly context: PathNode;
  /** `$this` as a collection: what a path without a beginning starts from. */
  self: Nodes;
  /** `$index`, -1 outside an iteration. */
  index = -1;
  /** `$total`, within aggregate(). */
  total: Nodes = nothing;
  #steps: number;

  constructor(model: FhirModel, environment: PathEnvironment, context: PathNode, stepBudget: number) {
    this.model = model;
    this.environment = environment;
    this.context = context;
    this.self = [context];
    this.#steps = environment.stepBudget ?? stepBudget;
  }

  /** Counts work done. Throws `PathError('too-complex')` when the budget is spent. */
  spend(steps: number): void {
    this.#steps -= steps;
    if (this.#steps < 0) {
      throw new PathError(
        'too-complex',
        'the expression takes more steps than it is granted; make it more specific',
      );
    }
  }
}
