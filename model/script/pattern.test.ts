import { describe, expect, test } from 'vitest';
import { layoutOf } from './layout.ts';
import {
  atom,
  atoms,
  encryptedTo,
  hashOf,
  joined,
  type Message,
  secretOf,
  signedBy,
  text,
  underKey,
  underShared,
} from './message.ts';
import { type Bench, made, type Names, taken } from './pattern.ts';
import type { Role } from './script.ts';
import { agentKeys } from './system.ts';
import { world } from './testing/played.ts';
import { receive } from './steps.ts';
import type { Term } from '../core/term.ts';

const directed = (between: readonly [string, string], of: Message): Message => ({
  is: 'sealed',
  key: { key: 'shared', between, directed: true },
  of,
});
const N = atom('N');
const roles: readonly Role[] = ['A', 'B', 'C'].map((name) => ({
  name,
  knows: ['A', 'B', 'C'],
  makes: [],
  steps: [receive(joined(secretOf(['A', 'B'], 'pin'), secretOf([], 'program')))],
}));
const protocol = { sorts: { N: 'nonce', M: 'nonce', K: 'key' }, roles };

const { algebra } = world();
const agents = ['a', 'b', 'c'];
const benchOf = (self: string, deposited = false): Bench<Term> => ({
  self,
  algebra,
  layout: layoutOf(protocol, true),
  keyring: agentKeys(algebra, { agents, agent: self.toLowerCase(), protocol, deposited }),
});
const everybody: Names<Term> = {
  ...{
    A: algebra.name('agent', 'a'),
    B: algebra.name('agent', 'b'),
    C: algebra.name('agent', 'c'),
  },
  ...{ N: algebra.name('nonce', 'n'), K: algebra.name('key', 'k') },
};
const fresh = algebra.name('seed', 'fresh');
const making = (bench: Bench<Term>, message: Message, names = everybody) =>
  made(bench, names, { message, fresh });
const makes = (self: string, message: Message, names = everybody) =>
  making(benchOf(self), message, names);
const taking = (self: string, message: Message, value: Term | undefined) => {
  if (value === undefined) return expect.fail('not made');
  return (names = everybody) => taken(benchOf(self), names, { message, value });
};
const takes = (self: string, message: Message, value: Term | undefined) =>
  taking(self, message, value)();
const without = (...gone: readonly string[]): Names<Term> =>
  Object.fromEntries(Object.entries(everybody).filter(([name]) => !gone.includes(name)));

