import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** The package by its own name, which a researcher's files import, is these sources: nothing is built. */
const own = {
  'sa2pmp/model': 'model/index.ts',
  'sa2pmp/attacks': 'attacks/index.ts',
  'sa2pmp/properties': 'properties/index.ts',
  'sa2pmp/octets': 'src/index.ts',
};

export default defineConfig({
  resolve: {
    alias: Object.fromEntries(
      Object.entries(own).map(([name, file]) => [name, join(import.meta.dirname, file)]),
    ),
  },
  test: {
    setupFiles: ['properties/setup.ts'],
    // One for each core, where the default leaves one of two idle.
    maxWorkers: availableParallelism(),
    testTimeout: 120_000,
    projects: [
      {
        extends: true,
        // Small and many, on pure functions for the most part: a process for each would take longer
        // than what it is for.
        test: { name: 'sources', include: ['{model,src,attacks}/**/*.test.ts'], isolate: false },
      },
      {
        extends: true,
        test: { name: 'properties', include: ['properties/**/*.{test,property}.ts'] },
      },
    ],
    coverage: {
      provider: 'v8',
      include: ['{model,src,attacks,properties}/**/*.ts'],
      exclude: ['**/*.{test,property}.ts', 'properties/setup.ts', 'properties/bench/**'],
      reporter: ['text', 'html'],
    },
  },
});
