import { setTimeout as wait } from 'node:timers/promises';
import { mayRunAgain } from './engine-error.ts';

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
