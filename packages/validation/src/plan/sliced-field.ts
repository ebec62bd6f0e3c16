import type { JsonObject } from '../json.ts';
import { isPrimitiveType } from '../primitive/formats.ts';
import type { Shape } from '../shape/shape.ts';
import type { Walk } from '../walk.ts';
import { countCheck, isList, type Property, type Run } from './occurrence.ts';
import { type PlanContext, type Slot, slot } from './plan-context.ts';
import { type Item, pairUp } from './select.ts';
import { SliceCounter } from './slice-counter.ts';
import { type RuledGroup, ruledGroups, type SliceRule } from './slice-rules.ts';

type ItemCheck = (item: Item, walk: Walk) => void;

/** A property of which the values are told apart: each is checked as the slice it belongs to. */
export function slicedField(property: Property, context: PlanContext): Run {
  const { name, shape } = property;
  const isRepeated = shape.isList;
  const itemsOf = itemsReader(property);
  const groups = ruledGroups(shape, context);
  const kinds = new ItemKinds(property, groups, context);
  const checkCount = countCheck(property);
  return (owner, value, walk) => {
    const items = itemsOf(owner, value, walk);
    const counters = groups.map((group) => new SliceCounter(group, property));
    for (let index = 0; index < items.length; index++) {
      const item = items[index];
      if (item) {
        walk.enter(name, isRepeated ? index : -1);
        kinds.check(item, counters, walk);
        walk.leave();
      }
    }
    if (isRepeated) {
      checkCount(items.length, walk);
    }
    for (const counter of counters) {
      counter.finish(walk);
    }
  };
}

type ItemsOf = (owner: JsonObject, value: unknown, walk: Walk) => readonly Item[];

/** Values with their siblings; none where the property is not the list it must be. */
function itemsReader(property: Property): ItemsOf {
  const { key, shape } = property;
  const companion = isPrimitiveType(shape.typeName ?? '') ? `_${key}` : undefined;
  const siblingsIn = (owner: JsonObject) => (companion === undefined ? undefined : owner[companion]);
  if (!shape.isList) {
    return (owner, value) => [{ value, sibling: siblingsIn(owner) }];
  }
  return (owner, value, walk) => {
    const siblings = siblingsIn(owner);
    return isList(value ?? siblings, property, walk) ? pairUp(value, siblings) : [];
  };
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
    const found: SliceRule[] = [];
    for (const counter of counters) {
      counter.sort(item, walk, found);
    }
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
function itemCheck(shape: Shape, check: Slot, context: PlanContext): ItemCheck {
  if (!isPrimitiveType(shape.typeName ?? '')) {
    return ({ value }, walk) => check.run(value, walk);
  }
  const siblingCheck = slot(() => context.contentCheck(shape));
  return ({ value, sibling }, walk) => {
    if (value !== undefined || sibling === undefined) {
      check.run(value, walk);
    }
    if (sibling !== undefined) {
      siblingCheck.run(sibling, walk);
    }
  };
}
