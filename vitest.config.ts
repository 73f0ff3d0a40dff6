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
    testTimeout: 60_000,
    coverage: {
      provider: 'v8',
      include: ['{model,src,attacks,properties}/**/*.ts'],
      exclude: ['**/*.{test,property}.ts', 'properties/setup.ts', 'properties/bench/**'],
      reporter: ['text', 'html'],
    },
  },
});
