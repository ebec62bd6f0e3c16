import type { Pulse } from '@caecilia/mdt';

interface Count {
  meeting: number;
  readonly items: Map<string, number>;
}

/** Meetings whose changes are counted; the oldest is forgotten, and its screens ask for everything once more. */
const MOST_MEETINGS = 200;

/**
 * How often each meeting and each of its patients was changed through this server: a screen that was told of a change
 * asks here first, and then only for what did change. Nothing of anybody is in it.
 */
export class Pulses {
  readonly #counts = new Map<string, Count>();

  of(meeting: string): Pulse {
    const count = this.#counts.get(meeting);
    return { meeting: count?.meeting ?? 0, items: Object.fromEntries(count?.items ?? []) };
  }

  meetingChanged(meeting: string): void {
    this.#countOf(meeting).meeting += 1;
  }

  itemChanged(meeting: string, item: string): void {
    const { items } = this.#countOf(meeting);
    items.set(item, (items.get(item) ?? 0) + 1);
  }

  #countOf(meeting: string): Count {
    const count = this.#counts.get(meeting) ?? { meeting: 0, items: new Map<string, number>() };
    this.#counts.delete(meeting);
    this.#counts.set(meeting, count);
    const [oldest] = this.#counts.keys();
    if (this.#counts.size > MOST_MEETINGS && oldest !== undefined) this.#counts.delete(oldest);
    return count;
  }
}
