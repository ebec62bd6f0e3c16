import { type IncomingHttpHeaders, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { Problem } from '@caecilia/kernel';
import { type AllowedHost, allowedTarget, type Target } from './allowed-target.ts';
import { checkedAddress, type Resolve, resolveByDns } from './checked-address.ts';

/** What an outbound call may do. */
export interface EgressOptions {
  /** The hosts that may be called, for this purpose; there is no list for all purposes. */
  readonly allow: readonly AllowedHost[];
  /** Bytes of the answer's body at most. */
  readonly maxBytes: number;
  /** Milliseconds for the whole call, redirects included. */
  readonly timeoutMs: number;
  readonly mode: 'development' | 'production';
  readonly method?: 'GET' | 'HEAD' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** How many redirects of a GET are followed, each checked like the first address: 0 (the default) to 3. */
  readonly redirects?: 0 | 1 | 2 | 3;
  readonly resolve?: Resolve;
  /** Certificate authorities in PEM, instead of the usual ones: a hospital's own. */
  readonly ca?: string;
}

/** What was answered. */
export interface EgressAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
}

/** Headers that go to the host they were meant for and to no other. */
const SECRET = new Set(['authorization', 'cookie', 'proxy-authorization']);

/**
 * The only way out of the house. Calls a host of the list by https, at an address that was checked and is then used as
 * it is; no proxy, no cookies, no kept connection. Throws `Problem`: `forbidden` for a target that may not be called
 * (nothing has been sent then), `timeout`, `too-costly` for an answer beyond the limits, `transient` when nobody answers.
 */
export async function fetchAllowed(address: string, options: EgressOptions): Promise<EgressAnswer> {
  const late = new Problem('timeout', 'the other server did not answer in time', { retryAfterS: 30 });
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(late), options.timeoutMs);
  const given = new Promise<never>((_resolve, reject) => {
    stop.signal.addEventListener('abort', () => reject(late));
  });
  const work = follow(address, options, stop.signal);
  try {
    return await Promise.race([work, given]);
  } catch (error) {
    throw problemOf(error);
  } finally {
    clearTimeout(timer);
    // What is still under way is not waited for; its failure is the one that was thrown.
    work.catch(() => undefined);
  }
}

async function follow(address: string, options: EgressOptions, signal: AbortSignal): Promise<EgressAnswer> {
  const { mode, allow, resolve = resolveByDns, redirects = 0 } = options;
  let target = allowedTarget(address, allow, mode);
  const { host } = target.url;
  for (let left = redirects; ; left -= 1) {
    const pinned = await checkedAddress(target, mode, resolve);
    signal.throwIfAborted();
    const response = await send(
      target,
      pinned,
      headersFor(options, target.url.host === host),
      options,
      signal,
    );
    const location = redirectOf(response);
    if (location === undefined) return await read(response, options);
    response.destroy();
    if (left === 0 || (options.method ?? 'GET') === 'POST')
      throw new Problem(
        'forbidden',
        'the other server sent the call on to another address, which is not followed',
      );
    target = allowedTarget(new URL(location, target.url).href, allow, mode);
  }
}

function headersFor({ headers = {}, body }: EgressOptions, sameHost: boolean): Record<string, string> {
  const kept = Object.entries(headers).filter(([name]) => sameHost || !SECRET.has(name.toLowerCase()));
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  return { ...Object.fromEntries(kept), ...length, 'accept-encoding': 'identity', connection: 'close' };
}

function send(
  { url, port }: Target,
  pinned: string,
  headers: Record<string, string>,
  { method = 'GET', body, ca }: EgressOptions,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const secure = url.protocol === 'https:';
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const request = (secure ? requestHttps : requestHttp)({
      agent: false,
      host,
      port,
      path: `${url.pathname}${url.search}`,
      method,
      headers,
      signal,
      lookup: always(pinned),
      ...(secure ? { servername: isIP(host) > 0 ? '' : host, minVersion: 'TLSv1.2' } : {}),
      ...(secure && ca !== undefined ? { ca } : {}),
    });
    request.on('response', resolve);
    request.on('error', reject);
    request.end(body);
  });
}

/** A lookup that knows one answer: the address that was checked. */
function always(address: string): LookupFunction {
  const family = isIP(address);
  return (_host, options, found) => {
    if (options.all === true) found(null, [{ address, family }]);
    else found(null, address, family);
  };
}

function redirectOf({ statusCode = 0, headers }: IncomingMessage): string | undefined {
  return [301, 302, 303, 307, 308].includes(statusCode) ? (headers.location ?? '') : undefined;
}

async function read(response: IncomingMessage, { maxBytes }: EgressOptions): Promise<EgressAnswer> {
  const tooLarge = () => new Problem('too-costly', 'the answer of the other server is larger than is taken');
  const encoding = response.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity')
    throw new Problem(
      'not-supported',
      'the other server compressed an answer that was asked for uncompressed',
    );
  if (Number(response.headers['content-length'] ?? 0) > maxBytes) throw tooLarge();
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > maxBytes) throw tooLarge();
    parts.push(part);
  }
  return { status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) };
}

function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem('transient', 'the other server could not be reached, or broke the call off', {
    cause: error,
  });
}
