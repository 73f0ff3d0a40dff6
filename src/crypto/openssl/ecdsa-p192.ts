/**
 * ECDSA on P-192 with SHA-1 (FIPS 186-4 §6.4), on OpenSSL; octet for octet `../ecdsa-p192.ts`.
 *
 * Verification is OpenSSL's own. Signing takes OpenSSL's hash, HMAC and multiplication, and does
 * the last line in BigInt, which is not constant time: fit for simulation, not for a phone.
 */
import { verify as opensslVerify } from 'node:crypto';
import { P192 } from '../p192.ts';
import { multiplyBase, publicKeyObject, toNumber, toScalar } from './keys.ts';
import { nonces } from './nonce.ts';
import { sha1 } from './sha1.ts';

/** The public key of a scalar: a compressed point, 25 octets. @throws Error on no scalar. */
export function publicKeyOf(scalar: Uint8Array): Uint8Array {
  return multiplyBase(scalar);
}

/**
 * The signature of `message`: r then s, 48 octets; s high or low as it falls.
 *
 * @param fresh - k' of RFC 6979 §3.6; `undefined` signs as RFC 6979 §3.2
 */
export function sign(
  scalar: Uint8Array,
  message: Uint8Array,
  fresh: Uint8Array | undefined,
): Uint8Array {
  const digest = toNumber(sha1(message)); // 160 bits, below n: nothing to truncate or reduce
  const seed = Buffer.concat([scalar, toScalar(digest), fresh ?? new Uint8Array(0)]);
  for (const k of nonces(seed)) {
    const r = toNumber(multiplyBase(toScalar(k)).subarray(1)) % P192.n;
    const s = (inverse(k) * (digest + r * toNumber(scalar))) % P192.n;
    if (r !== 0n && s !== 0n) return Buffer.concat([toScalar(r), toScalar(s)]);
  }
  throw new Error('unreachable: the nonces do not end');
}

/** Whether `signature` on `message` verifies; false for anything that is no key or signature. */
export function verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const key = publicKeyObject(publicKey);
  // ieee-p1363: r then s, 48 octets or false. OpenSSL takes any s, high or low, as W8 needs.
  return (
    key !== undefined &&
    opensslVerify('sha1', message, { key, dsaEncoding: 'ieee-p1363' }, signature)
  );
}

/** The inverse modulo n, by Euclid's algorithm. */
function inverse(value: bigint): bigint {
  let [r0, r1] = [P192.n, value];
  let [t0, t1] = [0n, 1n];
  while (r1 !== 0n) {
    const quotient = r0 / r1;
    [r0, r1] = [r1, r0 - quotient * r1];
    [t0, t1] = [t1, t0 - quotient * t1];
  }
  return t0 < 0n ? t0 + P192.n : t0;
}
