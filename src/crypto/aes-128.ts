/** AES-128 (FIPS 197) in the modes of A8, on noble. */
import { cbc, ctr, ecb } from '@noble/ciphers/aes.js';
import type { Cipher } from '../../model/core/algebra.ts';
import { BLOCK_BYTES, type Boxes, boxesOf, type Mode } from './box.ts';

/** The boxes of `cipher`. */
export function aes128(cipher: Cipher): Boxes {
  const mode = MODES[cipher];
  return boxesOf(cipher, (key, iv) => {
    // noble takes 24 and 32 octets for AES-192 and AES-256; the paper's suite is AES-128.
    if (key.length !== BLOCK_BYTES) throw new Error('the key must have 16 octets');
    return mode(key, iv);
  });
}

/** PKCS#7 padding (RFC 5652 §6.3), checked in full on decryption. CTR needs none. */
const PADDED = { disablePadding: false } as const;

const MODES: Readonly<Record<Cipher, Mode>> = {
  'aes-128-ecb': (key) => ecb(key, PADDED),
  'aes-128-cbc': (key, iv) => cbc(key, iv, PADDED),
  'aes-128-cbc-zero-iv': (key, iv) => cbc(key, iv, PADDED),
  // The whole block counts, big-endian, and wraps (SP 800-38A §B.1), as in OpenSSL.
  'aes-128-ctr': (key, iv) => ctr(key, iv),
};
