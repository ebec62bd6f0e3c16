import type { FhirModel, PathNode, Terminology } from '@caecilia/fhir';
import { anyInSet, codesIn } from './plan/codings.ts';
import { compileObject } from './plan/compile-object.ts';
import type { ObjectPlan } from './plan/object-plan.ts';
import type { Check, PlanContext } from './plan/plan-context.ts';
import { compileValueCheck } from './plan/value-check.ts';
import { compileRules, RuleEnvironment } from './rules/compile-rules.ts';
import type { Rule } from './rules/rule.ts';
import type { Shape } from './shape/shape.ts';
import type { Shapes } from './shape/shapes.ts';
import type { Walk } from './walk.ts';

/** What a compiler is made of. */
export interface CompilerParts {
  readonly shapes: Shapes;
  readonly terminology: Terminology;
  readonly model: FhirModel;
  readonly narrative: ((div: string) => string | undefined) | undefined;
  readonly now: (() => string) | undefined;
  /** A resource of any type, by its own type and the profiles it claims. */
  readonly resourceCheck: Check;
}

/** Compiles shapes into checks; each shape once, and not before a resource needs it. */
export class Compiler implements PlanContext {
  readonly shapes: Shapes;
  readonly terminology: Terminology;
  readonly narrative: PlanContext['narrative'];
  readonly resourceCheck: Check;
  readonly #parts: CompilerParts;
  readonly #valueChecks = new Map<Shape, Check>();
  readonly #contentChecks = new Map<Shape, Check>();
  readonly #definitionChecks = new Map<string, Check | undefined>();
  readonly #environments = new WeakMap<Walk, RuleEnvironment>();

  constructor(parts: CompilerParts) {
    this.shapes = parts.shapes;
    this.terminology = parts.terminology;
    this.narrative = parts.narrative;
    this.resourceCheck = parts.resourceCheck;
    this.#parts = parts;
  }

  valueCheck(shape: Shape): Check {
    const known = this.#valueChecks.get(shape);
    if (known) {
      return known;
    }
    const made = later(() => compileValueCheck(shape, this));
    this.#valueChecks.set(shape, made);
    return made;
  }

  contentCheck(shape: Shape): Check {
    const known = this.#contentChecks.get(shape);
    if (known) {
      return known;
    }
    let plan: ObjectPlan | undefined;
    const made: Check = (value, walk) => {
      plan ??= compileObject(shape, this);
      plan.run(value, walk);
    };
    this.#contentChecks.set(shape, made);
    return made;
  }

  definitionCheck(canonical: string): Check | undefined {
    if (!this.#definitionChecks.has(canonical)) {
      const shape = this.shapes.ofDefinition(canonical);
      this.#definitionChecks.set(canonical, shape && this.#rootCheck(shape));
    }
    return this.#definitionChecks.get(canonical);
  }

  rules(shape: Shape): readonly Rule[] {
    return compileRules(shape, this.#parts.model, (walk) => this.#environment(walk));
  }

  /** A resource is checked by this definition alone; by what else it claims, whoever asks decides. */
  #rootCheck(shape: Shape): Check {
    const kind = this.shapes.structures.type(shape.typeName ?? '')?.kind;
    return kind === 'resource' ? this.contentCheck(shape) : this.valueCheck(shape);
  }

  #environment(walk: Walk): RuleEnvironment {
    const known = this.#environments.get(walk);
    if (known) {
      return known;
    }
    const made = new RuleEnvironment(walk, {
      now: this.#parts.now?.(),
      memberOf: (node, valueSet) => this.#memberOf(node, valueSet),
      conformsTo: (node, profile) => this.#conformsTo(node, profile, walk),
      htmlChecks: (xhtml) => this.narrative?.(xhtml) === undefined,
    });
    this.#environments.set(walk, made);
    return made;
  }

  #memberOf(node: PathNode, valueSet: string): boolean | undefined {
    const set = this.terminology.codeSet(valueSet);
    return set && anyInSet(codesIn(node.value) ?? [], set);
  }

  #conformsTo(node: PathNode, profile: string, walk: Walk): boolean | undefined {
    const check = this.definitionCheck(profile);
    return check && !walk.attempt(() => check(node.value, walk)).refused;
  }
}

/** Compiles when first used: types may hold themselves, and most elements of most profiles are never met. */
function later(compile: () => Check): Check {
  let check: Check | undefined;
  return (value, walk) => {
    check ??= compile();
    check(value, walk);
  };
}
