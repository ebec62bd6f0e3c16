import { type Element, elementOf, elementsOf } from '@caecilia/fhir';
import { Problem } from '@caecilia/kernel';
import { TRANSLATION } from './codes.ts';

/** Reading resources strictly: what is not as this module writes it is a problem with its place, never a guess. */

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;
const REFERENCE = /^[A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64}$/;

/** Somebody by reference, or by name where they are not in the record. */
export interface Party {
  readonly reference?: string;
  readonly name?: string;
}

/** The same words in the languages of the house. */
export interface BothWords {
  readonly nl: string;
  readonly en: string;
}

export function unreadable(expression: string): Problem {
  return new Problem('invariant', 'this is not written as the meeting module writes it; open the original', {
    expression,
  });
}

/** Throws `Problem('business-rule')`. */
export function demand(holds: boolean, sentence: string, expression?: string): void {
  if (!holds) throw new Problem('business-rule', sentence, expression === undefined ? {} : { expression });
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

export function codeIn(concept: unknown, system: string): string | undefined {
  const found = elementsOf(elementOf(concept).coding).find((each) => each.system === system);
  return typeof found?.code === 'string' ? found.code : undefined;
}

export function textIn(value: unknown, expression: string): string {
  if (typeof value !== 'string' || value === '') throw unreadable(expression);
  return value;
}

/** An instant in UTC with milliseconds. */
export function instantIn(value: unknown, expression: string): string {
  if (typeof value !== 'string' || !INSTANT.test(value) || Number.isNaN(Date.parse(value)))
    throw unreadable(expression);
  return new Date(value).toISOString();
}

export function dayIn(value: unknown, expression: string): string {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) throw unreadable(expression);
  return value;
}

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

export function idIn(value: unknown, type: string, expression: string): string {
  const reference = referenceIn(value, expression);
  if (!reference.startsWith(`${type}/`)) throw unreadable(expression);
  return reference.slice(type.length + 1);
}

export function partyIn(value: unknown, expression: string): Party {
  const { reference, display } = elementOf(value);
  if (reference === undefined && display === undefined) throw unreadable(expression);
  return {
    ...(reference === undefined ? {} : { reference: referenceIn(value, expression) }),
    ...(display === undefined ? {} : { name: textIn(display, expression) }),
  };
}

export function ofParty({ reference, name }: Party): Element {
  return known({ reference, display: name });
}

/** The value of an extension with this address, or of a part of one. */
export function extensionIn(element: unknown, url: string): Element | undefined {
  return elementsOf(elementOf(element).extension).find((each) => each.url === url);
}

/** Words as a string with its translation beside it, under a name of the element. */
export function inBoth(name: string, { nl, en }: BothWords): Element {
  const extension = [
    { url: 'lang', valueCode: 'en' },
    { url: 'content', valueString: en },
  ];
  return { [name]: nl, [`_${name}`]: { extension: [{ url: TRANSLATION, extension }] } };
}

/** The same read back. */
export function bothIn(element: Element, name: string, expression: string): BothWords {
  const translation = extensionIn(element[`_${name}`], TRANSLATION);
  return {
    nl: textIn(element[name], expression),
    en: textIn(extensionIn(translation, 'content')?.valueString, expression),
  };
}
