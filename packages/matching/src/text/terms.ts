import { ALSO_ENGLISH, DUTCH_TO_ENGLISH } from './dutch-english.ts';
import { asEnglishSpelling, dutchForms, englishStem } from './stem.ts';
import { COMMON_WORDS, DUTCH_STOP_WORDS, ENGLISH_STOP_WORDS } from './stop-words.ts';
import { ABBREVIATIONS, SYNONYMS } from './synonyms.ts';

/** Language of a text as its small words tell; undefined where they do not. */
export type TextLanguage = 'nl' | 'en';

/** One term of a text. */
export interface Term {
  /** What is compared: a stem, or two with `_` between; the same for Dutch and English words of one meaning. */
  readonly key: string;
  /** How the text says it first, for a reason that a person reads. */
  readonly word: string;
  /** How often. */
  readonly count: number;
}

const JOINS_WORDS = '_';

/** Whether a key stands for two words that follow each other. */
export function isPhrase(key: string): boolean {
  return key.includes(JOINS_WORDS);
}

const CONCEPTS = new Map([...SYNONYMS].map(([word, head]) => [englishStem(word), englishStem(head)]));

function conceptOf(englishWord: string): string {
  const stem = englishStem(englishWord);
  return CONCEPTS.get(stem) ?? stem;
}

const COMMON_KEYS: ReadonlySet<string> = new Set(COMMON_WORDS.map(conceptOf));

/** Whether nearly every proposal says this, whatever it is about. */
export function isCommon(key: string): boolean {
  return isPhrase(key) ? key.split(JOINS_WORDS).every((stem) => COMMON_KEYS.has(stem)) : COMMON_KEYS.has(key);
}

/** Lower case without accents: `Slechtnieuwsgesprék` as `slechtnieuwsgesprek`. */
export function foldText(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The words of a text, folded, in their order. */
export function wordsOf(text: string): readonly string[] {
  return foldText(text)
    .replaceAll("'s", '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Tells Dutch from English by the small words; undefined where there are none or as many of both. */
export function languageOf(words: readonly string[]): TextLanguage | undefined {
  const dutch = words.filter((word) => DUTCH_STOP_WORDS.has(word)).length;
  const english = words.filter((word) => ENGLISH_STOP_WORDS.has(word)).length;
  if (dutch === english) return undefined;
  return dutch > english ? 'nl' : 'en';
}

function isStopWord(word: string, language: TextLanguage | undefined): boolean {
  if (language === 'nl') return DUTCH_STOP_WORDS.has(word);
  if (language === 'en') return ENGLISH_STOP_WORDS.has(word);
  return DUTCH_STOP_WORDS.has(word) || ENGLISH_STOP_WORDS.has(word);
}

function listed(word: string): readonly string[] | undefined {
  for (const form of dutchForms(word)) {
    const english = DUTCH_TO_ENGLISH.get(form);
    if (english !== undefined) return english;
  }
  return undefined;
}

const LEAST_PART = 3;
const LEAST_COMPOUND = 8;

/** Splits a Dutch compound of which every part is in the list: `brandwondenzorg` as burn and care. */
function compound(word: string): readonly string[] | undefined {
  if (word.length < LEAST_COMPOUND) return undefined;
  for (let cut = word.length - LEAST_PART; cut >= LEAST_PART; cut -= 1) {
    const head = listed(word.slice(0, cut));
    if (head === undefined) continue;
    const rest = word.slice(cut);
    const tail = listed(rest) ?? listed(rest.replace(/^(?:en|s|e)/, '')) ?? compound(rest);
    if (tail !== undefined) return [...head, ...tail];
  }
  return undefined;
}

function fromDutch(word: string, language: TextLanguage | undefined): readonly string[] {
  if (language === undefined && ALSO_ENGLISH.has(word)) return [word];
  const known = listed(word) ?? compound(word);
  if (known !== undefined) return known;
  return [language === 'nl' ? asEnglishSpelling(word) : word];
}

const remembered = new Map<string, readonly string[]>();
const MOST_REMEMBERED = 50_000;

/** What a word is compared by. The same words come again and again, so the answers are kept. */
function keysOfWord(word: string, language: TextLanguage | undefined): readonly string[] {
  const asked = `${language ?? ''} ${word}`;
  const before = remembered.get(asked);
  if (before !== undefined) return before;
  const english = ABBREVIATIONS.get(word) ?? (language === 'en' ? [word] : fromDutch(word, language));
  const keys = english.map(conceptOf);
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(asked, keys);
  return keys;
}

const PHRASE_CONCEPTS = [...SYNONYMS]
  .filter(([words]) => words.includes('+'))
  .map(([words, head]) => ({ words: words.split('+'), key: conceptOf(head) }));

function phraseAt(words: readonly string[], at: number): { length: number; key: string } | undefined {
  for (const { words: phrase, key } of PHRASE_CONCEPTS)
    if (phrase.every((word, index) => words[at + index] === word)) return { length: phrase.length, key };
  return undefined;
}

interface Said {
  readonly key: string;
  readonly word: string;
}

function saidIn(words: readonly string[], language: TextLanguage | undefined): readonly Said[] {
  const said: Said[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const phrase = phraseAt(words, at);
    if (phrase !== undefined) {
      said.push({ key: phrase.key, word: words.slice(at, at + phrase.length).join(' ') });
      at += phrase.length - 1;
      continue;
    }
    if (word.length < 2 || isStopWord(word, language)) continue;
    for (const key of keysOfWord(word, language)) if (key.length > 1) said.push({ key, word });
  }
  return said;
}

/**
 * The terms of a text in Dutch or English: stems of the words that mean something, and phrases of two that follow each
 * other. Dutch is read as English by a list of words of the field, by splitting compounds and by spelling, so that texts
 * of both languages can be compared; a text in another language is compared by its words as they are.
 */
export function termsOf(text: string): readonly Term[] {
  const words = wordsOf(text);
  const said = saidIn(words, languageOf(words));
  const terms = new Map<string, { key: string; word: string; count: number }>();
  const count = ({ key, word }: Said) => {
    const term = terms.get(key);
    if (term === undefined) terms.set(key, { key, word, count: 1 });
    else term.count += 1;
  };
  for (const [at, one] of said.entries()) {
    count(one);
    const next = said[at + 1];
    if (next === undefined || next.key === one.key) continue;
    count({
      key: `${one.key}${JOINS_WORDS}${next.key}`,
      word: one.word === next.word ? one.word : `${one.word} ${next.word}`,
    });
  }
  return [...terms.values()];
}
