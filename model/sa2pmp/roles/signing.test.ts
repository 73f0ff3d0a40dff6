import { describe, expect, test } from 'vitest';
import { type Reading, readings } from '../reading.ts';
import { setting } from '../setting.ts';
import { play } from '../testing/play.ts';
import { sign, signOnPhone } from './signing.ts';

/** A key, a step's seed and a message to sign, in a world of some reading. */
function world(changes: Partial<Reading> = {}) {
  const { algebra } = play();
  const key = algebra.name('signing-key', 'own');
  const fresh = algebra.name('seed', 'step');
  const m = algebra.constant('message');
  const around = setting(algebra, { ...readings.published, ...changes });
  return { algebra, around, key, fresh, m };
}

describe('a signature', () => {
  // A24, A30d. Kills: two signatures of one step that share a nonce, which gives the key away.
  test('has a nonce of the step and of what it is for, on a server and on a phone', () => {
    const { algebra, around, key, fresh, m } = world();
    const by = (label: string) => algebra.sign(key, algebra.derive(fresh, label), m);
    for (const signs of [sign, signOnPhone]) {
      expect(signs(around, { key, fresh }, m)).toBe(by('randomness'));
      expect(signs(around, { key, fresh, label: 'receipt' }, m)).toBe(by('receipt'));
    }
  });

  test('has a nonce that key and message alone make where that is the rule (A30d)', () => {
    const { algebra, around, key, fresh, m } = world({ A30d: 'rfc6979' });
    const determined = algebra.sign(key, algebra.constant(''), m);
    expect(sign(around, { key, fresh, label: 'receipt' }, m)).toBe(determined);
    expect(signOnPhone(around, { key, fresh }, m)).toBe(determined);
  });

  test('has one nonce for all that is signed on a phone with a weak generator, and there alone (A24)', () => {
    const { algebra, around, key, fresh, m } = world({ A24: 'weak-nonce' });
    const repeated = algebra.derive(key, 'repeated-nonce');
    expect(signOnPhone(around, { key, fresh }, m)).toBe(algebra.sign(key, repeated, m));
    expect(sign(around, { key, fresh }, m)).toBe(
      algebra.sign(key, algebra.derive(fresh, 'randomness'), m),
    );
  });
});
