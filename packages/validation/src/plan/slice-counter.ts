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

  /** Adds the slices an item belongs to, the most specific ones, to those found. */
  sort(item: Item, walk: Walk, found: SliceRule[]): void {
    const { slices } = this.#group;
    const before = found.length;
    let doubtful = false;
    for (let index = 0; index < slices.length; index++) {
      const matches = slices[index]?.matches?.(item, walk);
      if (matches !== false) {
        doubtful ||= matches === undefined;
        this.#count(index, matches, item, walk, found);
      }
    }
    if (!doubtful) {
      this.#keepRules(found.length > before, walk);
    }
  }

  #count(index: number, matches: true | undefined, item: Item, walk: Walk, found: SliceRule[]): void {
    const slice = this.#group.slices[index];
    // Where it cannot be told whether an item belongs to a slice, the count is no number: it breaks no limit.
    this.#counts[index] = (this.#counts[index] ?? 0) + (matches ? 1 : Number.NaN);
    if (!matches || !slice) {
      return;
    }
    const before = found.length;
    for (const inner of this.#inner[index] ?? []) {
      inner.sort(item, walk, found);
    }
    if (found.length === before) {
      found.push(slice);
    }
    this.#keepOrder(index, walk);
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
