import { describe, expect, test } from 'vitest';
import type { Algebra, Suite } from './algebra.ts';
import {
  collidingMessage,
  jointKey,
  jointSignatureOf,
  mauledSignature,
  substitutedKey,
} from './crafted.ts';
import { narrow, type Path } from './narrowing.ts';
import { shape } from './shape.ts';
import { substitution } from './substitution.ts';
import { symbolic } from './symbolic.ts';
import { type Term, termStore } from './term.ts';

const TEXT = shape(['text', 1], { who: 'account', memo: 'memo' });
const OTHER = shape(['other', 2], { who: 'account' });

const store = termStore();
const suite: Suite = { cipher: 'aes-128-cbc' };
const algebra = symbolic(store, suite);
const [own, other] = ['k', 'l'].map((seed) =>
  store.derived(store.name('seed', seed), 'signing-key'),
) as [Term, Term];
const fresh = store.name('seed', 'fresh');
const textOf = (who: string): Term =>
  algebra.encode(TEXT, { who: store.name('account', who), memo: store.name('memo', who) });
const [small, large] = [textOf('a'), textOf('b')];
const crafts = new Set([substitutedKey, jointKey]);

type Asked = (algebra: Algebra<Term>) => unknown;
const unknown = store.variable(0, 'any');
const second = store.variable(1, 'any');
const ways = (ask: Asked, space: { crafts?: ReadonlySet<string>; suite?: Suite } = {}) =>
  narrow(
    { store, suite, firstFree: 2, ...space },
    store.tuple(OTHER, [store.tuple(TEXT, [unknown, second])]),
    ask,
  );
const outcomes = (paths: readonly Path<unknown>[]) => paths.map(({ result }) => result);
const matches = (pattern: Term, t: Term): boolean =>
  substitution(store).unifier(pattern, t) !== undefined;
/** Whether the first way, which passes every test, is one that a term goes. */
const takes = (path: Path<unknown> | undefined, t: Term, variable = unknown): boolean =>
  path !== undefined && matches(path.refine(variable), t);

describe('narrowing an encryption', () => {
  const owner = store.publicKey(own);
  const box = store.encryption(owner, small, fresh);

  test('finds what is for the owner and of the form, and what is not', () => {
    const paths = ways((a) => a.decryptWith(own, TEXT, unknown) !== undefined);
    expect(outcomes(paths)).toEqual([true, false]);
    expect(takes(paths[0], box)).toBe(true);
    for (const wrong of [
      store.encryption(store.publicKey(other), small, fresh),
      store.encryption(owner, store.tuple(OTHER, [fresh]), fresh),
      store.box(owner, small, fresh),
      small,
    ]) {
      expect(takes(paths[0], wrong)).toBe(false);
    }
  });

  test('goes the one way of what is chosen already', () => {
    const asked: Asked = (a) => [
      a.decryptWith(own, TEXT, box),
      a.decryptWith(other, TEXT, box),
      a.decryptWith(own, OTHER, box),
      a.exportWith(own, box),
      a.exportWith(own, small),
      a.exportWith(own, store.box(owner, small, fresh)),
    ];
    const said = [
      algebra.decode(TEXT, small),
      undefined,
      undefined,
      algebra.exportFor(owner, fresh),
    ];
    expect(outcomes(ways(asked))).toEqual([[...said, undefined, undefined]]);
  });

  test('exports the key of what it has read, and of nothing that it has not', () => {
    const [path] = ways((a) => {
      a.decryptWith(own, TEXT, unknown);
      return a.exportWith(own, unknown);
    });
    const key = path?.result as Term;
    expect([store.kind(key), store.args(key)[0]]).toEqual(['exported', owner]);
    expect(outcomes(ways((a) => a.exportWith(own, unknown)))).toEqual([undefined]);
  });

  test('asked twice of one key has two ways, and of two keys one more', () => {
    const twice = ways((a) => [0, 1].map(() => a.decryptWith(own, TEXT, unknown) !== undefined));
    expect(outcomes(twice)).toEqual([
      [true, true],
      [false, false],
    ]);
    const both = ways((a) =>
      [own, other].map((key) => a.decryptWith(key, TEXT, unknown) !== undefined),
    );
    expect(outcomes(both)).toEqual([
      [true, false],
      [false, true],
      [false, false],
    ]);
    const kinds = ways((a) => [
      a.open(owner, TEXT, unknown) !== undefined,
      a.decryptWith(own, TEXT, unknown) !== undefined,
      a.decryptWith(own, OTHER, unknown) !== undefined,
    ]);
    expect(kinds).toHaveLength(4);
  });
});

