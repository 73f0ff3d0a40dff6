/**
 * ECDSA with SHA-1 (FIPS 186-4 §6.4) on a curve of 192 bits, on OpenSSL; octet for octet
 * `../ecdsa.ts`.
 *
 * Verification is OpenSSL's own. Signing takes OpenSSL's hash, HMAC and multiplication, and does
 * the last line in BigInt, which is not constant time: fit for simulation, not for a phone.
 */
import { verify as opensslVerify } from 'node:crypto';
import type { Curve } from '../../../model/core/algebra.ts';
import { NONCE_SALT } from '../domains.ts';
import type { Ecdsa } from '../ecdsa.ts';
import { CURVES, SCALAR_SEED_BYTES } from '../p192.ts';
import { hkdfSha256 } from './derive.ts';
import { keysOn, reduced, toNumber, toScalar } from './keys.ts';
import { nonces } from './nonce.ts';
import { sha1 } from './sha1.ts';

/** What of a curve is wanted here: see {@link Ecdsa}. */
export type OpensslEcdsa = Omit<Ecdsa, 'importPublicKey'>;

/** ECDSA on `curve`. */
export function ecdsaOn(curve: Curve): OpensslEcdsa {
  const { n } = CURVES[curve];
  const { signingScalar, multiplyBase, agree, publicKeyObject } = keysOn(curve);
  /** The last line of signing, with the nonce k; `undefined` where r or s is 0. */
  const signedWith = (scalar: Uint8Array, digest: bigint, k: bigint): Uint8Array | undefined => {
    const r = toNumber(multiplyBase(toScalar(k)).subarray(1)) % n;
    const s = (inverse(k, n) * (digest + r * toNumber(scalar))) % n;
    return r === 0n || s === 0n ? undefined : Buffer.concat([toScalar(r), toScalar(s)]);
  };
  return {
    signingScalar,
    publicKeyOf: multiplyBase,
    isPublicKey: (publicKey) => publicKeyObject(publicKey) !== undefined,
    agree,
    sign: (scalar, message, fresh) => {
      const digest = toNumber(sha1(message)); // 160 bits, below n: nothing to truncate or reduce
      const seed = Buffer.concat([scalar, toScalar(digest), fresh ?? new Uint8Array(0)]);
      for (const k of nonces(seed, n)) {
        const signature = signedWith(scalar, digest, k);
        if (signature !== undefined) return signature;
      }
      throw new Error('unreachable: the nonces do not end');
    },
    signWith: (scalar, message, fresh) => {
      const wide = hkdfSha256(fresh, {
        salt: NONCE_SALT,
        info: new Uint8Array(0),
        lengthBytes: SCALAR_SEED_BYTES,
      });
      const signature = signedWith(scalar, toNumber(sha1(message)), reduced(wide, n));
      if (signature === undefined) throw new Error('unreachable: chance 2^-190');
      return signature;
    },
    verify: (publicKey, message, signature) => {
      const key = publicKeyObject(publicKey);
      // ieee-p1363: r then s, 48 octets or false. OpenSSL takes any s, high or low, as W8 needs.
      return (
        key !== undefined &&
        opensslVerify('sha1', message, { key, dsaEncoding: 'ieee-p1363' }, signature)
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
