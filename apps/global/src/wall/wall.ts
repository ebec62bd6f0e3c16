import { Problem } from '@caecilia/kernel';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Pages are made of their own files only: nothing inline, no other host, no frame around them. */
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': PAGE_POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  'cache-control': 'no-store',
};

/** Two years, as browsers ask for. */
const STRICT_TRANSPORT = 'max-age=63072000';

/** What the wall is built with. */
export interface WallOptions {
  readonly mode: 'development' | 'production';
  /** Where browsers reach this house. */
  readonly origin: () => string;
  readonly ratePerAddress: number;
}

/**
 * The wall around all addresses; to be built before the first of them. Every answer carries the headers, nobody asks
 * without measure, other sites may neither post here nor name this house otherwise.
 */
export async function buildWall(app: FastifyInstance, options: WallOptions): Promise<void> {
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(HEADERS);
    if (options.mode === 'production') reply.header('strict-transport-security', STRICT_TRANSPORT);
    try {
      refuseForeignHost(request, options.origin());
      refuseCrossSite(request, options.origin());
      done();
    } catch (error) {
      done(error as Error);
    }
  });
  await app.register(rateLimit, {
    max: options.ratePerAddress,
    timeWindow: 60_000,
    errorResponseBuilder: () =>
      new Problem('throttled', 'too many requests; wait a moment', { retryAfterS: 60 }),
  });
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether a request of this method may change something. */
export function changes(method: string): boolean {
  return !SAFE.has(method);
}

/** A name that this house does not have: another site may have pointed it here to read what a browser may. */
function refuseForeignHost({ url, headers }: FastifyRequest, origin: string): void {
  // Machines of the house itself ask by whatever name, and learn nothing.
  if (url.startsWith('/health/')) return;
  const host = headers.host ?? '';
  if (sameName(`http://${host}`.toLowerCase()) === sameName(origin.replace(/^https:/, 'http:'))) return;
  throw new Problem('invalid', 'this house does not have this name', { status: 421 });
}

/** A request that another site made a browser send. Every browser in use says where a post comes from. */
function refuseCrossSite({ method, headers }: FastifyRequest, origin: string): void {
  if (!changes(method)) return;
  const foreign = new Problem(
    'forbidden',
    'this request came from another site; open the page here and send it again',
  );
  if (headers.origin !== undefined) {
    if (sameName(headers.origin) !== sameName(origin)) throw foreign;
    return;
  }
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw foreign;
  if (site === undefined && headers.cookie !== undefined) throw foreign;
}

/** On this machine its three names are one; a default port is not written. */
function sameName(origin: string): string {
  return origin
    .toLowerCase()
    .replace(/^(https?:\/\/)(localhost|\[::1\])(?=:|$)/, '$1127.0.0.1')
    .replace(/:(80|443)$/, '');
}
