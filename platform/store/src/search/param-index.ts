import type { TokenEntry } from '@caecilia/fhir';
import type { TextRow } from '../extraction.ts';
import { BoundedCache } from './bounded-cache.ts';
import { digestAfter } from './digest.ts';
import { folded, foldedWords } from './folded-text.ts';
import {
  codeText,
  exactTok,
  identifierToks,
  type ParamKey,
  rangeKey,
  referencePrefix,
  severalTok,
  systemTok,
  type TokenPrefixes,
  textKey,
  textTok,
  tokenPrefixes,
} from './keys.ts';
import { isKept } from './merged-params.ts';

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
  /** What a resource holds that has several values of it. */
  readonly severalTok: string;
  /** Whether it has entries of its own, and is not answered from those of others. */
  readonly isKept: boolean;
  readonly #stringKey: string;
  readonly #wordsKey: string;
  readonly #uriKey: string;
  readonly #codeKey: string;
  readonly #systems = new Map<string, SystemIndex>();
  readonly #targets = new Map<string, string>();
  readonly #words = new BoundedCache<TextRow | null>(MOST);
  readonly #uris = new BoundedCache<TextRow>(MOST);

  constructor(type: string, param: string) {
    this.key = { type, param };
    this.rangeKey = rangeKey(this.key);
    this.severalTok = severalTok(this.key);
    this.isKept = isKept(type, param);
    this.#stringKey = textKey(this.key, 'string');
    this.#wordsKey = textKey(this.key, 'words');
    this.#uriKey = textKey(this.key, 'uri');
    this.#codeKey = textKey(this.key, 'code');
  }

  /** Codes return and have a dictionary. Every identifier is another one; it has a digest of its system instead. */
  token({ system, code, identifierType }: TokenEntry): TokenRows {
    const ofSystem = this.#systems.get(system ?? '') ?? this.#newSystem(system);
    if (this.key.param === 'identifier' || identifierType !== undefined) {
      const toks = identifierToks(ofSystem.prefixes, code);
      if (ofSystem.tok !== undefined) toks.push(ofSystem.tok);
      return { toks, code: undefined };
    }
    return ofSystem.codes.get(code, ofSystem.make);
  }

  #newSystem(system: string | undefined): SystemIndex {
    const prefixes = tokenPrefixes(this.key, system);
    const made: SystemIndex = {
      prefixes,
      tok: system ? systemTok(this.key, system) : undefined,
      codes: new BoundedCache<TokenRows>(MOST),
      make: (code) => {
        const toks = identifierToks(prefixes, code);
        return { toks, code: { key: this.#codeKey, tok: toks[0] ?? '', norm: codeText(system, code) } };
      },
    };
    if (this.#systems.size < MOST) this.#systems.set(system ?? '', made);
    return made;
  }

  /** The digest of a reference to a resource of this server. */
  reference(type: string, id: string): string {
    const known = this.#targets.get(type);
    if (known !== undefined) return digestAfter(known, id);
    const prefix = referencePrefix(this.key, type);
    if (this.#targets.size < MOST) this.#targets.set(type, prefix);
    return digestAfter(prefix, id);
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

/** The codes of one system under one parameter. */
interface SystemIndex {
  readonly prefixes: TokenPrefixes;
  readonly tok: string | undefined;
  readonly codes: BoundedCache<TokenRows>;
  readonly make: (code: string) => TokenRows;
}

function entry(key: string, norm: string): TextRow {
  return { key, tok: textTok(key, norm), norm };
}

const made = new Map<string, Map<string, ParamIndex>>();

/** There are as many as installed parameters. */
export function paramIndex(type: string, param: string): ParamIndex {
  return made.get(type)?.get(param) ?? newParamIndex(type, param);
}

function newParamIndex(type: string, param: string): ParamIndex {
  const ofType = made.get(type) ?? new Map<string, ParamIndex>();
  made.set(type, ofType);
  const index = new ParamIndex(type, param);
  ofType.set(param, index);
  return index;
}
