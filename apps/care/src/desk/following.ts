import { Problem } from '@caecilia/kernel';
import type { ChangeFollower, Store } from '@caecilia/store';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Visitor } from '../pages.ts';
import { PAGE_HEADERS } from '../wall/answer-headers.ts';

/** Where a follower is told of changes: the only addresses that stay open. */
export const FOLLOWED = /\/changes$/;

/** What following is served with. */
export interface FollowServing {
  readonly store: Pick<Store, 'followChanges'>;
  /** How often a stream says that it is there, and looks whether its sign-in still holds; milliseconds. */
  readonly heartbeatMs?: number;
  /** Least time between two events of one stream, milliseconds: who asks again after each asks no more often. */
  readonly restMs?: number;
}

/** Streams of one sign-in at once: several windows, but not without measure. */
const MOST_OF_ONE = 6;
/** Shorter than proxies wait (60 s is usual), and how long a stream may outlive its sign-in. */
const HEARTBEAT_MS = 10_000;
const REST_MS = 1_000;
/** How long a browser waits before it comes back after the connection broke, milliseconds. */
const COME_BACK_MS = 2_000;

const HEADERS: Readonly<Record<string, string>> = {
  ...PAGE_HEADERS,
  'content-type': 'text/event-stream; charset=utf-8',
  // No proxy may keep back, compress or store what it should pass on at once.
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
};

/** One open stream. */
interface Following {
  readonly reply: FastifyReply;
  readonly visitor: Visitor;
  readonly types: readonly string[];
}

/** The streams of one server. They end with their sign-in, with their browser, and with the server. */
export class Followings {
  readonly #serving: FollowServing;
  readonly #open = new Map<string, number>();
  readonly #ends = new Set<() => void>();
  #closing = false;

  constructor(app: FastifyInstance, serving: FollowServing) {
    this.#serving = serving;
    // A stream would hold up the stop of the server for as long as its browser is open.
    app.addHook('preClose', async () => {
      this.#closing = true;
      for (const end of this.#ends) end();
    });
  }

  /**
   * Tells this browser from now on of changes of these types, by events without content. Throws
   * `Problem('throttled')` where its sign-in has too many streams.
   */
  begin(following: Following): FastifyReply {
    const { reply, visitor } = following;
    const mine = this.#open.get(visitor.session) ?? 0;
    if (this.#closing) throw new Problem('transient', 'The server is stopping.', { retryAfterS: 5 });
    if (mine >= MOST_OF_ONE)
      throw new Problem('throttled', 'Too many screens of this sign-in are kept up to date.', {
        retryAfterS: 30,
      });
    this.#open.set(visitor.session, mine + 1);
    reply.hijack();
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) reply.raw.setHeader(name, value);
    reply.raw.writeHead(200, HEADERS);
    reply.raw.write(`retry: ${COME_BACK_MS}\n\n`);
    this.#run(following);
    return reply;
  }

  #run({ reply, visitor, types }: Following): void {
    const { store, heartbeatMs = HEARTBEAT_MS, restMs = REST_MS } = this.#serving;
    const { raw, log } = reply;
    const events = new Rested(restMs, () => void say('event: change\ndata:\n\n'));
    const follower: ChangeFollower = {
      changed: (changed) => {
        if (types.some((type) => changed.has(type))) events.ask();
      },
      lost: (error) =>
        log.warn({ err: error }, 'changes cannot be followed while the database does not answer'),
    };
    const stop = store.followChanges(follower);
    const heartbeat = setInterval(() => void say(':\n\n'), heartbeatMs);
    const end = () => {
      if (!this.#ends.delete(end)) return;
      clearInterval(heartbeat);
      events.stop();
      stop();
      this.#leave(visitor.session);
      raw.end();
    };
    this.#ends.add(end);
    raw.once('close', end);
    raw.once('error', end);
    /** Nothing goes to a browser whose sign-in has ended, is locked, or goes on in another role. */
    const say = async (words: string): Promise<void> => {
      try {
        if (await (visitor.goesOn?.() ?? true)) raw.write(words);
        else end();
      } catch (error) {
        // Whether it holds cannot be known now: the browser comes back, and is asked at the door.
        log.warn({ err: error }, 'a stream was ended, because its sign-in could not be looked at');
        end();
      }
    };
  }

  #leave(session: string): void {
    const left = (this.#open.get(session) ?? 1) - 1;
    if (left > 0) this.#open.set(session, left);
    else this.#open.delete(session);
  }
}

/** Does something at once, and then at most once in a while; the last wish is never lost. */
class Rested {
  readonly #restMs: number;
  readonly #act: () => void;
  #resting: NodeJS.Timeout | undefined;
  #asked = false;

  constructor(restMs: number, act: () => void) {
    this.#restMs = restMs;
    this.#act = act;
  }

  ask(): void {
    if (this.#resting !== undefined) {
      this.#asked = true;
      return;
    }
    this.#act();
    this.#resting = setTimeout(() => {
      this.#resting = undefined;
      if (!this.#asked) return;
      this.#asked = false;
      this.ask();
    }, this.#restMs);
  }

  stop(): void {
    clearTimeout(this.#resting);
    this.#asked = false;
  }
}
