/**
 * Repairs text that was UTF-8, read as Windows-1252 or Latin-1, and written as UTF-8 again: `â€™` for `’`. A text is
 * touched only where nothing else can be meant; a sound text is returned as it is, also `CAFÉ—` and `protégé”—`, whose
 * bytes could be read as another letter.
 */
export function repairText(text: string): string {
  let repaired = text;
  // Some publishers do it more than once. Each round makes the text shorter, so it ends.
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    if (!SURE.test(repaired)) return repaired;
    repaired = decodedWhole(repaired) ?? decodedInPlaces(repaired);
  }
  return repaired;
}

/**
 * Whether something in the text cannot be read or kept: the replacement character, half a character, a NUL, a control, or
 * what no repair resolves.
 */
export function hasBrokenCharacters(text: string): boolean {
  return /[\uFFFD\u0080-\u009F]/.test(text) || text.includes('\0') || !text.isWellFormed() || SURE.test(text);
}

const MOST_ROUNDS = 3;

/** What Windows-1252 shows for the bytes 80 to 9F; it leaves 81, 8D, 8F, 90 and 9D as controls. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

const BYTE_OF: ReadonlyMap<string, number> = new Map([
  ...Array.from({ length: 0x80 }, (_, at): [string, number] => [String.fromCharCode(0x80 + at), 0x80 + at]),
  ...[...WINDOWS_1252].map((character, at): [string, number] => [character, 0x80 + at]),
]);

/** Characters that a byte after the first of a sequence is shown as. */
const NEXT = [...BYTE_OF].filter(([, byte]) => byte < 0xc0).map(([character]) => character);
/** Those of them that sound text puts right behind a word: what ends a quotation, dashes, a space that does not break. */
const BEHIND_WORDS = '‘’“”‚„‹›«»–—…•\u00A0';
const next = `[${NEXT.join('')}]`;
const behind = `[${BEHIND_WORDS}]`;
const notBehind = `[${NEXT.filter((character) => !BEHIND_WORDS.includes(character)).join('')}]`;
const control = '[\\u0080-\\u009F]';

/** Sequences that no writer means. The first bytes of letters of two bytes are `Â` to `ß`, of three `à` to `ï`. */
const SURE_SEQUENCES = [
  `[ÂÃ]${notBehind}`,
  // A word in capitals may end with such a letter before a quote or a dash, and the letter may stand in quotes itself.
  `(?<![\\p{Lu}“‘«‹„"'])[ÂÃ]${behind}`,
  `(?<=\\p{Lu})[ÂÃ][‘’“”‚„‹›«»…](?=\\p{L})`,
  `(?<=\\p{Ll})[ÄÅÎÏÐÑ]${next}`,
  `[Ä-ß]${control}`,
  `â[€‚„†ˆ‰\\u0080-\\u009F]${next}`,
  'â–[¡-ª¬-º¼-¿]',
  `[à-ï](?:${control}${next}|${next}${control})`,
  'ï»¿',
  `ï·${next}`,
  `ð${next}{3}`,
];
const SURE = new RegExp(SURE_SEQUENCES.join('|'), 'u');
const EVERY_SURE = new RegExp(SURE.source, 'gu');

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A run of characters as the UTF-8 that their bytes are; undefined where they are none, or a letter nobody uses here. */
function decoded(run: string): string | undefined {
  const bytes = [...run].map((character) => BYTE_OF.get(character));
  if (bytes.some((byte) => byte === undefined)) return undefined;
  try {
    const text = decoder.decode(Uint8Array.from(bytes, (byte) => byte ?? 0));
    return IMPLAUSIBLE.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

/** Phonetic letters, and scripts that a quote behind an accented letter would turn into; broken Chinese stays broken. */
const IMPLAUSIBLE = /[\u0250-\u02FF\u0500-\u1DFF\u2C00-\uDFFF]/;

/** The whole text decoded, where each character above ASCII is part of UTF-8: then all of it was encoded twice. */
function decodedWhole(text: string): string | undefined {
  const runs = [...text.matchAll(NOT_ASCII)].map(([run]) => decoded(run));
  if (runs.includes(undefined)) return undefined;
  let at = 0;
  return text.replace(NOT_ASCII, () => runs[at++] ?? '');
}

const NOT_ASCII = /\P{ASCII}+/gu;

/** Single sequences in a text that is otherwise sound, for instance where sound and broken fields were joined. */
function decodedInPlaces(text: string): string {
  return text.replace(EVERY_SURE, (sequence) => decoded(sequence) ?? sequence);
}
