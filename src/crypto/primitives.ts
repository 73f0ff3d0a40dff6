/**
 * The primitives port: what an algebra on bytes needs of a cryptographic library.
 *
 * Every implementation gives the same octets for the same arguments, so that a message made by
 * one is read by the other and a run can be replayed on either.
 */
import type { Cipher } from '../../model/core/algebra.ts';
import type { Boxes } from './box.ts';

/** One library's primitives. */
export interface Primitives {
  /** 16 octets derived from a seed by label; HKDF-SHA-256 (RFC 5869). */
  derive: (seed: Uint8Array, label: string) => Uint8Array;
  /** 20 octets; SHA-1 (FIPS 180-4). */
  hash: (message: Uint8Array) => Uint8Array;
  /** The compressed P-192 point, 25 octets, of a signing key, which is a seed of any length. */
  publicKey: (signingKey: Uint8Array) => Uint8Array;
  /** 48 octets, r then s; ECDSA with SHA-1. Sign again with the same, get the same. */
  sign: (signingKey: Uint8Array, fresh: Uint8Array, message: Uint8Array) => Uint8Array;
  /** False for anything that is no key or no signature. */
  verify: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;
  /** AES-128 in the given mode. */
  boxes: (cipher: Cipher) => Boxes;
  /** Equality that takes the same time wherever the first difference stands. */
  equal: (a: Uint8Array, b: Uint8Array) => boolean;
}
