import type { TokenValue } from '@caecilia/fhir';
import { digest } from './digest.ts';

/**
 * What stands in `res.toks`, `text_value.key` and `rng.key`: one place for the writing and the asking side, so that
 * the two cannot drift apart.
 */

/** A parameter of a resource type, by its code. */
export interface ParamKey {
  readonly type: string;
  readonly param: string;
}

/** The digests a token is found by: with its system, by its code alone, by its system alone. */
export function tokenToks({ type, param }: ParamKey, system: string | undefined, code: string): string[] {
  const toks = [digest('token', type, param, system ?? '', code), digest('code', type, param, code)];
  return system === undefined || system === '' ? toks : [...toks, digest('system', type, param, system)];
}

/** The one digest that answers a token as it was asked. */
export function tokenTok({ type, param }: ParamKey, { system, code }: TokenValue): string {
  if (code === undefined) return digest('system', type, param, system ?? '');
  if (system === undefined) return digest('code', type, param, code);
  return digest('token', type, param, system, code);
}

/** As `tokenToks`, for the identifier inside a reference. */
export function referenceIdentifierToks(
  { type, param }: ParamKey,
  system: string | undefined,
  value: string,
): string[] {
  const toks = [
    digest('reference-token', type, param, system ?? '', value),
    digest('reference-code', type, param, value),
  ];
  return system === undefined || system === ''
    ? toks
    : [...toks, digest('reference-system', type, param, system)];
}

export function referenceIdentifierTok({ type, param }: ParamKey, { system, code }: TokenValue): string {
  if (code === undefined) return digest('reference-system', type, param, system ?? '');
  if (system === undefined) return digest('reference-code', type, param, code);
  return digest('reference-token', type, param, system, code);
}

/** An identifier by the coding of its type; without a system, by the code of its type in any. */
export function ofTypeTok({ type, param }: ParamKey, kind: TokenValue, value: string): string {
  return kind.system === undefined
    ? digest('of-type-code', type, param, kind.code ?? '', value)
    : digest('of-type', type, param, kind.system, kind.code ?? '', value);
}

export function referenceTok({ type, param }: ParamKey, targetType: string, id: string): string {
  return digest('reference', type, param, targetType, id);
}

export function exactTok({ type, param }: ParamKey, value: string): string {
  return digest('exact', type, param, value);
}

/**
 * The dictionaries of a parameter. `string`: folded values; `words`: folded words of display and text; `uri`:
 * addresses as they are; `code`: codes of tokens, for sorting.
 */
export type Dictionary = 'string' | 'words' | 'uri' | 'code';

export function textKey({ type, param }: ParamKey, dictionary: Dictionary): string {
  return digest('text-key', type, param, dictionary);
}

/**
 * The dictionary of which parameters a resource has a value for. A resource holds one digest for all of them and not
 * one for each; there are few different combinations.
 */
export function presenceKey(type: string): string {
  return digest('text-key', type, '', 'present');
}

/** The text for a combination: the codes, each with a space on either side. */
export function presenceText(params: readonly string[]): string {
  return ` ${[...params].sort().join(' ')} `;
}

/** What a resource holds in toks for a text of a dictionary. */
export function textTok(key: string, norm: string): string {
  return digest('text', key, norm);
}

/** The entry for a code in its dictionary carries the digest that the resource holds for the code anyway. */
export function codeTok({ type, param }: ParamKey, code: string): string {
  return digest('code', type, param, code);
}

export function uriTok(key: ParamKey, uri: string): string {
  return textTok(textKey(key, 'uri'), uri);
}

/** A canonical with its version, as it is written. */
export function canonical(url: string, version: string | undefined): string {
  return version === undefined ? url : `${url}|${version}`;
}

export function rangeKey({ type, param }: ParamKey): string {
  return digest('range-key', type, param);
}

/** What a resource holds that has more than one date, or more than one string, of a parameter. */
export function severalTok({ type, param }: ParamKey): string {
  return digest('several', type, param);
}
