import type { TokenEntry } from '@caecilia/fhir';
import type { TextRow } from '../extraction.ts';
import { BoundedCache } from './bounded-cache.ts';
import { folded, foldedWords } from './folded-text.ts';
import {
  codeText,
  exactTok,
  type ParamKey,
  rangeKey,
  systemTok,
  textKey,
  textTok,
  tokenToks,
} from './keys.ts';

/** What a token is entered as. */
export interface TokenRows {
  readonly toks: readonly string[];
  /** Its entry among the codes; none for an identifier. */
  readonly code: TextRow | undefined;
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

  /** Codes return and have a dictionary. Every identifier is another one; it has a digest of its system instead. */
  token({ system, code, identifierType }: TokenEntry): TokenRows {
    if (this.key.param === 'identifier' || identifierType !== undefined) {
      const toks = tokenToks(this.key, system, code);
      return { toks: system ? [...toks, systemTok(this.key, system)] : toks, code: undefined };
    }
    const ofSystem = this.#tokens.get(system ?? '') ?? new BoundedCache<TokenRows>(MOST);
    if (this.#tokens.size < MOST) this.#tokens.set(system ?? '', ofSystem);
    return ofSystem.get(code, () => {
      const toks = tokenToks(this.key, system, code);
      return { toks, code: { key: this.#codeKey, tok: toks[0] ?? '', norm: codeText(system, code) } };
    });
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
