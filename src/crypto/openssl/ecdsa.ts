/**
 * ECDSA (FIPS 186-4 §6.4) with the curves of A30 and SHA-1 or SHA-256, on OpenSSL; octet for octet
 * `../ecdsa.ts`.
 *
 * Verification is OpenSSL's own. Signing takes OpenSSL's hash, HMAC and multiplication, and does
 * the last line in BigInt, which is not constant time: fit for simulation, not for a phone.
 */
import { verify as opensslVerify } from 'node:crypto';
import type { Curve, Digest } from '../../../model/core/algebra.ts';
import { CURVES, SIZES } from '../curves.ts';
import { NONCE_SALT } from '../domains.ts';
import type { Ecdsa } from '../ecdsa.ts';
import { hkdfSha256 } from './derive.ts';
import { digestOf, HASH_NAMES } from './digest.ts';
import { keysOn, reduced, toNumber, toScalar } from './keys.ts';
import { nonces } from './nonce.ts';

/** What of a curve is wanted here: see {@link Ecdsa}. */
export type OpensslEcdsa = Omit<Ecdsa, 'importPublicKey'>;

/** ECDSA on `curve` with `digest`. */
export function ecdsaOn(curve: Curve, digest: Digest): OpensslEcdsa {
  const { n } = CURVES[curve];
  const { scalarBytes, scalarSeedBytes } = SIZES[curve];
  const { signingScalar, multiplyBase, agree, uncompressed, publicKeyObject } = keysOn(curve);
  const wide = (value: bigint): Uint8Array => toScalar(value, scalarBytes);
  /** The first bits of a message's digest, as many as the order has (SEC 1 §4.1.3). */
  const digestNumber = (message: Uint8Array): bigint =>
    toNumber(digestOf(digest, message).subarray(0, scalarBytes));
  /** The last line of signing, with the nonce k; `undefined` where r or s is 0. */
  const signedWith = (scalar: Uint8Array, h: bigint, k: bigint): Uint8Array | undefined => {
    const r = toNumber(multiplyBase(wide(k)).subarray(1)) % n;
    const s = (inverse(k, n) * (h + r * toNumber(scalar))) % n;
    return r === 0n || s === 0n ? undefined : Buffer.concat([wide(r), wide(s)]);
  };
  return {
    signingScalar,
    publicKeyOf: multiplyBase,
    isPublicKey: (publicKey) => publicKeyObject(publicKey) !== undefined,
    agree,
    uncompressed,
    sign: (scalar, message, fresh) => {
      const h = digestNumber(message);
      const seed = Buffer.concat([scalar, wide(h % n), fresh ?? new Uint8Array(0)]);
      for (const k of nonces(seed, { n, scalarBytes, digest })) {
        const signature = signedWith(scalar, h, k);
        if (signature !== undefined) return signature;
      }
      throw new Error('unreachable: the nonces do not end');
    },
    signWith: (scalar, message, fresh) => {
      const stretched = hkdfSha256(fresh, {
        salt: NONCE_SALT,
        info: new Uint8Array(0),
        lengthBytes: scalarSeedBytes,
      });
      const signature = signedWith(scalar, digestNumber(message), reduced(stretched, n));
      if (signature === undefined) throw new Error('unreachable: chance 2^-190');
      return signature;
    },
    verify: (publicKey, message, signature) => {
      const key = publicKeyObject(publicKey);
      // ieee-p1363: r then s, fixed width or false. OpenSSL takes any s, high or low, as W8 needs.
      return (
        key !== undefined &&
        opensslVerify(HASH_NAMES[digest], message, { key, dsaEncoding: 'ieee-p1363' }, signature)
      );
    },
  };
}

/** The inverse modulo n, by Euclid's algorithm. */
function inverse(value: bigint, n: bigint): bigint {
  let [r0, r1] = [n, value];
  let [t0, t1] = [0n, 1n];
  while (r1 !== 0n) {
    const quotient = r0 / r1;
    [r0, r1] = [r1, r0 - quotient * r1];
    [t0, t1] = [t1, t0 - quotient * t1];
  }
  return t0 < 0n ? t0 + n : t0;
}
