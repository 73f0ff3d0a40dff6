import { createHmac } from 'node:crypto';
import { createHmacDrbg } from '@noble/curves/utils.js';
import { describe, expect, test } from 'vitest';
import type { Curve } from '../../model/core/algebra.ts';
import { LIBRARIES, NOBLE, OPENSSL } from '../testing/libraries.ts';
import { hex } from '../testing/vectors.ts';
import { CURVES, SIZES } from './curves.ts';
import { digestNumber } from './ecdsa.ts';
import { hpkeOn } from './hpke.ts';
import { toNumber, toScalar } from './openssl/keys.ts';
import { nonces } from './openssl/nonce.ts';
import { isLow } from './signatures.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const hexOf = (octets: Uint8Array | undefined): string | undefined =>
  octets === undefined ? undefined : Buffer.from(octets).toString('hex');

const seed = text('sixteen octets!!');
const curves = Object.keys(CURVES) as readonly Curve[];
const cases = LIBRARIES.flatMap((library) =>
  curves.map((curve) => ({ name: library.name, library, curve })),
);

// Not published: made by this code, and frozen, because stored keys and shown attacks depend on them.
describe.each(LIBRARIES)(
  'what $name derives under texts of our own stays what it is',
  (library) => {
    test('the keys of secp192k1', () => {
      const own = library.ecdsaOn('secp192k1');
      expect(hexOf(own.publicKeyOf(own.signingScalar(seed)))).toBe(
        '026d145ad63d447ecd857d0afd0c366c6826343eea278af5c8',
      );
    });

    test('a nonce that fresh randomness alone makes (A24)', () => {
      expect(hexOf(library.signWith(library.signingScalar(seed), text('sample'), seed))).toBe(
        'b880efb32333751fae28a1bcedd764e508c269d647752594' +
          '94e85dbbcbc4ac3fd0bf6e189915d685635d78ea494bfab9',
      );
    });

    test('the key of an answer: the context of its export is "sa2pmp answer"', () => {
      const { exportFor } = hpkeOn(
        library.primitives({ curve: 'secp256r1', digest: 'sha-256' }),
        128,
      );
      const own = library.ecdsaOn('secp256r1');
      const owner = own.publicKeyOf(own.signingScalar(seed));
      const named = exportFor(owner, { ikm: seed, context: text('sa2pmp answer') });
      expect(hexOf(exportFor(owner, { ikm: seed }))).toBe(hexOf(named));
    });
  },
);

