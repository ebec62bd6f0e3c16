import type { FhirResource } from '@caecilia/fhir';
import { Problem, type StoredVersion } from '@caecilia/kernel';

/** An object of JSON whose content is not known yet. */
export type Element = Readonly<Record<string, unknown>>;

/** An object, or undefined. */
export function elementOf(value: unknown): Element | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Element)
    : undefined;
}

/** The objects of a list; none for what is no list. */
export function elementsOf(value: unknown): readonly Element[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((each: unknown): Element[] => {
    const element = elementOf(each);
    return element ? [element] : [];
  });
}

/** Text that says something. */
export function wordsOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** A literal reference to a resource of this house, `Organization/7`. */
export function referenceIn(value: unknown): string | undefined {
  const reference = wordsOf(elementOf(value)?.reference);
  return reference !== undefined && /^[A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,64}$/.test(reference)
    ? reference
    : undefined;
}

/** The logical id at the end of a reference. */
export function idIn(reference: string): string {
  return reference.slice(reference.indexOf('/') + 1);
}

/** The store gives back what it took in: a resource as JSON text. */
export function resourceOf(version: StoredVersion): FhirResource {
  const element = elementOf(JSON.parse(version.content));
  if (typeof element?.resourceType !== 'string')
    throw new Problem('exception', 'The record gave back something that is not a resource.');
  return { ...element, resourceType: element.resourceType };
}

/** Leaves out what is undefined or an empty list: FHIR has no empty elements. */
export function known(element: Element): Element {
  return Object.fromEntries(
    Object.entries(element).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  );
}
