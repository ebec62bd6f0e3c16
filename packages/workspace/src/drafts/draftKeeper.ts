/** What goes to the server: the words of a draft, or that it is no longer wanted. */
export type DraftMessage =
  | { readonly name: string; readonly value: unknown; readonly at: number }
  | { readonly name: string; readonly gone: true };

/** What a keeper works with. */
export interface DraftKeeping {
  /** Throws where the server did not take it. `leaving`: the page may be gone before the answer is there. */
  send(message: DraftMessage, leaving: boolean): Promise<void>;
  /** Whether it is worth another try: there was no connection, or nobody is signed in at the moment. */
  mayComeBack(error: unknown): boolean;
  /** Calls back after milliseconds; answers what takes that back. */
  later(ms: number, act: () => void): () => void;
}

/** Typing goes on for a moment before the words are worth sending. */
const PAUSE_MS = 1200;
const AGAIN_MS = 15_000;

/**
 * Brings drafts to the server: a moment after the last key, one at a time for each form, and again until it worked.
 * The last words count. Nothing is sent twice that was taken.
 */
export class DraftKeeper {
  readonly #keeping: DraftKeeping;
  readonly #waiting = new Map<string, DraftMessage>();
  readonly #sending = new Set<string>();
  readonly #listeners = new Set<() => void>();
  #cancel: (() => void) | undefined;

  constructor(keeping: DraftKeeping) {
    this.#keeping = keeping;
  }

  keep(name: string, value: unknown, at: number): void {
    this.#waiting.set(name, { name, value, at });
    this.#tellListeners();
    this.#after(PAUSE_MS);
  }

  drop(name: string): void {
    this.#waiting.set(name, { name, gone: true });
    this.#tellListeners();
    void this.flush();
  }

  /** Whether the last words of a form are not on the server yet. */
  isWaiting(name: string): boolean {
    return this.#waiting.has(name);
  }

  /** Whether a form was sent or given up, and the server does not know it yet. */
  isGone(name: string): boolean {
    const message = this.#waiting.get(name);
    return message !== undefined && 'gone' in message;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Sends what waits, now: the connection is back, or the page is left. */
  flush = async (leaving = false): Promise<void> => {
    this.#cancel?.();
    this.#cancel = undefined;
    await Promise.all([...this.#waiting.values()].map((message) => this.#bring(message, leaving)));
  };

  async #bring(message: DraftMessage, leaving: boolean): Promise<void> {
    const { name } = message;
    if (this.#sending.has(name)) return;
    this.#sending.add(name);
    try {
      await this.#keeping.send(message, leaving);
      this.#settle(message);
    } catch (error) {
      // What is too long for a draft stays on this device only; trying again would not change that.
      if (this.#keeping.mayComeBack(error)) this.#after(AGAIN_MS);
      else this.#settle(message);
    } finally {
      this.#sending.delete(name);
    }
    // Typing went on while it was under way.
    if (this.#waiting.has(name) && this.#waiting.get(name) !== message) this.#after(PAUSE_MS);
  }

  #settle(message: DraftMessage): void {
    if (this.#waiting.get(message.name) === message) this.#waiting.delete(message.name);
    this.#tellListeners();
  }

  #after(ms: number): void {
    this.#cancel?.();
    this.#cancel = this.#keeping.later(ms, () => void this.flush());
  }

  #tellListeners(): void {
    for (const listener of this.#listeners) listener();
  }
}
