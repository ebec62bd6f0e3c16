import { type Element, elementOf } from '@caecilia/fhir';

/** Text that says something. */
export function wordsOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** A literal reference to a resource of this house, `Organization/7`. */
export function referenceIn(value: unknown): string | undefined {
  const reference = wordsOf(elementOf(value).reference);
  return reference !== undefined && /^[A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,64}$/.test(reference)
    ? reference
    : undefined;
}

/** The logical id at the end of a reference. */
export function idIn(reference: string): string {
  return reference.slice(reference.indexOf('/') + 1);
}

/** Leaves out what is undefined or an empty list: FHIR has no empty elements. */
export function known(element: Element): Element {
  return Object.fromEntries(
    Object.entries(element).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  );
}
