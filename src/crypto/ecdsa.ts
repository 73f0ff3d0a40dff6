/**
 * ECDSA (FIPS 186-4 §6.4; SEC 1 v2.0 §4.1) with the curves of A30 and SHA-1 or SHA-256, on noble.
 *
 * noble ships no curve of 192 bits: all are built here from their parameters. P-192 and P-256 are
 * held to the NIST vectors, secp192k1 to OpenSSL.
 */
import { invert, mapHashToField } from '@noble/curves/abstract/modular.js';
import { ecdsa, weierstrass } from '@noble/curves/abstract/weierstrass.js';
import { bytesToNumberBE, numberToBytesBE } from '@noble/curves/utils.js';
import type { Curve, Digest } from '../../model/core/algebra.ts';
import { CURVES, SIZES } from './curves.ts';
import { hkdfSha256 } from './derive.ts';
import { digestOf, HASHES } from './digest.ts';
import { NONCE_SALT, SCALAR_SALTS } from './domains.ts';

/** Signatures and key agreement on one curve. "Octets of a scalar" are its `scalarBytes`. */
export interface Ecdsa {
  /**
   * The private scalar of a signing key, as many octets as a scalar has, in [1, n-1].
   *
   * HKDF stretches the seed, and what comes out is reduced as in FIPS 186-5 §A.2.1: a seed is 16
   * octets of any value, a scalar is below n. A seed of any length will do; octets that are a
   * scalar already, as of a key that comes from elsewhere, are themselves.
   */
  readonly signingScalar: (seed: Uint8Array) => Uint8Array;
  /**
   * The public key of a scalar: a compressed point.
   *
   * @throws Error when `scalar` is not that many octets in [1, n-1]: a mistake of ours, not of a peer.
   */
  readonly publicKeyOf: (scalar: Uint8Array) => Uint8Array;
  /** Whether octets are a compressed point of the curve. */
  readonly isPublicKey: (publicKey: Uint8Array) => boolean;
  /**
   * The signature of `message`: r then s, fixed width.
   *
   * `fresh` makes the nonce unpredictable, as the paper's random k is (A30), and message and key
   * go into it too (RFC 6979 §3.6), so that a repeated `fresh` does not give the key away.
   * `undefined` gives RFC 6979 unhedged. The same three arguments give the same signature.
   *
   * @throws Error when `scalar` is none in [1, n-1]: a mistake of ours, not of a peer.
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
   * The secret that a scalar shares with a compressed `publicKey`: x of their product (ECDH, SEC 1
   * §3.3.1). `undefined` for anything that is no key.
   */
  readonly agree: (scalar: Uint8Array, publicKey: Uint8Array) => Uint8Array | undefined;
  /** A compressed point as 04, x, y (SEC 1 §2.3.3); `undefined` for anything that is none. */
  readonly uncompressed: (publicKey: Uint8Array) => Uint8Array | undefined;
  /**
   * The compressed form of a point given in any form of SEC 1 §2.3.3: how a key is imported.
   * `undefined` when it is no point of the curve.
   */
  readonly importPublicKey: (point: Uint8Array) => Uint8Array | undefined;
}

const READING = {
  // The message is hashed here, with the suite's digest; callers never pass a digest.
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

// The point at infinity is no public key and has no encoding here.
const pointsOf = (curve: Curve) =>
  weierstrass<bigint>(CURVES[curve], { allowInfinityPoint: false });

/** Once for all digests: multiples of a base point are tabulated. */
const POINTS: Readonly<Record<Curve, ReturnType<typeof pointsOf>>> = {
  secp192r1: pointsOf('secp192r1'),
  secp192k1: pointsOf('secp192k1'),
  secp256r1: pointsOf('secp256r1'),
};

/** The number that a digest is to ECDSA: its first bits, as many as the order has (SEC 1 §4.1.3). */
export function digestNumber(digest: Uint8Array, curve: Curve): bigint {
  return bytesToNumberBE(digest.slice(0, SIZES[curve].scalarBytes));
}

/** ECDSA on `curve` with `digest`. */
export function ecdsaOn(curve: Curve, digest: Digest): Ecdsa {
  const { n } = CURVES[curve];
  const { scalarBytes, publicKeyBytes, signatureBytes, scalarSeedBytes } = SIZES[curve];
  const point = POINTS[curve];
  const signer = ecdsa(point, HASHES[digest], { lowS: false });
  const stretched = (seed: Uint8Array, salt: Uint8Array): Uint8Array =>
    mapHashToField(
      hkdfSha256(seed, { salt, info: new Uint8Array(0), lengthBytes: scalarSeedBytes }),
      n,
    );
  /** A compressed key's point in a form; noble would take other forms of the key too. */
  const pointIn = (publicKey: Uint8Array, isCompressed: boolean): Uint8Array | undefined =>
    publicKey.length === publicKeyBytes
      ? attempt(() => signer.Point.fromBytes(publicKey).toBytes(isCompressed))
      : undefined;
  return {
    signingScalar: (seed) =>
      signer.utils.isValidSecretKey(seed) ? seed : stretched(seed, SCALAR_SALTS[curve]),
    publicKeyOf: (scalar) => signer.getPublicKey(scalar, true),
    isPublicKey: (publicKey) => pointIn(publicKey, true) !== undefined,
    sign: (scalar, message, fresh) =>
      signer.sign(message, scalar, { ...READING, extraEntropy: fresh ?? false }),
    signWith: (scalar, message, fresh) => {
      const k = bytesToNumberBE(stretched(fresh, NONCE_SALT));
      const r = point.BASE.multiply(k).toAffine().x % n;
      const h = digestNumber(digestOf(digest, message), curve);
      const s = (invert(k, n) * (h + r * bytesToNumberBE(scalar))) % n;
      if (r === 0n || s === 0n) throw new Error('unreachable: chance 2^-190');
      return Uint8Array.of(...numberToBytesBE(r, scalarBytes), ...numberToBytesBE(s, scalarBytes));
    },
    verify: (publicKey, message, signature) => {
      // One form each: noble would also take uncompressed keys, and throws on other lengths.
      // P-CRY-1
      if (publicKey.length !== publicKeyBytes || signature.length !== signatureBytes) return false;
      return signer.verify(signature, message, publicKey, READING);
    },
    agree: (scalar, publicKey) =>
      publicKey.length === publicKeyBytes
        ? attempt(() => signer.getSharedSecret(scalar, publicKey, true).slice(1))
        : undefined,
    uncompressed: (publicKey) => pointIn(publicKey, false),
    importPublicKey: (octets) => attempt(() => signer.Point.fromBytes(octets).toBytes(true)),
  };
}
