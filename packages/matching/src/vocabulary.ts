import { IntList } from './growing.ts';

/** A longer word is not looked up among similar ones. */
const LONGEST_WORD = 40;

/** The words of all names, each with a number and the count of names that have it. */
export class Vocabulary {
  readonly #numbers = new Map<string, number>();
  readonly #words: string[] = [];
  readonly #counts = new IntList();
  #fuzzy: Trigrams | undefined;

  get size(): number {
    return this.#words.length;
  }

  /** The number of a word of a name, new where it was not there; counts one name more that has it. */
  take(word: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) {
      this.#counts.set(known, this.#counts.at(known) + 1);
      return known;
    }
    const number = this.#words.push(word) - 1;
    this.#numbers.set(word, number);
    this.#counts.push(1);
    this.#fuzzy = undefined;
    return number;
  }

  /** One name less has the word. */
  giveBack(number: number): void {
    this.#counts.set(number, this.#counts.at(number) - 1);
  }

  numberOf(word: string): number | undefined {
    return this.#numbers.get(word);
  }

  wordOf(number: number): string {
    return this.#words[number] ?? '';
  }

  /** How many names have the word. */
  countOf(number: number): number {
    return this.#counts.at(number);
  }

  /**
   * Words at a small distance (letters changed, left out, added or swapped) from one that may be misspelt: one slip
   * in five to eight letters, two in more; fewer letters forgive none.
   */
  similar(word: string): { readonly number: number; readonly slips: number }[] {
    this.#fuzzy ??= new Trigrams(this.#words);
    const most = word.length < 5 || word.length > LONGEST_WORD ? 0 : word.length < 9 ? 1 : 2;
    if (most === 0) return [];
    return this.#fuzzy
      .sharing(word, most)
      .map((number) => ({ number, slips: slipsBetween(word, this.wordOf(number), most) }))
      .filter(({ number, slips }) => slips <= most && this.countOf(number) > 0);
  }

  /** Words that begin so, shortest first, at most `limit`. */
  beginning(prefix: string, limit: number): number[] {
    this.#sorted ??= this.#words
      .map((_, number) => number)
      .sort((a, b) => compare(this.wordOf(a), this.wordOf(b)));
    if (this.#sorted.length !== this.#words.length) {
      this.#sorted = undefined;
      return this.beginning(prefix, limit);
    }
    const found: number[] = [];
    for (let at = this.#firstAtLeast(this.#sorted, prefix); at < this.#sorted.length; at += 1) {
      const number = this.#sorted[at] ?? 0;
      if (!this.wordOf(number).startsWith(prefix)) break;
      if (this.countOf(number) > 0) found.push(number);
    }
    return found.sort((a, b) => this.countOf(b) - this.countOf(a)).slice(0, limit);
  }

  #sorted: number[] | undefined;

  #firstAtLeast(sorted: readonly number[], prefix: string): number {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.wordOf(sorted[middle] ?? 0) < prefix) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Which words share groups of three letters, in flat arrays: start of each group's list, and the lists. */
class Trigrams {
  readonly #starts: Int32Array;
  readonly #lists: Int32Array;
  readonly #lengths: Uint8Array;
  readonly #shared: Uint8Array;

  constructor(words: readonly string[]) {
    this.#lengths = Uint8Array.from(words, (word) => Math.min(255, word.length));
    this.#shared = new Uint8Array(words.length);
    const sizes = new Int32Array(BUCKETS + 1);
    for (const word of words)
      for (const group of groupsOf(word)) sizes[group + 1] = (sizes[group + 1] ?? 0) + 1;
    for (let n = 0; n < BUCKETS; n += 1) sizes[n + 1] = (sizes[n + 1] ?? 0) + (sizes[n] ?? 0);
    this.#starts = sizes.slice();
    this.#lists = new Int32Array(sizes[BUCKETS] ?? 0);
    for (const [number, word] of words.entries()) {
      for (const group of groupsOf(word)) {
        const place = sizes[group] ?? 0;
        this.#lists[place] = number;
        sizes[group] = place + 1;
      }
    }
  }

  /** Words of about the same length that share enough groups to be at most `slips` away. */
  sharing(word: string, slips: number): number[] {
    const groups = groupsOf(word);
    // Every slip breaks at most three groups (four letters when two are swapped, which we let go).
    const least = Math.max(2, groups.length - 3 * slips);
    const touched: number[] = [];
    for (const group of groups) this.#countShared(group, word.length, slips, touched);
    const found = touched.filter((number) => (this.#shared[number] ?? 0) >= least);
    for (const number of touched) this.#shared[number] = 0;
    return found;
  }

  #countShared(group: number, length: number, slips: number, touched: number[]): void {
    for (let at = this.#starts[group] ?? 0; at < (this.#starts[group + 1] ?? 0); at += 1) {
      const number = this.#lists[at] ?? 0;
      if (Math.abs((this.#lengths[number] ?? 0) - length) > slips) continue;
      if (this.#shared[number] === 0) touched.push(number);
      this.#shared[number] = (this.#shared[number] ?? 0) + 1;
    }
  }
}

const BUCKETS = 1 << 15;

function groupsOf(word: string): number[] {
  const edged = `^${word}$`;
  const groups: number[] = [];
  for (let at = 0; at + 2 < edged.length; at += 1) {
    const mixed =
      (edged.charCodeAt(at) * 961 + edged.charCodeAt(at + 1) * 31 + edged.charCodeAt(at + 2)) % BUCKETS;
    if (!groups.includes(mixed)) groups.push(mixed);
  }
  return groups;
}

/**
 * Slips between two words: letters changed, left out, added, or two neighbours swapped (Damerau-Levenshtein in its
 * restricted form). More than `most` is told as `most + 1`.
 */
export function slipsBetween(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) row.push(cheapest(a, b, i, j, row, last, before));
    if (Math.min(...row) > most) return most + 1;
    before = last;
    last = row;
  }
  return last[b.length] ?? most + 1;
}

function cheapest(
  a: string,
  b: string,
  i: number,
  j: number,
  row: readonly number[],
  last: readonly number[],
  before: readonly number[],
): number {
  const same = a[i - 1] === b[j - 1];
  const cost = Math.min((row[j - 1] ?? 0) + 1, (last[j] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
  const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
  return swapped ? Math.min(cost, (before[j - 2] ?? 0) + 1) : cost;
}
