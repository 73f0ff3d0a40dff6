/**
 * What keeps apart the uses of one seed: the salts of HKDF, one per purpose.
 *
 * RFC 5869 §3.1 lets a salt be public and fixed. A salt rather than a prefix of the label,
 * because HKDF's outputs of different lengths under one salt and one label begin alike.
 */
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { Curve } from '../../model/core/algebra.ts';

/** For the values that roles derive by label: keys, nonces, initialisation vectors. */
export const VALUE_SALT: Uint8Array = utf8ToBytes('sa2pmp v1 derived value');

/** For the private scalar of a signing key, by its curve. */
export const SCALAR_SALTS: Readonly<Record<Curve, Uint8Array>> = {
  secp192r1: utf8ToBytes('sa2pmp v1 p-192 scalar'),
  secp192k1: utf8ToBytes('sa2pmp v1 secp192k1 scalar'),
  secp256r1: utf8ToBytes('sa2pmp v1 p-256 scalar'),
};

/** For the nonce of a signature that fresh randomness alone makes (A24). */
export const NONCE_SALT: Uint8Array = utf8ToBytes('sa2pmp v1 signature nonce');

/** Octets of a derived value: an AES-128 key, and the 128 bits that make a nonce unguessable. */
export const VALUE_BYTES = 16;
