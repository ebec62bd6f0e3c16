import { Problem } from '@caecilia/kernel';

/** Counts the calls that are under way, so that closing can wait for them and keep new ones out. */
export class UnderWay {
  #calls = 0;
  #closing = false;
  #whenDone: (() => void)[] = [];

  /** Runs the call, or throws `Problem('transient')` when the store is closing. */
  async run<T>(call: () => Promise<T>): Promise<T> {
    if (this.#closing) throw new Problem('transient', 'the record is being closed', { retryAfterS: 5 });
    this.#calls += 1;
    try {
      return await call();
    } finally {
      this.#calls -= 1;
      if (this.#calls === 0) for (const done of this.#whenDone.splice(0)) done();
    }
  }

  /** Lets no new call in, and returns when those under way are done. */
  async close(): Promise<void> {
    this.#closing = true;
    if (this.#calls > 0) await new Promise<void>((resolve) => this.#whenDone.push(resolve));
  }
}
