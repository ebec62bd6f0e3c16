/**
 * Reading parts of a FHIR resource that arrived as plain JSON. Nothing here trusts a shape: what is not what it
 * should be is `undefined` or left out, and readers that must not overlook something ask `isPresent` first.
 */

/** An object inside a resource. */
export type Element = Readonly<Record<string, unknown>>;

/** One code from a code system; `system` is empty for a code without one. */
export interface Coding {
  readonly system: string;
  readonly code: string;
  readonly display?: string;
}

/** A CodeableConcept: its codings in order, and its own words. */
export interface Concept {
  readonly codings: readonly Coding[];
  readonly text?: string;
}

/** True where an element says anything at all: JSON null, empty lists, objects and strings say nothing. */
export function isPresent(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false;
  if (Array.isArray(value)) return value.some(isPresent);
  return typeof value !== 'object' || Object.keys(value).length > 0;
}

function isElement(value: unknown): value is Element {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function elementOf(value: unknown): Element | undefined {
  return isElement(value) ? value : undefined;
}

/** The objects of a list; a single object counts as a list of one. */
export function elementsOf(value: unknown): readonly Element[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter(isElement);
}

/** Words with something in them, without the white space around them. */
export function wordsOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const words = value.trim();
  return words === '' ? undefined : words;
}

export function conceptOf(value: unknown): Concept {
  const concept = elementOf(value);
  const codings = elementsOf(concept?.coding).flatMap((coding): readonly Coding[] => {
    const code = wordsOf(coding.code);
    const display = wordsOf(coding.display);
    if (code === undefined) return [];
    return [{ system: wordsOf(coding.system) ?? '', code, ...(display === undefined ? {} : { display }) }];
  });
  const text = wordsOf(concept?.text);
  return { codings, ...(text === undefined ? {} : { text }) };
}

/** How a concept reads when no label is known for its codes: its own words, else a display, else the bare code. */
export function wordsOfConcept({ codings, text }: Concept): string | undefined {
  return text ?? codings.find((coding) => coding.display)?.display ?? codings[0]?.code;
}

/** Extensions with one of these addresses. */
export function extensionsOf(holder: Element | undefined, urls: readonly string[]): readonly Element[] {
  return elementsOf(holder?.extension).filter((extension) => urls.includes(String(extension.url)));
}

/** Texts of `note` (Annotation). */
export function notesOf(resource: Element): readonly string[] {
  return elementsOf(resource.note).flatMap((note) => wordsOf(note.text) ?? []);
}

/** Words compared without case, accents, punctuation and double spaces, so that "Niet besproken." equals "niet besproken". */
export function plainWords(words: string): string {
  return words
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
