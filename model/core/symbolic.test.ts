import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Cipher, isRandomised } from './algebra.ts';
import { plain, shape } from './shape.ts';
import { symbolic } from './symbolic.ts';
import { type Term, termStore } from './term.ts';

const PAIR = shape(['pair', 1], { left: 'any', right: 'any' });
const TWIN = shape(['twin', 2], { left: 'any', right: 'any' });

const store = termStore();
const word = fc.constantFrom('a', 'b', 'c');
const { term } = fc.letrec<{ term: Term }>((tie) => {
  const sub = tie('term');
  return {
    term: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      word.map(store.constant),
      word.map((text) => store.name('data', text)),
      fc.tuple(sub, word).map(([seed, label]) => store.derived(seed, label)),
      fc.tuple(fc.constantFrom(PAIR, TWIN), sub, sub).map(([s, a, b]) => store.tuple(s, [a, b])),
      sub.map(store.digest),
      sub.map(store.publicKey),
      fc.tuple(sub, sub, sub).map(([k, m, r]) => store.signature(k, m, r)),
      fc.tuple(sub, sub, sub).map(([k, m, r]) => store.box(k, m, r)),
    ),
  };
});

const ciphers: readonly Cipher[] = [
  'aes-128-ecb',
  'aes-128-cbc',
  'aes-128-cbc-zero-iv',
  'aes-128-ctr',
  'aes-128-gcm',
  'aes-128-gcm-once',
];
const cipher = fc.constantFrom(...ciphers);
const algebra = cipher.map((name) => symbolic(store, { cipher: name }));

const three = fc.tuple(term, term, term);

/** Terms of few atoms, so that two of them are often equal. */
const key = word.map((text) => store.derived(store.name('seed', text), 'key'));

