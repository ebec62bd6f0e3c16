import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Nothing is timed: a busy machine is no finding. A test that waits in vain is told by what it waits for.
    testTimeout: 300_000,
    // The runner would leave one of two cores alone: nine tenths of the time would be spent on one test after the other.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    hookTimeout: 300_000,
    // As long as a browser is given.
    expect: { poll: { timeout: 60_000 } },
    // Test files share a process, one after the other: what they all load and warm up is half of their time. So a test
    // leaves nothing behind: no mock, no setting of the process, no server that still runs.
    isolate: false,
    // Commands and servers that tests start as processes are compiled once and not each time.
    env: { NODE_COMPILE_CACHE: join(tmpdir(), 'caecilia-test', 'compiled') },
    // Every request that touches a patient has its line in the log, counted over the whole run.
    globalSetup: ['tools/log-count/run.ts', 'e2e/run-folder.ts'],
    setupFiles: ['tools/log-count/in-tests.ts'],
    include: [
      '{packages,platform,care,global,apps}/*/src/**/*.test.{ts,tsx}',
      'tools/**/*.test.ts',
      'e2e/**/*.test.ts',
    ],
  },
});
