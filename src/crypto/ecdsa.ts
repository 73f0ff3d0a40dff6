/**
 * ECDSA with SHA-1 (FIPS 186-4 §6.4; SEC 1 v2.0 §4.1) on a curve of 192 bits (A30), on noble.
 *
 * noble ships neither curve: they are built here from their parameters; P-192 is held to the NIST
 * vectors, secp192k1 to OpenSSL.
 */
import { invert, mapHashToField } from '@noble/curves/abstract/modular.js';
import { ecdsa, weierstrass } from '@noble/curves/abstract/weierstrass.js';
import { bytesToNumberBE, numberToBytesBE } from '@noble/curves/utils.js';
import { sha1 } from '@noble/hashes/legacy.js';
import type { Curve } from '../../model/core/algebra.ts';
import { hkdfSha256 } from './derive.ts';
import { NONCE_SALT, SCALAR_SALTS } from './domains.ts';
import {
  CURVES,
  PUBLIC_KEY_BYTES,
  SCALAR_BYTES,
  SCALAR_SEED_BYTES,
  SIGNATURE_BYTES,
} from './p192.ts';

/** Signatures and key agreement on one curve. */
export interface Ecdsa {
  /**
   * The private scalar of a signing key, 24 octets, in [1, n-1].
   *
   * HKDF stretches the seed to 40 octets, which are reduced as in FIPS 186-5 §A.2.1: a seed is 16
   * octets of any value, a scalar 24 below n. A seed of any length will do; 24 octets that are a
   * scalar already, as of a key that comes from elsewhere, are themselves.
   */
  readonly signingScalar: (seed: Uint8Array) => Uint8Array;
  /**
   * The public key of a scalar: a compressed point, 25 octets.
   *
   * @throws Error when `scalar` is not 24 octets in [1, n-1]: a mistake of ours, not of a peer.
   */
  readonly publicKeyOf: (scalar: Uint8Array) => Uint8Array;
  /** Whether octets are a compressed point of the curve, 25 octets. */
  readonly isPublicKey: (publicKey: Uint8Array) => boolean;
  /**
   * The signature of `message`: r then s, 48 octets.
   *
   * `fresh` makes the nonce unpredictable, as the paper's random k is (A30), and message and key
   * go into it too (RFC 6979 §3.6), so that a repeated `fresh` does not give the key away.
   * `undefined` gives RFC 6979 unhedged. The same three arguments give the same signature.
   *
   * @throws Error when `scalar` is not 24 octets in [1, n-1]: a mistake of ours, not of a peer.
   */
  readonly sign: (
    scalar: Uint8Array,
    message: Uint8Array,
    fresh: Uint8Array | undefined,
  ) => Uint8Array;
  /**
   * The signature of `message` whose nonce `fresh` alone makes (A24): two messages signed with the
   * same give the key away. Not for use but to show that.
   */
  readonly signWith: (scalar: Uint8Array, message: Uint8Array, fresh: Uint8Array) => Uint8Array;
  /**
   * Whether `signature` on `message` verifies under a compressed `publicKey`.
   *
   * The point is checked to be on the curve (noble knows no other way; its order is prime, so that
   * is full validation, SEC 1 §3.2.2). False for anything that is no key or no signature.
   */
  readonly verify: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;
  /**
   * The secret that a scalar shares with a compressed `publicKey`: x of their product, 24 octets
   * (ECDH, SEC 1 §3.3.1). `undefined` for anything that is no key.
   */
  readonly agree: (scalar: Uint8Array, publicKey: Uint8Array) => Uint8Array | undefined;
  /**
   * The compressed form of a point given in any form of SEC 1 §2.3.3: how a key is imported.
   * `undefined` when it is no point of the curve.
   */
  readonly importPublicKey: (point: Uint8Array) => Uint8Array | undefined;
}

const READING = {
  // The message is hashed here, with the curve's hash, SHA-1; callers never pass a digest.
  prehash: true,
  // The paper does not forbid high s: noble's default would silently repair W8 (malleability).
  // Where A30c refuses it, `signatures.ts` does, once for every library.
  lowS: false,
  // r then s, fixed width; no DER to be lenient about, no recovery octet.
  format: 'compact',
} as const;

/** The result of `work`, or `undefined` where it throws. */
function attempt<R>(work: () => R): R | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

/** ECDSA on `curve`. */
export function ecdsaOn(curve: Curve): Ecdsa {
  const numbers = CURVES[curve];
  const { n } = numbers;
  // The point at infinity is no public key and has no encoding here.
  const point = weierstrass<bigint>(numbers, { allowInfinityPoint: false });
  const signer = ecdsa(point, sha1, { lowS: false });
  const importPublicKey: Ecdsa['importPublicKey'] = (octets) =>
    attempt(() => signer.Point.fromBytes(octets).toBytes(true));
  return {
    signingScalar: (seed) => {
      if (signer.utils.isValidSecretKey(seed)) return seed;
      const salt = SCALAR_SALTS[curve];
      const info = new Uint8Array(0);
      const wide = hkdfSha256(seed, { salt, info, lengthBytes: SCALAR_SEED_BYTES });
      return mapHashToField(wide, n);
    },
    publicKeyOf: (scalar) => signer.getPublicKey(scalar, true),
    isPublicKey: (publicKey) =>
      publicKey.length === PUBLIC_KEY_BYTES && importPublicKey(publicKey) !== undefined,
    sign: (scalar, message, fresh) =>
      signer.sign(message, scalar, { ...READING, extraEntropy: fresh ?? false }),
    signWith: (scalar, message, fresh) => {
      const wide = hkdfSha256(fresh, {
        salt: NONCE_SALT,
        info: new Uint8Array(0),
        lengthBytes: SCALAR_SEED_BYTES,
      });
      const k = bytesToNumberBE(mapHashToField(wide, n));
      const r = point.BASE.multiply(k).toAffine().x % n;
      const digest = bytesToNumberBE(sha1(message)); // 160 bits, below n
      const s = (invert(k, n) * (digest + r * bytesToNumberBE(scalar))) % n;
      const wide24 = (value: bigint): Uint8Array => numberToBytesBE(value, SCALAR_BYTES);
      return Uint8Array.of(...wide24(r), ...wide24(s));
    },
    verify: (publicKey, message, signature) => {
      // One form each: noble would also take uncompressed keys, and throws on other lengths.
      if (publicKey.length !== PUBLIC_KEY_BYTES || signature.length !== SIGNATURE_BYTES) {
        return false;
      }
      return signer.verify(signature, message, publicKey, READING);
    },
    agree: (scalar, publicKey) =>
      publicKey.length === PUBLIC_KEY_BYTES
        ? attempt(() => signer.getSharedSecret(scalar, publicKey, true).slice(1))
        : undefined,
    importPublicKey,
  };
}
