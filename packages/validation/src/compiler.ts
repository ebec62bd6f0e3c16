import type { FhirModel, PathEnvironment, PathNode, Terminology } from '@caecilia/fhir';
import { inSet } from './plan/codings.ts';
import { compileObject } from './plan/compile-object.ts';
import { type Check, type PlanContext, type Slot, slot } from './plan/plan-context.ts';
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
  readonly #valueChecks = new Map<Shape, Slot>();
  readonly #contentChecks = new Map<Shape, Check>();
  readonly #definitionChecks = new Map<string, Check | undefined>();

  constructor(parts: CompilerParts) {
    this.shapes = parts.shapes;
    this.terminology = parts.terminology;
    this.narrative = parts.narrative;
    this.resourceCheck = parts.resourceCheck;
    this.#parts = parts;
  }

  valueCheck(shape: Shape): Slot {
    const known = this.#valueChecks.get(shape) ?? slot(() => compileValueCheck(shape, this));
    this.#valueChecks.set(shape, known);
    return known;
  }

  contentCheck(shape: Shape): Check {
    const known = this.#contentChecks.get(shape) ?? compileObject(shape, this).run;
    this.#contentChecks.set(shape, known);
    return known;
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
    const checks = kind === 'resource' ? slot(() => this.contentCheck(shape)) : this.valueCheck(shape);
    return (value, walk) => checks.run(value, walk);
  }

  #environment(walk: Walk): PathEnvironment {
    walk.environment ??= new RuleEnvironment(walk, {
      now: this.#parts.now?.(),
      memberOf: (node, valueSet) => this.#memberOf(node, valueSet),
      conformsTo: (node, profile) => this.#conformsTo(node, profile, walk),
      htmlChecks: (xhtml) => this.narrative?.(xhtml) === undefined,
    });
    return walk.environment;
  }

  #memberOf(node: PathNode, valueSet: string): boolean | undefined {
    const set = this.terminology.codeSet(valueSet);
    return set && inSet(node.value, set);
  }

  #conformsTo(node: PathNode, profile: string, walk: Walk): boolean | undefined {
    const check = this.definitionCheck(profile);
    return check && !walk.attempt(() => check(node.value, walk)).refused;
  }
}
