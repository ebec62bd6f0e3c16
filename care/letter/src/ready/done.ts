import { type Element, elementOf, elementsOf } from '@caecilia/fhir';
import { Problem, type StrictReading } from '@caecilia/kernel';

/** Somebody of the directory who did something, with their name then and its instant (UTC, milliseconds). */
export interface Done {
  /** `Practitioner/…` or another of the directory. */
  readonly by: string;
  readonly name: string;
  readonly at: string;
}

/** Longest text of one field, in characters: what is longer is not read at the bedside. */
export const LONGEST_FIELD = 300;

/** Words that somebody typed. Throws `Problem('required')` or `Problem('value')` with the field. */
export function typedWords(value: string, expression: string): string {
  const text = value.trim();
  if (text === '') throw new Problem('required', 'Something is missing here.', { expression });
  if ([...text].length > LONGEST_FIELD)
    throw new Problem('value', `At most ${LONGEST_FIELD} characters: this is read at the bedside.`, {
      expression,
    });
  return text;
}

/** A day that is not over. Throws `Problem('required')` or `Problem('value')` with the field. */
export function dayToCome(value: string, expression: string, today: string): string {
  if (value === '') throw new Problem('required', 'Something is missing here.', { expression });
  const date = new Date(`${value}T00:00:00Z`);
  const isDay = /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(date.getTime());
  if (!isDay || !date.toISOString().startsWith(value))
    throw new Problem('value', 'Give a day of the calendar.', { expression });
  if (value < today) throw new Problem('value', 'This day is over. Give a day to come.', { expression });
  return value;
}

/** Something that was done, as an extension with parts. */
export function doneExtension(url: string, { by, name, at }: Done, more: readonly Element[] = []): Element {
  return {
    url,
    extension: [
      { url: 'by', valueReference: { reference: by, display: name } },
      { url: 'at', valueInstant: at },
      ...more,
    ],
  };
}

/** Everything of one kind that was done, in its order. */
export function donesIn(
  extension: unknown,
  url: string,
  { unreadable, textIn, instantIn, referenceIn }: StrictReading,
): readonly { readonly done: Done; readonly part: (name: string) => Element }[] {
  return elementsOf(extension)
    .filter((each) => each.url === url)
    .map((each) => {
      const parts = elementsOf(each.extension);
      const part = (name: string) => {
        const found = parts.filter((one) => one.url === name);
        if (found.length > 1) throw unreadable('extension');
        return found[0] ?? {};
      };
      const { valueReference } = part('by');
      return {
        part,
        done: {
          by: referenceIn(valueReference, 'extension'),
          name: textIn(elementOf(valueReference).display, 'extension'),
          at: instantIn(part('at').valueInstant, 'extension'),
        },
      };
    });
}
