import { Problem } from '@caecilia/kernel';

/** What a request says about where it comes from. */
export interface Sender {
  readonly method: string;
  /** Path without the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** Where other sites may come in. */
export interface CrossSiteRules {
  /** The house's own origin, for instance `https://care.hospital.example`; more where it has several names. */
  readonly own: readonly string[];
  /** Origins of browser apps that may call with a token of their own; none by default. Compared whole. */
  readonly apps: readonly string[];
  /** Paths (and what is below them) that such apps may call: endpoints that never look at a cookie. */
  readonly openTo: readonly string[];
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether a request of this method may change something. */
export function changes(method: string): boolean {
  return !SAFE.has(method);
}

/**
 * Refuses a request that changes something and that another site made a browser send. Whoever shows a token as
 * `Bearer` or `DPoP` wrote it there: a browser adds cookies and `Basic` by itself, never those. Throws 403.
 */
export function refuseCrossSite(sender: Sender, rules: CrossSiteRules): void {
  if (!changes(sender.method)) return;
  const { headers } = sender;
  if (/^(Bearer|DPoP) \S/i.test(one(headers.authorization) ?? '')) return;
  const origin = one(headers.origin);
  if (origin !== undefined) {
    if (isOwn(origin, rules.own) || isApp(sender, rules)) return;
    throw refusal();
  }
  const site = one(headers['sec-fetch-site']);
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw refusal();
  // Every browser that is in use sends one of the two with a post. A cookie without either did not come from a page.
  if (site === undefined && headers.cookie !== undefined) throw refusal();
}

const refusal = () =>
  new Problem('forbidden', 'this request came from another site; open the page here and send it again');

function one(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(', ') : header;
}

/** Exactly one of the own origins; on this machine its three names are one. `null` is nobody's. */
function isOwn(origin: string, own: readonly string[]): boolean {
  return own.some((each) => sameName(origin) === sameName(each));
}

const sameName = (origin: string) =>
  origin.toLowerCase().replace(/^(https?:\/\/)(localhost|\[::1\])(?=:|$)/, '$1127.0.0.1');

function isApp({ path, headers }: Sender, { apps, openTo }: CrossSiteRules): boolean {
  const origin = one(headers.origin);
  return origin !== undefined && apps.includes(origin) && openTo.some((open) => isBelow(path, open));
}

const isBelow = (path: string, open: string) => path === open || path.startsWith(`${open}/`);

/**
 * What a browser is told when an app of the list asks: its own origin, no cookies. For everybody else there is no
 * header at all, and a browser keeps the answer from the page that asked.
 */
export function corsHeaders(
  sender: Sender,
  rules: CrossSiteRules,
): Readonly<Record<string, string>> | undefined {
  if (!isApp(sender, rules)) return undefined;
  return {
    'access-control-allow-origin': one(sender.headers.origin) ?? '',
    'access-control-expose-headers':
      'ETag, Location, Content-Location, Last-Modified, Retry-After, X-Request-Id',
    'cross-origin-resource-policy': 'cross-origin',
    vary: 'Origin',
  };
}

/** The answer to a browser that asks first. */
export const PREFLIGHT_HEADERS: Readonly<Record<string, string>> = {
  'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
  'access-control-allow-headers':
    'Authorization, Content-Type, Accept, If-Match, If-None-Match, If-Modified-Since, If-None-Exist, Prefer, X-Request-Id',
  'access-control-max-age': '600',
};
