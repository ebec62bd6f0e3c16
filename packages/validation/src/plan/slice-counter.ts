import type { Walk } from '../walk.ts';
import type { Property } from './occurrence.ts';
import type { Item } from './select.ts';
import { checkSliceCounts } from './slice-count.ts';
import type { RuledGroup, SliceRule } from './slice-rules.ts';

/** Counts the slices of one group over one list, and within each slice its own. */
export class SliceCounter {
  readonly #group: RuledGroup;
  readonly #property: Property;
  readonly #counts: number[];
  readonly #inner: readonly (readonly SliceCounter[])[];
  #reached = 0;
  #passedEnd = false;

  constructor(group: RuledGroup, property: Property) {
    this.#group = group;
    this.#property = property;
    this.#counts = group.slices.map(() => 0);
    this.#inner = group.slices.map((slice) => slice.groups.map((each) => new SliceCounter(each, property)));
  }

  /** The slices an item belongs to, the most specific ones. */
  sort(item: Item, walk: Walk): readonly SliceRule[] {
    const found: SliceRule[] = [];
    let doubtful = false;
    for (const [index, slice] of this.#group.slices.entries()) {
      const matches = slice.matches?.(item, walk);
      doubtful ||= matches === undefined;
      // Where it cannot be told whether an item belongs to a slice, the count is no number: it breaks no limit.
      this.#counts[index] =
        (this.#counts[index] ?? 0) + (matches === undefined ? Number.NaN : Number(matches));
      if (matches) {
        const inner = (this.#inner[index] ?? []).flatMap((counter) => counter.sort(item, walk));
        found.push(...(inner.length > 0 ? inner : [slice]));
        this.#keepOrder(index, walk);
      }
    }
    if (!doubtful) {
      this.#keepRules(found.length > 0, walk);
    }
    return found;
  }

  finish(walk: Walk): void {
    checkSliceCounts(this.#group.slices, this.#counts, this.#property, walk);
    for (const [index, counters] of this.#inner.entries()) {
      for (const counter of this.#counts[index] === 0 ? [] : counters) {
        counter.finish(walk);
      }
    }
  }

  #keepOrder(index: number, walk: Walk): void {
    if (this.#group.ordered && index < this.#reached) {
      walk.error('structure', `${this.#label()}: the slices must come in the order ${this.#names()}`);
    }
    this.#reached = Math.max(this.#reached, index);
  }

  #keepRules(belongs: boolean, walk: Walk): void {
    const { closed, openAtEnd } = this.#group;
    if (belongs && this.#passedEnd) {
      walk.error(
        'structure',
        `${this.#label()}: what belongs to no slice must come after the slices ${this.#names()}`,
      );
    }
    if (closed && !belongs) {
      walk.error(
        'structure',
        `${this.#label()} fits none of the slices ${this.#names()}, and no others are allowed`,
      );
    }
    this.#passedEnd ||= openAtEnd && !belongs;
  }

  #label(): string {
    return `${this.#property.parent.path}.${this.#property.key}`;
  }

  #names(): string {
    return this.#group.slices.map((each) => each.name).join(', ');
  }
}
