/** A reference as it stands in the content of a resource. */
export type FoundReference =
  | { readonly kind: 'literal'; readonly type: string; readonly id: string }
  | { readonly kind: 'address'; readonly url: string; readonly version: string | undefined };

const LITERAL = /^(?:.*\/)?([A-Z][A-Za-z]+)\/([A-Za-z0-9.-]{1,64})(?:\/_history\/[A-Za-z0-9.-]{1,64})?$/;
/** No reference is longer; attachments are. */
const LONGEST = 2048;
const ADDRESS = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s]+$/;

/**
 * Everything in the content that may be a reference of any parameter: the caller compares each with the digests of
 * the row, which tell by which parameter it is one. A reference to a version is one to the resource. Any address may
 * be a canonical.
 */
export function referencesIn(content: string): FoundReference[] {
  const found = new Found();
  found.collect(JSON.parse(content));
  return found.references;
}

class Found {
  readonly references: FoundReference[] = [];
  readonly #seen = new Set<string>();

  collect(value: unknown): void {
    if (typeof value === 'string') {
      if (value.length <= LONGEST) this.#text(value);
    } else if (Array.isArray(value)) {
      for (const each of value) this.collect(each);
    } else if (typeof value === 'object' && value !== null) {
      this.#nested(value);
      for (const each of Object.values(value)) this.collect(each);
    }
  }

  #text(text: string): void {
    this.#literal(text);
    this.#address(text);
  }

  /** A resource inside another, as the Composition of a document. */
  #nested(value: object): void {
    if (!('resourceType' in value && 'id' in value)) return;
    if (typeof value.resourceType === 'string' && typeof value.id === 'string') {
      this.#literal(`${value.resourceType}/${value.id}`);
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
