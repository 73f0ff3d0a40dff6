import { describe, expect, test } from 'vitest';
import { type Reading, readings } from '../../model/sa2pmp/reading.ts';
import { minimalRepairs, withRepairs } from '../../model/sa2pmp/repair.ts';
import { usualClaims } from '../verdict/usual.ts';
import { additionOf, allBut, askerOf, lightest, type Need, needs } from './minimal.ts';
import { finished } from './testing/finished.ts';

/** The attack on a cell under a reading, carried out on octets. */
function attackOn(need: Need, reading: Reading) {
  const asker = askerOf(need);
  expect(finished(asker.ask(reading))).toBe('attack');
  return asker.attackOn(reading)?.onBytes;
}

describe('minimal', () => {
  // Kills: a repair of it that no claim of the first table asks for.
  test.each(needs)('without $oneOf, $claim falls to $attacker on octets', (need) => {
    const left = minimalRepairs.filter((id) => !need.oneOf.includes(id));
    expect(left).toHaveLength(minimalRepairs.length - 1);
    expect(attackOn(need, withRepairs(lightest, left))).toMatchObject({ confirmed: true });
  });

  // The lower bound. Kills: a group that some other repair stands in for.
  test.each(needs)('all repairs but $oneOf are not enough for $claim', (need) => {
    expect(attackOn(need, allBut(need.oneOf))).toMatchObject({ confirmed: true });
  });

  // Kills: a dearer repair chosen, groups that share one, a repair that is in no group.
  test('has the cheapest repair of each group, and no other', () => {
    const grouped = needs.flatMap(({ oneOf }) => oneOf);
    expect(new Set(grouped).size).toBe(grouped.length);
    const chosen = needs.map(({ oneOf }) => {
      const priced = oneOf.map((id) => ({ id, ...additionOf(id) }));
      return priced.sort((a, b) => a.air - b.air || a.wired - b.wired)[0]?.id;
    });
    expect(chosen).toEqual(minimalRepairs);
    expect(readings.minimal).toEqual(withRepairs(lightest, minimalRepairs));
  });

  // Kills: a repair left out that one of these claims needs. The rest is asked with `verify`.
  test.each(['network', 'package-extraction'])('keeps what it promises against %s', (attacker) => {
    for (const { id: claim } of usualClaims.filter(({ id }) => id !== 'nro-soundness')) {
      expect(finished(askerOf({ claim, attacker }).ask(readings.minimal))).toBe('holds');
    }
  });
});
