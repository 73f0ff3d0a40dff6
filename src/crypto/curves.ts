/**
 * The curves of A30: P-192, alias secp192r1 and prime192v1, and secp192k1, and P-256, alias
 * secp256r1 and prime256v1; their numbers and the sizes that follow.
 *
 * The paper says only "The key size is 192 bits" (A30); the NIST curve is the usual reading.
 * Curves of that size are withdrawn: 96-bit security at best, and SP 800-186 keeps them for legacy
 * verification only. P-256 is the repair.
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

/** Domain parameters, SP 800-186 §3.2.1.3 and SEC 2 v2.0 §2.4.2. */
const P256: WeierstrassNumbers = {
  p: 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn,
  n: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  h: 1n,
  a: 0xffffffff00000001000000000000000000000000fffffffffffffffffffffffcn,
  b: 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
  Gx: 0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296n,
  Gy: 0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5n,
};

/** The curves by their names in SEC 2. */
export const CURVES: Readonly<Record<Curve, WeierstrassNumbers>> = {
  secp192r1: P192,
  secp192k1: K192,
  secp256r1: P256,
};

/** The sizes of what is made on a curve, in octets. */
export interface CurveSizes {
  /** A private scalar, a coordinate, r or s, big-endian. */
  readonly scalarBytes: number;
  /** A compressed point, SEC 1 v2.0 §2.3.3: 02 or 03, then x. The only public-key form accepted. */
  readonly publicKeyBytes: number;
  /** A signature: r then s, fixed width, no DER (IEEE P1363; A30 "raw"). */
  readonly signatureBytes: number;
  /**
   * Octets from which a private scalar is reduced.
   *
   * FIPS 186-5 §A.2.1 asks for 64 bits beyond the order, noble's reduction for half as many again:
   * 36 and 48. 40 and 48 satisfy both and leave a bias of 2^-128 at most.
   */
  readonly scalarSeedBytes: number;
}

function sized(scalarBytes: number, scalarSeedBytes: number): CurveSizes {
  return {
    scalarBytes,
    publicKeyBytes: 1 + scalarBytes,
    signatureBytes: 2 * scalarBytes,
    scalarSeedBytes,
  };
}

/** The sizes by the curves' names. */
export const SIZES: Readonly<Record<Curve, CurveSizes>> = {
  secp192r1: sized(24, 40),
  secp192k1: sized(24, 40),
  secp256r1: sized(32, 48),
};
