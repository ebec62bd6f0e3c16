/**
 * Values made before, by text. Codes and words return all the time, names do not, so there are two generations: when
 * the young one is full it becomes the old one, and what was not asked for since is forgotten.
 */
export class BoundedCache<T> {
  readonly #size: number;
  #young = new Map<string, T>();
  #old = new Map<string, T>();

  constructor(size: number) {
    this.#size = size;
  }

  /** The value of the text, made when it is not remembered. */
  get(text: string, make: (text: string) => T): T {
    const known = this.#young.get(text);
    if (known !== undefined) return known;
    const value = this.#old.get(text) ?? make(text);
    if (this.#young.size >= this.#size) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(text, value);
    return value;
  }
}
