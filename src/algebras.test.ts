import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isRandomised, type Algebra, type Suite } from '../model/core/algebra.ts';
import { plain, shape } from '../model/core/shape.ts';
import { fromBytes, toBytes, type Bytes } from './bytes.ts';
import { concrete } from './concrete.ts';
import { CURVES } from './crypto/curves.ts';
import { twin } from './crypto/signatures.ts';
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

  // ECIES. Kills: the owner's key left out of the secret, the wrong half of a pair.
  test('what is encrypted for the owner of a key, the owner alone reads, in either library', () => {
    fc.assert(
      fc.property(fc.record({ owner: seed, other: seed, fresh: seed, m: bytes }), (given) => {
        const { owner, other, fresh, m } = given;
        fc.pre(owner !== other);
        const order = a.encode(ORDER, { payee: m, amount: m });
        const box = a.encryptFor(a.publicKey(owner), fresh, order);
        expect(b.encryptFor(b.publicKey(owner), fresh, order)).toBe(box);
        expect(b.decryptWith(owner, ORDER, box)).toEqual({ payee: m, amount: m });
        expect(a.decryptWith(other, ORDER, box)).toBeUndefined();
        expect(a.decryptWith(owner, OTHER, box)).toBeUndefined();
        expect(a.decryptWith(owner, ORDER, a.encryptFor(m, fresh, order))).toBeUndefined();
        expect(a.decryptWith(owner, ORDER, m)).toBeUndefined();
      }),
      { numRuns: 20 },
    );
  });

  // R3. Kills: a key that another encryption gives too, or that only one side has.
  test('who encrypts and who reads export the same key, in either library, and nobody else does', () => {
    fc.assert(
      fc.property(fc.record({ owner: seed, other: seed, fresh: seed, m: bytes }), (given) => {
        const { owner, other, fresh, m } = given;
        fc.pre(owner !== other && fresh !== other);
        const order = a.encode(ORDER, { payee: m, amount: m });
        const box = a.encryptFor(a.publicKey(owner), fresh, order);
        const key = a.exportFor(a.publicKey(owner), fresh);
        expect(key).toHaveLength(32);
        expect(a.exportWith(owner, box)).toBe(key);
        expect(b.exportWith(owner, box)).toBe(key);
        expect(b.exportFor(b.publicKey(owner), fresh)).toBe(key);
        const others = [a.exportWith(other, box), a.exportFor(a.publicKey(owner), other)];
        expect([...others, a.exportFor(a.publicKey(other), fresh)]).not.toContain(key);
        expect(a.exportFor(m, fresh)).toHaveLength(32);
      }),
      { numRuns: 10 },
    );
  });

  test('sealing twice gives two boxes exactly when the suite is randomised', () => {
    const key = a.constant('key');
    const freshes = ['first', 'second'].map((text) => a.constant(text));
    const boxes = new Set(freshes.map((fresh) => a.seal(key, fresh, key)));
    expect(boxes.size).toBe(isRandomised({ cipher }) ? 2 : 1);
  });
});

const SUITES: readonly Suite[] = [
  { cipher: 'aes-128-cbc' },
  { cipher: 'aes-128-cbc', keyBits: 192, curve: 'secp192k1' },
  { cipher: 'aes-128-ecb', keyBits: 256, signatures: 'der' },
  { cipher: 'aes-128-cbc-fixed-iv', signatures: 'der', lowS: true, nonce: 'direct' },
  { cipher: 'aes-128-ctr', curve: 'secp192k1', lowS: true },
  { cipher: 'aes-128-gcm', curve: 'secp256r1', digest: 'sha-256', lowS: true, encoding: 'compact' },
  { cipher: 'aes-128-gcm', keyBits: 256, curve: 'secp256r1', signatures: 'der', nonce: 'direct' },
  { cipher: 'aes-128-gcm', keyBits: 192, digest: 'sha-256', encoding: 'compact' },
];

