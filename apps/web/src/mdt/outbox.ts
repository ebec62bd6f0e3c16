import type { PartView } from '@caecilia/mdt/ui';

/** What somebody writes about one patient, and how far the server has it. */
export interface Writing {
  readonly id: string;
  /** The revision that the server has; 0 for none. */
  readonly revision: number;
  readonly words: string;
  /** The words that the server has. */
  readonly saved: string;
  /** Instant at which the server took them. */
  readonly at?: string;
  readonly state: 'idle' | 'sending' | 'waiting' | 'refused' | 'closed' | 'conflict';
  /** Why it was refused, for a person. */
  readonly sentence?: string;
  readonly theirs?: PartView;
}

/** What the server answers to words. */
export type Sent =
  | { readonly kind: 'kept'; readonly revision: number; readonly at?: string }
  | { readonly kind: 'conflict'; readonly theirs: PartView };

/** How sending failed: no connection (again by itself), the meeting was closed, or the server refused. */
export type SendFailure = 'lost' | 'closed' | { readonly sentence: string };

export interface OutboxOptions {
  readonly window: string;
  readonly newId: () => string;
  send(
    item: string,
    sent: { readonly id: string; readonly revision: number; readonly words: string; readonly window: string },
  ): Promise<Sent>;
  failureOf(error: unknown): SendFailure;
  /** Keeps everything in this tab, with each letter. */
  keep(all: Readonly<Record<string, Writing>>): void;
}

/** Milliseconds without a letter after which words are sent, and after which they are tried again. */
const PAUSE_MS = 700;
const AGAIN_MS = 2_500;

/**
 * Words about the patients of a meeting on their way to the server. They are sent when somebody pauses, one at a time for
 * each patient and in order, also when another patient is in view; what was not answered is sent again until it is.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  #all: Readonly<Record<string, Writing>>;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #listeners = new Set<() => void>();

  constructor(options: OutboxOptions, kept: Readonly<Record<string, Writing>> = {}) {
    this.#options = options;
    this.#all = Object.fromEntries(
      Object.entries(kept).map(([item, each]) => [
        item,
        each.state === 'sending' ? { ...each, state: 'idle' } : each,
      ]),
    );
    this.flush();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly all = (): Readonly<Record<string, Writing>> => this.#all;

  /** What somebody typed now. */
  type(item: string, words: string): void {
    const before = this.#all[item] ?? this.#fresh();
    const isHeld = before.state === 'closed' || before.state === 'conflict';
    // What is on its way is answered first; the answer sees that there is more.
    const stays = isHeld || before.state === 'sending';
    this.#put(item, { ...before, words, ...(stays ? {} : { state: 'idle' }) });
    if (!stays) this.#later(item, PAUSE_MS);
  }

  /** Begins another paragraph; what is not saved yet goes first, so nothing is begun before it is. */
  begin(item: string): void {
    const before = this.#all[item];
    if (before === undefined || before.words === before.saved) this.#put(item, this.#fresh());
  }

  /** Goes on in a paragraph of one's own that the server has. */
  resume(item: string, { id, revision, words }: Pick<PartView, 'id' | 'revision' | 'words'>): void {
    const before = this.#all[item];
    if (before !== undefined && before.words !== before.saved) return;
    this.#put(item, { id, revision, words, saved: words, state: 'idle' });
  }

  /** One person in two windows: what is to stay. */
  settle(item: string, choice: 'yours' | 'theirs' | 'both'): void {
    const { theirs, sentence: _, ...before } = this.#all[item] ?? this.#fresh();
    if (theirs === undefined) return;
    const standing = { id: theirs.id, revision: theirs.revision, saved: theirs.words };
    if (choice === 'theirs') this.#put(item, { ...standing, words: theirs.words, state: 'idle' });
    else if (choice === 'yours') this.#put(item, { ...before, ...standing, state: 'idle' });
    else this.#put(item, { ...this.#fresh(), words: before.words });
    this.#later(item, 0);
  }

  /** The words went another way: as an addition, for instance. */
  drop(item: string): void {
    const { [item]: _, ...others } = this.#all;
    this.#change(others);
  }

  /** Sends what waits, now: the connection is back, or another patient comes into view. */
  readonly flush = (): void => {
    for (const [item, { words, saved, state }] of Object.entries(this.#all))
      if (words !== saved && (state === 'idle' || state === 'waiting')) this.#later(item, 0);
  };

  stop(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  #fresh(): Writing {
    return { id: this.#options.newId(), revision: 0, words: '', saved: '', state: 'idle' };
  }

  #later(item: string, ms: number): void {
    clearTimeout(this.#timers.get(item));
    this.#timers.set(
      item,
      setTimeout(() => void this.#send(item), ms),
    );
  }

  async #send(item: string): Promise<void> {
    this.#timers.delete(item);
    const writing = this.#all[item];
    // What is on its way is answered first; its answer looks again.
    if (writing === undefined || writing.words === writing.saved || writing.state === 'sending') return;
    const { id, revision, words } = writing;
    this.#put(item, { ...writing, state: 'sending' });
    try {
      const sent = { id, revision, words, window: this.#options.window };
      this.#answered(item, { id, words }, await this.#options.send(item, sent));
    } catch (error) {
      this.#failed(item, id, this.#options.failureOf(error));
    }
  }

  #answered(item: string, { id, words }: Pick<Writing, 'id' | 'words'>, answer: Sent): void {
    const now = this.#all[item];
    if (now?.id !== id) return;
    if (answer.kind === 'conflict') {
      this.#put(item, { ...now, state: 'conflict', theirs: answer.theirs });
      return;
    }
    const { sentence: _, ...rest } = now;
    const { revision, at } = answer;
    this.#put(item, { ...rest, revision, saved: words, state: 'idle', ...(at === undefined ? {} : { at }) });
    if (now.words !== words) this.#later(item, PAUSE_MS);
  }

  #failed(item: string, id: string, failure: SendFailure): void {
    const now = this.#all[item];
    if (now?.id !== id) return;
    if (failure === 'lost') {
      this.#put(item, { ...now, state: 'waiting' });
      this.#later(item, AGAIN_MS);
    } else if (failure === 'closed') this.#put(item, { ...now, state: 'closed' });
    else this.#put(item, { ...now, state: 'refused', sentence: failure.sentence });
  }

  #put(item: string, writing: Writing): void {
    this.#change({ ...this.#all, [item]: writing });
  }

  #change(all: Readonly<Record<string, Writing>>): void {
    this.#all = all;
    this.#options.keep(all);
    for (const listener of this.#listeners) listener();
  }
}

/** Whether something that was kept in this tab is writing of this release. */
export function isKept(value: unknown): value is Readonly<Record<string, Writing>> {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every(
      (each: Partial<Writing> | null) =>
        typeof each?.id === 'string' &&
        typeof each.words === 'string' &&
        typeof each.saved === 'string' &&
        typeof each.revision === 'number' &&
        typeof each.state === 'string',
    )
  );
}
