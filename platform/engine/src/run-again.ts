import { setTimeout as wait } from 'node:timers/promises';
import { Problem } from '@caecilia/kernel';
import { isAway, mayRunAgain } from './engine-error.ts';

const ATTEMPTS = 6;

/**
 * Runs the work again after a deadlock or serialization failure, at most `ATTEMPTS` times in all, each time a
 * little later; then the last error stands.
 */
export async function runAgainOnDeadlock<T>(work: () => Promise<T>, onRetry: () => void): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS || !mayRunAgain(error)) throw error;
      onRetry();
      await wait(Math.random() * 10 * 2 ** attempt);
    }
  }
}

const RECONNECT_MS = 50;

/**
 * Runs a read once more when its connection turned out to be cut, as idle ones are when the database restarts or
 * hands over. Not for changes: whether they were made is not known then.
 */
export async function readAgainWhenCut<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof Problem) || !isAway(error.cause)) throw error;
    await wait(RECONNECT_MS);
    return await read();
  }
}
