/**
 * How text is compared in a search: case, accents, width of characters and white space make no difference. FHIR
 * asks for this for strings (`:exact` aside) and for the words of `:text`.
 */

/** Letters that Unicode does not take apart into a letter and an accent, though a reader would. */
const SPELLED_OUT: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ς: 'σ',
};
const SPELLED = new RegExp(`[${Object.keys(SPELLED_OUT).join('')}]`, 'g');
const PLAIN = /^[a-z0-9]*$/;
const MARKS = /\p{Mn}+/gu;
const SPACES = /[\s\p{Zs}]+/gu;
const NO_WORD = /[^\p{L}\p{N}]+/gu;
/** No text may hold the last code point: it closes the range of a prefix (`afterPrefix`). */
const LAST = '\u{10ffff}';

/** Lower case, without accents, white space collapsed and cut off at both ends. */
export function folded(text: string): string {
  return foldedPart(text).trim();
}

/** The same for a part of a text, where a space at an end counts: `:contains=an ` is the end of a word. */
export function foldedPart(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .normalize('NFKD')
    .replace(MARKS, '')
    .toLowerCase()
    .replace(MARKS, '')
    .replace(SPELLED, (letter) => SPELLED_OUT[letter] ?? letter)
    .replace(SPACES, ' ')
    .replaceAll(LAST, '\u{fffd}');
}

/** The words of a text, folded, each with a space before it: ` diabetes mellitus type 2`. Empty where there is none. */
export function foldedWords(text: string): string {
  const words = folded(text).replace(NO_WORD, ' ').trim();
  return words === '' ? '' : ` ${words}`;
}

/** The dictionary is ordered by this many characters of a text, because an index entry has a limited size. */
const ORDERED_BY = 200;

/** Where texts that start with this one begin in the order of the dictionary. */
export function fromPrefix(prefix: string): string {
  return prefix.length <= ORDERED_BY ? prefix : Array.from(prefix).slice(0, ORDERED_BY).join('');
}

/** The end, itself left out, of the texts that start with this one. */
export function afterPrefix(prefix: string): string {
  return fromPrefix(prefix) + LAST;
}
