import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** The two cookies of the web app. Neither can be read by a script, nor is sent by another site's page. */
export interface Cookies {
  session(request: FastifyRequest): string | undefined;
  setSession(reply: FastifyReply, secret: string): void;
  clearSession(reply: FastifyReply): void;
  /** What was begun in this browser under this state, sealed. */
  begun(request: FastifyRequest, state: string): string | undefined;
  setBegun(reply: FastifyReply, state: string, sealed: string): void;
  clearBegun(reply: FastifyReply, state: string): void;
}

const TEN_MINUTES = 600;

/** `secure` where the house is reached by https: the names then carry `__Host-`, which browsers enforce. */
export function cookiesFor(secure: boolean): Cookies {
  const prefix = secure ? '__Host-' : '';
  const sessionName = `${prefix}caecilia`;
  const begunName = (state: string) => `${prefix}caecilia_begun_${state.slice(0, 12)}`;
  const base = { httpOnly: true, secure, sameSite: 'lax', path: '/' } as const;
  const set = (reply: FastifyReply, name: string, value: string, maxAge?: number) =>
    void reply.header(
      'set-cookie',
      stringifySetCookie({ ...base, name, value, ...(maxAge === undefined ? {} : { maxAge }) }),
    );
  return {
    session: (request) => read(request, sessionName),
    setSession: (reply, secret) => set(reply, sessionName, secret),
    clearSession: (reply) => set(reply, sessionName, '', 0),
    begun: (request, state) => read(request, begunName(state)),
    setBegun: (reply, state, sealed) => set(reply, begunName(state), sealed, TEN_MINUTES),
    clearBegun: (reply, state) => set(reply, begunName(state), '', 0),
  };
}

function read(request: FastifyRequest, name: string): string | undefined {
  const { cookie } = request.headers;
  return cookie === undefined ? undefined : parseCookie(cookie)[name];
}
