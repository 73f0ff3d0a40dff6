/**
 * The nonce k of a signature: RFC 6979 §3.2 with the suite's digest, and fresh octets as in §3.6.
 *
 * OpenSSL through `node:crypto` signs with a k of its own, and a role must be replayable octet
 * for octet; hence this.
 */
import { createHmac } from 'node:crypto';
import type { Digest } from '../../../model/core/algebra.ts';
import { DIGEST_BYTES } from '../digest.ts';
import { HASH_NAMES } from './digest.ts';
import { toNumber } from './keys.ts';

/** Whose nonces are wanted. */
export interface Nonce {
  /** The order of the base point. */
  readonly n: bigint;
  /** Octets of a number below it; the order has as many bits exactly. */
  readonly scalarBytes: number;
  readonly digest: Digest;
}

/**
 * Candidates for k, all in [1, n-1]; the first serves but for probability 2^-96 or so, 2^-32 on P-256.
 *
 * @param seed - int2octets(x), bits2octets(h1) and k', joined (§3.2 step d, §3.6)
 */
export function* nonces(
  seed: Uint8Array,
  { n, scalarBytes, digest }: Nonce,
): Generator<bigint, never> {
  const hmac = hmacWith(HASH_NAMES[digest]);
  let key: Uint8Array = new Uint8Array(DIGEST_BYTES[digest]); // c
  let value: Uint8Array = new Uint8Array(DIGEST_BYTES[digest]).fill(1); // b
  key = hmac(key, value, ZERO, seed); // d
  value = hmac(key, value); // e
  key = hmac(key, value, ONE, seed); // f
  value = hmac(key, value); // g
  for (;;) {
    const blocks: Uint8Array[] = []; // T of h1; two of SHA-1, one of SHA-256
    while (blocks.length * value.length < scalarBytes) {
      value = hmac(key, value); // h2
      blocks.push(value);
    }
    const k = toNumber(Buffer.concat(blocks).subarray(0, scalarBytes));
    if (k > 0n && k < n) yield k; // h3
    key = hmac(key, value, ZERO);
    value = hmac(key, value);
  }
}

const ZERO = Uint8Array.of(0);
const ONE = Uint8Array.of(1);

const hmacWith =
  (hash: string) =>
  (key: Uint8Array, ...parts: readonly Uint8Array[]): Uint8Array =>
    createHmac(hash, key).update(Buffer.concat(parts)).digest();