describe('what one makes', () => {
  const forms: readonly (readonly [string, string, Message])[] = [
    ['A', 'B', joined(N, text('x'), atom('A'))],
    ['A', 'B', underShared(['A', 'B'], N)],
    ['B', 'A', underShared(['A', 'B'], N)],
    ['A', 'B', directed(['A', 'B'], N)],
    ['B', 'A', directed(['B', 'A'], N)],
    ['A', 'B', underKey('K', N)],
    ['A', 'B', encryptedTo('B', N)],
    ['A', 'B', joined(N, signedBy('A', N))],
    ['A', 'B', joined(N, hashOf(N))],
    ['A', 'B', secretOf(['A', 'B'], 'pin')],
    ['B', 'A', secretOf(['A', 'B'], 'pin')],
    ['A', 'C', secretOf([], 'program')],
  ];

  test.each(forms)(
    '%s takes apart for %s, and learns what it did not know',
    (one, other, message) => {
      const value = makes(one, message);
      const isInside = JSON.stringify(message).includes('"name":"N"');
      const names = isInside ? without('N') : everybody;
      expect(taking(other, message, value)(names)).toEqual(everybody);
      expect(takes(other, message, value)).toEqual(everybody);
      const wrong = { ...everybody, N: algebra.name('nonce', 'other') };
      expect(taking(other, message, value)(wrong)).toEqual(isInside ? undefined : wrong);
    },
  );

  test('nobody else opens, or takes for what it is not', () => {
    for (const message of [
      underShared(['A', 'B'], N),
      directed(['A', 'B'], N),
      encryptedTo('B', N),
    ]) {
      expect(
        taking('C', message, makes('A', message))({ ...everybody, B: everybody['C'] ?? fresh }),
      ).toBeUndefined();
    }
    // The key toward another is the one that it has from there.
    const { toward, from } = benchOf('A').keyring;
    const b = everybody['B'];
    for (const [entries, between] of [
      [toward, ['A', 'B']],
      [from, ['B', 'A']],
    ] as const) {
      const key = entries.find((entry) => entry.of === b)?.key;
      const box = makes('A', directed(between, N)) ?? expect.fail('not made');
      expect(key !== undefined && algebra.opens(key, box)).toBe(true);
    }
    // A key for one direction is not the key back, nor one for both.
    const there = makes('A', directed(['A', 'B'], N));
    expect(takes('B', directed(['B', 'A'], N), there)).toBeUndefined();
    expect(takes('B', underShared(['A', 'B'], N), there)).toBeUndefined();
    expect(
      takes('B', directed(['A', 'B'], N), makes('A', underShared(['A', 'B'], N))),
    ).toBeUndefined();
    const signature = makes('A', signedBy('A', N));
    expect(takes('B', signedBy('C', N), signature)).toBeUndefined();
    expect(takes('B', signedBy('A', atom('K')), signature)).toBeUndefined();
    expect(takes('B', hashOf(N), signature)).toBeUndefined();
    expect(takes('B', text('x'), makes('A', text('y')))).toBeUndefined();
    expect(
      takes('B', secretOf(['A', 'B'], 'pin'), makes('A', secretOf(['A', 'C'], 'pin'))),
    ).toBeUndefined();
    expect(
      takes('B', secretOf([], 'program'), makes('A', secretOf(['A', 'B'], 'pin'))),
    ).toBeUndefined();
  });

  test('is nothing where a name or a key is missing, wherever it is needed', () => {
    for (const message of [
      N,
      joined(N, text('x')),
      joined(text('x'), N),
      underShared(['A', 'B'], N),
      underKey('K', N),
      encryptedTo('B', N),
      signedBy('A', N),
      hashOf(N),
    ]) {
      expect(makes('A', message, without('N'))).toBeUndefined();
    }
    expect(makes('A', underKey('K', N), without('K'))).toBeUndefined();
    for (const message of [
      underShared(['A', 'B'], N),
      directed(['A', 'B'], N),
      encryptedTo('B', N),
      secretOf(['A', 'B'], 'pin'),
      secretOf(['B', 'A'], 'pin'),
    ]) {
      expect(makes('A', message, without('B'))).toBeUndefined();
      const stranger = { ...everybody, B: algebra.name('agent', 'stranger') };
      expect(makes('A', message, stranger)).toBeUndefined();
    }
    expect(makes('A', secretOf(['A', 'B'], 'unheard-of'))).toBeUndefined();
    expect(
      taking('B', signedBy('A', N), makes('A', signedBy('A', N)))(without('A')),
    ).toBeUndefined();
    expect(
      taking('B', signedBy('A', N), makes('A', signedBy('A', N)))(without('N')),
    ).toBeUndefined();
    expect(taking('B', hashOf(N), makes('A', hashOf(N)))(without('N'))).toBeUndefined();
  });

  test('is random only where it is a box or a signature, and each of them by itself', () => {
    const box = underKey('K', N);
    const { open } = algebra;
    const form = layoutOf(protocol, true).pair(box, box);
    const twice = makes('A', joined(box, box));
    const parts = twice === undefined ? undefined : algebra.decode(form, twice);
    expect(parts?.left).not.toBe(parts?.right);
    const key = everybody['K'] ?? fresh;
    const content = layoutOf(protocol, true).wrapping('content', N);
    expect(parts && open(key, content, parts.left)).toEqual({ of: everybody['N'] });
    const other = algebra.name('seed', 'other');
    const again = (message: Message) => made(benchOf('A'), everybody, { message, fresh: other });
    for (const message of [N, text('x'), atoms('N', 'A'), hashOf(N), secretOf([], 'program')]) {
      expect(again(message)).toBe(makes('A', message));
    }
    for (const message of [box, encryptedTo('B', N), signedBy('A', N)]) {
      expect(again(message)).not.toBe(makes('A', message));
    }
  });
});

describe('what two others share', () => {
  const forms = [secretOf(['A', 'B'], 'pin'), underShared(['A', 'B'], N)];

  test('is used by whom it is deposited with, who then does what either of them does', () => {
    for (const names of [
      everybody,
      { ...everybody, A: everybody['B'] ?? fresh, B: everybody['A'] ?? fresh },
    ]) {
      const bench = benchOf('C', true);
      const pin = made(bench, names, { message: secretOf(['A', 'B'], 'pin'), fresh });
      expect(pin).toBe(makes('A', secretOf(['A', 'B'], 'pin')));
      const message = underShared(['A', 'B'], N);
      const value = makes('A', message) ?? expect.fail('not made');
      expect(
        taken(bench, { ...names, N: everybody['N'] ?? fresh }, { message, value }),
      ).toBeDefined();
    }
  });

  const keeper = benchOf('C', true);

  test('is nothing to whom it is not, or where one of them is not known or the two are one', () => {
    const [one, other] = [everybody['A'] ?? fresh, everybody['C'] ?? fresh];
    for (const message of forms) {
      expect(makes('C', message)).toBeUndefined();
      expect(making(keeper, message, without('A'))).toBeUndefined();
      expect(making(keeper, message, without('B'))).toBeUndefined();
      expect(making(keeper, message, { ...everybody, B: one })).toBeUndefined();
      expect(making(keeper, message, { ...everybody, A: other })).toBeUndefined();
      expect(making(keeper, message, { ...everybody, B: other })).toBeUndefined();
      expect(making(keeper, message)).toBeDefined();
    }
    expect(making(keeper, secretOf(['A', 'B'], 'unheard-of'))).toBeUndefined();
  });
});
