// Four groups of tests: everything without a browser in parallel, the API on real ports, screens in browsers side by side, and what is
// measured in browsers alone on the machine.
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// Vite would take graphql's `module` build for our own imports while yoga and Pothos get `main` from node: two copies, which
// refuse each other's objects.
const oneGraphql = { alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql')) }] };

/** Sound, and what must happen together, are measured: no other browser beside. */
const MEASURED = ['audio', 'crowd', 'drop', 'party', 'stage'].map((name) => `test/e2e/${name}.test.ts`);
const CORES = availableParallelism();
const inBrowsers = {
  globalSetup: ['test/e2e/build.ts'],
  // A real browser is at the mercy of the machine. A second failure in a row is our own.
  retry: 1,
  testTimeout: 120_000,
  hookTimeout: 120_000,
};

export default defineConfig({
  test: {
    // Half as many again as cores: what waits for a timer, a database or a process leaves its core to others.
    maxWorkers: Math.ceil(CORES * 1.5),
    reporters: ['default', './test/support/skipped-reporter.ts'],
    projects: [
      // Threads, timers and databases are at the mercy of the machine, too.
      { test: { name: 'unit', include: ['test/{domain,services,adapters,client,repo}/**/*.test.ts'], testTimeout: 180_000, retry: 1 } },
      {
        resolve: oneGraphql,
        test: { name: 'api', include: ['test/{api,chaos}/**/*.test.ts'], testTimeout: 30_000, hookTimeout: 30_000, retry: 1 },
      },
      {
        resolve: oneGraphql,
        test: { ...inBrowsers, name: 'screens', include: ['test/e2e/**/*.test.ts'], exclude: MEASURED, maxWorkers: CORES },
      },
      // Listeners wait most of the time: two tests of one file share the machine.
      { resolve: oneGraphql, test: { ...inBrowsers, name: 'measured', include: MEASURED, fileParallelism: false, maxConcurrency: 2 } },
    ],
  },
});
