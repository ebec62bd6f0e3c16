import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    include: [
      '{packages,platform,care,apps}/*/src/**/*.test.{ts,tsx}',
      'tools/**/*.test.ts',
      'e2e/**/*.test.ts',
    ],
  },
});
