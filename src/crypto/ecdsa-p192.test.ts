import { generateKeyPairSync, sign as opensslSign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LIBRARIES, NOBLE, OPENSSL } from '../testing/libraries.ts';
import { hex } from '../testing/vectors.ts';
import { ecdsaOn } from './ecdsa.ts';
import { toNumber, toScalar as toOctets } from './openssl/keys.ts';
import { P192 } from './curves.ts';

const { importPublicKey } = ecdsaOn('secp192r1', 'sha-1');

const toScalar = (value: bigint): Uint8Array => toOctets(value, 24);

const seed = fc.uint8Array({ minLength: 16, maxLength: 16 });
const octets = fc.uint8Array({ maxLength: 80 });
const FEW = { numRuns: 20 } as const;

const MESSAGE = Uint8Array.of(1, 2, 3);
const SCALAR = NOBLE.signingScalar(Uint8Array.of(7));
const KEY = NOBLE.publicKeyOf(SCALAR);
const SIGNATURE = NOBLE.sign(SCALAR, MESSAGE, Uint8Array.of(9));

/** Kills: verify always true, a key or message not hashed in. */
describe.each(LIBRARIES)('ECDSA of $name', (library) => {
  test('a signature verifies under its key and message, and under no other', () => {
    fc.assert(
      fc.property(seed, seed, octets, (signer, other, message) => {
        const scalar = library.signingScalar(signer);
        const signature = library.sign(scalar, message, other);
        const key = library.publicKeyOf(scalar);
        expect(library.verify(key, message, signature)).toBe(true);
        expect(library.verify(key, Uint8Array.of(...message, 0), signature)).toBe(false);
        const stranger = library.publicKeyOf(library.signingScalar(other));
        expect(library.verify(stranger, message, signature)).toBe(same(signer, other));
      }),
      FEW,
    );
  });

  test('a signature with one bit flipped does not verify', () => {
    for (let bit = 0; bit < SIGNATURE.length * 8; bit += 5) {
      expect(library.verify(KEY, MESSAGE, flipped(SIGNATURE, bit))).toBe(false);
    }
  });

  // W8: the paper does not forbid high s, so (r, n-s) is a second signature of the same message.
  test('s and n-s both verify: signatures are malleable', () => {
    fc.assert(
      fc.property(seed, octets, (signer, message) => {
        const scalar = library.signingScalar(signer);
        const key = library.publicKeyOf(scalar);
        const signature = library.sign(scalar, message, undefined);
        expect(library.verify(key, message, mirrored(signature))).toBe(true);
        expect(mirrored(mirrored(signature))).toEqual(Buffer.from(signature));
      }),
      FEW,
    );
  });

  test('signing makes high s as well as low', () => {
    const high = [...Array(24).keys()].map((at) => {
      const signature = library.sign(SCALAR, Uint8Array.of(at), undefined);
      return toNumber(signature.subarray(24)) > P192.n / 2n;
    });
    expect(new Set(high)).toEqual(new Set([true, false]));
  });

  test('the same fresh value signs alike, another signs otherwise and with another nonce', () => {
    fc.assert(
      fc.property(seed, seed, octets, (a, b, message) => {
        const scalar = library.signingScalar(a);
        const first = library.sign(scalar, message, a);
        expect(library.sign(scalar, message, a)).toEqual(first);
        const second = library.sign(scalar, message, b);
        expect(same(first.subarray(0, 24), second.subarray(0, 24))).toBe(same(a, b));
      }),
      FEW,
    );
  });

  test('one fresh value for two messages still gives two nonces', () => {
    const r = (message: Uint8Array): Uint8Array =>
      library.sign(SCALAR, message, MESSAGE).subarray(0, 24);
    expect(r(Uint8Array.of(1))).not.toEqual(r(Uint8Array.of(2)));
  });

  test('what is no signature is false', () => {
    const n = toScalar(P192.n);
    const zero = new Uint8Array(24);
    const r = SIGNATURE.subarray(0, 24);
    const s = SIGNATURE.subarray(24);
    const pairs = [
      [zero, s],
      [r, zero],
      [zero, zero],
      [n, s],
      [r, n],
      [r, hex('ff'.repeat(24))],
    ];
    const wrong = [...pairs.map((pair) => Buffer.concat(pair)), ...lengths(SIGNATURE)];
    for (const bad of wrong) expect(library.verify(KEY, MESSAGE, bad)).toBe(false);
  });

  test('what is no key is false', () => {
    const x = KEY.subarray(1);
    const prefixes = [0, 1, 4, 5, 6, 7].map((prefix) => Uint8Array.of(prefix, ...x));
    const above = [
      Uint8Array.of(2, ...toScalar(P192.p)),
      Uint8Array.of(3, ...hex('ff'.repeat(24))),
    ];
    const offCurve = Uint8Array.of(2, ...toScalar(NOT_AN_X));
    const wrong = [...prefixes, ...above, offCurve, uncompressed(KEY), ...lengths(KEY)];
    for (const bad of wrong) expect(library.verify(bad, MESSAGE, SIGNATURE)).toBe(false);
  });

  test('no octets make verification throw', () => {
    const key = fc.oneof(octets, fc.constant(KEY), keyLike);
    const signature = fc.oneof(octets, fc.uint8Array({ minLength: 48, maxLength: 48 }));
    fc.assert(
      fc.property(key, octets, signature, (k, m, s) => {
        expect(library.verify(k, m, s)).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  test('zero, n and above are no private scalars', () => {
    for (const bad of [0n, P192.n, P192.n + 1n]) {
      expect(() => library.publicKeyOf(toScalar(bad))).toThrow();
    }
    expect(library.publicKeyOf(toScalar(P192.n - 1n))).toHaveLength(25);
  });
});

describe('the two libraries', () => {
  test('agree on scalars, keys and signatures, octet for octet', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), octets, octets, (signer, fresh, message) => {
        const scalar = NOBLE.signingScalar(signer);
        expect(hexOf(OPENSSL.signingScalar(signer))).toBe(hexOf(scalar));
        expect(hexOf(OPENSSL.publicKeyOf(scalar))).toBe(hexOf(NOBLE.publicKeyOf(scalar)));
        const signature = NOBLE.sign(scalar, message, fresh);
        expect(hexOf(OPENSSL.sign(scalar, message, fresh))).toBe(hexOf(signature));
      }),
      { numRuns: 60 },
    );
  });

  test('both verify what OpenSSL signs with a key and a nonce of its own', () => {
    for (let round = 0; round < 10; round += 1) {
      const pair = generateKeyPairSync('ec', { namedCurve: 'prime192v1' });
      const key = pair.privateKey;
      const signature = opensslSign('sha1', MESSAGE, { key, dsaEncoding: 'ieee-p1363' });
      const spki = pair.publicKey.export({ format: 'der', type: 'spki' });
      const publicKey = importPublicKey(spki.subarray(-49));
      for (const { verify } of LIBRARIES) {
        expect(publicKey !== undefined && verify(publicKey, MESSAGE, signature)).toBe(true);
      }
    }
  });
});

describe('importing a public key', () => {
  test('either form of a point gives its one compressed form', () => {
    expect(importPublicKey(KEY)).toEqual(KEY);
    expect(importPublicKey(uncompressed(KEY))).toEqual(KEY);
  });

  test('what is no point is refused', () => {
    const moved = uncompressed(KEY).map((octet, index) => (index === 48 ? octet ^ 1 : octet));
    for (const bad of [moved, Uint8Array.of(0), Uint8Array.of(), ...lengths(KEY)]) {
      expect(importPublicKey(bad)).toBeUndefined();
    }
  });
});

/** No point has this x: x^3 - 3x + b is no square. The test above would fail if it were. */
const NOT_AN_X = 0n;

const keyLike = fc
  .tuple(fc.constantFrom(2, 3), fc.uint8Array({ minLength: 24, maxLength: 24 }))
  .map(([prefix, x]) => Uint8Array.of(prefix, ...x));

function lengths(octets: Uint8Array): readonly Uint8Array[] {
  return [new Uint8Array(0), octets.slice(1), octets.slice(0, -1), Uint8Array.of(...octets, 0)];
}

function uncompressed(key: Uint8Array): Uint8Array {
  const { p, a, b } = P192;
  const x = toNumber(key.subarray(1));
  const root = power((x ** 3n + a * x + b) % p, (p + 1n) / 4n);
  const y = root % 2n === BigInt((key[0] ?? 0) & 1) ? root : p - root;
  return Uint8Array.of(4, ...key.subarray(1), ...toScalar(y));
}

function power(base: bigint, exponent: bigint): bigint {
  if (exponent === 0n) return 1n;
  const half = power((base * base) % P192.p, exponent / 2n);
  return exponent % 2n === 0n ? half : (half * base) % P192.p;
}

function mirrored(signature: Uint8Array): Uint8Array {
  const s = toNumber(signature.subarray(24));
  return Buffer.concat([signature.subarray(0, 24), toScalar(P192.n - s)]);
}

function flipped(octets: Uint8Array, bit: number): Uint8Array {
  return octets.map((octet, index) => (index === bit >> 3 ? octet ^ (1 << (bit & 7)) : octet));
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

function hexOf(octets: Uint8Array): string {
  return Buffer.from(octets).toString('hex');
}
