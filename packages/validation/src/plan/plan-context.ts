import type { Terminology } from '@caecilia/fhir';
import type { Rule } from '../rules/rule.ts';
import type { Shape } from '../shape/shape.ts';
import type { Shapes } from '../shape/shapes.ts';
import type { Walk } from '../walk.ts';

/** Checks one value and reports what is wrong with it. */
export type Check = (value: unknown, walk: Walk) => void;

/** A check that is compiled when it is first used: from then on `run` is the compiled check itself. */
export interface Slot {
  run: Check;
}

/** What the parts of the compiler ask of one another. */
export interface PlanContext {
  readonly shapes: Shapes;
  readonly terminology: Terminology;
  /** Refuses a narrative with a reason; undefined accepts it. */
  readonly narrative: ((div: string) => string | undefined) | undefined;
  /** All that is asked of one value of this element. */
  valueCheck(shape: Shape): Slot;
  /** What an object of this shape may hold; for a primitive the object beside its value. */
  contentCheck(shape: Shape): Check;
  /** A resource of any type, by its own type and the profiles it claims. */
  readonly resourceCheck: Check;
  /** Conformance to one definition; undefined where it is not held. */
  definitionCheck(canonical: string): Check | undefined;
  rules(shape: Shape): readonly Rule[];
}

const nothing: Check = () => {};

/** A check that is compiled on its first use. */
export function slot(compile: () => Check): Slot {
  const made: Slot = {
    run: (value, walk) => {
      made.run = compile();
      made.run(value, walk);
    },
  };
  return made;
}

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
