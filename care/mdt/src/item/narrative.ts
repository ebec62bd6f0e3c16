import { elementOf } from '@caecilia/fhir';
import { textIn, unreadable } from '../element.ts';

const OPEN = '<div xmlns="http://www.w3.org/1999/xhtml">';
const CLOSE = '</div>';
const ESCAPES: readonly (readonly [string, string])[] = [
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
];

/** Typed words as a FHIR narrative: nothing in them is markup, a line stays a line. */
export function narrativeOf(words: string): object {
  const safe = ESCAPES.reduce((text, [raw, escaped]) => text.replaceAll(raw, escaped), words);
  return { status: 'additional', div: `${OPEN}${safe.replaceAll('\n', '<br/>')}${CLOSE}` };
}

/** The words of a narrative that `narrativeOf` made. Throws `Problem('invariant')` for any other. */
export function wordsIn(narrative: unknown, expression: string): string {
  const div = textIn(elementOf(narrative).div, expression);
  if (!div.startsWith(OPEN) || !div.endsWith(CLOSE)) throw unreadable(expression);
  const inner = div.slice(OPEN.length, -CLOSE.length).replaceAll('<br/>', '\n');
  if (/[<>]/.test(inner)) throw unreadable(expression);
  return ESCAPES.toReversed().reduce((text, [raw, escaped]) => text.replaceAll(escaped, raw), inner);
}

/** As it can be kept: one kind of line end, no control characters, nothing but blanks at the end. */
export function tidied(words: string): string {
  const lines = words.replaceAll(/\r\n?/g, '\n');
  return [...lines]
    .filter((letter) => letter === '\n' || letter === '\t' || !/\p{Cc}/u.test(letter))
    .join('')
    .trimEnd();
}
