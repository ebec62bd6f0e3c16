import type { TokenValue } from '@caecilia/fhir';
import { digest, digestAfter, digestOnce, digestPrefix } from './digest.ts';

/**
 * What stands in `res.toks`, `text_value.key` and `rng.key`: one place for the writing and the asking side, so that
 * the two cannot drift apart.
 */

/** A parameter of a resource type, by its code. */
export interface ParamKey {
  readonly type: string;
  readonly param: string;
}

/**
 * The digests a token is found by: with its system and by its code alone. One without a system has one digest, and
 * whoever asks for a code of any system asks for that one too (`askedTokenToks`).
 */
export function tokenToks(key: ParamKey, system: string | undefined, code: string): string[] {
  return toksOf(tokenPrefixes(key, system), code, digestAfter);
}

/** What stands before a code in its digests; the same for all codes of a system. */
export interface TokenPrefixes {
  readonly full: string;
  /** None where there is no system. */
  readonly code: string | undefined;
}

export function tokenPrefixes({ type, param }: ParamKey, system: string | undefined): TokenPrefixes {
  return {
    full: digestPrefix('token', type, param, system ?? ''),
    code: hasSystem(system) ? digestPrefix('code', type, param) : undefined,
  };
}

/** As `tokenToks`, with the prefixes made before and for a value that hardly ever returns. */
export function identifierToks(prefixes: TokenPrefixes, value: string): string[] {
  return toksOf(prefixes, value, digestOnce);
}

function toksOf({ full, code }: TokenPrefixes, last: string, digested: typeof digestAfter): string[] {
  return code === undefined ? [digested(full, last)] : [digested(full, last), digested(code, last)];
}

function hasSystem(system: string | undefined): system is string {
  return system !== undefined && system !== '';
}

/** The digests that answer a token as it was asked, with a code. */
export function askedTokenToks(
  { type, param }: ParamKey,
  system: string | undefined,
  code: string,
): string[] {
  if (system !== undefined) return [digest('token', type, param, system, code)];
  return [digest('code', type, param, code), digest('token', type, param, '', code)];
}

/** What an identifier holds for its system alone. Codes have none: their dictionary tells which are of a system. */
export function systemTok({ type, param }: ParamKey, system: string): string {
  return digest('system', type, param, system);
}

const BEFORE_SYSTEM = '\u001f';

/** A code in the dictionary: the code, to sort by, and its system, to find all codes of one. */
export function codeText(system: string | undefined, code: string): string {
  return hasSystem(system) ? `${code}${systemSuffix(system)}` : code;
}

/** What the codes of a system end in. */
export function systemSuffix(system: string): string {
  return `${BEFORE_SYSTEM}${system}`;
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

export function referenceTok(key: ParamKey, targetType: string, id: string): string {
  return digestAfter(referencePrefix(key, targetType), id);
}

/** What stands before the id in the digest of a reference. */
export function referencePrefix({ type, param }: ParamKey, targetType: string): string {
  return digestPrefix('reference', type, param, targetType);
}

export function exactTok({ type, param }: ParamKey, value: string): string {
  return digest('exact', type, param, value);
}

/**
 * The dictionaries of a parameter. `string`: folded values; `words`: folded words of display and text; `uri`:
 * addresses as they are; `code`: codes with their systems.
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

export function uriTok(key: ParamKey, uri: string): string {
  return textTok(textKey(key, 'uri'), uri);
}

/** A canonical with its version, as it is written. */
export function canonical(url: string, version: string | undefined): string {
  return version === undefined ? url : `${url}|${version}`;
}

/** The dictionary of the codes that a unit, as it is printed, stands for in resources of a type. */
export function unitKey(type: string, printed: string): string {
  return digest('text-key', type, printed, 'unit');
}

export function rangeKey({ type, param }: ParamKey): string {
  return digest('range-key', type, param);
}

/** What a resource holds that has more than one date, or more than one string, of a parameter. */
export function severalTok({ type, param }: ParamKey): string {
  return digest('several', type, param);
}
