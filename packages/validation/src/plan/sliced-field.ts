import { isPrimitiveType } from '../primitive/formats.ts';
import type { Shape } from '../shape/shape.ts';
import type { JsonObject, Walk } from '../walk.ts';
import { countCheck, isList, type Property, type Run } from './occurrence.ts';
import type { Check, PlanContext } from './plan-context.ts';
import { type Item, pairUp } from './select.ts';
import { SliceCounter } from './slice-counter.ts';
import { type RuledGroup, ruledGroups, type SliceRule } from './slice-rules.ts';

type ItemCheck = (item: Item, walk: Walk) => void;

/** A property of which the values are told apart: each is checked as the slice it belongs to. */
export function slicedField(property: Property, context: PlanContext): Run {
  const { name, shape } = property;
  const groups = ruledGroups(shape, context);
  const kinds = new ItemKinds(property, groups, context);
  const checkCount = countCheck(property);
  return (owner, value, walk) => {
    const items = itemsOf(owner, value, property, walk);
    const counters = groups.map((group) => new SliceCounter(group, property));
    for (const [index, item] of items.entries()) {
      walk.enter(name, shape.isList ? index : -1);
      kinds.check(item, counters, walk);
      walk.leave();
    }
    if (shape.isList) {
      checkCount(items.length, walk);
    }
    for (const counter of counters) {
      counter.finish(walk);
    }
  };
}

/** Values with their siblings; none where the property is not the list it must be. */
function itemsOf(owner: JsonObject, value: unknown, property: Property, walk: Walk): readonly Item[] {
  const siblings = owner[`_${property.key}`];
  if (!property.shape.isList) {
    return [{ value, sibling: siblings }];
  }
  return isList(value ?? siblings, property, walk) ? pairUp(value, siblings) : [];
}

/** The check of an item by the slices it was found in, or as an item of none. */
class ItemKinds {
  readonly #bySlice = new Map<SliceRule, ItemCheck>();
  readonly #unsliced: ItemCheck;

  constructor(property: Property, groups: readonly RuledGroup[], context: PlanContext) {
    this.#unsliced = itemCheck(property.shape, context.valueCheck(property.shape), context);
    this.#addAll(groups, context);
  }

  check(item: Item, counters: readonly SliceCounter[], walk: Walk): void {
    const found = counters.flatMap((counter) => counter.sort(item, walk));
    for (const slice of found) {
      this.#bySlice.get(slice)?.(item, walk);
    }
    if (found.length === 0) {
      this.#unsliced(item, walk);
    }
  }

  #addAll(groups: readonly RuledGroup[], context: PlanContext): void {
    for (const slice of groups.flatMap((group) => group.slices)) {
      this.#bySlice.set(slice, itemCheck(slice.shape, slice.check, context));
      this.#addAll(slice.groups, context);
    }
  }
}

/** A primitive has a value, a sibling, or both; the sibling holds its id and extensions. */
function itemCheck(shape: Shape, check: Check, context: PlanContext): ItemCheck {
  if (!isPrimitiveType(shape.typeName ?? '')) {
    return ({ value }, walk) => check(value, walk);
  }
  const siblingCheck = context.contentCheck(shape);
  return ({ value, sibling }, walk) => {
    if (value !== undefined || sibling === undefined) {
      check(value, walk);
    }
    if (sibling !== undefined) {
      siblingCheck(sibling, walk);
    }
  };
}
