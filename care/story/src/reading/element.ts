import { type Element, elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import type { Both, EventStanding, Original, Words } from '../event.ts';
import { en } from '../messages.en.ts';
import { type MessageKey, nl } from '../messages.nl.ts';

/** Reading parts of resources that anybody may have written: what has not the shape it should have is undefined. */

const REFERENCE = /(?:^|\/)([A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,64})(?:\/_history\/[^/]+)?$/;

/** Words of this module in both languages. */
export function said(key: MessageKey): Both {
  return { nl: nl[key], en: en[key] };
}

/** Words with something in them. */
export function wordsIn(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const words = value.trim();
  return words === '' ? undefined : words;
}

/** How a CodeableConcept reads: its own words, else those of a code. A bare code says nothing to a reader. */
export function conceptWords(concept: unknown): string | undefined {
  const { text, coding } = elementOf(concept);
  return wordsIn(text) ?? elementsOf(coding).flatMap(({ display }) => wordsIn(display) ?? [])[0];
}

/** Words of the first of several concepts that has any. */
export function firstWords(concepts: unknown): string | undefined {
  return elementsOf(concepts).flatMap((concept) => conceptWords(concept) ?? [])[0];
}

/** The objects of a list; a single object is a list of one. */
const listOf = (value: unknown): readonly Element[] =>
  Array.isArray(value) ? elementsOf(value) : [elementOf(value)];

/** `Type/id` of each reference; what points nowhere in this record is left out. */
export function referencesIn(...values: readonly unknown[]): readonly string[] {
  return values
    .flatMap(listOf)
    .flatMap(({ reference }) => REFERENCE.exec(wordsIn(reference) ?? '')?.[1] ?? []);
}

/** Whether a concept has a code of one of these, as `system|code`. */
export function hasCode(concepts: unknown, wanted: readonly string[]): boolean {
  return listOf(concepts)
    .flatMap(({ coding }) => elementsOf(coding))
    .some(({ system, code }) => wanted.includes(`${String(system)}|${String(code)}`));
}

export function originalOf({ resourceType, id }: FhirResource): Original {
  return { type: resourceType, id: String(id) };
}

/** Whether a resource was entered in error, or something took its place. */
export function standingOf({ status, lifecycleStatus }: Element): EventStanding {
  if (status === 'entered-in-error' || lifecycleStatus === 'entered-in-error') return 'inError';
  return status === 'superseded' ? 'replaced' : 'stands';
}

/** The parts that say something. */
export function parts(...given: readonly (Words | undefined)[]): { readonly line?: readonly Words[] } {
  const line = given.filter((each): each is Words => each !== undefined && each !== '');
  return line.length === 0 ? {} : { line };
}
