/**
 * ECDSA on P-192 with SHA-1 (FIPS 186-4 §6.4; SEC 1 v2.0 §4.1), on noble.
 *
 * noble ships no P-192: it is built here from its parameters and held to the NIST vectors.
 */
import { mapHashToField } from '@noble/curves/abstract/modular.js';
import { ecdsa, weierstrass } from '@noble/curves/abstract/weierstrass.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { hkdfSha256 } from './derive.ts';
import { SCALAR_SALT } from './domains.ts';
import { P192, PUBLIC_KEY_BYTES, SCALAR_SEED_BYTES, SIGNATURE_BYTES } from './p192.ts';

/**
 * The private scalar of a signing key, 24 octets, in [1, n-1].
 *
 * HKDF stretches the seed to 40 octets, which are reduced as in FIPS 186-5 §A.2.1: a seed is 16
 * octets of any value, a scalar 24 below n. A seed of any length will do.
 */
export function signingScalar(seed: Uint8Array): Uint8Array {
  const info = new Uint8Array(0);
  const wide = hkdfSha256(seed, { salt: SCALAR_SALT, info, lengthBytes: SCALAR_SEED_BYTES });
  return mapHashToField(wide, P192.n);
}

/**
 * The public key of a scalar: a compressed point, 25 octets.
 *
 * @throws Error when `scalar` is not 24 octets in [1, n-1]: a mistake of ours, not of a peer.
 */
export function publicKeyOf(scalar: Uint8Array): Uint8Array {
  return CURVE.getPublicKey(scalar, true);
}

/**
 * The signature of `message`: r then s, 48 octets.
 *
 * `fresh` makes the nonce unpredictable, as the paper's random k is (A30), and message and key
 * go into it too (RFC 6979 §3.6), so that a repeated `fresh` does not give the key away.
 * `undefined` gives RFC 6979 unhedged. The same three arguments give the same signature.
 *
 * @throws Error when `scalar` is not 24 octets in [1, n-1]: a mistake of ours, not of a peer.
 */
export function sign(
  scalar: Uint8Array,
  message: Uint8Array,
  fresh: Uint8Array | undefined,
): Uint8Array {
  return CURVE.sign(message, scalar, { ...READING, extraEntropy: fresh ?? false });
}

/**
 * Whether `signature` on `message` verifies under a compressed `publicKey`.
 *
 * The point is checked to be on the curve (noble knows no other way; its order is prime, so that
 * is full validation, SEC 1 §3.2.2). False for anything that is no key or no signature.
 */
export function verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  // One form each: noble would also take uncompressed keys, and throws on other lengths.
  if (publicKey.length !== PUBLIC_KEY_BYTES || signature.length !== SIGNATURE_BYTES) return false;
  return CURVE.verify(signature, message, publicKey, READING);
}

/**
 * The compressed form of a point given in any form of SEC 1 §2.3.3: how a key is imported.
 * `undefined` when it is no point of the curve.
 */
export function importPublicKey(point: Uint8Array): Uint8Array | undefined {
  try {
    return CURVE.Point.fromBytes(point).toBytes(true);
  } catch {
    return undefined;
  }
}

/** The point at infinity is no public key and has no encoding here. */
const POINT = weierstrass<bigint>(P192, { allowInfinityPoint: false });

const CURVE = ecdsa(POINT, sha1, { lowS: false });

const READING = {
  // The message is hashed here, with the curve's hash, SHA-1; callers never pass a digest.
  prehash: true,
  // The paper does not forbid high s: noble's default would silently repair W8 (malleability).
  lowS: false,
  // r then s, fixed width; no DER to be lenient about, no recovery octet.
  format: 'compact',
} as const;
