import { isPrimitiveType } from '../primitive/formats.ts';
import type { Shape } from '../shape/shape.ts';
import type { JsonObject, Walk } from '../walk.ts';
import { countCheck, isList, type Property, type Run } from './occurrence.ts';
import type { Check, PlanContext } from './plan-context.ts';
import { type Item, pairUp } from './select.ts';
import { checkSliceCounts } from './slice-count.ts';
import { type SliceRule, sliceRules } from './slice-rules.ts';

interface Group {
  readonly slices: readonly SliceRule[];
  readonly closed: boolean;
  readonly openAtEnd: boolean;
  readonly ordered: boolean;
}

type ItemCheck = (item: Item, walk: Walk) => void;

/** A property of which the values are told apart: each is checked as the slice it belongs to. */
export function slicedField(property: Property, context: PlanContext): Run {
  const { name, shape } = property;
  const groups = shape.sliceGroups.map((group) => ({ ...group, slices: sliceRules(shape, group, context) }));
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

  constructor(property: Property, groups: readonly Group[], context: PlanContext) {
    this.#unsliced = itemCheck(property.shape, context.valueCheck(property.shape), context);
    for (const slice of groups.flatMap((group) => group.slices)) {
      this.#bySlice.set(slice, itemCheck(slice.shape, slice.check, context));
    }
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

/** Counts the slices of one group over one list. */
class SliceCounter {
  readonly #group: Group;
  readonly #property: Property;
  readonly #counts: number[];
  #reached = 0;
  #passedEnd = false;

  constructor(group: Group, property: Property) {
    this.#group = group;
    this.#property = property;
    this.#counts = new Array<number>(group.slices.length).fill(0);
  }

  /** The slices an item belongs to. */
  sort(item: Item, walk: Walk): readonly SliceRule[] {
    const { slices, closed, openAtEnd, ordered } = this.#group;
    const found: SliceRule[] = [];
    let doubtful = false;
    for (const [index, slice] of slices.entries()) {
      const matches = slice.matches?.(item, walk);
      doubtful ||= matches === undefined;
      // Where it cannot be told whether an item belongs to a slice, the count is no number: it breaks no limit.
      this.#counts[index] =
        (this.#counts[index] ?? 0) + (matches === undefined ? Number.NaN : Number(matches));
      if (matches) {
        found.push(slice);
        this.#keepOrder(index, ordered, walk);
      }
    }
    if (found.length > 0 && this.#passedEnd) {
      walk.error(
        'structure',
        `${this.#label()}: what belongs to no slice must come after the slices ${this.#names()}`,
      );
    }
    this.#passedEnd ||= openAtEnd && found.length === 0 && !doubtful;
    if (closed && found.length === 0 && !doubtful) {
      walk.error(
        'structure',
        `${this.#label()} fits none of the slices ${this.#names()}, and no others are allowed`,
      );
    }
    return found;
  }

  finish(walk: Walk): void {
    checkSliceCounts(this.#group.slices, this.#counts, this.#property, walk);
  }

  #keepOrder(index: number, ordered: boolean, walk: Walk): void {
    if (ordered && index < this.#reached) {
      walk.error('structure', `${this.#label()}: the slices must come in the order ${this.#names()}`);
    }
    this.#reached = Math.max(this.#reached, index);
  }

  #label(): string {
    return `${this.#property.parent.path}.${this.#property.key}`;
  }

  #names(): string {
    return this.#group.slices.map((each) => each.name).join(', ');
  }
}
