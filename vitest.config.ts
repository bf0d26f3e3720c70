import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Libraries load `graphql` as Node does, by its main entry; loaded by another, its classes would not be the same.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Engine processes use every core; more than two test files at once would only slow each other down.
    maxWorkers: 2,
  },
});
