import { createCipheriv } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isAuthenticated, isRandomised } from '../../model/core/algebra.ts';
import { CIPHERS, LIBRARIES, NOBLE, OPENSSL } from '../testing/libraries.ts';
import { BLOCK_BYTES, GCM_NONCE_BYTES, GCM_TAG_BYTES } from './box.ts';

const block = fc.uint8Array({ minLength: BLOCK_BYTES, maxLength: BLOCK_BYTES });
const message = fc.uint8Array({ maxLength: 70 });
const KEY = new Uint8Array(BLOCK_BYTES).fill(5);
const IV = new Uint8Array(BLOCK_BYTES).fill(6);

const CASES = LIBRARIES.flatMap((library) =>
  CIPHERS.map((cipher) => ({ library, cipher, name: library.name })),
);

describe.each(CASES)('$cipher of $name', ({ library, cipher }) => {
  const { encrypt, decrypt, ivBytes } = library.aes128(cipher);
  const randomised = isRandomised({ cipher });

  test('a box opens to what was put in', () => {
    fc.assert(
      fc.property(block, block, message, (key, wide, given) => {
        const iv = wide.subarray(0, ivBytes);
        expect(bare(decrypt(key, encrypt({ key, iv }, given)))).toEqual(given);
      }),
    );
  });

  test('another key does not give what was put in', () => {
    fc.assert(
      fc.property(block, block, message, (key, wide, given) => {
        fc.pre(given.length > 4);
        const box = encrypt({ key, iv: wide.subarray(0, ivBytes) }, given);
        expect(
          bare(
            decrypt(
              key.map((octet) => octet ^ 1),
              box,
            ),
          ),
        ).not.toEqual(given);
      }),
    );
  });

  test('the vector travels with the box, or has no part in it', () => {
    const [iv, another] = [IV.subarray(0, ivBytes), KEY.subarray(0, ivBytes)];
    const box = encrypt({ key: KEY, iv }, KEY);
    expect(same(box.subarray(0, ivBytes), iv)).toBe(randomised);
    const other = encrypt({ key: KEY, iv: another }, KEY);
    expect(same(box, other)).toBe(!randomised);
  });

  test('what is no box is undefined, whatever its length', () => {
    fc.assert(
      fc.property(message, (octets) => {
        const opened = decrypt(KEY, octets);
        const ciphertext = octets.length - (randomised ? ivBytes : 0);
        const whole = cipher === 'aes-128-ctr' ? ciphertext >= 0 : isWhole(ciphertext);
        if (isAuthenticated({ cipher })) expect(opened).toBeUndefined();
        if (!whole) expect(opened).toBeUndefined();
      }),
    );
    expect(decrypt(KEY, new Uint8Array(0))).toBeUndefined();
  });

  test('a key that is not 16 octets opens nothing, and seals nothing', () => {
    const iv = IV.subarray(0, ivBytes);
    const box = encrypt({ key: KEY, iv }, KEY);
    for (const length of [0, 15, 17, 24, 32]) {
      const key = new Uint8Array(length);
      expect(decrypt(key, box)).toBeUndefined();
      expect(() => encrypt({ key, iv }, KEY)).toThrow();
    }
    expect(() => encrypt({ key: KEY, iv: iv.subarray(1) }, KEY)).toThrow('vector');
  });
});

// SP 800-38D. Kills: a tag not checked, or in part; a nonce that has no part in it.
describe.each(LIBRARIES)('GCM of $name', (library) => {
  const { encrypt, decrypt } = library.aes128('aes-128-gcm');
  const box = encrypt({ key: KEY, iv: IV.subarray(4) }, KEY);

  test('refuses every change of one bit, every cut and every addition', () => {
    expect(box).toHaveLength(GCM_NONCE_BYTES + KEY.length + GCM_TAG_BYTES);
    for (let bit = 0; bit < 8 * box.length; bit += 1) {
      const changed = Uint8Array.from(box, (octet, at) =>
        at === bit >> 3 ? octet ^ (1 << (bit & 7)) : octet,
      );
      expect(decrypt(KEY, changed), `bit ${bit}`).toBeUndefined();
    }
    for (let end = 0; end < box.length; end += 1) {
      expect(decrypt(KEY, box.slice(0, end))).toBeUndefined();
    }
    expect(decrypt(KEY, Uint8Array.of(...box, 0))).toBeUndefined();
  });

  test('takes nonces of 12 octets and no others', () => {
    for (const length of [0, 1, 8, 11, 13, 16]) {
      expect(() => library.gcm(KEY, new Uint8Array(length)).encrypt(KEY)).toThrow();
    }
  });
});

