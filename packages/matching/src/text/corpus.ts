import { isCommon, isPhrase, termsOf } from './terms.ts';

/** A piece of a text, for instance its title, and how many times it counts. */
export interface TextPart {
  readonly text: string;
  /** 1 unless another is named; a title that counts twice has 2. */
  readonly weight?: number;
}

/** A term that two texts share. */
export interface SharedTerm {
  readonly key: string;
  /** As the one text says it, and as the other. */
  readonly words: readonly [asked: string, found: string];
  /** Part of the likeness that rests on it, 0 to 1. */
  readonly share: number;
}

/** How alike two texts are. */
export interface Likeness {
  /** Cosine of the two texts, 0 (nothing shared) to 1 (the same terms as often). */
  readonly cosine: number;
  /** How much of the text with less to say the other says too, 0 to 1: a title alone can be covered by a long text. */
  readonly coverage: number;
}

interface Said {
  readonly word: string;
  /** Dampened count: a word said four times is not four times as much. */
  readonly amount: number;
}

/** A text that was read and can be asked about many times. */
export interface ReadText {
  readonly terms: ReadonlyMap<string, Said>;
}

/** Reads the parts of a text into what is compared. */
export function readText(parts: readonly TextPart[]): ReadText {
  const counts = new Map<string, { word: string; count: number }>();
  for (const { text, weight = 1 } of parts)
    for (const { key, word, count } of termsOf(text)) {
      const before = counts.get(key);
      if (before === undefined) counts.set(key, { word, count: count * weight });
      else before.count += count * weight;
    }
  return {
    terms: new Map([...counts].map(([key, { word, count }]) => [key, { word, amount: Math.log1p(count) }])),
  };
}

/**
 * While a corpus is small its counts say little: it is as if it held these texts besides, in which a common word stands
 * in a third and any other in one.
 */
const IMAGINED_TEXTS = 60;
const COMMON_SHARE = 1 / 3;
/** Two words that follow each other say again what each of them says: they count for less. */
const PHRASE_WEIGHT = 0.6;
const MOST_SHARED = 8;

/**
 * Texts that are compared by TF-IDF: a term counts by how rare it is among the texts that are there now. Texts are added,
 * replaced and taken out at any time. Asking among some thousand texts takes milliseconds.
 */
export class TextCorpus<Id extends string = string> {
  readonly #texts = new Map<Id, ReadText>();
  /** Of each term who says it, and how much. */
  readonly #holders = new Map<string, Map<Id, number>>();
  /** Squared lengths of the texts; what a term counts changes with every text, so they are forgotten with each. */
  readonly #lengths = new Map<Id, number>();
  readonly #weights = new Map<string, number>();

  get size(): number {
    return this.#texts.size;
  }

  has(id: Id): boolean {
    return this.#texts.has(id);
  }

  /** Adds a text, or puts it in the place of the one with this id. */
  set(id: Id, text: ReadText): void {
    this.delete(id);
    this.#texts.set(id, text);
    for (const [key, { amount }] of text.terms) {
      const holders = this.#holders.get(key);
      if (holders === undefined) this.#holders.set(key, new Map([[id, amount]]));
      else holders.set(id, amount);
    }
    this.#forget();
  }

  /** Takes a text out; nothing happens where it is not there. */
  delete(id: Id): void {
    const text = this.#texts.get(id);
    if (text === undefined) return;
    for (const key of text.terms.keys()) {
      const holders = this.#holders.get(key);
      holders?.delete(id);
      if (holders?.size === 0) this.#holders.delete(key);
    }
    this.#texts.delete(id);
    this.#forget();
  }

