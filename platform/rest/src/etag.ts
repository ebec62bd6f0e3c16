import { Problem } from '@caecilia/kernel';

/** The ETag of a version: weak, because the same version is sent as JSON and as XML. */
export function etagOf(versionId: number): string {
  return `W/"${versionId}"`;
}

const ETAG = /^(?:W\/)?"([^"]*)"$/;

/**
 * The version that `If-Match` names. `*` asks only that there is a current version.
 * Throws 400 when it is not an ETag, 412 when it is one that we never gave (no version can match it).
 */
export function parseIfMatch(header: string | undefined): number | '*' | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  if (text === '*') return '*';
  const tag = ETAG.exec(text)?.[1] ?? (/^[0-9]+$/.test(text) ? text : undefined);
  if (tag === undefined) throw new Problem('invalid', 'If-Match takes one ETag such as W/"3", or *');
  if (!/^[1-9][0-9]{0,8}$/.test(tag)) {
    throw new Problem('conflict', 'If-Match names a version that this resource never had; read it again', {
      status: 412,
    });
  }
  return Number(tag);
}

/** Whether `If-None-Match` names this version (or any, by `*`). */
export function matchesNone(header: string | undefined, versionId: number): boolean {
  if (header === undefined) return false;
  return header.split(',').some((part) => {
    const text = part.trim();
    return text === '*' || ETAG.exec(text)?.[1] === String(versionId);
  });
}

/** An HTTP date (whole seconds) for `Last-Modified`. */
export function httpDate(instant: string): string {
  return new Date(instant).toUTCString();
}

/** Whether the version is no newer than `If-Modified-Since`; a date that cannot be read is ignored (RFC 9110, 13.1.3). */
export function unmodifiedSince(header: string | undefined, lastUpdated: string): boolean {
  if (header === undefined) return false;
  const since = Date.parse(header);
  if (Number.isNaN(since)) return false;
  return Math.floor(Date.parse(lastUpdated) / 1000) * 1000 <= since;
}
