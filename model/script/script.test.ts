import { describe, expect, test } from 'vitest';
import { classics as published } from '../classics/index.ts';
import { needhamSchroeder } from '../classics/public-key.ts';
import type { AnyShape } from '../core/shape.ts';
import type { Snapshot } from '../core/step.ts';
import { isWild } from '../core/substitution.ts';
import { remainingOf } from './chart.ts';
import { mistakesIn } from './executable.ts';
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
import type { Protocol, Step } from './script.ts';
import { match, receive, send, state, unlike } from './steps.ts';
import { scriptSystem } from './system.ts';
import { played, statements } from './testing/played.ts';

const classics = published.map(({ protocol }) => protocol);

describe('a script', () => {
  // A protocol whose intended run is not possible holds everything. Kills: names not learnt, keys
  // not found, messages made otherwise than taken apart.
  test.each(classics)('$id runs to its end, typed and untyped', (protocol) => {
    for (const typed of [true, false]) {
      const stated = statements(played(protocol, { typed }));
      const expected = protocol.roles.flatMap(({ steps }) =>
        steps.filter((step) => step.do === 'state').map((step) => `${step.claim} ${step.about}`),
      );
      const said = stated.map(({ claim, about }) => `${claim} ${about}`);
      expect([...said].sort()).toEqual([...expected].sort());
      for (const { claim, about, account, values } of stated) {
        if (claim !== 'commit') continue;
        const running = stated.find((one) => one.claim === 'running' && one.about === about);
        expect([running?.account, running?.values]).toEqual([account, values]);
      }
    }
  });

  test.each(classics)('$id says nothing that its roles cannot do', (protocol) => {
    expect(mistakesIn(protocol)).toEqual([]);
  });

  const withSteps = (steps: readonly Step[]): Protocol => ({
    ...needhamSchroeder,
    trusted: [],
    roles: needhamSchroeder.roles.map((role) => (role.name === 'A' ? { ...role, steps } : role)),
  });

  // Kills: each of the checks left out.
  test.each([
    [[send('B', atom('Nb'))], 'sends Nb without knowing it'],
    [[send('B', signedBy('B', atom('Na')))], 'signs as B'],
    [[send('B', hashOf(atom('Nb')))], 'sends Nb without knowing it'],
    [[receive(encryptedTo('B', atom('Nb')))], 'decrypts what is for B'],
    [[receive(hashOf(atom('Nb')))], 'checks what holds Nb without knowing it'],
    [[receive(hashOf(underShared(['A', 'B'], atom('Na'))))], 'checks what it cannot make again'],
    [[send('B', secretOf(['B', 'Na'], 'pin'))], 'uses the key of B and Na'],
    [[receive(secretOf(['B', 'S'], 'pin'))], 'checks what holds S without knowing it'],
    [[receive(secretOf(['B', 'Na'], 'pin'))], 'uses the key of B and Na'],
    [[receive(signedBy('B', secretOf(['B', 'Na'], 'pin')))], 'uses the key of B and Na'],
    // Wherever in a message it is.
    [[send('B', joined(atom('Na'), atom('Nb')))], 'sends Nb without knowing it'],
    [[send('B', joined(atom('Nb'), atom('Na')))], 'sends Nb without knowing it'],
    [[send('B', underKey('Nb', atom('Na')))], 'sends Nb without knowing it'],
    [[send('B', underKey('Na', atom('Nb')))], 'sends Nb without knowing it'],
    [[send('B', underShared(['A', 'S'], atom('Na')))], 'sends S without knowing it'],
    [[send('B', encryptedTo('S', atom('Na')))], 'sends S without knowing it'],
    [[send('B', encryptedTo('B', atom('Nb')))], 'sends Nb without knowing it'],
    [[send('B', signedBy('A', atom('Nb')))], 'sends Nb without knowing it'],
    [[send('B', secretOf(['A', 'S'], 'pin'))], 'sends S without knowing it'],
    [[send('B', joined(atom('Na'), signedBy('B', atom('Na'))))], 'signs as B'],
    [[send('B', joined(signedBy('B', atom('Na')), atom('Na')))], 'signs as B'],
    [[send('B', underShared(['B', 'Na'], atom('Na')))], 'uses the key of B and Na'],
    [[send('B', underShared(['A', 'B'], signedBy('B', atom('Na'))))], 'signs as B'],
    [[send('B', hashOf(signedBy('B', atom('Na'))))], 'signs as B'],
    [[receive(underKey('Nb', atom('Na')))], 'opens with a key of Nb without knowing it'],
    [[receive(underShared(['A', 'S'], atom('Na')))], 'opens with a key of S without knowing it'],
    [[receive(underShared(['B', 'Na'], atom('Na')))], 'opens with a key of others'],
    [[receive(joined(hashOf(atom('Nb')), atom('Nb')))], 'checks what holds Nb without knowing it'],
    [[receive(joined(atom('Na'), encryptedTo('B', atom('Na'))))], 'decrypts what is for B'],
    [[receive(signedBy('S', atom('Na')))], 'checks what holds S without knowing it'],
    [[receive(hashOf(joined(atom('Na'), signedBy('A', atom('Na')))))], 'cannot make again'],
    [[receive(hashOf(joined(signedBy('A', atom('Na')), atom('Na'))))], 'cannot make again'],
    [[receive(hashOf(encryptedTo('B', atom('Na'))))], 'cannot make again'],
    [[match('Nb', hashOf(atom('K')))], 'sends K without knowing it'],
    [[match('Na', hashOf(atom('K')))], 'checks what holds K without knowing it'],
    [[unlike('Na', 'Nb')], 'sends Nb without knowing it'],
    [[state('secret', 'Na', ['S', 'Na'])], 'states something of S without knowing it'],
    [[send('B', atom('Na')), receive(atom('Nb')), send('B', atom('K'))], 'A, step 3: sends K'],
    [[unlike('Nb', 'Na')], 'compares Nb without knowing it'],
    [[state('secret', 'Nb', ['B', 'Nb'])], 'states something of Nb without knowing it'],
  ] as const)('that cannot be carried out is refused, with the reason', (steps, reason) => {
    const [mistake, ...more] = mistakesIn(withSteps(steps));
    expect(mistake).toContain(reason);
    expect(more).toEqual([]);
    const scenario = { honest: ['a', 'b', 's'], insider: 'i', seats: [], typed: true };
    expect(() => scriptSystem(withSteps(steps), scenario)).toThrow(reason);
  });
});

