import { Worker } from 'node:worker_threads';
import { Problem } from '@caecilia/kernel';

/** How a pool of threads works. */
export interface PoolOptions {
  /** Threads at most; they are started when they are first needed. */
  readonly threads: number;
  /** Milliseconds that one piece of work may take, from when a thread has it. */
  readonly limitMs: number;
  /** Pieces of work that may wait; one more is refused. */
  readonly waiting: number;
}

/** What a thread is sent, and what it answers. It says `ready` once, when it has loaded what it needs. */
export type ThreadAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly result: unknown }
  /** The work was refused by its own rules. */
  | { readonly kind: 'refused'; readonly refusal: unknown };

interface Piece {
  readonly work: unknown;
  readonly settle: (answer: ThreadAnswer) => void;
  readonly fail: (error: unknown) => void;
}

interface Thread {
  readonly worker: Worker;
  ready: boolean;
  piece?: Piece;
  timer?: NodeJS.Timeout;
}

/**
 * Threads for work that text from outside decides the length of. A thread that takes too long is ended and replaced;
 * nothing else waits for it. A thread has no more than 256 MB.
 */
export class WorkerPool {
  readonly #script: URL;
  readonly #options: PoolOptions;
  readonly #threads = new Set<Thread>();
  readonly #queue: Piece[] = [];
  #closed = false;

  constructor(script: URL, options: PoolOptions) {
    this.#script = script;
    this.#options = options;
  }

  /**
   * Has a piece of work done. Throws `Problem('too-costly')` (422) when it takes too long, and `('throttled')` (503)
   * when too much is waiting.
   */
  run(work: unknown): Promise<ThreadAnswer> {
    if (this.#closed) return Promise.reject(new Problem('transient', 'the server is being stopped'));
    if (this.#queue.length >= this.#options.waiting)
      return Promise.reject(
        new Problem('throttled', 'too many long expressions are waiting; try again in a moment', {
          status: 503,
          retryAfterS: 2,
        }),
      );
    return new Promise((settle, fail) => {
      this.#queue.push({ work, settle, fail });
      this.#dispatch();
    });
  }

  /** Ends every thread; work under way fails. */
  async close(): Promise<void> {
    this.#closed = true;
    const threads = [...this.#threads];
    for (const thread of threads) this.#end(thread, new Problem('transient', 'the server is being stopped'));
    for (const piece of this.#queue.splice(0))
      piece.fail(new Problem('transient', 'the server is being stopped'));
    await Promise.all(threads.map(({ worker }) => worker.terminate()));
  }

  #dispatch(): void {
    for (const thread of this.#threads) {
      if (!thread.ready || thread.piece !== undefined) continue;
      const piece = this.#queue.shift();
      if (piece === undefined) return;
      this.#give(thread, piece);
    }
    const coming = [...this.#threads].filter(({ ready }) => !ready).length;
    if (this.#queue.length > coming && this.#threads.size < this.#options.threads) this.#start();
  }

  #give(thread: Thread, piece: Piece): void {
    thread.piece = piece;
    thread.timer = setTimeout(() => {
      const { limitMs } = this.#options;
      this.#end(
        thread,
        new Problem('too-costly', `the expression takes longer than ${limitMs} ms; make it simpler`),
      );
      void thread.worker.terminate();
      this.#dispatch();
    }, this.#options.limitMs);
    thread.worker.postMessage(piece.work);
  }

  #start(): void {
    const worker = new Worker(this.#script, { resourceLimits: { maxOldGenerationSizeMb: 256 } });
    // A pool that nobody asks must not keep a process alive.
    worker.unref();
    const thread: Thread = { worker, ready: false };
    this.#threads.add(thread);
    worker.on('message', (answer: ThreadAnswer) => this.#heard(thread, answer));
    worker.on('error', (error) => {
      this.#end(thread, error);
      this.#failWaiting(thread, error);
      this.#dispatch();
    });
  }

  #heard(thread: Thread, answer: ThreadAnswer): void {
    if (answer.kind === 'ready') thread.ready = true;
    else {
      clearTimeout(thread.timer);
      const { piece } = thread;
      delete thread.piece;
      piece?.settle(answer);
    }
    this.#dispatch();
  }

  #end(thread: Thread, error: unknown): void {
    clearTimeout(thread.timer);
    this.#threads.delete(thread);
    thread.piece?.fail(error);
    delete thread.piece;
  }

  /** A thread that cannot even start will not start the next time: who waits is told. */
  #failWaiting({ ready }: Thread, error: unknown): void {
    if (!ready) for (const piece of this.#queue.splice(0)) piece.fail(error);
  }
}
