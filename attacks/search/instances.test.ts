import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { substitution } from '../../model/core/substitution.ts';
import type { Term } from '../../model/core/term.ts';
import { knowledgeBase } from '../knowledge.ts';
import { instances } from './instances.ts';
import {
  accounts,
  amounts,
  fresh,
  larderOf,
  larders,
  ORDER,
  pattern,
  seeds,
  store,
  type Stocked,
  v,
  w,
  x,
  y,
} from './testing/larder.ts';

/** All terms that may stand for the variables here: what there is, and values made up. */
function universe({ knowledge, seeds: own }: Stocked, sort: string): readonly Term[] {
  const made = own.map((seed) => store.derived(seed, sort));
  const all = { account: accounts, amount: amounts }[sort] ?? [fresh];
  return [...new Set([...all, ...knowledge.ofSort(sort), ...made])];
}

const matches = (form: Term, t: Term): boolean =>
  substitution(store).unifier(form, t) !== undefined;

/** The instances of a pattern over the universe that can be derived: brute force. */
function bruteForce(larder: Stocked, form: Term): readonly Term[] {
  const { knowledge } = larder;
  return universe(larder, 'account').flatMap((account) =>
    universe(larder, 'amount').flatMap((amount) =>
      [fresh, ...universe(larder, 'signature-randomness')].flatMap((r) =>
        [fresh, ...universe(larder, 'box-randomness')].flatMap((s) => {
          const bindings = new Map([
            [x, account],
            [y, amount],
            [v, r],
            [w, s],
          ] as const);
          const t = substitution(store, bindings).refine(form);
          return knowledge.derives(t) ? [t] : [];
        }),
      ),
    ),
  );
}

/** Whether a term has a value of the attacker's own of which it needs none, or not so many. */
function needless(larder: Stocked, t: Term): boolean {
  const { ownSorts, ownValues, knowledge } = larder;
  const sort = store.sort(t);
  const own = seeds.findIndex((seed) => store.derived(seed, sort) === t);
  const usable = Math.min(larder.seeds.length, ownValues[sort] ?? 1);
  if (own >= 0 && !knowledge.items.has(t) && (ownSorts.has(sort) || own >= usable)) return true;
  return store.args(t).some((arg) => needless(larder, arg));
}

describe('the instances of a pattern', () => {
  // Kills: known signatures not tried, the content of a match not bound, goals lost.
  test('can each be made, match the pattern and have no variable left', () => {
    fc.assert(
      fc.property(larders, pattern, (larder, form) => {
        const found = instances(larder, form);
        expect(new Set(found).size).toBe(found.length);
        for (const t of found) {
          expect(store.isGround(t)).toBe(true);
          expect(larder.knowledge.derives(t)).toBe(true);
          expect(matches(form, t)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  // Completeness within the typing, against brute force. `fresh` is the honest parties' randomness
  // and known to nobody, so that a term with it can only be one that was observed.
  test('are all that can be made of what is known and one value of its own for each seed', () => {
    fc.assert(
      fc.property(larders, pattern, (larder, form) => {
        const found = new Set(instances(larder, form));
        const missed = bruteForce(larder, form).filter(
          (t) => !found.has(t) && !needless(larder, t),
        );
        expect(missed).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('without seeds are made of what is known alone', () => {
    const knowledge = knowledgeBase(store, true).initial([...accounts]);
    const larder = larderOf(knowledge);
    expect(instances(larder, store.tuple(ORDER, [x, y]))).toEqual([]);
    expect(instances(larder, x)).toEqual(accounts);
  });

  // A frame of which a role demands nothing is not worth sending.
  test('of a frame of which nothing is demanded are none', () => {
    const knowledge = knowledgeBase(store, true).initial([...accounts, ...seeds]);
    const larder = larderOf(knowledge, { seeds });
    expect(instances(larder, store.variable(0, 'frame'))).toEqual([]);
  });

  test('of an inert sort are one, known if there is one', () => {
    const [known, unknown] = [accounts, []].map((given) =>
      knowledgeBase(store, true).initial([...given, ...seeds]),
    );
    const made = [known, unknown].map(
      (knowledge) => knowledge && instances(larderOf(knowledge, { seeds, inert: ['account'] }), x),
    );
    expect(made).toEqual([accounts.slice(0, 1), [store.derived(seeds[0] ?? fresh, 'account')]]);
  });

  test('of a public key include one of which the attacker has the private key', () => {
    const knowledge = knowledgeBase(store, true).initial(seeds);
    const larder = larderOf(knowledge, { seeds });
    const [own] = instances(larder, store.variable(0, 'public-key'));
    expect(own).toBeDefined();
    expect(knowledge.derives(store.args(own ?? fresh)[0] ?? fresh)).toBe(true);
  });
});
