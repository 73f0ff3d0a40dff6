import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** The package under its own name, for files of a researcher's own wherever they lie. */
const modules = {
  'sa2pmp/model': 'model/index.ts',
  'sa2pmp/attacks': 'attacks/index.ts',
  'sa2pmp/properties': 'properties/index.ts',
  'sa2pmp/octets': 'src/index.ts',
  sa2pmp: 'properties/library.ts',
};

export default defineConfig({
  resolve: {
    alias: Object.entries(modules).map(([name, path]) => ({
      find: new RegExp(`^${name}$`, 'u'),
      replacement: join(import.meta.dirname, path),
    })),
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
