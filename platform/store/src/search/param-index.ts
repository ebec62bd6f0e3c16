import type { TextRow } from '../extraction.ts';
import { BoundedCache } from './bounded-cache.ts';
import { folded, foldedWords } from './folded-text.ts';
import { codeTok, exactTok, type ParamKey, rangeKey, textKey, textTok, tokenToks } from './keys.ts';

/** What a token is entered as. */
export interface TokenRows {
  readonly toks: readonly string[];
  /** Its entry among the codes to sort by. */
  readonly code: TextRow;
}

/**
 * One parameter of one type on the writing side: its keys, and the rows of codes, words and addresses that came
 * before, because most come again. The values of identifiers and strings do not, and are made each time.
 */
export class ParamIndex {
  readonly key: ParamKey;
  readonly rangeKey: string;
  readonly #stringKey: string;
  readonly #wordsKey: string;
  readonly #uriKey: string;
  readonly #codeKey: string;
  readonly #tokens = new Map<string, BoundedCache<TokenRows>>();
  readonly #words = new BoundedCache<TextRow | null>(MOST);
  readonly #uris = new BoundedCache<TextRow>(MOST);

  constructor(type: string, param: string) {
    this.key = { type, param };
    this.rangeKey = rangeKey(this.key);
    this.#stringKey = textKey(this.key, 'string');
    this.#wordsKey = textKey(this.key, 'words');
    this.#uriKey = textKey(this.key, 'uri');
    this.#codeKey = textKey(this.key, 'code');
  }

  /** Codes return, identifiers do not. */
  get isIdentifier(): boolean {
    return this.key.param === 'identifier';
  }

  token(system: string | undefined, code: string): TokenRows {
    const make = () => ({
      toks: tokenToks(this.key, system, code),
      code: { key: this.#codeKey, tok: codeTok(this.key, code), norm: code },
    });
    if (this.isIdentifier) return make();
    const ofSystem = this.#tokens.get(system ?? '') ?? new BoundedCache<TokenRows>(MOST);
    if (this.#tokens.size < MOST) this.#tokens.set(system ?? '', ofSystem);
    return ofSystem.get(code, make);
  }

  /** Null for a text without words. */
  words(text: string): TextRow | null {
    return this.#words.get(text, () => {
      const words = foldedWords(text);
      return words === '' ? null : entry(this.#wordsKey, words);
    });
  }

  uri(address: string): TextRow {
    return this.#uris.get(address, () => entry(this.#uriKey, address));
  }

  string(value: string): { readonly exact: string; readonly folded: TextRow } {
    return { exact: exactTok(this.key, value), folded: entry(this.#stringKey, folded(value)) };
  }
}

const MOST = 2_000;

function entry(key: string, norm: string): TextRow {
  return { key, tok: textTok(key, norm), norm };
}

const made = new Map<string, Map<string, ParamIndex>>();

/** There are as many as installed parameters. */
export function paramIndex(type: string, param: string): ParamIndex {
  const ofType = made.get(type) ?? new Map<string, ParamIndex>();
  made.set(type, ofType);
  const known = ofType.get(param) ?? new ParamIndex(type, param);
  ofType.set(param, known);
  return known;
}