describe('the symbolic algebra', () => {
  // Kills: decode that ignores the shape, fields out of order.
  test('decodes what it encoded, as that shape and as no other', () => {
    fc.assert(
      fc.property(algebra, term, term, ({ encode, decode }, left, right) => {
        const m = encode(PAIR, { left, right });
        expect(decode(PAIR, m)).toEqual({ left, right });
        expect(decode(TWIN, m)).toBeUndefined();
      }),
    );
  });

  // What is encrypted for an owner. Kills: decryptWith without comparing keys, or ignoring the shape.
  test('decrypts what is for the owner of a public key with its own key alone, and gives both one key', () => {
    fc.assert(
      fc.property(algebra, fc.tuple(key, key), three, (a, [k, other], [left, right, r]) => {
        const owner = a.publicKey(k);
        const box = a.encryptFor(owner, r, a.encode(PAIR, { left, right }));
        const isOurs = k === other;
        expect(a.decryptWith(other, PAIR, box)).toEqual(isOurs ? { left, right } : undefined);
        expect(a.decryptWith(k, TWIN, box)).toBeUndefined();
        expect(a.exportWith(other, box)).toBe(isOurs ? a.exportFor(owner, r) : undefined);
        expect(a.encryptFor(owner, left, right) === a.encryptFor(owner, right, right)).toBe(
          left === right,
        );
        expect(a.open(owner, PAIR, box)).toBeUndefined();
      }),
    );
  });

  test('decrypts nothing that is not encrypted for an owner', () => {
    fc.assert(
      fc.property(algebra, fc.tuple(term, key), three, (a, [m, k], [left, right, r]) => {
        // All that `term` makes; and a box that looks like one.
        const box = a.seal(a.publicKey(k), r, a.encode(PAIR, { left, right }));
        for (const other of [m, box]) {
          expect(a.decryptWith(k, PAIR, other)).toBeUndefined();
          expect(a.exportWith(k, other)).toBeUndefined();
        }
      }),
    );
  });

  test('says of a key whether it opens a box, and of a value whether it is a public key', () => {
    fc.assert(
      fc.property(algebra, fc.tuple(key, key), three, (a, [k, other], [m, n, r]) => {
        const box = a.seal(k, r, m);
        expect(a.opens(other, box)).toBe(k === other);
        expect(a.opens(k, n)).toBe(store.kind(n) === 'box' && store.args(n)[0] === k);
        expect(a.opens(k, a.encryptFor(k, r, m))).toBe(false);
        expect(a.isPublicKey(a.publicKey(k))).toBe(true);
        expect(a.isPublicKey(n)).toBe(store.kind(n) === 'public-key');
      }),
    );
  });

  test('decodes no plain message, of which nothing says where its fields begin', () => {
    const JOINED = plain(PAIR);
    fc.assert(
      fc.property(algebra, term, term, (a, left, right) => {
        expect(a.decode(JOINED, a.encode(JOINED, { left, right }))).toBeUndefined();
        expect(a.decode(JOINED, a.encode(PAIR, { left, right }))).toBeUndefined();
      }),
    );
  });

  // Dolev & Yao 1983. Kills: open without comparing keys, open ignoring the shape.
  test('opens a box under the very key it was sealed with, and as the shape that it holds', () => {
    fc.assert(
      fc.property(algebra, fc.tuple(key, key), three, (a, [k, other], [left, right, r]) => {
        const box = a.seal(k, r, a.encode(PAIR, { left, right }));
        expect(a.open(other, PAIR, box)).toEqual(k === other ? { left, right } : undefined);
        expect(a.open(k, TWIN, box)).toBeUndefined();
      }),
    );
  });

  test('opens nothing that is not a box', () => {
    fc.assert(
      fc.property(algebra, term, key, (a, m, k) => {
        if (store.kind(m) !== 'box') expect(a.open(k, PAIR, m)).toBeUndefined();
      }),
    );
  });

  // Kills: verify that forgets the key, verify that forgets the message.
  test('verifies a signature under its own key and on its own message alone', () => {
    const small = fc.oneof(key, word.map(store.constant));
    fc.assert(
      fc.property(algebra, fc.tuple(key, key), fc.tuple(small, small), (a, ks, ms) => {
        const signature = a.sign(ks[0], ks[1], ms[0]);
        const right = ks[0] === ks[1] && ms[0] === ms[1];
        expect(a.verify(a.publicKey(ks[1]), ms[1], signature)).toBe(right);
        expect(a.verify(ks[0], ms[0], signature)).toBe(false);
        expect(a.verify(a.publicKey(ks[0]), ms[0], a.seal(ks[0], ks[1], ms[0]))).toBe(false);
        expect(a.verify(a.seal(ks[0], ks[1], ms[0]), ms[0], signature)).toBe(false);
      }),
    );
  });

  // W8. Kills: randomness kept under ECB, randomness dropped under CBC.
  test.each(ciphers)('%s makes equal boxes of equal messages as its randomness allows', (name) => {
    const { seal } = symbolic(store, { cipher: name });
    fc.assert(
      fc.property(key, term, fc.tuple(key, key), (k, m, [r, s]) => {
        expect(seal(k, r, m) === seal(k, s, m)).toBe(r === s || !isRandomised({ cipher: name }));
      }),
    );
  });

  test('says which ciphers are randomised', () => {
    const randomised = ciphers.filter((name) => isRandomised({ cipher: name }));
    expect(randomised).toEqual(['aes-128-cbc', 'aes-128-ctr', 'aes-128-gcm']);
  });

  test('finds two values equal exactly when they are one term', () => {
    fc.assert(
      fc.property(algebra, term, term, ({ equal }, a, b) => {
        expect(equal(a, b)).toBe(a === b);
        expect(equal(a, a)).toBe(true);
      }),
    );
  });

  test('never makes one value of two: digests, public keys, derivations, signatures', () => {
    fc.assert(
      fc.property(algebra, fc.tuple(term, term), key, (a, [x, y], k) => {
        const same = x === y;
        expect(a.hash(x) === a.hash(y)).toBe(same);
        expect(a.publicKey(x) === a.publicKey(y)).toBe(same);
        expect(a.derive(x, 'iv') === a.derive(y, 'iv')).toBe(same);
        expect(a.derive(x, 'iv') === a.derive(x, 'token')).toBe(false);
        expect(a.sign(k, x, y) === a.sign(k, y, x)).toBe(same);
      }),
    );
  });

  // A peer's message must never throw inside a guard (design §2).
  test('answers every question about every term', () => {
    fc.assert(
      fc.property(algebra, three, (a, [x, y, z]) => {
        expect([true, false]).toContain(a.verify(x, y, z));
        expect([true, false]).toContain(a.equal(x, y));
        const decoded = a.decode(PAIR, x);
        expect(decoded === undefined || a.encode(PAIR, decoded) === x).toBe(true);
        const opened = a.open(x, PAIR, y);
        expect(opened === undefined || store.kind(y) === 'box').toBe(true);
      }),
    );
  });
});
