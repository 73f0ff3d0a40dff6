import { describe, expect, test } from 'vitest';
import { HAVE_VECTORS, hex, readJson } from '../testing/vectors.ts';
import { isPublicKey, publicKeyOf, sign, verify } from './ed25519.ts';

const SEED = new Uint8Array(32).fill(7);
const KEY = publicKeyOf(SEED);
const MESSAGE = Uint8Array.of(1, 2, 3);
const SIGNATURE = sign(SEED, MESSAGE);

/** The neutral point: under it, itself with s = 0 would sign every message. */
const NEUTRAL = Uint8Array.of(1, ...new Uint8Array(31));

describe('Ed25519', () => {
  test('a signature verifies under its key and message, and under no other', () => {
    expect(verify(KEY, MESSAGE, SIGNATURE)).toBe(true);
    expect(verify(publicKeyOf(new Uint8Array(32)), MESSAGE, SIGNATURE)).toBe(false);
    expect(verify(KEY, Uint8Array.of(1, 2), SIGNATURE)).toBe(false);
  });

  // Kills: zip215: true.
  test('a key of small order verifies nothing and is no key', () => {
    expect(verify(NEUTRAL, MESSAGE, Uint8Array.of(...NEUTRAL, ...new Uint8Array(32)))).toBe(false);
    expect(isPublicKey(NEUTRAL)).toBe(false);
    expect(isPublicKey(KEY)).toBe(true);
  });

  test('what is no key is no key, and neither is a point in another encoding', () => {
    // y = p + 3 is the point y = 3 again; p + 3 fits 255 bits.
    const again = Uint8Array.of(0xf0, ...new Uint8Array(30).fill(0xff), 0x7f);
    const plain = Uint8Array.of(3, ...new Uint8Array(31));
    expect(isPublicKey(plain)).toBe(true);
    for (const odd of [again, KEY.slice(1), Uint8Array.of(...KEY, 0), new Uint8Array(0)]) {
      expect(isPublicKey(odd)).toBe(false);
    }
  });

  test('lengths that are not those of keys and signatures are refused, not thrown', () => {
    for (const odd of [new Uint8Array(0), SIGNATURE.slice(1), Uint8Array.of(...SIGNATURE, 0)]) {
      expect(verify(KEY, MESSAGE, odd)).toBe(false);
    }
    for (const odd of [new Uint8Array(0), KEY.slice(1), Uint8Array.of(...KEY, 0)]) {
      expect(verify(odd, MESSAGE, SIGNATURE)).toBe(false);
    }
    expect(() => sign(SEED.slice(1), MESSAGE)).toThrow();
    expect(() => publicKeyOf(SEED.slice(1))).toThrow();
  });
});

interface Wycheproof {
  readonly testGroups: readonly {
    readonly publicKey: { readonly pk: string };
    readonly tests: readonly { msg: string; sig: string; result: string }[];
  }[];
}

describe.skipIf(!HAVE_VECTORS)('Ed25519 on the published vectors', () => {
  test('Wycheproof: 151 published verdicts', () => {
    const { testGroups } = readJson('wycheproof/ed25519_test.json', (json) => json as Wycheproof);
    const cases = testGroups.flatMap(({ publicKey, tests }) =>
      tests.map((one) => ({ ...one, key: hex(publicKey.pk) })),
    );
    expect(cases).toHaveLength(151);
    expect(cases.map(({ key, msg, sig }) => verify(key, hex(msg), hex(sig)))).toEqual(
      cases.map(({ result }) => result === 'valid'),
    );
  });
});
