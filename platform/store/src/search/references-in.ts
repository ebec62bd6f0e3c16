/** A reference as it stands in the content of a resource. */
export type FoundReference =
  | { readonly kind: 'literal'; readonly type: string; readonly id: string }
  | { readonly kind: 'address'; readonly url: string; readonly version: string | undefined };

const LITERAL = /^(?:.*\/)?([A-Z][A-Za-z]+)\/([A-Za-z0-9.-]{1,64})(?:\/_history\/[A-Za-z0-9.-]{1,64})?$/;
const ADDRESS = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s]+$/;

/**
 * Everything in the content that may be a reference of any parameter: the caller compares each with the digests of
 * the row, which tell by which parameter it is one. A reference to a version is one to the resource. Any address may
 * be a canonical.
 */
export function referencesIn(content: string): FoundReference[] {
  const found = new Found();
  found.collect(JSON.parse(content), '');
  return found.references;
}

class Found {
  readonly references: FoundReference[] = [];
  readonly #seen = new Set<string>();

  collect(value: unknown, name: string): void {
    if (typeof value === 'string') {
      if (name === 'reference') this.#literal(value);
      this.#address(value);
    } else if (Array.isArray(value)) {
      for (const each of value) this.collect(each, name);
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, each] of Object.entries(value)) this.collect(each, key);
    }
  }

  #literal(text: string): void {
    const [, type, id] = LITERAL.exec(text) ?? [];
    if (type === undefined || id === undefined || !this.#isNew(`${type}/${id}`)) return;
    this.references.push({ kind: 'literal', type, id });
  }

  #address(text: string): void {
    if (!ADDRESS.test(text) || !this.#isNew(text)) return;
    const bar = text.lastIndexOf('|');
    const version = bar < 0 ? '' : text.slice(bar + 1);
    const url = bar < 0 ? text : text.slice(0, bar);
    this.references.push({ kind: 'address', url, version: version === '' ? undefined : version });
  }

  #isNew(key: string): boolean {
    if (this.#seen.has(key)) return false;
    this.#seen.add(key);
    return true;
  }
}
