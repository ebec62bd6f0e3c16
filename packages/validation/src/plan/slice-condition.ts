import type { Tri } from '@caecilia/fhir';
import { fitsPattern, sameJson } from '../json.ts';
import type { Shape } from '../shape/shape.ts';
import type { Walk } from '../walk.ts';
import { inSet } from './codings.ts';
import type { PlanContext } from './plan-context.ts';
import { compileSelection, type Item } from './select.ts';

/** Whether a value has what its slice fixes; undefined where that cannot be told. */
export type Condition = (item: Item, walk: Walk) => Tri;

/** Definitions that fix something deeper than this below the discriminator are not in use. */
const DEEPEST_CONDITION = 4;

/**
 * What a slice fixes of an element: a fixed or pattern value, a required value set, or else the same of the
 * elements below it. Undefined where it fixes nothing.
 */
export function conditionOf(shape: Shape, context: PlanContext, depth = 0): Condition | undefined {
  return byExpected(shape) ?? byBinding(shape, context) ?? byChildren(shape, context, depth);
}

function byExpected({ expected }: Shape): Condition | undefined {
  if (expected.length === 0) {
    return undefined;
  }
  return ({ value }) => expected.every((each) => (each.exact ? sameJson : fitsPattern)(each.value, value));
}

function byBinding(shape: Shape, { terminology }: PlanContext): Condition | undefined {
  const sets = shape.bindings.required.map((each) => terminology.codeSet(each));
  const known = sets.filter((each) => each !== undefined);
  if (known.length === 0 || known.length < sets.length) {
    return undefined;
  }
  return ({ value }) => {
    const answers = known.map((set) => inSet(value, set));
    if (answers.includes(false)) {
      return false;
    }
    return answers.includes(undefined) ? undefined : true;
  };
}

function byChildren(shape: Shape, context: PlanContext, depth: number): Condition | undefined {
  if (depth >= DEEPEST_CONDITION) {
    return undefined;
  }
  const conditions = [...context.shapes.children(shape).values()].flatMap((child) => {
    const condition = isSaidByProfile(child) ? conditionOf(child, context, depth + 1) : undefined;
    const selection = condition && compileSelection(shape, child.name.replace('[x]', ''), context.shapes);
    return condition && selection ? [{ condition, select: selection.select }] : [];
  });
  if (conditions.length === 0) {
    return undefined;
  }
  return (item, walk) =>
    conditions.every(({ condition, select }) =>
      (select(item, walk) ?? []).some((each) => condition(each, walk) === true),
    );
}

/** R4 itself binds many codes; what sets a slice apart is said by a profile. */
function isSaidByProfile(child: Shape): boolean {
  return child.name !== 'extension' && child.name !== 'modifierExtension' && child.parts.nodes.length > 1;
}
