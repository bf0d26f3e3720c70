import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Engine processes use every core; more than two test files at once would only slow each other down.
    maxWorkers: 2,
  },
});
