import { expect, test } from 'vitest';
import type { AttackRecord } from '../certificate/schema.ts';
import { departureOf } from './departure.ts';

type Does = AttackRecord['moves'][number]['does'];

const door = {
  channel: 'wireless',
  hop: 'log',
  to: 'bank:alice',
  from: 'alice',
  server: true,
} as const;
const put = (index: number): Does => ({
  move: 'deliver',
  door,
  message: { make: 'observed', index },
});
const wish: Does = { move: 'intend', party: 'alice' };

/** Where a plan departs from an honest course. */
function departs(...plan: readonly Does[]): string {
  const moves = plan.map((does) => ({ does, events: [] }));
  const breach = { breach: 'broken' };
  const attack = { steps: plan.length, onTerms: breach, onBytes: breach, given: [], moves };
  const { step, of, says } = departureOf(attack);
  return `${step}/${of} ${says}`;
}

// Kills: what is passed on taken for an attack, a second time taken for passing on.
test.each([
  ['2/3 message #1 put in for bank:alice [wireless]', [put(0), put(0), put(1)]],
  ['3/3 message #2 put in for bank:alice [wireless]', [wish, put(0), put(1)]],
  ['1/2 the key taken from alice', [{ move: 'compromise', party: 'alice', what: 'key' }, wish]],
  [
    '2/3 order-frame of its making put in for bank:alice [wireless]',
    [
      wish,
      { move: 'deliver', door, message: { make: 'tuple', shape: 'order-frame', fields: [] } },
      wish,
    ],
  ],
] as const)('%s', (says, plan) => {
  expect(departs(...plan)).toBe(says);
});