  #forget(): void {
    this.#lengths.clear();
    this.#weights.clear();
  }

  /** What a term counts: the rarer, the more. */
  weightOf(key: string): number {
    const known = this.#weights.get(key);
    if (known !== undefined) return known;
    const imagined = isCommon(key) ? IMAGINED_TEXTS * COMMON_SHARE : 1;
    const holders = (this.#holders.get(key)?.size ?? 0) + imagined;
    const rarity = Math.log((this.#texts.size + IMAGINED_TEXTS + 1) / holders);
    const weight = Math.max(rarity, 0.05) * (isPhrase(key) ? PHRASE_WEIGHT : 1);
    this.#weights.set(key, weight);
    return weight;
  }

  #lengthOf(id: Id, text: ReadText): number {
    const known = this.#lengths.get(id);
    if (known !== undefined) return known;
    let length = 0;
    for (const [key, { amount }] of text.terms) length += (amount * this.weightOf(key)) ** 2;
    this.#lengths.set(id, length);
    return length;
  }

  /**
   * A text held against the corpus as it is now: ask it many times, and anew after the corpus has changed. Of a text that
   * is not there nothing is shared.
   */
  ask(text: ReadText): TextQuestion<Id> {
    return new TextQuestion(text, {
      weightOf: (key) => this.weightOf(key),
      holdersOf: (key) => this.#holders.get(key),
      textOf: (id) => this.#texts.get(id),
      lengthOf: (id, found) => this.#lengthOf(id, found),
    });
  }
}

interface Corpus<Id> {
  weightOf(key: string): number;
  holdersOf(key: string): ReadonlyMap<Id, number> | undefined;
  textOf(id: Id): ReadText | undefined;
  lengthOf(id: Id, found: ReadText): number;
}

interface Asked {
  readonly word: string;
  readonly amount: number;
  /** Squared weight of the term. */
  readonly counts: number;
}

/** A text held against a corpus. */
export class TextQuestion<Id extends string> {
  readonly #terms: ReadonlyMap<string, Asked>;
  readonly #length: number;
  readonly #corpus: Corpus<Id>;

  constructor(text: ReadText, corpus: Corpus<Id>) {
    this.#corpus = corpus;
    this.#terms = new Map(
      [...text.terms].map(([key, { word, amount }]) => [
        key,
        { word, amount, counts: corpus.weightOf(key) ** 2 },
      ]),
    );
    this.#length = [...this.#terms.values()].reduce(
      (sum, { amount, counts }) => sum + amount ** 2 * counts,
      0,
    );
  }

  /** The texts that are nearest by cosine, the nearest first; `skip` is one that is not asked about. */
  nearest({
    most,
    skip,
  }: {
    most: number;
    skip?: Id;
  }): readonly { readonly id: Id; readonly cosine: number }[] {
    const products = new Map<Id, number>();
    for (const [key, { amount, counts }] of this.#terms)
      for (const [id, held] of this.#corpus.holdersOf(key) ?? [])
        products.set(id, (products.get(id) ?? 0) + held * amount * counts);
    if (skip !== undefined) products.delete(skip);
    return [...products]
      .flatMap(([id, product]) => {
        const text = this.#corpus.textOf(id);
        if (text === undefined) return [];
        return [{ id, cosine: product / Math.sqrt(this.#length * this.#corpus.lengthOf(id, text)) }];
      })
      .sort((a, b) => b.cosine - a.cosine || (a.id < b.id ? -1 : 1))
      .slice(0, most);
  }

  /** How alike it is to one text of the corpus. */
  likeness(id: Id): Likeness {
    const found = this.#corpus.textOf(id);
    if (found === undefined) return { cosine: 0, coverage: 0 };
    const length = this.#corpus.lengthOf(id, found);
    if (this.#length === 0 || length === 0) return { cosine: 0, coverage: 0 };
    const askedIsShort = this.#length <= length;
    let product = 0;
    let covered = 0;
    for (const [key, { amount, counts }] of this.#terms) {
      const other = found.terms.get(key);
      if (other === undefined) continue;
      product += amount * other.amount * counts;
      covered += (askedIsShort ? amount : other.amount) ** 2 * counts;
    }
    return {
      cosine: Math.min(1, product / Math.sqrt(this.#length * length)),
      coverage: Math.min(1, covered / Math.min(this.#length, length)),
    };
  }

  /** What it shares with one text of the corpus, what counts most first. */
  shared(id: Id): readonly SharedTerm[] {
    const found = this.#corpus.textOf(id);
    if (found === undefined) return [];
    const shared: { key: string; words: readonly [string, string]; amount: number }[] = [];
    for (const [key, { word, amount, counts }] of this.#terms) {
      const other = found.terms.get(key);
      if (other !== undefined)
        shared.push({ key, words: [word, other.word], amount: amount * other.amount * counts });
    }
    const whole = shared.reduce((sum, { amount }) => sum + amount, 0) || 1;
    return shared
      .sort((a, b) => b.amount - a.amount || (a.key < b.key ? -1 : 1))
      .slice(0, MOST_SHARED)
      .map(({ key, words, amount }) => ({ key, words, share: amount / whole }));
  }
}