describe('narrowing a question about keys', () => {
  test('finds that a value may be a public key, and need not be', () => {
    const paths = ways((a) => a.isPublicKey(unknown));
    expect(outcomes(paths)).toEqual([true, false]);
    expect(takes(paths[0], store.publicKey(own))).toBe(true);
    expect(takes(paths[0], own)).toBe(false);
    expect(outcomes(ways((a) => [0, 1].map(() => a.isPublicKey(unknown))))).toHaveLength(2);
  });

  test('is not asked what is no key, typed or not', () => {
    const untyped = narrow({ store, suite, typed: false }, unknown, (a) => [
      a.isPublicKey(own),
      a.isPublicKey(small),
    ]);
    expect(outcomes(untyped)).toEqual([[false, false]]);
  });

  test('goes one way where that is settled', () => {
    const key = store.variable(7, 'public-key');
    const asked: Asked = (a) => [
      a.isPublicKey(store.publicKey(own)),
      a.isPublicKey(own),
      a.isPublicKey(key),
    ];
    expect(outcomes(ways(asked))).toEqual([[true, false, true]]);
  });

  test('has a key open a box that it is of, and forks over none', () => {
    const box = store.box(own, small, fresh);
    const asked: Asked = (a) => [
      a.opens(own, box),
      a.opens(other, box),
      a.opens(own, small),
      a.opens(own, store.encryption(own, small, fresh)),
      a.opens(own, unknown),
    ];
    expect(outcomes(ways(asked))).toEqual([[true, false, false, false, false]]);
    const opened = ways(
      (a) =>
        a.open(own, TEXT, unknown) !== undefined && [
          a.opens(own, unknown),
          a.opens(other, unknown),
        ],
    );
    expect(outcomes(opened)).toEqual([[true, false], false]);
  });
});

describe('narrowing a verification', () => {
  const publicKey = store.publicKey(own);
  const signature = store.signature(own, small, fresh);

  test('goes the one way of a signature that is there', () => {
    const asked: Asked = (a) => [
      a.verify(publicKey, small, signature),
      a.verify(publicKey, large, signature),
      a.verify(store.publicKey(other), small, signature),
      a.verify(publicKey, small, store.box(own, small, fresh)),
    ];
    expect(outcomes(ways(asked))).toEqual([[true, false, false, false]]);
  });

  test('finds the key that a signature is under, and refuses every other', () => {
    const paths = ways((a) => a.verify(unknown, small, signature));
    expect(outcomes(paths)[0]).toBe(true);
    expect(takes(paths[0], publicKey)).toBe(true);
    expect(takes(paths[0], store.publicKey(other))).toBe(false);
    expect(new Set(outcomes(paths))).toEqual(new Set([true, false]));
  });

  test('that was refused under one key, or on one message, may succeed on another', () => {
    const theirs = store.publicKey(other);
    const keys = ways((a) => [publicKey, theirs].map((key) => a.verify(key, small, unknown)));
    expect(outcomes(keys)).toEqual([
      [true, false],
      [false, true],
      [false, false],
    ]);
    const messages = ways((a) => [small, large].map((m) => a.verify(publicKey, m, unknown)));
    expect(outcomes(messages)).toEqual(outcomes(keys));
  });

  test('refuses a signature with its s exchanged where low s is asked for, and nowhere else', () => {
    const mauled = mauledSignature(store, signature) ?? expect.fail('not mauled');
    const asked: Asked = (a) => [
      a.verify(publicKey, small, mauled),
      a.verify(publicKey, small, signature),
    ];
    expect(outcomes(ways(asked))).toEqual([[true, true]]);
    expect(outcomes(ways(asked, { suite: { ...suite, lowS: true } }))).toEqual([[false, true]]);
  });

  test('takes a message that collides with the one that was signed', () => {
    const colliding = collidingMessage(store, small, large) ?? expect.fail('no collision');
    const asked: Asked = (a) => [
      a.verify(publicKey, colliding, signature),
      a.verify(publicKey, large, signature),
    ];
    expect(outcomes(ways(asked))).toEqual([[true, false]]);
  });
});

