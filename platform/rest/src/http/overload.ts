import { Problem } from '@caecilia/kernel';

/**
 * Lets a bounded number of requests work at once and a bounded number wait. What comes on top is refused at once,
 * while there is still time to answer: a server that queues without end answers nobody.
 */
export class Gate {
  readonly #atOnce: number;
  readonly #waitingMax: number;
  readonly #waiting: (() => void)[] = [];
  #working = 0;

  constructor(limits: { inFlight: number; waiting: number }) {
    this.#atOnce = limits.inFlight;
    this.#waitingMax = limits.waiting;
  }

  /** Requests at work and waiting, for the metrics. */
  get load(): { working: number; waiting: number } {
    return { working: this.#working, waiting: this.#waiting.length };
  }

  /** Resolves when it is this request's turn; throws 503 with `Retry-After` when too many wait already. */
  enter(): Promise<void> | undefined {
    if (this.#working < this.#atOnce) {
      this.#working += 1;
      return undefined;
    }
    if (this.#waiting.length >= this.#waitingMax) {
      throw new Problem('throttled', 'the server has more requests than it can hold; try again in a moment', {
        status: 503,
        retryAfterS: 1,
      });
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Ends the turn of one request that entered. */
  leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#working -= 1;
    else next();
  }
}
