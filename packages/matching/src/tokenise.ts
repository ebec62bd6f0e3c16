import { CITY_ALIASES } from './city-names.ts';
import { fold, foldVowels } from './letters.ts';
import { isSmallWord, sameWords } from './word-table.ts';

/** A word of a text. `start` and `end` are offsets in the text as it was given. */
export interface Word {
  readonly start: number;
  readonly end: number;
  readonly folded: string;
  /** What it is compared by: one word, several for a compound, none for a word without meaning of its own. */
  readonly meanings: readonly string[];
  /** Number of the part of the text between commas, semicolons and the like. */
  readonly segment: number;
  /** Two letters or more, all capitals. */
  readonly capitals: boolean;
  /** Written with a full stop behind it, as an abbreviation may be. */
  readonly stopped: boolean;
}

/** Dotted capitals (`U.S.A.`), or letters and digits with apostrophes between them. */
const WORD = /(?:\p{Lu}\.){2,}\p{Lu}?(?![\p{L}\p{N}])|[\p{L}\p{N}\p{M}]+(?:['’ʼ`´][\p{L}\p{M}]+)*/gu;
/** Words that were written without the space between them: `HarbinEngineering`, `1Ningbo`, `UniversityWV`. */
const JOINED = /(?<=\p{Ll}{3})(?=\p{Lu}(?:\p{Ll}{2}|\p{Lu}+$))|(?<=^\d{1,2})(?=\p{Lu}\p{Ll})/u;
const ENTITY = /&(?:amp|quot|lt|gt|nbsp|apos|#\d{2,4});/g;
const BREAK = /[,;|\n\r\t•·/()[\]{}:]|\s[-–—]\s|\.\s*$|\p{Ll}\.\s+(?=\p{Lu})/u;
const CAPITALS = /^\p{Lu}[\p{Lu}\p{N}.]+$/u;
const ELISION = /^(?:l|d|dell|all|nell|sull|un)['’ʼ`´](?=..)/i;
const MAIL = /\S+@\S+|https?:\/\/\S+|www\.\S+/g;
const NONE: readonly string[] = [];

/** The words of a text with the parts they stand in; addresses of mail and the web are passed over. */
export function wordsOf(text: string): Word[] {
  const blank = (passed: string) => ' '.repeat(passed.length);
  const readable = text.replace(MAIL, blank).replace(ENTITY, blank);
  const words: Word[] = [];
  let segment = 0;
  let end = 0;
  for (const { 0: raw, index } of readable.matchAll(WORD)) {
    const between = readable.slice(end, index);
    if (words.length > 0 && isBreak(between, words.at(-1))) segment += 1;
    end = index + raw.length;
    let start = index;
    for (const part of raw.split(JOINED)) {
      words.push(wordOf(part, start, segment, readable[start + part.length] === '.'));
      start += part.length;
    }
  }
  return words;
}

function isBreak(between: string, before: Word | undefined): boolean {
  if (between === ' ' || between === '' || between === '-') return false;
  if (BREAK.test(between)) return true;
  // A full stop ends a part only behind a word that is too long to be an abbreviation.
  return between.startsWith('. ') && before !== undefined && before.folded.length > 6;
}

function wordOf(raw: string, start: number, segment: number, stopped: boolean): Word {
  const bare = raw.replace(ELISION, '');
  const folded = fold(bare).replace(/['’ʼ`´]s?|\./g, '');
  return {
    start,
    end: start + raw.length,
    folded,
    meanings: meaningsOf(folded),
    segment,
    capitals: CAPITALS.test(bare),
    stopped,
  };
}

const known = new Map<string, readonly string[]>();

/** What a folded word is compared by. */
export function meaningsOf(folded: string): readonly string[] {
  const remembered = known.get(folded);
  if (remembered !== undefined) return remembered;
  const found = findMeanings(folded);
  // Bounded: free text brings any number of words.
  if (known.size > 200_000) known.clear();
  known.set(folded, found);
  return found;
}

function findMeanings(folded: string): readonly string[] {
  if (folded === '' || isSmallWord(folded)) return NONE;
  const direct = sameWords(folded);
  if (direct !== undefined) return direct;
  const vowels = foldVowels(folded);
  return sameWords(vowels) ?? [withoutPlural(cityWord(folded) ?? vowels)];
}

/** The registry's word for a city that is one word in both languages. */
function cityWord(folded: string): string | undefined {
  const city = CITY_ALIASES.get(folded);
  return city === undefined || city.includes(' ') ? undefined : foldVowels(city);
}

function withoutPlural(word: string): string {
  return word.length > 4 && /[^suiy]s$/.test(word) ? word.slice(0, -1) : word;
}