// Kills: a name forgotten that a later step mentions, and one kept that none does.
test('what a role may still use is what its later steps mention', () => {
  const steps = [
    receive(atoms('Na', 'Nb')),
    send('B', atom('Na')),
    receive(hashOf(atom('Nb'))),
    state('commit', 'Nb', ['B']),
  ];
  const role = { name: 'A', knows: ['B'], makes: [], steps };
  const remaining = remainingOf(role);
  const names = { A: 1, B: 2, Na: 3, Nb: 4 };
  const left = (value: string): unknown =>
    remaining({ value, context: { party: 'a', names } } as unknown as Snapshot);
  expect(['step 1', 'step 2', 'done'].map(left)).toEqual([[2, 3, 4], [2, 4], []]);
});

describe('what a role can do', () => {
  const deposited = (steps: readonly Step[], known: readonly string[] = ['B', 'S']): Protocol => ({
    ...needhamSchroeder,
    sorts: { ...needhamSchroeder.sorts, S: 'agent' },
    roles: [
      { name: 'A', knows: known, makes: ['Na'], deposited: true, steps },
      { name: 'B', knows: [], makes: [], steps: [] },
    ],
  });

  test('is to use keys of two others where they are deposited with it, and only of whom it knows', () => {
    const steps = [
      send('B', underShared(['B', 'S'], atom('Na'))),
      receive(underShared(['B', 'S'], atom('Na'))),
      receive(secretOf(['B', 'S'], 'pin')),
    ];
    expect(mistakesIn(deposited(steps))).toEqual([]);
    const [first] = steps;
    if (first === undefined) return expect.fail('no step');
    expect(mistakesIn(deposited([first], ['B']))).toEqual([
      'A, step 1: sends S without knowing it',
    ]);
  });

  test('is to have what is public and what all have, and to check what is made of what it knows', () => {
    const steps = [
      send('B', joined(text('x'), secretOf([], 'program'), hashOf(joined(text('y'), atom('Na'))))),
      receive(joined(text('x'), secretOf([], 'program'), hashOf(secretOf(['A', 'B'], 'pin')))),
      receive(joined(atom('Nb'), hashOf(atom('Nb')), signedBy('B', hashOf(atom('Nb'))))),
      match('K', atom('Nb')),
      match('K', atom('Nb')),
      unlike('K', 'Na'),
      send('B', underKey('K', atom('Nb'))),
    ];
    const sorts = { ...needhamSchroeder.sorts, K: 'nonce' };
    const role = { name: 'A', knows: ['B'], makes: ['Na'], steps };
    const other = { name: 'B', knows: [], makes: [], steps: [] };
    expect(mistakesIn({ ...needhamSchroeder, sorts, roles: [role, other] })).toEqual([]);
  });

  test('is told of names that the script has alone', () => {
    const unknown = {
      ...needhamSchroeder,
      roles: [{ name: 'A', knows: [], makes: ['X'], steps: [] }],
    };
    expect(() => mistakesIn(unknown)).toThrow('script: nothing is called X');
    const nobody = {
      ...needhamSchroeder,
      roles: [{ name: 'A', knows: ['Z'], makes: [], steps: [] }],
    };
    expect(() => mistakesIn(nobody)).toThrow('script: nothing is called Z');
  });
});

