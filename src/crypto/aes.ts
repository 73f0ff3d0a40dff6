/** AES (FIPS 197) in the modes of A8 and with the keys of A8b, on noble. */
import { cbc, ctr, ecb, gcm as nobleGcm } from '@noble/ciphers/aes.js';
import type { Cipher } from '../../model/core/algebra.ts';
import { type Boxes, boxesOf, GCM_NONCE_BYTES, type KeyBits, type Mode } from './box.ts';

/** The boxes of `cipher` under keys of so many bits. */
export function aes(cipher: Cipher, keyBits: KeyBits): Boxes {
  const mode = MODES[cipher];
  return boxesOf(cipher, (key, iv) => {
    // noble takes 16, 24 and 32 octets alike; a suite has one size.
    if (8 * key.length !== keyBits) throw new Error(`the key must have ${keyBits} bits`);
    return mode(key, iv);
  });
}

/** PKCS#7 padding (RFC 5652 §6.3), checked in full on decryption. CTR needs none. */
const PADDED = { disablePadding: false } as const;

/**
 * GCM (SP 800-38D), the tag behind the ciphertext. noble's tag has 16 octets always; nonces of other
 * lengths, which it takes, are refused here.
 */
export const gcm: Mode = (key, iv, associated = new Uint8Array(0)) => {
  if (iv.length !== GCM_NONCE_BYTES) throw new Error('the nonce must have 12 octets');
  return nobleGcm(key, iv, associated);
};

const inCbc: Mode = (key, iv) => cbc(key, iv, PADDED);

const MODES: Readonly<Record<Cipher, Mode>> = {
  'aes-128-ecb': (key) => ecb(key, PADDED),
  'aes-128-cbc': inCbc,
  'aes-128-cbc-zero-iv': inCbc,
  'aes-128-cbc-fixed-iv': inCbc,
  // The whole block counts, big-endian, and wraps (SP 800-38A §B.1), as in OpenSSL.
  'aes-128-ctr': (key, iv) => ctr(key, iv),
  'aes-128-gcm': gcm,
  'aes-128-gcm-once': gcm,
};
