/** What became of one item of a batch. */
export type Settled<Result> =
  | { readonly ok: true; readonly value: Result }
  | { readonly ok: false; readonly error: unknown };

/** What a batch answers for one item: at once, or later where the item went on alone; the lane is free meanwhile. */
export type Answer<Result> = Settled<Result> | Promise<Settled<Result>>;

/** Counts for the metrics of the house; they only grow. */
export interface BatchCounts {
  batches: number;
  items: number;
  /** Milliseconds that items stood waiting for their batch. */
  waitedMs: number;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly since: number;
  readonly resolve: (value: Result) => void;
  readonly reject: (error: unknown) => void;
}

export interface BatcherOptions<Item, Result> {
  /** Must settle every item, in order; where it throws, every item of the batch fails with that. */
  readonly run: (items: readonly Item[]) => Promise<readonly Answer<Result>[]>;
  /** Batches under way at the same time. */
  readonly lanes: number;
  /** Items in one batch. */
  readonly size: number;
  /**
   * While a batch is under way, another starts only with as many as this; fewer wait until it is done. For batches that
   * all take about as long, and cost the same whether there is little or much in them.
   */
  readonly least?: number;
  /** Items with the same key do not go into the same batch; they keep their order. */
  readonly key?: (item: Item) => string;
}

/** Below this a batch is not worth taking apart. */
const SMALLEST_SHARE = 16;

/**
 * Natural batching: what arrives while every lane is busy waits, and goes together as soon as one is free. Nothing
 * ever waits for a batch to become fuller.
 */
export class Batcher<Item, Result> {
  readonly counts: BatchCounts = { batches: 0, items: 0, waitedMs: 0 };
  readonly #options: BatcherOptions<Item, Result>;
  #waiting: Waiting<Item, Result>[] = [];
  #busy = 0;
  #scheduled = false;

  constructor(options: BatcherOptions<Item, Result>) {
    this.#options = options;
  }

  add(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, since: performance.now(), resolve, reject });
      this.#schedule();
    });
  }

  /** Requests that were read from their sockets in the same turn of the loop start together. */
  #schedule(): void {
    if (this.#scheduled || !this.#mayStart()) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      while (this.#mayStart()) {
        void this.#start(this.#take(this.#share()));
      }
    });
  }

  #mayStart(): boolean {
    const { lanes, least = 1 } = this.#options;
    return this.#busy === 0 ? this.#waiting.length > 0 : this.#busy < lanes && this.#waiting.length >= least;
  }

  /** The free lanes share what waits, so that the database works on one batch while the next is made. */
  #share(): number {
    const { lanes, size } = this.#options;
    return Math.min(size, Math.max(SMALLEST_SHARE, Math.ceil(this.#waiting.length / (lanes - this.#busy))));
  }

  #take(size: number): readonly Waiting<Item, Result>[] {
    const { key } = this.#options;
    if (key === undefined) return this.#waiting.splice(0, size);
    const seen = new Set<string>();
    const taken: Waiting<Item, Result>[] = [];
    const left: Waiting<Item, Result>[] = [];
    for (const one of this.#waiting) {
      const name = key(one.item);
      if (taken.length < size && !seen.has(name)) taken.push(one);
      else left.push(one);
      seen.add(name);
    }
    this.#waiting = left;
    return taken;
  }

  async #start(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    this.#busy += 1;
    this.#count(batch);
    try {
      const answers = await this.#options.run(batch.map((one) => one.item));
      for (const [index, one] of batch.entries()) answer(one, answers[index]);
    } catch (error) {
      for (const one of batch) one.reject(error);
    } finally {
      this.#busy -= 1;
      this.#schedule();
    }
  }

  #count(batch: readonly Waiting<Item, Result>[]): void {
    const now = performance.now();
    this.counts.batches += 1;
    this.counts.items += batch.length;
    for (const one of batch) this.counts.waitedMs += now - one.since;
  }
}

function answer<Item, Result>(one: Waiting<Item, Result>, result: Answer<Result> | undefined): void {
  if (result instanceof Promise) result.then((later) => answer(one, later), one.reject);
  else if (result === undefined) one.reject(new Error('a batch left an item without an answer'));
  else if (result.ok) one.resolve(result.value);
  else one.reject(result.error);
}
