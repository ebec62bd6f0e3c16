import { createHash } from 'node:crypto';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { seal, unseal } from '../web-session/sealed.ts';

/** How long a plan that was opened by a link can be looked at again without the code, milliseconds. */
export const LOOKING_MS = 30 * 60_000;
/** Seconds that a browser is known: a day longer than a link is open. */
const DEVICE_S = 8 * 24 * 3_600;

/** What a browser that opened a link holds: which browser it is, and for half an hour that the code was right. */
export interface LinkCookies {
  device(request: FastifyRequest): string | undefined;
  setDevice(reply: FastifyReply, secret: string): void;
  /** Id of the hand-over that may be looked at in this browser now. */
  looking(request: FastifyRequest, now: number): string | undefined;
  setLooking(reply: FastifyReply, handOver: string, device: string, now: number): void;
  clearLooking(reply: FastifyReply): void;
}

/** `secure` where the house is reached by https: the names then carry `__Host-`, which browsers enforce. */
export function linkCookies(secure: boolean, key: Uint8Array): LinkCookies {
  const prefix = secure ? '__Host-' : '';
  const [deviceName, lookingName] = [`${prefix}caecilia_link_device`, `${prefix}caecilia_link`];
  const base = { httpOnly: true, secure, sameSite: 'lax', path: '/' } as const;
  const set = (reply: FastifyReply, name: string, value: string, maxAge: number) =>
    void reply.header('set-cookie', stringifySetCookie({ ...base, name, value, maxAge }));
  const device = (request: FastifyRequest) => {
    const value = read(request, deviceName);
    return value !== undefined && /^[\w-]{43}$/.test(value) ? value : undefined;
  };
  return {
    device,
    setDevice: (reply, secret) => set(reply, deviceName, secret, DEVICE_S),
    looking(request, now) {
      const [sealed, own] = [read(request, lookingName), device(request)];
      if (sealed === undefined || own === undefined || !/^[\w-]{40,500}$/.test(sealed)) return undefined;
      const [handOver, of, until] = (unseal(key, Buffer.from(sealed, 'base64url')) ?? '').split('\n');
      return of === deviceDigest(own) && Number(until) > now ? handOver : undefined;
    },
    setLooking(reply, handOver, secret, now) {
      const words = [handOver, deviceDigest(secret), String(now + LOOKING_MS)].join('\n');
      set(reply, lookingName, seal(key, words).toString('base64url'), LOOKING_MS / 1000);
    },
    clearLooking: (reply) => set(reply, lookingName, '', 0),
  };
}

/** What the record keeps of a browser. */
export const deviceDigest = (secret: string) => createHash('sha256').update(secret).digest('hex');

function read(request: FastifyRequest, name: string): string | undefined {
  const { cookie } = request.headers;
  return cookie === undefined ? undefined : parseCookie(cookie)[name];
}