// R3b. Kills: a nonce that travels, one that is not zero.
describe.each(LIBRARIES)('GCM of $name whose keys are used once', (library) => {
  test('makes the box of a nonce of zeros, which is not in it', () => {
    const [once, carried] = [library.aes128('aes-128-gcm-once'), library.aes128('aes-128-gcm')];
    const nonce = new Uint8Array(GCM_NONCE_BYTES);
    const box = once.encrypt({ key: KEY, iv: IV.subarray(4) }, KEY);
    const other = carried.encrypt({ key: KEY, iv: nonce }, KEY);
    expect(Array.from(box)).toEqual(Array.from(other.subarray(GCM_NONCE_BYTES)));
    expect(box).toHaveLength(KEY.length + GCM_TAG_BYTES);
    expect(Array.from(once.decrypt(KEY, box) ?? [])).toEqual(Array.from(KEY));
    for (let bit = 0; bit < 8 * box.length; bit += 1) {
      const changed = Uint8Array.from(box, (octet, at) =>
        at === bit >> 3 ? octet ^ (1 << (bit & 7)) : octet,
      );
      expect(once.decrypt(KEY, changed), `bit ${bit}`).toBeUndefined();
    }
  });
});

const PADDED = CASES.filter(
  ({ cipher }) => cipher !== 'aes-128-ctr' && !isAuthenticated({ cipher }),
);

describe.each(PADDED)('the padding of $cipher of $name', ({ library, cipher }) => {
  const { decrypt } = library.aes128(cipher);

  test('that is not PKCS#7 is refused', () => {
    for (const tail of [[0], [17], [255], [1, 2], [3, 2, 3], [2, 3, 3]]) {
      expect(decrypt(KEY, withTail(tail))).toBeUndefined();
    }
    expect(bare(decrypt(KEY, withTail([9, 2, 2])))).toHaveLength(BLOCK_BYTES - 2);
  });

  /** A box whose last plaintext octets are `tail`, without padding of its own. */
  function withTail(tail: readonly number[]): Uint8Array {
    const last = Buffer.concat([
      new Uint8Array(BLOCK_BYTES - tail.length).fill(9),
      Buffer.from(tail),
    ]);
    const name = cipher === 'aes-128-ecb' ? 'aes-128-ecb' : 'aes-128-cbc';
    const written = cipher === 'aes-128-cbc-fixed-iv' ? 'SA2pMP fixed IV.' : '\0'.repeat(16);
    const zero = cipher === 'aes-128-ecb' ? null : Buffer.from(written);
    const raw = createCipheriv(name, KEY, zero).setAutoPadding(false).update(last);
    return cipher === 'aes-128-cbc' ? Buffer.concat([new Uint8Array(BLOCK_BYTES), raw]) : raw;
  }
});

describe.each(CIPHERS)('the two libraries under %s', (cipher) => {
  const left = NOBLE.aes128(cipher);
  const right = OPENSSL.aes128(cipher);

  test('make the same boxes, also where the counter wraps', () => {
    const iv = fc.oneof(block, fc.constant(new Uint8Array(BLOCK_BYTES).fill(255)));
    fc.assert(
      fc.property(block, iv, message, (key, wide, given) => {
        const vector = wide.subarray(0, left.ivBytes);
        const box = left.encrypt({ key, iv: vector }, given);
        expect(bare(right.encrypt({ key, iv: vector }, given))).toEqual(bare(box));
      }),
    );
  });

  test('open and refuse the same octets', () => {
    const wholeBlocks = fc
      .array(block, { minLength: 1, maxLength: 4 })
      .map((blocks) => Buffer.concat(blocks));
    fc.assert(
      fc.property(block, fc.oneof(message, wholeBlocks), (key, octets) => {
        expect(bare(right.decrypt(key, octets))).toEqual(bare(left.decrypt(key, octets)));
      }),
      { numRuns: 2_000 },
    );
  });
});

function isWhole(length: number): boolean {
  return length > 0 && length % BLOCK_BYTES === 0;
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

/** A Buffer as the plain array that it also is, for comparison. */
function bare(octets: Uint8Array | undefined): Uint8Array | undefined {
  return octets === undefined ? undefined : Uint8Array.from(octets);
}

// A8b. Kills: a key that is cut or stretched, the modes of one size under the name of another.
describe.each(LIBRARIES)('AES of $name', (library) => {
  test.each([128, 192, 256] as const)('with keys of %i bits takes those and no others', (bits) => {
    for (const cipher of CIPHERS) {
      const { encrypt, decrypt, ivBytes } = library.aes(cipher, bits);
      const iv = IV.subarray(0, ivBytes);
      const key = new Uint8Array(bits / 8).fill(5);
      const box = encrypt({ key, iv }, KEY);
      expect(bare(decrypt(key, box))).toEqual(KEY);
      const other = NOBLE.aes(cipher, bits).encrypt({ key, iv }, KEY);
      expect(same(box, other)).toBe(true);
      for (const length of [16, 24, 32].filter((octets) => 8 * octets !== bits)) {
        expect(decrypt(new Uint8Array(length).fill(5), box)).toBeUndefined();
      }
    }
  });

  test('with one vector written into the program is not AES with a vector of zeros', () => {
    const boxes = (['aes-128-cbc-zero-iv', 'aes-128-cbc-fixed-iv'] as const).map((cipher) =>
      library.aes128(cipher).encrypt({ key: KEY, iv: IV }, KEY),
    );
    expect(same(boxes[0] ?? KEY, boxes[1] ?? KEY)).toBe(false);
  });
});
