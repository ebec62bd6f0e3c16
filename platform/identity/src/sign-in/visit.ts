import { timingSafeEqual } from 'node:crypto';
import { Problem } from '@caecilia/kernel';
import { chooseLanguage } from '@caecilia/ui';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { newSecret, secretDigest } from '../factors/sealing.ts';
import { type View, wordsIn } from './view.ts';

/** Somebody at one of our pages. */
export interface Visit {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly view: View;
  /** What is kept of the secret of this browser. */
  readonly browser: string;
  /** Secret of the session in this browser. */
  readonly sessionSecret: string | undefined;
  readonly address: string;
  /** `user-agent` of the browser. */
  readonly device: string;
}

/** What a visit is made with. */
export interface VisitOptions {
  readonly origin: () => string;
  readonly demo: boolean;
  /** Space-separated languages that an app asked for. */
  readonly locales?: string | undefined;
}

const BROWSER = 'caecilia-browser';
const SESSION = 'caecilia-session';

/**
 * A cookie of this origin only: no script reads it, no other site sends it with a form. `Lax` and not `Strict`, because
 * apps and identity providers of others lead people here.
 */
function cookieText(name: string, value: string, origin: string, more = ''): string {
  const secure = origin.startsWith('https:');
  return `${cookieName(name, origin)}=${value}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}${more}`;
}

/** With TLS the name keeps other hosts of the same site from planting one. */
function cookieName(name: string, origin: string): string {
  return origin.startsWith('https:') ? `__Host-${name}` : name;
}

/** Written on the raw answer: the authorization server may answer there itself, and it keeps what stands there. */
function setCookie(reply: FastifyReply, text: string): void {
  reply.raw.appendHeader('set-cookie', text);
}

function cookieOf(request: FastifyRequest, name: string, origin: string): string | undefined {
  const wanted = cookieName(name, origin);
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = part.trim().split('=', 2);
    if (key === wanted && value && /^[\w-]{43}$/.test(value)) return value;
  }
  return undefined;
}

/** Greets a browser: its language, its secret (a new one at the first visit) and its session. */
export function visitOf(request: FastifyRequest, reply: FastifyReply, options: VisitOptions): Visit {
  const origin = options.origin();
  let secret = cookieOf(request, BROWSER, origin);
  if (secret === undefined) {
    secret = newSecret();
    setCookie(reply, cookieText(BROWSER, secret, origin));
  }
  const preferred = options.locales?.replaceAll(' ', ',') ?? request.headers['accept-language'];
  const language = chooseLanguage(queryValue(request, 'lang'), preferred);
  const csrf = secretDigest(`form ${secret}`);
  return {
    request,
    reply,
    view: { language, t: wordsIn(language), demo: options.demo, csrf, path: pagePath(request, origin) },
    browser: secretDigest(secret),
    sessionSecret: cookieOf(request, SESSION, origin),
    address: request.ip,
    device: request.headers['user-agent'] ?? '',
  };
}

/** The page that a form came from is what its language switch leads to. */
function pagePath(request: FastifyRequest, origin: string): string {
  const [path = '/'] = request.url.split('?');
  const as = queryValue(request, 'as');
  const returnTo = ownPath(queryValue(request, 'returnTo'), origin);
  const page =
    request.method === 'POST'
      ? path.replace(/^(\/sign-in\/[^/]+|\/session\/unlock|\/account\/confirm)\/.*/, '$1')
      : path;
  if (returnTo !== undefined) return `${page}?returnTo=${encodeURIComponent(returnTo)}`;
  return as === undefined ? page : `${page}?as=${as === 'patient' ? 'patient' : 'staff'}`;
}

/** Gives the browser its session, or takes it away. */
export function setSessionCookie(reply: FastifyReply, origin: string, secret: string | undefined): void {
  setCookie(reply, cookieText(SESSION, secret ?? '', origin, secret === undefined ? '; Max-Age=0' : ''));
}

/** A single value of the address. */
export function queryValue(request: FastifyRequest, name: string): string | undefined {
  const { query } = request;
  if (typeof query !== 'object' || query === null || !(name in query)) return undefined;
  const value: unknown = (query as Record<string, unknown>)[name];
  return typeof value === 'string' ? value : undefined;
}

/** A field of a form; undefined where it is missing, empty or given twice. */
export function field(request: FastifyRequest, name: string): string | undefined {
  const { body } = request;
  if (typeof body !== 'object' || body === null) return undefined;
  const value: unknown = (body as Record<string, unknown>)[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Every value of a field of a form. */
export function fields(request: FastifyRequest, name: string): readonly string[] {
  const { body } = request;
  if (typeof body !== 'object' || body === null) return [];
  const value: unknown = (body as Record<string, unknown>)[name];
  return (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string');
}

/**
 * Refuses a form that another site sent: its own token must stand in it, and where the browser says where the request
 * comes from, it must be here. Throws `Problem('forbidden')`.
 */
export function refuseForged(visit: Visit, origin: string): void {
  refuseForeign(visit.request, origin);
  if (!equal(field(visit.request, 'csrf') ?? '', visit.view.csrf)) throw forged();
}

/** The same for what an app of our own origin may ask without our token: to lock, to sign out. */
export function refuseForgedOrUnknown(visit: Visit, origin: string): void {
  if (visit.request.headers['sec-fetch-site'] === 'same-origin') refuseForeign(visit.request, origin);
  else refuseForged(visit, origin);
}

function refuseForeign(request: FastifyRequest, origin: string): void {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') throw forged();
  // A page with `no-referrer` sends "null"; then the browser has told the site.
  const from = request.headers.origin;
  if (from !== undefined && from !== origin && !(from === 'null' && site === 'same-origin')) throw forged();
}

function forged(): Problem {
  return new Problem('forbidden', 'This request did not come from our own page.');
}

function equal(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** A path of our own origin, with its query; undefined for anything that could lead elsewhere. */
export function ownPath(asked: string | undefined, origin: string): string | undefined {
  if (asked === undefined || !/^\/(?![/\\])/.test(asked)) return undefined;
  const url = URL.parse(asked, origin);
  return url?.origin === new URL(origin).origin ? url.pathname + url.search : undefined;
}
