import { Problem } from '@caecilia/kernel';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Requests in one minute. */
export interface Rates {
  /** Of one account, at everything but sign-in. */
  readonly perAccount: number;
  /** From one address: a hospital's network may be one address. */
  readonly perAddress: number;
  /** At sign-in and token addresses, from one address. */
  readonly signIn: number;
  /** Of the emergency page, from one address, beside all else: a busy ward cannot use it up. */
  readonly emergency: number;
}

/** What a request is counted as. */
export type RateClass = 'general' | 'signIn' | 'emergency' | 'uncounted';

const MINUTE = 60_000;
/** Addresses and accounts that are remembered at once; the longest unseen are forgotten first. */
const REMEMBERED = 20_000;

type Limiter = ReturnType<FastifyInstance['createRateLimit']>;

/** Counts requests. Each process counts for itself. */
export class RateGuard {
  readonly #rates: Rates;
  readonly #classOf: (path: string) => RateClass;
  #limiters: { readonly [key in 'general' | 'signIn' | 'emergency' | 'account']: Limiter } | undefined;
  readonly #accounts = new WeakMap<FastifyRequest, string>();

  constructor(app: FastifyInstance, rates: Rates, classOf: (path: string) => RateClass) {
    this.#rates = rates;
    this.#classOf = classOf;
    app.register(rateLimit, { global: false, cache: REMEMBERED });
    app.addHook('onReady', async () => {
      const counter = (max: number, keyGenerator: (request: FastifyRequest) => string) =>
        app.createRateLimit({ max, timeWindow: MINUTE, keyGenerator, ipv6Subnet: 64 });
      const { perAccount, perAddress, signIn, emergency } = this.#rates;
      this.#limiters = {
        general: counter(perAddress, ({ ip }) => ip),
        signIn: counter(signIn, ({ ip }) => ip),
        emergency: counter(emergency, ({ ip }) => ip),
        account: counter(perAccount, (request) => this.#accounts.get(request) ?? request.ip),
      };
    });
  }

  /** Counts a request against its address. Throws `Problem('throttled')` (429) with `Retry-After`. */
  async arrive(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const kind = this.#classOf(pathOf(request.url));
    if (kind !== 'uncounted') await refuse(this.#limiters?.[kind], request, reply);
  }

  /** Counts it against the account that was recognised; the emergency page has its own reserve and is left out. */
  async recognised(request: FastifyRequest, reply: FastifyReply | undefined, account: string): Promise<void> {
    if (this.#classOf(pathOf(request.url)) === 'emergency') return;
    this.#accounts.set(request, account);
    await refuse(this.#limiters?.account, request, reply);
  }
}

/** The path of an address, without its query. */
export function pathOf(url: string): string {
  const mark = url.indexOf('?');
  return mark < 0 ? url : url.slice(0, mark);
}

async function refuse(
  limiter: Limiter | undefined,
  request: FastifyRequest,
  reply: FastifyReply | undefined,
): Promise<void> {
  const count = await limiter?.(request);
  if (count === undefined || count.isAllowed || !count.isExceeded) return;
  const retryAfterS = Math.max(1, count.ttlInSeconds);
  reply?.header('retry-after', String(retryAfterS));
  throw new Problem('throttled', 'too many requests in a short time; wait a moment and try again', {
    retryAfterS,
  });
}
