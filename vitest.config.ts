import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
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