describe('a layout', () => {
  const { sorts, roles } = needhamSchroeder;

  // Kills: type flaws in the typed world, none in the untyped one.
  test('typed tells messages of other sorts apart, and untyped does not', () => {
    const [nonces, mixed] = [atoms('Na', 'Nb'), joined(atom('A'), atom('Na'))];
    for (const typed of [true, false]) {
      const { pair, wrapping } = layoutOf({ sorts, roles }, typed);
      const names = [pair(atom('Na'), atom('Nb')).name, pair(atom('A'), atom('Na')).name];
      expect(new Set(names).size).toBe(typed ? 2 : 1);
      const wraps = [wrapping('content', nonces).name, wrapping('content', mixed).name];
      expect(new Set(wraps).size).toBe(typed ? 2 : 1);
    }
  });

  // Whoever asks for the layout of a script gets the same tags. Kills: shapes numbered as they are asked for.
  test('numbers its shapes the same in whatever order they are asked for', () => {
    const nested = joined(atom('Na'), underKey('K', joined(atom('A'), hashOf(atom('Na')))));
    const steps = [
      send('B', nested),
      send('B', joined(underKey('K', atoms('A', 'A')), signedBy('A', hashOf(atom('A'))))),
      match('K', encryptedTo('B', atoms('Na', 'A'))),
      receive(signedBy('B', atom('Nb'))),
    ];
    const protocol = {
      sorts: { ...sorts, K: 'key' },
      roles: [{ ...needhamSchroeder.roles[0], steps }],
    };
    for (const typed of [true, false]) {
      const asked = [false, true].map((isReversed) => {
        const { pair, wrapping } = layoutOf(protocol as never, typed);
        const forms = [
          () => wrapping('message', nested),
          () => pair(atom('Na'), underKey('K', atom('A'))),
          () => pair(atom('A'), hashOf(atom('Na'))),
          () => wrapping('content', joined(atom('A'), hashOf(atom('Na')))),
          () => wrapping('content', atom('Na')),
          () => pair(atom('Na'), atom('A')),
          () => wrapping('content', atoms('Na', 'A')),
          () => wrapping('message', signedBy('B', atom('Nb'))),
          () => wrapping('content', atom('Nb')),
          () => pair(atom('A'), atom('A')),
          () => wrapping('content', atoms('A', 'A')),
          () => wrapping('content', hashOf(atom('A'))),
          () => wrapping('content', atom('A')),
        ];
        const shapes = (isReversed ? forms.toReversed() : forms).map((form) => form());
        return new Map(shapes.map(({ name, tag }) => [name, tag]));
      });
      expect(asked[0]).toEqual(asked[1]);
      expect(new Set(asked[0]?.values()).size).toBe(asked[0]?.size);
    }
  });

  test('says of each message what it is, and untyped nothing of what it holds', () => {
    const { sort, pair, wrapping } = layoutOf({ sorts, roles }, true);
    const of = atom('Na');
    const kinds: readonly (readonly [Message, string])[] = [
      [atom('A'), 'agent'],
      [of, 'nonce'],
      [text('x'), 'constant'],
      [joined(of, text('x')), 'pair(nonce,constant)'],
      [underShared(['A', 'B'], of), 'box'],
      [encryptedTo('B', of), 'encryption'],
      [signedBy('A', of), 'signature'],
      [hashOf(of), 'digest'],
      [secretOf(['A', 'B'], 'pin'), 'pin'],
    ];
    for (const [message, kind] of kinds) expect(sort(message)).toBe(kind);
    const held = ({ fields }: AnyShape) => fields.map((field) => field.sort);
    expect(held(pair(of, atom('A')))).toEqual(['nonce', 'agent']);
    expect(held(wrapping('content', of))).toEqual(['nonce']);
    const untyped = layoutOf({ sorts, roles }, false);
    const form = untyped.pair(of, atom('A'));
    expect([form.name, ...held(form)]).toEqual(['pair', 'any', 'any']);
    expect(held(form).every(isWild)).toBe(true);
    expect(untyped.wrapping('content', of).name).not.toBe(untyped.wrapping('message', of).name);
  });
});
