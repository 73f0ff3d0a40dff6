import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Answer, type Ask, dualise } from './dualise.ts';
import { survey } from './monotone.ts';
import {
  type Bits,
  everything,
  isWithin,
  largest,
  meetingToo,
  only,
  placesOf,
  smallest,
} from './sets.ts';
import { finished } from './testing/finished.ts';

const count = 6;
const cube = Array.from({ length: 2 ** count }, (_, set) => set);
const sets = fc.array(fc.integer({ min: 0, max: everything(count) }), { maxLength: 6 });
const how = { draws: 20, seed: 1 };

/** Asks a function. */
const asking = (answer: (set: Bits) => Answer): Ask =>
  function* (set) {
    yield;
    return answer(set);
  };

const ordered = (of: readonly Bits[]): readonly Bits[] => [...of].sort((a, b) => a - b);
const upFrom =
  (generators: readonly Bits[]) =>
  (set: Bits): Answer =>
    generators.some((one) => isWithin(one, set)) ? 'holds' : 'attack';

describe('the border of a monotone property', () => {
  // Kills: a transversal forgotten, a failing set not grown, an end before all candidates hold.
  test('is what looking at every set finds', () => {
    fc.assert(
      fc.property(sets, (generators) => {
        const answer = upFrom(generators);
        const border = finished(dualise({ count, ask: asking(answer) }));
        const holding = cube.filter((set) => answer(set) === 'holds');
        const lacking = cube.filter((set) => answer(set) === 'attack');
        expect(ordered(border.minimal)).toEqual(ordered(smallest(holding)));
        expect(ordered(border.failing)).toEqual(ordered(largest(lacking)));
        expect(border).toMatchObject({ complete: true, open: [] });
      }),
    );
  });

  test('has no reversal, wherever it is tested', () => {
    fc.assert(
      fc.property(sets, (generators) => {
        const { reversals, tested } = finished(
          survey({ count, ask: asking(upFrom(generators)) }, how),
        );
        expect(reversals).toEqual([]);
        expect(tested.edges).toBeGreaterThan(0);
      }),
    );
  });

  // Kills: a set that is left open taken to lack the property, and all within it with it.
  test('is found around sets left open, which exclude themselves alone', () => {
    fc.assert(
      fc.property(sets, fc.integer({ min: 0, max: everything(count) }), (generators, hidden) => {
        const answer = (set: Bits): Answer =>
          set === hidden ? 'inconclusive' : upFrom(generators)(set);
        const { minimal, open } = finished(dualise({ count, ask: asking(answer) }));
        const holding = cube.filter((set) => answer(set) === 'holds');
        const whole = smallest(cube.filter((set) => upFrom(generators)(set) === 'holds'));
        if (!whole.includes(hidden)) expect(ordered(minimal)).toEqual(ordered(whole));
        for (const set of minimal) expect(holding).toContain(set);
        expect(open.every((set) => set === hidden)).toBe(true);
      }),
    );
  });
});

describe('a property that is not monotone', () => {
  const anything = fc.array(fc.boolean(), { minLength: 2 ** count, maxLength: 2 ** count });

  // Kills: a reversal at the border missed, one told that is none, a larger context than needed.
  test('is told where it is lost, and the border is that of what keeps it', () => {
    fc.assert(
      fc.property(anything, (table) => {
        const answer = (set: Bits): Answer => (table[set] === true ? 'holds' : 'attack');
        const { minimal, failing, reversals } = finished(
          survey({ count, ask: asking(answer) }, how),
        );
        for (const { set, place } of reversals) {
          expect([answer(set), answer(set | only(place))]).toEqual(['holds', 'attack']);
        }
        for (const set of minimal) {
          const up = placesOf(everything(count)).map((place) => answer(set | only(place)));
          expect(new Set(up)).toEqual(new Set(['holds']));
          expect(failing.some((one) => isWithin(set, one))).toBe(false);
        }
        for (const set of failing) expect(answer(set)).toBe('attack');
      }),
    );
  });

  test('is noticed where one thing spoils what another one gives', () => {
    // The first thing restores, the third takes it away again, unless the fifth is there.
    const answer = (set: Bits): Answer =>
      (set & 1) !== 0 && ((set & 4) === 0 || (set & 16) !== 0) ? 'holds' : 'attack';
    const { reversals, minimal } = finished(survey({ count, ask: asking(answer) }, how));
    expect(reversals).toEqual([{ set: 1, place: 2 }]);
    expect(minimal).toEqual([1 | 16]);
  });
});

test('the sets that meet all of some sets are those that looking at every set finds', () => {
  fc.assert(
    fc.property(sets, (given) => {
      const toMeet = given.filter((set) => set !== 0);
      const found = toMeet.reduce<readonly Bits[]>(meetingToo, [0]);
      const meets = cube.filter((set) => toMeet.every((one) => (one & set) !== 0));
      expect(ordered(found)).toEqual(ordered(smallest(meets)));
    }),
  );
});
