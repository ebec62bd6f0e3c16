import { hash } from 'node:crypto';
import { BoundedCache } from './bounded-cache.ts';

/**
 * 64-bit digests of everything that is searched by equality: the first 8 bytes of the md5 of a text, as a signed
 * integer in decimal. md5 is not here to keep secrets; it is the one digest that every PostgreSQL computes quickly,
 * and chains need the digests of ids inside SQL. Two of ten million texts share a digest with a chance of 3 in a
 * million; a search asks for one of them.
 *
 * The text is framed so that two lists of parts can never give the same one: it begins with a word for the kind, and
 * each part but the last is preceded by its length in bytes. What comes last (an id, a code) stands as it is, so that SQL can append it to a constant.
 */
export function digest(kind: DigestKind, ...parts: readonly string[]): string {
  const last = parts.length - 1;
  return digestAfter(frame(kind, parts.slice(0, last)), parts[last] ?? '');
}

/** The same digest, of a prefix made by `digestPrefix` and the last part. */
export function digestAfter(prefix: string, last: string): string {
  return known.get(prefix + last, digestOfText);
}

/** The same where the last part hardly ever returns (the value of an identifier): it is not remembered. */
export function digestOnce(prefix: string, last: string): string {
  return digestOfText(prefix + last);
}

/** What a digest stands for. A letter is never used for something else: stored rows keep it. */
export type DigestKind =
  /** type, parameter, system (empty: none), code */
  | 'token'
  /** type, parameter, code of any system */
  | 'code'
  /** type, parameter, system of any code */
  | 'system'
  /** type, parameter, system of the identifier's type, its code, value */
  | 'of-type'
  /** type, parameter, code of the identifier's type in any system, value */
  | 'of-type-code'
  /** type, parameter, type referred to, its logical id */
  | 'reference'
  /** as token, code and system, for the identifier of a reference */
  | 'reference-token'
  | 'reference-code'
  | 'reference-system'
  /** type, parameter, the text as it was sent */
  | 'exact'
  /** type, parameter, which dictionary of it: the key of a text */
  | 'text-key'
  /** key of a text, the text */
  | 'text'
  /** type, parameter, and in a composite what stands beside the range: the key of a range */
  | 'range-key'
  /** type, parameter: there is more than one value */
  | 'several'
  /** type, parameter, the parts of a composite that are matched by equality */
  | 'composite'
  | 'composite-alias';

/** The constant part before the last one, for `digestAfter` and `digestInSql`. */
export function digestPrefix(kind: DigestKind, ...parts: readonly string[]): string {
  return frame(kind, parts);
}

/** The same digest in SQL, of a prefix made by `digestPrefix` and a last part; both are SQL expressions of type text. */
export function digestInSql(prefix: string, last: string): string {
  return `('x' || substr(md5(${prefix} || ${last}), 1, 16))::bit(64)::bigint`;
}

const units = new BoundedCache<number>(1_000);

/** 32-bit digest as a signed integer, for units. */
export function shortDigest(text: string): number {
  return units.get(text, (each) => Number.parseInt(hash('md5', each, 'hex').slice(0, 8), 16) | 0);
}

function frame(kind: string, parts: readonly string[]): string {
  let framed = kind;
  for (const part of parts) framed += ` ${Buffer.byteLength(part)} ${part}`;
  return `${framed} `;
}

const known = new BoundedCache<string>(20_000);

/** A digest as hex is three times as quick to have as one in a Buffer. */
function digestOfText(text: string): string {
  const hex = hash('md5', text, 'hex').slice(0, 16);
  return BigInt.asIntN(64, BigInt(`0x${hex}`)).toString();
}
