/** How something that was sent stands. `waiting`: there is no connection; it goes by itself when there is. */
export type SendState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending' }
  | { readonly kind: 'waiting'; readonly since: number };

/** What an outbox works with. */
export interface OutboxParts {
  readonly now: () => number;
  mayComeBack(error: unknown): boolean;
  /** Answers when it is worth another try. */
  untilNextTry(): Promise<void>;
}

const IDLE: SendState = { kind: 'idle' };

/**
 * Sends forms, each until the server took or refused it, also when its page was left. A form that is on its way is not
 * sent beside itself: asked again, it answers the same. That the server takes it once is the number in the form's.
 */
export class Outbox {
  readonly #parts: OutboxParts;
  readonly #under = new Map<string, Promise<unknown>>();
  readonly #states = new Map<string, SendState>();
  readonly #listeners = new Set<() => void>();

  constructor(parts: OutboxParts) {
    this.#parts = parts;
  }

  stateOf(form: string): SendState {
    return this.#states.get(form) ?? IDLE;
  }

  /** Answers what the server did. Throws what it refused. */
  send<Answer>(form: string, attempt: () => Promise<Answer>): Promise<Answer> {
    const under = this.#under.get(form);
    // One form has one kind of answer.
    if (under) return under as Promise<Answer>;
    const sending = this.#untilTaken(form, attempt).finally(() => {
      this.#under.delete(form);
      this.#put(form, IDLE);
    });
    this.#under.set(form, sending);
    return sending;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  async #untilTaken<Answer>(form: string, attempt: () => Promise<Answer>): Promise<Answer> {
    let since: number | undefined;
    for (;;) {
      try {
        this.#put(form, since === undefined ? { kind: 'sending' } : { kind: 'waiting', since });
        return await attempt();
      } catch (error) {
        if (!this.#parts.mayComeBack(error)) throw error;
        since ??= this.#parts.now();
        this.#put(form, { kind: 'waiting', since });
        await this.#parts.untilNextTry();
      }
    }
  }

  #put(form: string, state: SendState): void {
    this.#states.set(form, state);
    for (const listener of this.#listeners) listener();
  }
}
