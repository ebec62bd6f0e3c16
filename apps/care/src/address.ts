import { once } from 'node:events';
import { createServer } from 'node:net';
import { Problem } from '@caecilia/kernel';
import type { Settings } from './configuration.ts';

/** Where this house listens, and by what address others reach it. */
export interface HouseAddress {
  readonly host: string;
  readonly port: number;
  /** Scheme, host and port as browsers and apps write them, without a slash at the end. */
  readonly origin: string;
  /** How commands of this machine reach it, past any proxy. */
  readonly local: string;
}

/**
 * Settles where the house is before anything of it is made: the authorization server, links and cookies all carry the
 * address. Port 0 becomes a port that is free now.
 */
export async function addressOf(settings: Settings): Promise<HouseAddress> {
  const { CAECILIA_CARE_HOST: host, CAECILIA_CARE_PORT: wanted, CAECILIA_CARE_ORIGIN: origin } = settings;
  const port = wanted === 0 ? await freePort(host) : wanted;
  const everywhere = host === '0.0.0.0' || host === '::';
  const local = `http://${everywhere ? '127.0.0.1' : bracketed(host)}:${port}`;
  return { host, port, origin: origin ?? local, local };
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

async function freePort(host: string): Promise<number> {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('the system gave no port');
  return address.port;
}

/**
 * Refuses a request whose `Host` is not ours: a page of another site can make a browser send requests here under a name
 * that it lets point to this machine.
 */
export function refuseForeignHost(host: string | undefined, { origin }: HouseAddress): void {
  const ours = hosts.get(origin) ?? new URL(origin).host;
  hosts.set(origin, ours);
  if (host?.toLowerCase() === ours || isThisMachine(host)) return;
  throw new Problem('forbidden', `this server answers to ${ours}`, { status: 421 });
}

/** By origin; a house has one, and each request is compared with it. */
const hosts = new Map<string, string>();

const INSIDE = /^\/(?:metrics|admin)(?:[/?]|$)/;

/**
 * Answers for what is of this machine alone (metrics, the routes of its commands) as for an unknown address to whoever
 * comes by the name that others know.
 */
export function refuseOutside(host: string | undefined, url: string): void {
  if (INSIDE.test(url) && !isThisMachine(host))
    throw new Problem('not-found', 'There is no page at this address.');
}

/** Commands and health checks of this machine come by the loopback address. */
function isThisMachine(host: string | undefined): boolean {
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i.test(host ?? '');
}
