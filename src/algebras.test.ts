import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isRandomised, type Algebra } from '../model/core/algebra.ts';
import { shape } from '../model/core/shape.ts';
import { toBytes, type Bytes } from './bytes.ts';
import { concrete } from './concrete.ts';
import { native } from './native.ts';
import { CIPHERS } from './testing/libraries.ts';

const ORDER = shape(['order', 7], { payee: 'id', amount: 'amount' });
const OTHER = shape(['other', 8], { payee: 'id', amount: 'amount' });

const bytes = fc.uint8Array({ maxLength: 60 }).map(toBytes);
const seed = fc.uint8Array({ minLength: 16, maxLength: 16 }).map(toBytes);

const labelled = fc.record({ seed: bytes, label: fc.string() });

const WORLDS = CIPHERS.flatMap((cipher) => [
  { name: 'noble', cipher, a: concrete({ cipher }), b: native({ cipher }) },
  { name: 'OpenSSL', cipher, a: native({ cipher }), b: concrete({ cipher }) },
]);

describe.each(WORLDS)('the algebra on $name with $cipher', ({ cipher, a, b }) => {
  test('what one encodes and seals, the other opens and decodes', () => {
    fc.assert(
      fc.property(fc.record({ key: bytes, fresh: bytes, payee: bytes, amount: bytes }), (given) => {
        const { key, fresh, payee, amount } = given;
        const m = a.encode(ORDER, { payee, amount });
        expect(b.decode(ORDER, m)).toEqual({ payee, amount });
        expect(b.open(key, ORDER, a.seal(key, fresh, m))).toEqual({ payee, amount });
      }),
    );
  });

  // 2^-32 per try at most, by the frame's header. Kills: padding unchecked and header unchecked.
  test('a wrong key opens nothing, nor does the right key as another shape', () => {
    fc.assert(
      fc.property(fc.record({ key: seed, wrong: seed, fresh: seed, amount: bytes }), (given) => {
        const { key, wrong, fresh, amount } = given;
        fc.pre(key !== wrong);
        const box = a.seal(key, fresh, a.encode(ORDER, { payee: amount, amount }));
        expect(a.open(wrong, ORDER, box)).toBeUndefined();
        expect(a.open(key, OTHER, box)).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  test('no bytes make an opening throw or an operation refuse', () => {
    fc.assert(
      fc.property(bytes, bytes, bytes, (x, y, z) => {
        expect(a.open(x, ORDER, y)).toBeUndefined();
        expect(a.decode(ORDER, x)).toBeUndefined();
        expect(a.verify(x, y, z)).toBe(false);
        for (const made of [a.seal(x, y, z), a.hash(x), a.derive(x, 'label')]) {
          expect(made).toMatch(/^(?:[0-9a-f]{2})+$/);
        }
      }),
    );
  });

  test('sealing twice gives two boxes exactly when the suite is randomised', () => {
    const key = a.constant('key');
    const freshes = ['first', 'second'].map((text) => a.constant(text));
    const boxes = new Set(freshes.map((fresh) => a.seal(key, fresh, key)));
    expect(boxes.size).toBe(isRandomised({ cipher }) ? 2 : 1);
  });
});

describe('noble and OpenSSL', () => {
  const suite = { cipher: 'aes-128-cbc' } as const;
  const left = concrete(suite);
  const right = native(suite);

  test('give the same bytes for every operation', () => {
    fc.assert(
      fc.property(fc.record({ x: bytes, y: bytes, z: bytes, text: fc.string() }), (given) => {
        expect(run(right, given)).toEqual(run(left, given));
      }),
      { numRuns: 40 },
    );
  });

  test('each verifies what the other signs, and refuses it on another message', () => {
    fc.assert(
      fc.property(bytes, bytes, bytes, (key, fresh, m) => {
        for (const [a, b] of [
          [left, right],
          [right, left],
        ] as const) {
          const signature = a.sign(key, fresh, m);
          expect(b.verify(a.publicKey(key), m, signature)).toBe(true);
          expect(b.verify(a.publicKey(key), a.hash(m), signature)).toBe(false);
        }
      }),
      { numRuns: 20 },
    );
  });

  test('both find values equal exactly when they are', () => {
    fc.assert(
      fc.property(bytes, bytes, (x, y) => {
        for (const algebra of [left, right]) {
          expect(algebra.equal(x, y)).toBe(x === y);
          expect(algebra.equal(x, x)).toBe(true);
        }
      }),
    );
  });

  test('different labels and different seeds derive different values', () => {
    fc.assert(
      fc.property(labelled, labelled, (p, q) => {
        for (const algebra of [left, right]) {
          const equal = algebra.derive(p.seed, p.label) === algebra.derive(q.seed, q.label);
          expect(equal).toBe(p.seed === q.seed && p.label === q.label);
        }
      }),
    );
  });
});

interface Arguments {
  readonly x: Bytes;
  readonly y: Bytes;
  readonly z: Bytes;
  readonly text: string;
}

/** One of each that makes a value. */
function run(algebra: Algebra<Bytes>, { x, y, z, text }: Arguments): readonly Bytes[] {
  return [
    algebra.constant(text),
    algebra.name('id', text),
    algebra.derive(x, text),
    algebra.encode(ORDER, { payee: x, amount: y }),
    algebra.hash(x),
    algebra.publicKey(x),
    algebra.sign(x, y, z),
    algebra.seal(x, y, z),
  ];
}
