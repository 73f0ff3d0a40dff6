import { describe, expect, test } from 'vitest';
import type { Channel } from '../../model/core/effect.ts';
import type { Hold, PartyKind, System } from '../../model/core/system.ts';
import { attackerSeeds, type Capability, givenTo, seedName, withCorrupted } from './capability.ts';
import { isAtLeast } from './hold.ts';
import { capabilities } from './index.ts';
import { insider } from './insider.ts';
import { network } from './network.ts';
import { packageExtraction } from './package-extraction.ts';

const system: System<string> = {
  parties: [],
  principals: [
    { party: 'alice', account: 'a', honest: true },
    { party: 'mallory', account: 'm', honest: false },
  ],
  opening: [],
  attackerAt: ['attacker'],
  agenda: {},
  anytime: {},
  doors: [],
  publicValues: { "alice's account": 'a' },
  secrets: [
    { kind: 'password', of: 'alice', heldBy: ['client', 'bank'], value: 'pa' },
    { kind: 'password', of: 'mallory', heldBy: ['client', 'bank'], value: 'pm' },
    { kind: 'package-key', of: 'alice', heldBy: ['client', 'bank'], value: 'ka' },
    { kind: 'package-key', of: 'mallory', heldBy: ['client', 'bank'], value: 'km' },
    { kind: 'signing-key', of: 'the bank', heldBy: ['bank'], value: 'sb' },
    { kind: 'signing-key', of: 'the log server', heldBy: ['log'], value: 'sl' },
  ],
  root: 'root',
  answer: () => undefined,
  budget: {},
};

const nobody: Capability = {
  id: 'nobody',
  title: 'nobody',
  says: 'can do nothing',
  source: 'none',
  holds: {},
  insider: false,
  reveals: [],
  corrupts: [],
};

const given = (capability: Capability): Readonly<Record<string, string>> =>
  givenTo(system, capability, (sort, text) => `${sort}: ${text}`);

/** The secrets of the system that a capability is given, by value. */
const secretsOf = (capability: Capability): readonly string[] => {
  const values = Object.values(given(capability));
  return system.secrets.map(({ value }) => value).filter((value) => values.includes(value));
};

const kinds: readonly PartyKind[] = ['client', 'bank', 'log', 'judge', 'witness'];
const atLeast = (more: Capability, less: Capability): boolean =>
  (Object.entries(less.holds) as readonly (readonly [Channel, Hold])[]).every(([channel, hold]) => {
    const own = more.holds[channel];
    return own !== undefined && isAtLeast(own, hold);
  });

describe('what an attacker is given', () => {
  test('is what is public and seeds of its own, if it can do nothing', () => {
    const seeds = Array.from({ length: attackerSeeds }, (_, index) => seedName(index + 1));
    expect(given(nobody)).toEqual({
      ...system.publicValues,
      ...Object.fromEntries(seeds.map((seed) => [seed, `seed: ${seed}`])),
    });
    expect(new Set(Object.values(given(nobody))).size).toBe(1 + attackerSeeds);
  });

  // Locality: each adds only what it says. Kills: reveals of all owners, of all kinds.
  const revealed: readonly (readonly [Capability['reveals'], readonly string[]])[] = [
    [[{ kind: 'password', of: 'honest' }], ['pa']],
    [[{ kind: 'password', of: 'insider' }], ['pm']],
    [[{ kind: 'package-key', of: 'honest' }], ['ka']],
    [[{ kind: 'no such secret', of: 'honest' }], []],
    [[{ kind: 'signing-key', of: 'insider' }], []],
    [[{ kind: 'signing-key', of: 'log' }], ['sl']],
    [[{ kind: 'signing-key', of: 'bank' }], ['sb']],
    [[{ kind: 'password', of: 'bank' }], ['pa', 'pm']],
    [[{ kind: 'password', of: 'log' }], []],
    [
      [
        { kind: 'password', of: 'honest' },
        { kind: 'package-key', of: 'insider' },
      ],
      ['pa', 'km'],
    ],
  ];
  test.each(revealed)('by %o is just that', (reveals, secrets) => {
    expect(secretsOf({ ...nobody, reveals })).toEqual(secrets);
  });

  test('never is the seed of honest randomness', () => {
    const all = withCorrupted(insider, kinds);
    expect(Object.values(given(all))).not.toContain(system.root);
  });
});

describe('an attacker that plays parties', () => {
  const secrets: Readonly<Record<PartyKind, readonly string[]>> = {
    client: ['pa', 'pm', 'ka', 'km'],
    bank: ['pa', 'pm', 'ka', 'km', 'sb'],
    log: ['sl'],
    judge: [],
    witness: [],
  };
  const ends: Readonly<Record<PartyKind, readonly Channel[]>> = {
    client: ['wireless', 'sms', 'https', 'package'],
    bank: ['wired', 'https', 'sms', 'package'],
    log: ['wireless', 'wired', 'sms'],
    judge: [],
    witness: [],
  };

  test.each(kinds)('of kind %s has their secrets, their ends of channels and a hearing', (kind) => {
    const corrupted = withCorrupted(nobody, [kind]);
    expect(secretsOf(corrupted)).toEqual(secrets[kind]);
    const held = Object.fromEntries([...ends[kind], 'court'].map((channel) => [channel, 'full']));
    expect(corrupted.holds).toEqual(held);
    expect(corrupted.corrupts).toEqual([kind]);
  });

  // Kills: the weaker hold kept, holds replaced instead of added to.
  test.each(capabilities)(
    '$id can do all that it could, and no less the second time',
    (capability) => {
      for (const kind of kinds) {
        const corrupted = withCorrupted(capability, [kind]);
        expect(atLeast(corrupted, capability)).toBe(true);
        expect(atLeast(corrupted, withCorrupted(nobody, [kind]))).toBe(true);
        expect(secretsOf(corrupted)).toEqual(expect.arrayContaining([...secretsOf(capability)]));
        expect(withCorrupted(corrupted, [kind])).toEqual(corrupted);
        expect([corrupted.id, corrupted.insider]).toEqual([capability.id, capability.insider]);
      }
    },
  );
});

describe('the attackers', () => {
  // A stable interface (issue 2).
  test('have the ids that the command line promises, each once', () => {
    const ids = capabilities.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['network', 'insider', 'package-extraction']));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test.each(capabilities)('$id says where it is described', ({ source }) => {
    expect(source).toMatch(/§|W\d/);
  });

  // Figure 2: the wireless link is the open network, the wired one is not.
  test('network holds the wireless link, opens connections, and has no secret', () => {
    expect(network.holds).toEqual({ wireless: 'full', https: 'connect' });
    expect([network.insider, secretsOf(network)]).toEqual([false, []]);
  });

  test('insider adds to the network an account, its password, a branch, and no more', () => {
    expect(insider.holds).toEqual({ ...network.holds, branch: 'connect' });
    expect(insider.corrupts).toEqual([]);
    expect(insider.insider).toBe(true);
    expect(secretsOf(insider)).toEqual(['pm']);
  });

  test('package extraction adds to the network the reading of packages, and no more', () => {
    expect(packageExtraction.holds).toEqual({ ...network.holds, package: 'read' });
    expect([packageExtraction.insider, secretsOf(packageExtraction)]).toEqual([false, []]);
    expect(packageExtraction.thefts?.map(({ what }) => what)).toEqual(['package-key']);
  });
});
