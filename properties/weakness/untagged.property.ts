import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { network } from '../../attacks/capability/network.ts';
import { type Arena, runMoves } from '../../attacks/run.ts';
import type { Algebra } from '../../model/core/algebra.ts';
import { narrow } from '../../model/core/narrowing.ts';
import { type AnyShape, type Shape, shape } from '../../model/core/shape.ts';
import { symbolic } from '../../model/core/symbolic.ts';
import { termStore } from '../../model/core/term.ts';
import { untagged } from '../../model/core/untagged.ts';
import { claims } from '../../model/sa2pmp/claims.ts';
import { messages } from '../../model/sa2pmp/messages.ts';
import type { Reading } from '../../model/sa2pmp/reading.ts';
import { concrete } from '../../src/concrete.ts';
import { native } from '../../src/native.ts';
import { ask } from '../verdict/ask.ts';
import { byteArena, termArena } from '../verdict/confirm.ts';
import { problemFor } from '../verdict/problem.ts';
import { protocol } from '../verdict/protocols.ts';

const suite = { cipher: 'aes-128-cbc' } as const;

/** A shape by its tag and number of fields. */
interface Spec {
  readonly tag: number;
  readonly count: number;
  readonly hasTag: boolean;
}

const spec: fc.Arbitrary<Spec> = fc.record({
  tag: fc.integer({ min: 1, max: 4 }),
  count: fc.integer({ min: 1, max: 3 }),
  hasTag: fc.boolean(),
});
const word = fc.constantFrom('a', 'b', 'cc');
const values = fc.array(word, { minLength: 3, maxLength: 3 });

const formOf = ({ tag, count, hasTag }: Spec): Shape => {
  const names = Array.from({ length: count }, (_, index) => [`f${index}`, 'any'] as const);
  const form = shape<string>([`shape ${tag} ${count}`, tag], Object.fromEntries(names));
  return hasTag ? form : untagged(form);
};
const built = <M>(algebra: Algebra<M>, of: Spec, texts: readonly string[]): M =>
  algebra.encode(
    formOf(of),
    Object.fromEntries(texts.map((text, index) => [`f${index}`, algebra.name('any', text)])),
  );

/** Whether a message of one shape is read as another, and then with the same fields. */
function isReadAs<M>(algebra: Algebra<M>, one: Spec, other: Spec): boolean {
  const texts = ['a', 'b', 'cc'];
  const fields = algebra.decode(formOf(other), built(algebra, one, texts));
  if (fields === undefined) return false;
  const names = texts.slice(0, one.count).map((text) => algebra.name('any', text));
  expect(Object.values(fields)).toEqual(names);
  return true;
}

const inAll = <R>(ask: <M>(algebra: Algebra<M>) => R): readonly R[] => [
  ask(symbolic(termStore(), suite)),
  ask(concrete(suite)),
  ask(native(suite)),
];

describe('messages with and without tags', () => {
  // W15 "no tag → … type confusion". Kills: a tag read where none is written, messages told apart on
  // terms that are one in bytes, a tagged message taken for an untagged one.
  test('are taken for each other just when neither says what it is and both have as many fields', () => {
    fc.assert(
      fc.property(spec, spec, (one, other) => {
        const sameShape = one.tag === other.tag && one.count === other.count;
        const confused = !one.hasTag && !other.hasTag && one.count === other.count;
        const expected = confused || (sameShape && one.hasTag && other.hasTag);
        expect(inAll((algebra) => isReadAs(algebra, one, other))).toEqual([
          expected,
          expected,
          expected,
        ]);
      }),
      { numRuns: 300 },
    );
  });

  test('are one value on terms just when they are the same octets', () => {
    fc.assert(
      fc.property(fc.tuple(spec, values), fc.tuple(spec, values), ([a, x], [b, y]) => {
        const [onTerms, onBytes] = inAll((algebra) =>
          algebra.equal(built(algebra, a, x), built(algebra, b, y)),
        );
        expect(onTerms).toBe(onBytes);
      }),
      { numRuns: 1_000 },
    );
  });

  // Kills: narrowing that demands a shape that nobody can tell.
  test('are demanded by narrowing as they are read', () => {
    fc.assert(
      fc.property(spec, spec, (one, other) => {
        const store = termStore();
        const message = built(symbolic(store, suite), one, ['a', 'b', 'cc']);
        const unknown = store.variable(0, 'any');
        const reads = (algebra: Algebra<typeof unknown>): boolean =>
          algebra.decode(formOf(other), unknown) !== undefined && algebra.equal(unknown, message);
        const wanted = narrow({ store, suite }, unknown, reads).filter(({ result }) => result);
        const isRead = isReadAs(symbolic(store, suite), one, other);
        expect(wanted.map(({ pattern }) => pattern)).toEqual(isRead ? [message] : []);
      }),
      { numRuns: 300 },
    );
  });
});