describe.each(SUITES)('noble and OpenSSL under %o', (suite) => {
  const left = concrete(suite);
  const right = native(suite);
  const { cipher } = suite;

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

  test('tell public keys from other values, and boxes that open from those that do not', () => {
    fc.assert(
      fc.property(bytes, bytes, bytes, (key, fresh, m) => {
        for (const algebra of [left, right]) {
          expect(algebra.isPublicKey(algebra.publicKey(key))).toBe(true);
          expect(algebra.isPublicKey(m)).toBe(false);
          expect(algebra.opens(key, algebra.seal(key, fresh, m))).toBe(true);
        }
        expect(left.opens(key, m)).toBe(right.opens(key, m));
      }),
      { numRuns: 20 },
    );
  });

  // ECIES, HPKE. Kills: the encoding of another suite inside, a nonce or key that a library cuts.
  test('open and decrypt what the other made, and under GCM nothing that was changed', () => {
    fc.assert(
      fc.property(fc.tuple(seed, seed, bytes), fc.nat(), ([key, fresh, payee], at) => {
        const m = left.encode(ORDER, { payee, amount: key });
        const box = left.seal(key, fresh, m);
        const sealed = left.encryptFor(left.publicKey(key), fresh, m);
        expect(right.encryptFor(right.publicKey(key), fresh, m)).toBe(sealed);
        for (const algebra of [left, right]) {
          const { open, opens, decryptWith } = algebra;
          expect(open(key, ORDER, box)).toEqual({ payee, amount: key });
          expect(decryptWith(key, ORDER, sealed)).toEqual({ payee, amount: key });
          if (cipher !== 'aes-128-gcm') continue;
          expect(opens(key, flipped(box, at))).toBe(false);
          expect(open(key, ORDER, flipped(box, at))).toBeUndefined();
          expect(decryptWith(key, ORDER, flipped(sealed, at))).toBeUndefined();
        }
      }),
      { numRuns: 20 },
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

/** A value with one bit of it changed. */
function flipped(value: Bytes, at: number): Bytes {
  const octets = fromBytes(value);
  const bit = at % (8 * octets.length);
  return toBytes(
    octets.map((octet, place) => (place === bit >> 3 ? octet ^ (1 << (bit & 7)) : octet)),
  );
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
    algebra.encryptFor(x, y, z),
    algebra.encryptFor(algebra.publicKey(x), y, z),
  ];
}

const KEY = (a: Algebra<Bytes>): Bytes => a.derive(a.constant('seed'), 'signing-key');

describe.each([
  ['noble', concrete],
  ['OpenSSL', native],
] as const)('on %s', (_name, over) => {
  const base = { cipher: 'aes-128-cbc' } as const;

  // A8b. Kills: derived keys of 16 octets whatever the suite.
  test('a derived key is as long as the keys of the suite', () => {
    for (const keyBits of [128, 192, 256] as const) {
      const a = over({ ...base, keyBits });
      expect(a.derive(a.constant('seed'), 'key')).toHaveLength((2 * keyBits) / 8);
    }
  });

  // RFC 9180 on P-256, ECIES on P-192. Kills: a sign of the ephemeral point that is in no derivation.
  test.each([
    { cipher: 'aes-128-gcm', curve: 'secp256r1' },
    { cipher: 'aes-128-gcm', curve: 'secp192r1' },
    { cipher: 'aes-128-gcm', keyBits: 192, curve: 'secp256r1' },
  ] as const)('no bit of what was encrypted under %o can be changed', (suite) => {
    const a = over(suite);
    const m = a.encode(ORDER, { payee: a.constant('shop'), amount: a.constant('10') });
    const sealed = a.encryptFor(a.publicKey(KEY(a)), m, m);
    expect(a.decryptWith(KEY(a), ORDER, sealed)).toBeDefined();
    for (let bit = 0; bit < 4 * sealed.length; bit += 1) {
      expect(a.decryptWith(KEY(a), ORDER, flipped(sealed, bit)), `bit ${bit}`).toBeUndefined();
    }
  });

  // The sizes that messages of the repaired protocol are made of. Kills: a nonce or tag of another
  // length, points or signatures in another form.
  test('values are as long as the suite says', () => {
    const a = over({ ...base, cipher: 'aes-128-gcm', curve: 'secp256r1', digest: 'sha-256' });
    const [m, octets] = [a.constant('m'), (value: Bytes): number => value.length / 2];
    expect(octets(a.hash(m))).toBe(32);
    expect(octets(a.publicKey(KEY(a)))).toBe(33);
    expect(octets(a.sign(KEY(a), m, m))).toBe(64);
    expect(octets(a.seal(m, m, m))).toBe(12 + 1 + 16);
    expect(octets(a.encryptFor(a.publicKey(KEY(a)), m, m))).toBe(33 + 1 + 16);
  });

  // A30c. Kills: high s accepted, or made.
  test.each(['secp192r1', 'secp256r1'] as const)(
    'of a signature on %s and its twin one verifies where s must be low',
    (curve) => {
      const [any, low] = [over({ ...base, curve }), over({ ...base, curve, lowS: true })];
      for (const text of ['one', 'two', 'three', 'four', 'five', 'six']) {
        const m = any.constant(text);
        const made = any.sign(KEY(any), m, m);
        const other = toBytes(twin(fromBytes(made), CURVES[curve].n));
        const publicKey = any.publicKey(KEY(any));
        expect([made, other].filter((one) => any.verify(publicKey, m, one))).toHaveLength(2);
        expect([made, other].filter((one) => low.verify(publicKey, m, one))).toHaveLength(1);
        expect(low.verify(publicKey, m, low.sign(KEY(low), m, m))).toBe(true);
      }
    },
  );

  // A30b. Kills: one form accepted for the other.
  test('a signature in one form is none in the other', () => {
    const [raw, der] = [over(base), over({ ...base, signatures: 'der' })];
    const m = raw.constant('m');
    const publicKey = raw.publicKey(KEY(raw));
    expect(raw.verify(publicKey, m, der.sign(KEY(der), m, m))).toBe(false);
    expect(der.verify(publicKey, m, raw.sign(KEY(raw), m, m))).toBe(false);
    expect(der.verify(publicKey, m, der.sign(KEY(der), m, m))).toBe(true);
  });

  // A30d. Kills: a nonce hedged although there is nothing to hedge it with.
  test('no randomness at all signs as RFC 6979 does, the same each time', () => {
    const a = over(base);
    const [m, none] = [a.constant('m'), a.constant('')];
    expect(a.sign(KEY(a), none, m)).toBe(a.sign(KEY(a), none, m));
    expect(a.sign(KEY(a), none, m)).not.toBe(a.sign(KEY(a), m, m));
  });

  // A3'. Kills: lengths in a plain shape; a plain shape that decodes.
  test('a plain shape says nothing of where its values end, and is never decoded', () => {
    const a = over(base);
    const form = plain(ORDER);
    const shifted = [
      a.encode(form, { payee: a.constant('shop-0815'), amount: a.constant('10') }),
      a.encode(form, { payee: a.constant('shop-081'), amount: a.constant('510') }),
    ];
    expect(shifted[0]).toBe(shifted[1]);
    expect(a.decode(form, shifted[0] ?? a.constant(''))).toBeUndefined();
    const framed = (payee: string, amount: string): Bytes =>
      a.encode(ORDER, { payee: a.constant(payee), amount: a.constant(amount) });
    expect(framed('shop-0815', '10')).not.toBe(framed('shop-081', '510'));
  });
});
