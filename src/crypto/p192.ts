/**
 * The curves of 192 bits: P-192, alias secp192r1 and prime192v1, and secp192k1; their numbers and
 * the sizes that follow.
 *
 * The paper says only "The key size is 192 bits" (A30); the NIST curve is the usual reading.
 * Withdrawn: 96-bit security at best, and SP 800-186 keeps it for legacy verification only.
 */
import type { Curve } from '../../model/core/algebra.ts';

/** The numbers of a curve y^2 = x^3 + ax + b over the integers modulo p. */
export interface WeierstrassNumbers {
  /** The field's prime. */
  readonly p: bigint;
  /** The order of the base point, a prime. */
  readonly n: bigint;
  /** The cofactor; 1, so that every point but infinity has order n. */
  readonly h: bigint;
  /** Coefficient of x. */
  readonly a: bigint;
  /** Constant term. */
  readonly b: bigint;
  /** x of the base point. */
  readonly Gx: bigint;
  /** y of the base point. */
  readonly Gy: bigint;
}

/** Domain parameters, FIPS 186-4 §D.1.2.1 and SEC 2 v1.0 §2.5.2. */
export const P192: WeierstrassNumbers = {
  p: 0xfffffffffffffffffffffffffffffffeffffffffffffffffn,
  n: 0xffffffffffffffffffffffff99def836146bc9b1b4d22831n,
  h: 1n,
  a: 0xfffffffffffffffffffffffffffffffefffffffffffffffcn,
  b: 0x64210519e59c80e70fa7e9ab72243049feb8deecc146b9b1n,
  Gx: 0x188da80eb03090f67cbf20eb43a18800f4ff0afd82ff1012n,
  Gy: 0x07192b95ffc8da78631011ed6b24cdd573f977a11e794811n,
};

/** The Koblitz curve of that size (A30), SEC 2 v1.0 §2.5.1. */
const K192: WeierstrassNumbers = {
  p: 0xfffffffffffffffffffffffffffffffffffffffeffffee37n,
  n: 0xfffffffffffffffffffffffe26f2fc170f69466a74defd8dn,
  h: 1n,
  a: 0n,
  b: 3n,
  Gx: 0xdb4ff10ec057e9ae26b07d0280b7f4341da5d1b1eae06c7dn,
  Gy: 0x9b2f2f6d9c5628a7844163d015be86344082aa88d95e2f9dn,
};

/** The curves by their names in SEC 2. */
export const CURVES: Readonly<Record<Curve, WeierstrassNumbers>> = {
  secp192r1: P192,
  secp192k1: K192,
};

/** A private scalar, a coordinate, r or s: 192 bits, big-endian. */
export const SCALAR_BYTES = 24;

/** A compressed point, SEC 1 v2.0 §2.3.3: 02 or 03, then x. The only public-key form accepted. */
export const PUBLIC_KEY_BYTES = 1 + SCALAR_BYTES;

/** A signature: r then s, fixed width, no DER (IEEE P1363; A30 "raw"). */
export const SIGNATURE_BYTES = 2 * SCALAR_BYTES;

/**
 * Octets from which a private scalar is reduced.
 *
 * FIPS 186-5 §A.2.1 asks for 64 bits beyond the order, that is 32; noble's reduction asks for
 * half as many again, that is 36. 40 satisfies both and leaves a bias below 2^-128.
 */
export const SCALAR_SEED_BYTES = 40;
