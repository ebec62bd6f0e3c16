import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** The cookies of this house. None can be read by a script, nor is sent by another site's page. */
export class OfficeCookies {
  readonly #prefix: string;
  readonly #base: {
    readonly httpOnly: true;
    readonly secure: boolean;
    readonly sameSite: 'lax';
    readonly path: '/';
  };

  /** `secure` where the house is reached by https: the names then carry `__Host-`, which browsers enforce. */
  constructor(secure: boolean) {
    this.#prefix = secure ? '__Host-' : '';
    this.#base = { httpOnly: true, secure, sameSite: 'lax', path: '/' };
  }

  session(request: FastifyRequest): string | undefined {
    return read(request, `${this.#prefix}caecilia_office`);
  }

  setSession(reply: FastifyReply, secret: string): void {
    this.#set(reply, 'caecilia_office', secret);
  }

  clearSession(reply: FastifyReply): void {
    this.#set(reply, 'caecilia_office', '', 0);
  }

  /** What was begun in this browser under this state, sealed. */
  begun(request: FastifyRequest, state: string): string | undefined {
    return read(request, this.#prefix + begunName(state));
  }

  setBegun(reply: FastifyReply, state: string, sealed: string): void {
    this.#set(reply, begunName(state), sealed, TEN_MINUTES);
  }

  clearBegun(reply: FastifyReply, state: string): void {
    this.#set(reply, begunName(state), '', 0);
  }

  #set(reply: FastifyReply, name: string, value: string, maxAge?: number): void {
    const age = maxAge === undefined ? {} : { maxAge };
    reply.header(
      'set-cookie',
      stringifySetCookie({ ...this.#base, ...age, name: `${this.#prefix}${name}`, value }),
    );
  }
}

const TEN_MINUTES = 600;

const begunName = (state: string) => `caecilia_office_begun_${state.slice(0, 12)}`;

function read(request: FastifyRequest, name: string): string | undefined {
  const value = parseCookie(request.headers.cookie ?? '')[name];
  return value === '' ? undefined : value;
}