/** Sends the phone's own registration back to it, while it waits for the answer to its log-on. */
function reflected<M>(arena: Arena<M>, reading: Reading): string | undefined {
  const registration = { make: 'observed', index: 0 } as const;
  const shape = messages(reading).registrationBox;
  const door = { channel: 'wireless', hop: 'alice', to: 'alice', from: 'bank:alice' } as const;
  const { runs, stuck } = runMoves(arena, [
    { move: 'intend', party: 'bank:alice' },
    { move: 'intend', party: 'alice' },
    { move: 'intend', party: 'alice' },
    {
      move: 'deliver',
      door: { ...door, server: false },
      message: { make: 'field', of: registration, shape, field: 'body' },
    },
    // An order goes out only once the phone takes itself to be logged on.
    { move: 'intend', party: 'alice' },
  ]);
  expect(runs.length).toBeGreaterThan(3);
  return stuck;
}

describe('the reading without tags', () => {
  // Kills: a message renamed, so that it keeps its tag and nothing can be taken for it.
  test('takes them from what is sealed or signed, and from nothing else', () => {
    const all = messages(
      protocol('published', [
        { axis: 'A2', choice: 'under-key' },
        { axis: 'A3b', choice: 'untagged' },
      ]).reading,
    );
    const without = Object.entries(all).filter(([, form]) => (form as AnyShape).untagged === true);
    expect(without.map(([name]) => name).toSorted()).toEqual([
      'clientId',
      'keyBinding',
      'logOn',
      'order',
      'registration',
      'result',
      'signedLogOn',
      'signedOrder',
      'signedText',
      'signingInput',
      'welcome',
    ]);
  });
});

describe('a registration under the package key, sent back as the answer to a log-on', () => {
  const bounds = { sessions: 1, customers: 1, renewals: 0 };
  const cases = [
    ['tagged', 'move 4: nothing comes of it'],
    ['untagged', undefined],
  ] as const;

  // W15 "reflection … and type confusion". Kills: a reading without tags that writes them.
  test.each(cases)('is taken for one where nothing says what it is: %s', (choice, outcome) => {
    const asked = protocol('published', [
      { axis: 'A2', choice: 'under-key' },
      { axis: 'A3b', choice },
    ]);
    const problem = problemFor({ protocol: asked, bounds }, network, { court: false });
    expect(reflected(termArena(problem, network), asked.reading)).toBe(outcome);
    expect(reflected(byteArena(problem, network), asked.reading)).toBe(outcome);
  });

  // What tags would tell, the first field of what the phone and the bank await tells in the other
  // cases: a status, a type of business, a userid, none of which another message begins with. So the
  // session alone falls. Kills: a search that does not look at messages of other shapes.
  test('breaks the agreement on the session, and no other confusion breaks anything', () => {
    const verdicts = (choice: string): readonly string[] =>
      ask({
        protocol: protocol('published', [
          { axis: 'A2', choice: 'under-key' },
          { axis: 'A3b', choice },
        ]),
        attacker: network,
        claims: claims.filter(({ corrupts, needs }) => corrupts.length === 0 && !needs),
        bounds,
        statesMax: 20_000,
      }).map(({ claim, verdict }) => `${claim.id} ${verdict}`);
    const tagged = verdicts('tagged');
    expect(tagged.length).toBeGreaterThan(5);
    const fallen = 'agreement-session';
    expect(tagged).toContain(`${fallen} holds`);
    expect(verdicts('untagged')).toEqual(
      tagged.map((line) => (line.startsWith(fallen) ? `${fallen} attack` : line)),
    );
  });
});
