import { fork } from 'node:child_process';
import { once } from 'node:events';

/** Requests to repeat for a while: each connection takes the next one when it has its answer. */
export interface Load {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly method: 'GET' | 'POST';
  /** Paths to take in turn, relative to the url. */
  readonly paths: readonly string[];
  /** Bodies to take in turn. */
  readonly bodies?: readonly string[];
  readonly connections: number;
  readonly seconds: number;
}

/** What a load achieved. Latencies in milliseconds. */
export interface Achieved {
  readonly answered: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
  readonly errors: number;
}

/** Runs a load in a process of its own, so that it does not share a thread with what measures. */
export async function run(load: Load): Promise<Achieved> {
  const child = fork(new URL('./load-process.ts', import.meta.url), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  child.send(load);
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the process that sends the requests ended with ${String(code)} before it was done`);
  });
  const [achieved] = (await Promise.race([once(child, 'message'), ended])) as [Achieved];
  return achieved;
}
