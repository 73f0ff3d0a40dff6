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
    include: [
      'model/**/*.test.ts',
      'src/**/*.test.ts',
      'attacks/**/*.test.ts',
      'properties/**/*.{test,property}.ts',
    ],
    setupFiles: ['properties/setup.ts'],
    // One for each core, where the default leaves one of two idle.
    maxWorkers: availableParallelism(),
    testTimeout: 120_000,
    coverage: {
      provider: 'v8',
      include: ['{model,src,attacks,properties}/**/*.ts'],
      exclude: ['**/*.{test,property}.ts', 'properties/setup.ts', 'properties/bench/**'],
      reporter: ['text', 'html'],
    },
  },
});
