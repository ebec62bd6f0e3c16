import type { CandidateIndex } from './candidate-index.ts';
import type { Gazetteer, PlaceMention } from './gazetteer.ts';
import { type Word, wordsOf } from './tokenise.ts';
import type { Vocabulary } from './vocabulary.ts';
import { isKindWord } from './word-table.ts';

/** A word of a text as it is compared; a compound gives several. */
export interface Term {
  readonly meaning: string;
  readonly word: number;
  readonly segment: number;
  readonly weight: number;
  readonly isKind: boolean;
  /** Part of the name of a place, a number or a postal code. */
  readonly isPlace: boolean;
  /** May stand for a longer word: written with a stop, or unknown. */
  readonly isShortened: boolean;
}

/** Where a word of the vocabulary stands in the text, and how sure that is the word (1 as written, less when alike). */
export interface Occurrence {
  readonly term: number;
  readonly quality: number;
}

/** A text made ready for matching. */
export interface QueryText {
  readonly text: string;
  readonly words: readonly Word[];
  readonly terms: readonly Term[];
  readonly mentions: readonly PlaceMention[];
  readonly occurrences: ReadonlyMap<number, readonly Occurrence[]>;
  /** More capitals than small letters: capitals say nothing. */
  readonly shouted: boolean;
}

const LONGEST_TEXT = 2000;
const UNKNOWN_WEIGHT = 8;

export interface Knowledge {
  readonly vocabulary: Vocabulary;
  readonly gazetteer: Gazetteer;
  readonly index: CandidateIndex;
}

/** Words, places and what is known of them; of a text longer than 2,000 characters the first part. */
export function readText(full: string, knowledge: Knowledge): QueryText {
  const text = full.slice(0, LONGEST_TEXT);
  const words = wordsOf(text);
  const mentions = knowledge.gazetteer.mentions(words, text);
  const placed = new Set(mentions.flatMap(({ from, to }) => words.slice(from, to).map((_, n) => from + n)));
  const terms: Term[] = [];
  const occurrences = new Map<number, Occurrence[]>();
  for (const [number, word] of words.entries()) {
    for (const meaning of word.meanings) {
      const token = knowledge.vocabulary.numberOf(meaning);
      note(occurrences, meaning, token, terms.length, word, knowledge.vocabulary);
      terms.push({
        meaning,
        word: number,
        segment: word.segment,
        weight: token === undefined ? UNKNOWN_WEIGHT : (knowledge.index.weights[token] ?? UNKNOWN_WEIGHT),
        isKind: isKindWord(meaning),
        isPlace: placed.has(number) || /\d/.test(meaning),
        isShortened: word.stopped || token === undefined,
      });
    }
  }
  return { text, words, terms, mentions, occurrences, shouted: isShouted(text) };
}

function note(
  occurrences: Map<number, Occurrence[]>,
  meaning: string,
  token: number | undefined,
  term: number,
  word: Word,
  vocabulary: Vocabulary,
): void {
  if (token !== undefined) {
    put(occurrences, token, { term, quality: 1 });
    return;
  }
  if (word.stopped || /\d/.test(meaning)) return;
  for (const { number, slips } of vocabulary.similar(meaning)) {
    put(occurrences, number, { term, quality: slips === 1 ? 0.85 : 0.7 });
  }
}

function put(occurrences: Map<number, Occurrence[]>, token: number, occurrence: Occurrence): void {
  const known = occurrences.get(token);
  if (known === undefined) occurrences.set(token, [occurrence]);
  else known.push(occurrence);
}

function isShouted(text: string): boolean {
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0;
  const small = text.match(/\p{Ll}/gu)?.length ?? 0;
  return capitals > 12 && capitals > small * 2;
}
