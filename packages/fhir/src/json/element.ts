/** An object inside a resource whose content is not known yet. */
export type Element = Readonly<Record<string, unknown>>;

/** The object, or one that says nothing where it is none. */
export function elementOf(value: unknown): Element {
  return isElement(value) ? value : {};
}

/** The objects of a list; none for what is no list. */
export function elementsOf(value: unknown): readonly Element[] {
  return Array.isArray(value) ? value.filter(isElement) : [];
}

function isElement(value: unknown): value is Element {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