describe.each(cases)('on $curve with $name', ({ library, curve }) => {
  const { n } = CURVES[curve];
  const { scalarBytes } = SIZES[curve];
  const own = library.ecdsaOn(curve);
  const wide = (value: bigint): Uint8Array => Uint8Array.from(toScalar(value, scalarBytes));

  test('octets that are a number from 1 to n-1 are a scalar as they are, and no others are', () => {
    for (const scalar of [1n, 2n, n - 1n]) {
      expect(toNumber(own.signingScalar(wide(scalar)))).toBe(scalar);
    }
    for (const none of [0n, n, n + 1n]) {
      const made = own.signingScalar(wide(none));
      expect(toNumber(made)).not.toBe(none);
      expect(hexOf(own.publicKeyOf(made))).toBe(
        hexOf(NOBLE.ecdsaOn(curve).publicKeyOf(NOBLE.ecdsaOn(curve).signingScalar(wide(none)))),
      );
    }
  });

  // One form of a key, so that no key has two names.
  test('a point that is not compressed is no key', () => {
    const scalar = own.signingScalar(seed);
    const key = own.publicKeyOf(scalar);
    const long = own.uncompressed(key) ?? key;
    expect(long).toHaveLength(1 + 2 * scalarBytes);
    expect(own.isPublicKey(long)).toBe(false);
    expect(own.uncompressed(long)).toBeUndefined();
    expect(own.agree(scalar, long)).toBeUndefined();
    expect(own.verify(long, seed, own.sign(scalar, seed, seed))).toBe(false);
  });

  // s = (h + r x) / k is 0 for one private key x, and there is no such signature (SEC 1 §4.1.3).
  test('a signature whose s would be 0 is not made', () => {
    const r = toNumber(own.signWith(wide(1n), seed, seed).subarray(0, scalarBytes));
    const h = digestNumber(library.digestOf('sha-1', seed), curve);
    const scalar = wide((h * (n - inverse(r, n))) % n);
    expect(() => own.signWith(scalar, seed, seed)).toThrow('unreachable: chance 2^-190');
    expect(own.signWith(scalar, text('sample'), seed)).toHaveLength(2 * scalarBytes);
  });

  test('s is low up to the half of n and no further', () => {
    const withS = (s: bigint): Uint8Array => Uint8Array.of(...wide(1n), ...wide(s));
    const half = (n - 1n) / 2n;
    expect([1n, half, half + 1n, n - 1n].map((s) => isLow(withS(s), n))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

// RFC 6979 §3.2 step h. Kills: a bound that is off by one, a state that runs ahead of what is used.
describe('candidates for a nonce', () => {
  test('are all the numbers from 1 to n-1 and no others', () => {
    const made = nonces(seed, { n: 7n, scalarBytes: 1, digest: 'sha-1' });
    const taken = new Set(Array.from({ length: 100 }, () => made.next().value));
    expect(taken).toEqual(new Set([1n, 2n, 3n, 4n, 5n, 6n]));
  });

  test.each([
    ['sha-1', 'secp256r1', 20],
    ['sha-256', 'secp256r1', 32],
    ['sha-1', 'secp192r1', 20],
  ] as const)(
    'under %s on %s are those of noble, the later ones too',
    (digest, curve, hashBytes) => {
      const { scalarBytes } = SIZES[curve];
      const { n } = CURVES[curve];
      const made = nonces(seed, { n, scalarBytes, digest });
      const hmac = (key: Uint8Array, ...parts: readonly Uint8Array[]): Uint8Array =>
        createHmac(digest.replace('-', ''), key).update(Buffer.concat(parts)).digest();
      const all: bigint[] = [];
      const drbg = createHmacDrbg<true>(hashBytes, scalarBytes, hmac);
      drbg(seed, (octets) => {
        all.push(toNumber(octets.subarray(0, scalarBytes)));
        return all.length === 4 ? true : undefined;
      });
      expect(Array.from({ length: 4 }, () => made.next().value)).toEqual(all);
    },
  );
});

describe('a box says what is wrong with what we give it', () => {
  const [key, nonce] = [new Uint8Array(16), new Uint8Array(12)];

  test.each(LIBRARIES)('$name', ({ aes, gcm }) => {
    for (const bits of [128, 192, 256] as const) {
      const { encrypt } = aes('aes-128-ecb', bits);
      const wrong = { key: new Uint8Array(15), iv: new Uint8Array(16) };
      expect(() => encrypt(wrong, seed)).toThrow(`the key must have ${bits} bits`);
    }
    expect(() => gcm(key, key)).toThrow('the nonce must have 12 octets');
  });

  test('OpenSSL, where it has no word of its own', () => {
    expect(() => OPENSSL.gcm(key.subarray(1), nonce)).toThrow('no key of AES');
    expect(() => OPENSSL.gcm(key, nonce).decrypt(key.subarray(1))).toThrow('there is no tag');
  });
});

// DeriveKeyPair (RFC 9180 §7.1.3). Kills: a candidate out of range taken, one counted twice.
describe('the key of an encryption', () => {
  const on = OPENSSL.primitives({ curve: 'secp256r1', digest: 'sha-256' });
  const { n } = CURVES.secp256r1;

  /** With candidates that are chosen, in the order of asking, and the counters that were asked with. */
  function choosing(candidates: readonly bigint[]) {
    const counters: (number | undefined)[] = [];
    const hmacSha256 = (salt: Uint8Array, message: Uint8Array): Uint8Array => {
      if (!Buffer.from(message).includes('candidate')) return on.hmacSha256(salt, message);
      counters.push(message.at(-2));
      return toScalar(candidates[counters.length - 1] ?? 0n, 32);
    };
    return { counters, scalarFrom: hpkeOn({ ...on, hmacSha256 }, 128).scalarFrom };
  }

  test('is the first candidate from 1 to n-1', () => {
    const { counters, scalarFrom } = choosing([0n, n, n + 1n, n - 1n, 5n]);
    expect(toNumber(scalarFrom(seed))).toBe(n - 1n);
    expect(counters).toEqual([0, 1, 2, 3]);
    expect(toNumber(choosing([1n]).scalarFrom(seed))).toBe(1n);
  });

  test('is none where 256 candidates are not', () => {
    const { counters, scalarFrom } = choosing([]);
    expect(() => scalarFrom(seed)).toThrow('unreachable: chance 2^-8192');
    expect(counters).toEqual(Array.from({ length: 256 }, (_, index) => index));
  });

  test('is agreed on once for what is sealed and what is exported with it', () => {
    let agreed = 0;
    const agree: typeof on.agree = (own, other) => {
      agreed += 1;
      return on.agree(own, other);
    };
    const { seal, open, exportFor, exportWith } = hpkeOn({ ...on, agree }, 128);
    const given = { ikm: seed, message: hex('00') };
    const sealed = seal(on.publicKey(seed), given) ?? seed;
    expect(hexOf(exportFor(on.publicKey(seed), given))).toBe(hexOf(exportWith(seed, { sealed })));
    expect(hexOf(open(seed, { sealed }))).toBe('00');
    expect(agreed).toBe(2);
  });
});

/** The inverse modulo a prime, by Fermat's little theorem. */
function inverse(value: bigint, n: bigint): bigint {
  let [made, square] = [1n, value % n];
  for (let rest = n - 2n; rest > 0n; rest >>= 1n) {
    if (rest % 2n === 1n) made = (made * square) % n;
    square = (square * square) % n;
  }
  return made;
}
