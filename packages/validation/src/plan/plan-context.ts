import type { Terminology } from '@caecilia/fhir';
import type { Rule } from '../rules/rule.ts';
import type { Shape } from '../shape/shape.ts';
import type { Shapes } from '../shape/shapes.ts';
import type { Walk } from '../walk.ts';

/** Checks one value and reports what is wrong with it. */
export type Check = (value: unknown, walk: Walk) => void;

/** What the parts of the compiler ask of one another. */
export interface PlanContext {
  readonly shapes: Shapes;
  readonly terminology: Terminology;
  /** Refuses a narrative with a reason; undefined accepts it. */
  readonly narrative: ((div: string) => string | undefined) | undefined;
  /** All that is asked of one value of this element. */
  valueCheck(shape: Shape): Check;
  /** What an object of this shape may hold; made when first used. */
  contentCheck(shape: Shape): Check;
  /** A resource of any type, by its own type and the profiles it claims. */
  readonly resourceCheck: Check;
  /** Conformance to one definition; undefined where it is not held. */
  definitionCheck(canonical: string): Check | undefined;
  rules(shape: Shape): readonly Rule[];
}

const nothing: Check = () => {};

/** Several checks as one. */
export function allOf(checks: readonly Check[]): Check {
  const [first, second, ...rest] = checks;
  if (!first) {
    return nothing;
  }
  if (!second) {
    return first;
  }
  const next = rest.length > 0 ? allOf([second, ...rest]) : second;
  return (value, walk) => {
    first(value, walk);
    next(value, walk);
  };
}
