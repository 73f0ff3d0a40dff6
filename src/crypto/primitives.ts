/**
 * The primitives port: what an algebra on bytes needs of a cryptographic library, for one curve and
 * one digest.
 *
 * Every implementation gives the same octets for the same arguments, so that a message made by
 * one is read by the other and a run can be replayed on either. Sizes are in `curves.ts` and
 * `digest.ts`.
 */
import type { Cipher } from '../../model/core/algebra.ts';
import type { Boxes, KeyBits, Mode } from './box.ts';
import type { Ecdsa } from './ecdsa.ts';

/** One library's primitives. */
export interface Primitives {
  /** Octets derived from a seed by label, 16 unless said; HKDF-SHA-256 (RFC 5869). */
  derive: (seed: Uint8Array, label: string, lengthBytes?: number) => Uint8Array;
  /** The suite's digest: 20 octets of SHA-1 or 32 of SHA-256 (FIPS 180-4). */
  hash: (message: Uint8Array) => Uint8Array;
  /** The compressed point, 25 or 33 octets, of a signing key, which is a seed of any length. */
  publicKey: (signingKey: Uint8Array) => Uint8Array;
  /** Whether octets are a compressed point of the curve. */
  isPublicKey: (publicKey: Uint8Array) => boolean;
  /** A compressed point with both coordinates, 04 in front; `undefined` for what is none. */
  uncompressed: (publicKey: Uint8Array) => Uint8Array | undefined;
  /** r then s, 48 or 64 octets; ECDSA with the digest. Sign again with the same, get the same. */
  sign: (signingKey: Uint8Array, fresh: Uint8Array, message: Uint8Array) => Uint8Array;
  /** The same with a nonce that `fresh` alone makes (A24). */
  signWith: (signingKey: Uint8Array, fresh: Uint8Array, message: Uint8Array) => Uint8Array;
  /** False for anything that is no key or no signature. */
  verify: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;
  /**
   * The secret that a private key shares with a public key, 24 or 32 octets: x of the product
   * (SEC 1 §3.3.1). `undefined` for anything that is no public key. Keys as for signing.
   */
  agree: (privateKey: Uint8Array, publicKey: Uint8Array) => Uint8Array | undefined;
  /** AES in the given mode, with keys of so many bits. */
  boxes: (cipher: Cipher, keyBits: KeyBits) => Boxes;
  /** AES in GCM by itself, its nonce not carried: for HPKE. */
  gcm: Mode;
  /** HMAC with SHA-256, 32 octets: for HPKE. */
  hmacSha256: (key: Uint8Array, message: Uint8Array) => Uint8Array;
  /** Equality that takes the same time wherever the first difference stands. */
  equal: (a: Uint8Array, b: Uint8Array) => boolean;
}

/**
 * A library's signatures as the port has them: keys are seeds of any length, not scalars.
 *
 * @param ecdsa - the library's signatures on one curve
 */
export function onSeeds(
  ecdsa: Omit<Ecdsa, 'importPublicKey'>,
): Omit<Primitives, 'derive' | 'hash' | 'boxes' | 'gcm' | 'hmacSha256' | 'equal'> {
  const { signingScalar, publicKeyOf, isPublicKey, uncompressed } = ecdsa;
  const { sign, signWith, verify, agree } = ecdsa;
  return {
    publicKey: (signingKey) => publicKeyOf(signingScalar(signingKey)),
    isPublicKey,
    uncompressed,
    sign: (signingKey, fresh, message) => sign(signingScalar(signingKey), message, fresh),
    signWith: (signingKey, fresh, message) => signWith(signingScalar(signingKey), message, fresh),
    verify,
    agree: (privateKey, publicKey) => agree(signingScalar(privateKey), publicKey),
  };
}
