import { describe, expect, test } from 'vitest';
import type { Recipe } from '../../attacks/recipe.ts';
import type { Move } from '../../attacks/run.ts';
import { insider } from '../../attacks/capability/insider.ts';
import { defaultBounds } from '../../model/sa2pmp/scenario/bounds.ts';
import { ask } from './ask.ts';
import { essence, skeleton } from './essence.ts';
import { protocol } from './protocols.ts';
import { usualClaims } from './usual.ts';

const door = {
  channel: 'wireless',
  hop: 'log',
  to: 'bank:alice',
  from: 'alice',
  server: true,
} as const;
const seen = (index: number): Recipe => ({ make: 'observed', index });
const given: Recipe = { make: 'given', name: 'key of alice' };
const deliver = (message: Recipe): Move => ({ move: 'deliver', door, message });
const wish: Move = { move: 'intend', party: 'alice' };

describe('attacks are essentially the same', () => {
  // Kills: the number of a message, the order of moves or their number taken for a difference.
  test('whichever equal message is used, in whatever order and how often', () => {
    const one = [wish, deliver(seen(1)), deliver(given)];
    const other = [deliver(given), deliver(seen(4)), wish, wish, deliver(seen(2))];
    expect(essence(one)).toBe(essence(other));
  });

  test.each([
    ['a form of message', [deliver({ make: 'digest', of: seen(1) })]],
    ['a door', [{ ...deliver(seen(1)), door: { ...door, hop: 'alice' } } as Move]],
    ['a theft', [deliver(seen(1)), { move: 'compromise', party: 'alice', what: 'key' }]],
    ['a secret shown', [deliver(seen(1)), { move: 'learn', about: 'key', value: given }]],
  ] as const)('not when they differ in %s', (_, plan) => {
    expect(essence(plan)).not.toBe(essence([deliver(seen(1))]));
  });

  test('so that seeds of its own are alike, and other secrets are not', () => {
    const own = (index: number): Recipe => ({
      make: 'derived',
      seed: { make: 'given', name: `attacker seed ${index}` },
      label: 'key',
    });
    expect(skeleton(own(1))).toBe(skeleton(own(2)));
    expect(skeleton(given)).not.toBe(skeleton({ make: 'given', name: 'key of bob' }));
  });
});

// Issue 4: "Several essentially different attacks per claim on request". Kills: the first attack
// found again and again, a search that ends with the first.
describe('attacks asked for', () => {
  const question = {
    protocol: protocol('published'),
    attacker: insider,
    claims: usualClaims.filter(({ id }) => id === 'at-most-once'),
    bounds: { ...defaultBounds, sessions: 1 },
    statesMax: 20_000,
  };

  test('are as many as there are, the first as short as if asked for alone, all confirmed', () => {
    const [alone] = ask(question);
    const [several] = ask({ ...question, attacks: 3 });
    const all = [several?.attack, ...(several?.others ?? [])].filter((one) => one !== undefined);
    expect(several?.attack?.steps).toBe(alone?.attack?.steps);
    expect(all.length).toBeGreaterThan(1);
    expect(new Set(all.map(({ plan }) => essence(plan))).size).toBe(all.length);
    for (const { onTerms, onBytes } of all) {
      expect([onTerms.confirmed, onBytes.confirmed]).toEqual([true, true]);
    }
  });
});
