import { onTestFinished, vi } from 'vitest';

/** The clock goes on by so many seconds, until the test ends; timers go on as they are. */
export function later(seconds: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + seconds * 1000 });
  onTestFinished(() => {
    vi.useRealTimers();
  });
}
