import { describe, expect, test } from 'vitest';
import type { Capability } from '../../attacks/capability/capability.ts';
import { coalition } from '../../attacks/capability/coalition.ts';
import { network } from '../../attacks/capability/network.ts';
import { packageExtraction } from '../../attacks/capability/package-extraction.ts';
import { secondBank } from '../../attacks/capability/second-bank.ts';
import { ask } from '../verdict/ask.ts';
import { protocol } from '../verdict/protocols.ts';
import { usualClaims } from '../verdict/usual.ts';
import type { Protocol, Verdict } from '../verdict/verdict.ts';

const bounds = { sessions: 1, customers: 1, renewals: 0 };
const origin = usualClaims.filter(({ id }) => id === 'agreement-order');
const once = usualClaims.filter(({ id }) => id === 'at-most-once');

function answer(from: Protocol, attacker: Capability, claims = origin): Verdict {
  const [verdict] = ask({ protocol: from, attacker, claims, bounds, statesMax: 20_000 });
  return verdict ?? expect.fail('not asked');
}

describe('a second bank', () => {
  const addressed = (choice: 'none' | 'signed'): Protocol =>
    protocol('charitable', [{ axis: 'A5', choice }]);
  const both = coalition(secondBank, packageExtraction);

  // Davis 2001. Kills: the second app with a key pair of its own, its orders taken for orders to the
  // first bank, a package that the attacker makes up.
  test('passes on what is signed for nobody by name, on bytes too, and nothing that names it', () => {
    const { verdict, attack } = answer(addressed('none'), both);
    expect([verdict, attack?.onBytes.confirmed]).toEqual(['attack', true]);
    expect(answer(addressed('signed'), both).verdict).toBe('holds');
  });

  test('is needed for that, and so is the key of the first', () => {
    for (const alone of [secondBank, packageExtraction]) {
      expect(answer(addressed('none'), alone).verdict).toBe('holds');
    }
  });

  // Kills: moves of a second app left in a plan that has no use for it.
  test('takes no part in an attack that does without it', () => {
    const steps = (attacker: Capability): number | undefined =>
      answer(protocol('published'), attacker, once).attack?.steps;
    expect(steps(secondBank)).toBe(steps(network));
  });
});
