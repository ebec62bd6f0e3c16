import { type Element, elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import { Problem } from '@caecilia/kernel';

/** Reading resources strictly: what is not as this module writes it is a problem with its place, never a guess. */

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;
const REFERENCE = /^[A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64}$/;

/** Somebody by reference, or by name where they are not in the record. */
export interface Party {
  readonly reference?: string;
  readonly name?: string;
}

export function unreadable(expression: string): Problem {
  return new Problem(
    'invariant',
    'this is not written as the consultation module writes it; open the original',
    {
      expression,
    },
  );
}

/** Leaves out what is undefined or an empty list: FHIR has no empty elements. */
export function known(element: Element): Element {
  return Object.fromEntries(
    Object.entries(element).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

export function coded(system: string, code: string): Element {
  return { coding: [{ system, code }] };
}

/** The code of a concept in a system. */
export function codeIn(concept: unknown, system: string): string | undefined {
  const found = elementsOf(elementOf(concept).coding).find((each) => each.system === system);
  return typeof found?.code === 'string' ? found.code : undefined;
}

export function textIn(value: unknown, expression: string): string {
  if (typeof value !== 'string' || value === '') throw unreadable(expression);
  return value;
}

export function optionalText(value: unknown, expression: string): string | undefined {
  return value === undefined ? undefined : textIn(value, expression);
}

export function booleanIn(value: unknown, expression: string): boolean {
  if (typeof value !== 'boolean') throw unreadable(expression);
  return value;
}

/** An instant in UTC with milliseconds, from a FHIR dateTime with an offset. */
export function instantIn(value: unknown, expression: string): string {
  if (typeof value !== 'string' || !INSTANT.test(value) || Number.isNaN(Date.parse(value)))
    throw unreadable(expression);
  return new Date(value).toISOString();
}

/** One of a closed list. */
export function oneOf<T extends string>(list: readonly T[], value: unknown, expression: string): T {
  const found = list.find((each) => each === value);
  if (found === undefined) throw unreadable(expression);
  return found;
}

/** A literal reference to a resource of this house. */
export function referenceIn(value: unknown, expression: string): string {
  const { reference } = elementOf(value);
  if (typeof reference !== 'string' || !REFERENCE.test(reference)) throw unreadable(expression);
  return reference;
}

/** The logical id of the patient that a reference names. */
export function patientIn(value: unknown, expression: string): string {
  const reference = referenceIn(value, expression);
  if (!reference.startsWith('Patient/')) throw unreadable(expression);
  return reference.slice('Patient/'.length);
}

export function partyIn(value: unknown, expression: string): Party {
  const { reference, display } = elementOf(value);
  if (reference === undefined && display === undefined) throw unreadable(expression);
  return {
    ...(reference === undefined ? {} : { reference: referenceIn(value, expression) }),
    ...(display === undefined ? {} : { name: textIn(display, `${expression}.display`) }),
  };
}

export function ofParty({ reference, name }: Party): Element {
  return known({ reference, display: name });
}

/** A resource as it stood with the elements of this module in their place (undefined: taken away); the rest stays. */
export function onto(base: FhirResource | undefined, made: FhirResource): FhirResource {
  return { ...known({ ...base, ...made }), resourceType: made.resourceType };
}

/** Entries of a list that stood there and are not ours, before ours. */
export function keeping(
  base: unknown,
  isOurs: (entry: Element) => boolean,
  ours: readonly Element[],
): readonly Element[] {
  return [...elementsOf(base).filter((entry) => !isOurs(entry)), ...ours];
}

/** Throws `Problem('business-rule')`. */
export function demand(holds: boolean, sentence: string, expression?: string): void {
  if (!holds) throw new Problem('business-rule', sentence, expression === undefined ? {} : { expression });
}
