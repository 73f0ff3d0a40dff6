/**
 * The tests that mutants of the code are held to: those that stand beside the code. The laws of
 * `properties/` run the whole system and would take hours for each mutant.
 */
import { defineConfig } from 'vitest/config';
import type { TestSequencer, TestSequencerConstructor, Vitest } from 'vitest/node';

/**
 * Quick files before slow ones: a mutant is done with at the first test that notices it. What a file has
 * taken is known once it was run; one that was broken off or left out took less than it takes.
 */
function quickFirst({ cache }: Vitest): TestSequencer {
  const longest = new Map<string, number>();
  const known = (moduleId: string): number => longest.get(moduleId) ?? 0;
  return {
    shard: (files) => Promise.resolve(files),
    sort: (files) => {
      for (const spec of files) {
        const { duration = 0 } = cache.getTestSpecificationResult(spec) ?? {};
        longest.set(spec.moduleId, Math.max(duration, known(spec.moduleId)));
      }
      return Promise.resolve(
        files.toSorted((one, other) => known(one.moduleId) - known(other.moduleId)),
      );
    },
  };
}

export default defineConfig({
  test: {
    include: (process.env['SA2PMP_TESTS'] ?? 'model/**/*.test.ts,src/**/*.test.ts').split(','),
    setupFiles: ['properties/setup.ts'],
    testTimeout: 120_000,
    // As in `npm test`. Each mutant has a worker of its own all the same.
    isolate: false,
    // A function can be made with `new`, which Vitest does, and gives back what it makes.
    sequence: { sequencer: quickFirst as unknown as TestSequencerConstructor },
  },
});
