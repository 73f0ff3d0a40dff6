import { describe, expect, test } from 'vitest';
import type { Hold } from '../../model/core/system.ts';
import type { Capability } from './capability.ts';
import { allied, coalition, contradictions } from './coalition.ts';
import { isAtLeast } from './hold.ts';
import { bank } from './bank.ts';
import { deviceTheft } from './device-theft.ts';
import { capabilities } from './index.ts';
import { insider } from './insider.ts';
import { keyRevealAfter } from './key-reveal-after.ts';
import { malware } from './malware.ts';
import { network } from './network.ts';
import { operatorActive } from './operator-active.ts';
import { secondBank } from './second-bank.ts';

const pairs = capabilities.flatMap((a) => capabilities.map((b) => ({ a, b })));

/** A name that equal values share, in whatever order their fields come. */
const nameOf = (item: unknown): string =>
  JSON.stringify(typeof item === 'string' ? item : Object.entries(item ?? {}).sort());

/** What an attacker has in lists. */
const partsOf = (it: Capability): readonly unknown[] =>
  [it.reveals, it.corrupts, it.thefts ?? [], it.desks ?? [], it.rules ?? []].flat();

/** Whether one attacker has all that another has. */
function hasAllOf(more: Capability, less: Capability): boolean {
  const held = Object.entries(less.holds) as [keyof typeof less.holds, Hold][];
  const holdsAll = held.every(([channel, hold]) => {
    const own = more.holds[channel];
    return own !== undefined && isAtLeast(own, hold);
  });
  const names = new Set(partsOf(more).map(nameOf));
  const needs = { renewals: 0, secondBank: false, ...less.needs };
  const meets = { renewals: 0, secondBank: false, ...more.needs };
  return (
    holdsAll &&
    more.insider >= less.insider &&
    meets.secondBank >= needs.secondBank &&
    meets.renewals >= needs.renewals &&
    partsOf(less).every((part) => names.has(nameOf(part)))
  );
}

describe('a coalition', () => {
  // Locality and monotonicity of the data. Kills: one member's part left out.
  test('of any two has all that either has, and nothing that neither has', () => {
    for (const { a, b } of pairs) {
      const both = coalition(a, b);
      expect([hasAllOf(both, a), hasAllOf(both, b)], both.id).toEqual([true, true]);
      const neither = new Set([...partsOf(a), ...partsOf(b)].map(nameOf));
      expect(partsOf(both).filter((part) => !neither.has(nameOf(part)))).toEqual([]);
    }
  });

  test('is named after its members, each once', () => {
    expect(coalition(insider, deviceTheft).id).toBe('insider+device-theft');
    expect(coalition(insider, deviceTheft, insider).id).toBe('insider+device-theft');
    expect(coalition(network)).toBe(network);
  });

  test('does not depend on who joined first, but for its name', () => {
    const sorted = (it: Capability): unknown => ({
      holds: Object.entries(it.holds).sort(),
      insider: it.insider,
      needs: it.needs,
      parts: partsOf(it).map(nameOf).sort(),
    });
    for (const { a, b } of pairs) expect(sorted(coalition(a, b))).toEqual(sorted(coalition(b, a)));
  });

  test('needs what its members need, and has no empty lists', () => {
    expect(coalition(insider, secondBank).needs).toEqual({ secondBank: true });
    expect(Object.keys(coalition(network, insider)).sort()).toEqual(Object.keys(insider).sort());
  });
});

describe('a coalition of names', () => {
  test('is theirs', () => {
    expect(allied(['insider', 'malware'], capabilities)).toEqual({
      formed: true,
      capability: coalition(insider, malware),
    });
  });

  const refused: readonly (readonly [readonly string[], string])[] = [
    [['insider', 'nobody'], 'there is no attacker nobody'],
    [['insider', 'insider'], 'insider is named more than once'],
    [[], 'no attacker is named'],
  ];
  test.each(refused)('%o is refused: %s', (ids, problem) => {
    expect(allied(ids, capabilities)).toEqual({ formed: false, problems: [problem] });
  });

  // KTV 2010: any set of parties short of the one whose claim is tested.
  test('is refused when it leaves nobody, or steals from itself', () => {
    const client: Capability = { ...network, id: 'client', corrupts: ['client'] };
    const all = allied(['bank', 'operator-active', 'client'], [bank, operatorActive, client]);
    expect(all).toMatchObject({ formed: false, problems: [expect.stringMatching(/nobody/)] });
    expect(contradictions(coalition(keyRevealAfter, client))).toEqual([
      'it would steal the signing-key of a client that it plays itself',
      'it would steal the package-key of a client that it plays itself',
    ]);
  });

  test('is not refused among those that are built in, each with itself aside', () => {
    for (const { a, b } of pairs.filter((pair) => pair.a !== pair.b)) {
      expect(contradictions(coalition(a, b)), `${a.id}+${b.id}`).toEqual([]);
    }
  });
});