// Crafted keys and signatures. Kills: a craft that is tried where no attacker has it, or not where one has.
describe('narrowing a verification by craft', () => {
  const publicKey = store.publicKey(own);
  const signature = store.signature(own, small, fresh);
  const made = store.crafted(substitutedKey, 'public-key', [signature, large]);
  const seed = store.name('seed', 'attacker');
  const joint = store.crafted(jointKey, 'signing-key', [seed, small, large]);
  const both = jointSignatureOf(store, joint) ?? expect.fail('no signature');
  const third = textOf('c');

  test('says of what is there what carrying it out says', () => {
    const asked = (a: Algebra<Term>): readonly boolean[] =>
      [made, store.publicKey(joint), publicKey, store.publicKey(other)].flatMap((key) =>
        [small, large, third].flatMap((m) =>
          [signature, both, store.signature(joint, large, fresh)].map((s) => a.verify(key, m, s)),
        ),
      );
    expect(asked(algebra).filter((is) => is)).toHaveLength(5);
    expect(outcomes(ways(asked))).toEqual([asked(algebra)]);
    expect(outcomes(ways(asked, { crafts }))).toEqual([asked(algebra)]);
  });

  test('finds a key that was made for the signature, where an attacker makes such', () => {
    const asked: Asked = (a) => a.verify(unknown, large, signature);
    expect(
      ways(asked).some(({ result, refine }) => result === true && matches(refine(unknown), made)),
    ).toBe(false);
    const crafty = ways(asked, { crafts });
    expect(crafty[0]?.result).toBe(true);
    expect(crafty[0]?.refine(unknown)).toBe(made);
    // Of a key that is there nothing is chosen.
    expect(outcomes(ways((a) => a.verify(publicKey, large, signature), { crafts }))).toEqual([
      false,
    ]);
    const twice = ways((a) => [0, 1].map(() => a.verify(unknown, large, signature)), { crafts });
    expect(twice.every(({ result }) => (result as boolean[])[0] === (result as boolean[])[1])).toBe(
      true,
    );
  });

  test('finds the signature that a key was made for, on each of its messages', () => {
    const key = store.publicKey(joint);
    for (const m of [small, large]) {
      const crafty = ways((a) => a.verify(key, m, unknown), { crafts });
      expect(crafty[0]?.result).toBe(true);
      expect(crafty[0]?.refine(unknown)).toBe(both);
      // Or one that the owner of the key has made.
      expect(
        crafty.some(
          ({ result, refine }) =>
            result === true && matches(refine(unknown), store.signature(joint, m, fresh)),
        ),
      ).toBe(true);
      expect(crafty.at(-1)?.result).toBe(false);
    }
    const none = ways((a) => a.verify(key, third, unknown), { crafts });
    expect(
      none.some(({ result, refine }) => result === true && matches(refine(unknown), both)),
    ).toBe(false);
    const plainly = ways((a) => a.verify(key, small, unknown));
    expect(
      plainly.some(({ result, refine }) => result === true && matches(refine(unknown), both)),
    ).toBe(false);
    expect(ways((a) => a.verify(publicKey, small, unknown), { crafts })).toHaveLength(2);
  });

  test('that was refused for one key or signature may succeed for another', () => {
    const second = store.signature(other, small, fresh);
    const isEach = (paths: readonly Path<unknown>[], found: readonly Term[]) =>
      found.map((t, at) =>
        paths.some(
          ({ result, refine }) => (result as boolean[])[at] === true && refine(unknown) === t,
        ),
      );
    const signatures = ways((a) => [signature, second].map((s) => a.verify(unknown, large, s)), {
      crafts,
    });
    const keys = [signature, second].map((s) =>
      store.crafted(substitutedKey, 'public-key', [s, large]),
    );
    expect(isEach(signatures, keys)).toEqual([true, true]);
    const joints = [joint, store.crafted(jointKey, 'signing-key', [fresh, small, third])];
    const verified = ways(
      (a) => joints.map((key) => a.verify(store.publicKey(key), small, unknown)),
      { crafts },
    );
    expect(
      isEach(
        verified,
        joints.map((key) => jointSignatureOf(store, key) ?? key),
      ),
    ).toEqual([...[true, true]]);
  });

  test('finds no signature on what a key was made of', () => {
    const paths = ways((a) => a.verify(store.publicKey(joint), seed, unknown), { crafts });
    const isFound = paths.some(({ result, refine }) => result === true && refine(unknown) === both);
    expect(isFound).toBe(false);
  });

  test('finds a signature on two messages where neither key nor signature is known', () => {
    const asked: Asked = (a) => a.verify(store.publicKey(second), small, unknown);
    const isFound = (paths: readonly Path<unknown>[], m: Term, n: Term): boolean => {
      const key = store.crafted(jointKey, 'signing-key', [seed, m, n]);
      const joined = jointSignatureOf(store, key) ?? expect.fail('no signature');
      return paths.some(
        ({ result, refine }) =>
          result === true &&
          matches(
            store.tuple(TEXT, [refine(unknown), refine(second)]),
            store.tuple(TEXT, [joined, key]),
          ),
      );
    };
    const crafty = ways(asked, { crafts });
    expect([isFound(crafty, small, large), isFound(crafty, large, small)]).toEqual([true, true]);
    expect(isFound(crafty, large, third)).toBe(false);
    const plainly = ways(asked);
    expect([isFound(plainly, small, large), isFound(plainly, large, small)]).toEqual([
      false,
      false,
    ]);
  });
});
