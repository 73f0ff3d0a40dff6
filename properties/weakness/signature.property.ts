/**
 * Weak signatures (W8, W9, W10, W21) on terms and on bytes: the laws of `law.ts`.
 *
 * `FC_RUNS`, `FC_SEED` and `FC_PATH` as everywhere.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agreementOf, drawing, giftsIn, libraries, trial } from './law.ts';
import { signatureCases } from './signature-cases.ts';

const numbers = fc.array(fc.nat({ max: 1000 }), { minLength: 30, maxLength: 30 });

const worlds = signatureCases.flatMap((law) =>
  law.suites.map((suite) => ({ law, suite, name: `${law.rule.id} with ${JSON.stringify(suite)}` })),
);

describe.each(worlds)('$name', ({ law, suite }) => {
  // Locality of a rule: W8-W10, W21 as definitions.md has them. Kills: a rule that gives what was
  // known or nothing, one that mauls the mauled, that takes a key of its own for the victim's, that
  // crafts on what is not known.
  test('what it gives is had with it, not without it, and nothing else is', () => {
    let given = 0;
    fc.assert(
      fc.property(numbers, (drawn) => {
        const on = trial(law, suite, drawing(drawn));
        const expected = law.gives(on.store, on.world);
        given += expected.length;
        for (const t of expected) {
          expect(on.withRule.derives(t)).toBe(true);
          expect(on.without.derives(t)).toBe(false);
        }
        for (const t of giftsIn(on)) {
          const isExpected = expected.some((it) => it === t || it === on.store.args(t)[0]);
          expect(isExpected).toBe(true);
        }
        for (const t of law.refuses?.(on.store, on.world) ?? []) {
          expect(on.withRule.derives(t)).toBe(false);
        }
        for (const t of on.without.items.keys()) expect(on.withRule.items.has(t)).toBe(true);
      }),
      { numRuns: 100 },
    );
    expect(given).toBeGreaterThan(10);
  });

  // Faithfulness of the concretiser. Kills: a sign, a factor or an inverse wrong in any formula of
  // `src/weak/signature.ts`, the signer's own key given back, a high s where it is refused.
  test.each(libraries)('terms and bytes of $name take and refuse alike', (library) => {
    let taken = 0;
    fc.assert(
      fc.property(numbers, (drawn) => {
        const came = agreementOf(law, { suite, library, numbers: drawn });
        expect(came.differences).toEqual([]);
        expect(came.notMade).toEqual([]);
        taken += came.taken;
      }),
      { numRuns: library.runs * (law.times ?? 1) },
    );
    expect(taken).toBeGreaterThan(10);
  });
});
