/** From here on, names of one object are looked up in a set instead of one by one. */
const manyNames = 24;

/** Finds names that occur twice in one JSON object. The names of all open objects stand in one list, innermost last. */
export class PropertyNames {
  readonly #text: string;
  readonly #names: string[] = [];
  readonly #sets = new Map<number, Set<string>>();

  constructor(text: string) {
    this.#text = text;
  }

  /** Begins an object; the answer must be given back with each of its names. */
  open(): number {
    return this.#names.length;
  }

  close(object: number): void {
    if (this.#names.length - object > manyNames) {
      this.#sets.delete(object);
    }
    this.#names.length = object;
  }

  /**
   * Adds the name between the quotes at `start` and `end`; false where the object has it already, or may not have it:
   * `__proto__` means something else to JavaScript, and no element of FHIR is called so.
   */
  add(object: number, start: number, end: number): boolean {
    const names = this.#names;
    const name = this.#name(start, end);
    const count = names.length - object;
    const isNew = count < manyNames ? !names.includes(name, object) : this.#addToSet(object, name);
    names.push(name);
    return isNew && name !== '__proto__';
  }

  #addToSet(object: number, name: string): boolean {
    const names = this.#sets.get(object) ?? new Set(this.#names.slice(object));
    this.#sets.set(object, names);
    const before = names.size;
    return names.add(name).size > before;
  }

  /** Escapes are resolved: `"\u0061"` and `"a"` are one name. */
  #name(start: number, end: number): string {
    const written = this.#text.slice(start + 1, end);
    return written.includes('\\') ? String(JSON.parse(`"${written}"`)) : written;
  }
}
