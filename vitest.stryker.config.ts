/**
 * The tests that mutants of the code are held to: those that stand beside the code. The laws of
 * `properties/` run the whole system and would take hours for each mutant.
 */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: (process.env['SA2PMP_TESTS'] ?? 'model/**/*.test.ts,src/**/*.test.ts').split(','),
    setupFiles: ['properties/setup.ts'],
    testTimeout: 120_000,
    // As in `npm test`. Each mutant has a worker of its own all the same.
    isolate: false,
  },
});
