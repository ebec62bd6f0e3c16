import { COMMON_WORDS } from './common-words.ts';
import { IntList } from './growing.ts';
import type { OrganisationStore } from './organisation-store.ts';

/** A word in fewer names than this leads to all of them; a more frequent one only to names without rarer words. */
const RARE = 400;
/** Of each name at least this many words lead to it. */
const LEADING = 1;

/** From words to names, in flat lists, and what a word weighs. Made anew when the store has changed much. */
export class CandidateIndex {
  readonly weights: Float32Array;
  readonly nameWeights: Float32Array;
  readonly names: number;
  /** Room for one search at a time: how well each word is found in the text, and which names were looked at. */
  readonly found: Float32Array;
  readonly seen: Int32Array;
  turn = 0;
  readonly #starts: Int32Array;
  readonly #lists: Int32Array;

  constructor(store: OrganisationStore) {
    this.names = store.names;
    const { vocabulary } = store;
    const total = Math.max(1, store.names - store.deadNames);
    this.weights = new Float32Array(vocabulary.size);
    for (let token = 0; token < vocabulary.size; token += 1) {
      this.weights[token] = weightOf(vocabulary.wordOf(token), vocabulary.countOf(token), total);
    }
    this.nameWeights = new Float32Array(store.names);
    this.found = new Float32Array(vocabulary.size);
    this.seen = new Int32Array(store.names);
    const pairs = new IntList();
    const counts = new Int32Array(vocabulary.size + 1);
    for (let name = 0; name < store.names; name += 1) {
      if (store.nameOrganisation.at(name) < 0) continue;
      const tokens = store.tokensOf(name);
      this.nameWeights[name] = tokens.reduce((sum, token) => sum + (this.weights[token] ?? 0), 0);
      for (const token of leadingTokens(store, tokens)) {
        pairs.push(token);
        pairs.push(name);
        counts[token + 1] = (counts[token + 1] ?? 0) + 1;
      }
    }
    for (let token = 0; token < vocabulary.size; token += 1) {
      counts[token + 1] = (counts[token + 1] ?? 0) + (counts[token] ?? 0);
    }
    this.#starts = counts.slice();
    this.#lists = new Int32Array(pairs.length / 2);
    for (let at = 0; at < pairs.length; at += 2) {
      const token = pairs.at(at);
      const place = counts[token] ?? 0;
      this.#lists[place] = pairs.at(at + 1);
      counts[token] = place + 1;
    }
  }

  /** The names that the word leads to; a view of the list, not to be changed. */
  namesOf(token: number): Int32Array {
    return this.#lists.subarray(this.#starts[token] ?? 0, this.#starts[token + 1] ?? 0);
  }
}

/** A registry of fewer names is weighed as if it were a part of one of so many. */
const WHOLE_REGISTRY = 150_000;

/**
 * How much a word tells: the logarithm of how rare it is among names. In a part of the registry frequent words would
 * seem rarer than they are; `COMMON_WORDS` tells of how many in the whole.
 */
function weightOf(word: string, count: number, total: number): number {
  const whole = Math.max(total, WHOLE_REGISTRY);
  const common = ((COMMON_WORDS.get(word) ?? 0) * whole) / WHOLE_REGISTRY;
  return Math.log(1 + whole / (Math.max(count, common) + 1));
}

function leadingTokens(store: OrganisationStore, tokens: readonly number[]): readonly number[] {
  const sorted = tokens.toSorted((a, b) => store.vocabulary.countOf(a) - store.vocabulary.countOf(b));
  return sorted.filter((token, rank) => rank < LEADING || store.vocabulary.countOf(token) <= RARE);
}
