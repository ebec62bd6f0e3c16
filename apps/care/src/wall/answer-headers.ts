import { SECURITY_HEADERS } from '@caecilia/rest';

/** Pages are made of their own files only: nothing inline, no other host, no frame around them. */
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/**
 * Headers of pages and their files. A page tells its own site where a form came from (`same-origin`) and no other: with
 * `no-referrer` a browser calls its own forms' origin `null`, which is refused.
 */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  ...SECURITY_HEADERS,
  'content-security-policy': PAGE_POLICY,
  'referrer-policy': 'same-origin',
};

/** Two years, as browsers ask for; other names of the hospital are theirs to decide on. */
const STRICT_TRANSPORT = 'max-age=63072000';

/**
 * Headers of every answer, whatever becomes of the request; what serves pages or files changes those that it must.
 * In production the house stands behind TLS, and browsers are told to come by https only.
 */
export function headersOfEveryAnswer(mode: 'development' | 'production'): Readonly<Record<string, string>> {
  return mode === 'production'
    ? { ...SECURITY_HEADERS, 'strict-transport-security': STRICT_TRANSPORT }
    : SECURITY_HEADERS;
}
