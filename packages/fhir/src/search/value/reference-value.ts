import { unescapeValue } from '../grammar/escape.ts';
import type { ReferenceValue } from '../query.ts';
import { SearchError } from '../search-error.ts';

const ID = /^[A-Za-z0-9\-.]{1,64}$/;
const LOCAL = /^([A-Z][A-Za-z]*)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/;
const ABSOLUTE = /^[A-Za-z][A-Za-z0-9+.-]*:./;

/** `Patient/7` taken apart, with or without a version after it; undefined for any other text. */
export function parseLocalReference(
  text: string,
): { readonly type: string; readonly id: string } | undefined {
  const match = LOCAL.exec(text);
  return match?.[1] === undefined || match[2] === undefined ? undefined : { type: match[1], id: match[2] };
}

/** An address with its scheme (`http:`, `urn:`), as against a relative one. */
export function isAbsolute(text: string): boolean {
  return ABSOLUTE.test(text);
}

/** A canonical or other absolute address, split from its `|version`. */
export function splitVersion(address: string): { readonly url: string; readonly version?: string } {
  const bar = address.lastIndexOf('|');
  if (bar < 0) return { url: address };
  const version = address.slice(bar + 1);
  return version === '' ? { url: address.slice(0, bar) } : { url: address.slice(0, bar), version };
}

/** Takes this server's own base off the address of a resource on it; every other text comes back as it is. */
export function withoutBase(address: string, baseUrl: string | undefined): string {
  if (baseUrl === undefined || baseUrl === '') return address;
  const base = baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`;
  const rest = address.startsWith(base) ? address.slice(base.length) : '';
  return LOCAL.test(rest) ? rest : address;
}

/** What a reference value is read against. */
export interface ReferenceSetting {
  readonly baseUrl: string;
  readonly resourceTypes: ReadonlySet<string>;
  /** The type a bare id has: the modifier, or the only type the parameter may point at. */
  readonly type?: string | undefined;
}

/** `id`, `Type/id`, or an absolute address with or without `|version`. Throws `SearchError('value')`. */
export function parseReferenceValue(value: string, setting: ReferenceSetting): ReferenceValue {
  const address = withoutBase(unescapeValue(value), setting.baseUrl);
  if (isAbsolute(address)) return splitVersion(address);
  if (ID.test(address)) {
    return { id: address, ...(setting.type === undefined ? {} : { type: setting.type }) };
  }
  const local = parseLocalReference(address);
  if (local === undefined || !setting.resourceTypes.has(local.type)) {
    throw new SearchError('value', 'a reference is written as id, Type/id or an absolute address');
  }
  return local;
}
