import type { Shape, SliceGroup } from '../shape/shape.ts';
import type { PlanContext, Slot } from './plan-context.ts';
import { type Matches, sliceMatcher } from './slice-matcher.ts';

/** A slice, ready to be looked for. */
export interface SliceRule {
  readonly name: string;
  readonly shape: Shape;
  readonly min: number;
  readonly max: number;
  /** Undefined where the definition does not say how to recognise it (or says it in a way not known here). */
  readonly matches: Matches | undefined;
  readonly check: Slot;
  /** Slices of the slice. */
  readonly groups: readonly RuledGroup[];
}

/** Slices that are told apart in the same way, ready to be looked for. */
export interface RuledGroup extends Omit<SliceGroup, 'slices'> {
  readonly slices: readonly SliceRule[];
}

/** The groups of slices of an element, and of its slices. */
export function ruledGroups(element: Shape, context: PlanContext): readonly RuledGroup[] {
  return element.sliceGroups.map((group) => ({ ...group, slices: sliceRules(element, group, context) }));
}

/** The slices of a group in their order. */
export function sliceRules(element: Shape, group: SliceGroup, context: PlanContext): readonly SliceRule[] {
  return [...group.slices].map(([name, nodes]) => {
    const shape = context.shapes.slice(element, nodes);
    return {
      name,
      shape,
      min: shape.min,
      max: shape.max,
      matches: sliceMatcher(shape, group.discriminators, context),
      check: context.valueCheck(shape),
      groups: ruledGroups(shape, context),
    };
  });
}
