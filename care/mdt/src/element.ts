import { type Element, elementOf, elementsOf } from '@caecilia/fhir';
import { strictReading } from '@caecilia/kernel';
import { TRANSLATION } from './codes.ts';

export { coded, codeIn, demand, known, ofParty, type Party } from '@caecilia/kernel';
export const { unreadable, textIn, instantIn, dayIn, oneOf, referenceIn, idIn, partyIn } =
  strictReading('meeting');

/** The same words in the languages of the house. */
export interface BothWords {
  readonly nl: string;
  readonly en: string;
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
