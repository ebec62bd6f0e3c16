import { createHmac, timingSafeEqual } from 'node:crypto';

/** Proof that a form came from a page that this house made for this session. */
export interface FormTokens {
  /** The token for forms of one sign-in; the same as long as the sign-in holds. */
  issue(session: string): string;
  /** False for no token, and for one of another sign-in or another house. */
  accepts(session: string, token: string | undefined): boolean;
}

/**
 * Makes form tokens: an HMAC of the sign-in. A page of another site cannot read ours, and so does not know it. All
 * instances of one house must share the key (32 bytes).
 */
export function formTokens(key: Uint8Array): FormTokens {
  const issue = (session: string) => createHmac('sha256', key).update(`form\0${session}`).digest('base64url');
  return {
    issue,
    accepts(session, token) {
      const [given, expected] = [Buffer.from(token ?? ''), Buffer.from(issue(session))];
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
  };
}

/** Whether a browser says itself that a post comes from another site. Older browsers say nothing; the token decides. */
export function saysForeign(
  headers: {
    readonly origin?: string | undefined;
    readonly 'sec-fetch-site'?: string | string[] | undefined;
  },
  origin: string,
): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  return headers.origin !== undefined && headers.origin !== 'null' && !sameHost(headers.origin, origin);
}

function sameHost(left: string, right: string): boolean {
  if (!URL.canParse(left)) return false;
  const [a, b] = [new URL(left), new URL(right)];
  const here = (host: string) => (host === 'localhost' || host === '[::1]' ? '127.0.0.1' : host);
  return a.protocol === b.protocol && a.port === b.port && here(a.hostname) === here(b.hostname);
}
