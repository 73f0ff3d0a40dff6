import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cheapest } from './cheapest.ts';
import type { Ask } from './dualise.ts';
import { type Bits, everything, isWithin, placesOf } from './sets.ts';
import { finished } from './testing/finished.ts';

const count = 6;
const repairs = ['a', 'b', 'c', 'd', 'e', 'f'];
const cube = Array.from({ length: 2 ** count }, (_, set) => set);
const generators = fc.array(fc.integer({ min: 1, max: everything(count) }), {
  minLength: 1,
  maxLength: 4,
});
const restores = (small: readonly Bits[], set: Bits): boolean =>
  small.some((one) => isWithin(one, set));
const askOf = (small: readonly Bits[]): Ask =>
  function* (set) {
    yield;
    return restores(small, set) ? 'holds' : 'attack';
  };

// Kills: a set returned before every question holds there, a failing set that excludes too much.
test('the cheapest set is as cheap as the cheapest that looking at every set finds', () => {
  const prices = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: count, maxLength: count });
  fc.assert(
    fc.property(fc.array(generators, { minLength: 1, maxLength: 3 }), prices, (questions, own) => {
      const costs = Object.fromEntries(repairs.map((id, place) => [id, own[place] ?? 1]));
      const costOf = (set: Bits): number =>
        placesOf(set).reduce((sum, place) => sum + (own[place] ?? 1), 0);
      const good = cube.filter((set) => questions.every((small) => restores(small, set)));
      const found = finished(cheapest({ repairs, costs, asks: questions.map(askOf) }));
      expect(found?.cost).toBe(Math.min(...good.map(costOf)));
      const set = repairs.reduce(
        (sum, id, place) => (found?.repairs.includes(id) === true ? sum | (1 << place) : sum),
        0,
      );
      expect(good).toContain(set);
    }),
  );
});

test('where not even all repairs restore everything there is no cheapest set', () => {
  expect(finished(cheapest({ repairs, costs: {}, asks: [askOf([])] }))).toBeUndefined();
});

test('a cost that is no positive number is an error that names it', () => {
  expect(() => finished(cheapest({ repairs, costs: { a: -1 }, asks: [] }))).toThrow(/a costs -1/u);
});
