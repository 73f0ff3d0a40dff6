/**
 * The nonce k of a signature: RFC 6979 §3.2 with SHA-1 on a curve of 192 bits, and fresh octets as in
 * §3.6.
 *
 * OpenSSL through `node:crypto` signs with a k of its own, and a role must be replayable octet
 * for octet; hence this.
 */
import { createHmac } from 'node:crypto';
import { SCALAR_BYTES } from '../p192.ts';
import { toNumber } from './keys.ts';

const HASH_BYTES = 20;

/**
 * Candidates for k, all in [1, n-1]; the first serves but for probability 2^-96 or so.
 *
 * @param seed - int2octets(x), bits2octets(h1) and k', joined (§3.2 step d, §3.6)
 * @param n - the order of the base point
 */
export function* nonces(seed: Uint8Array, n: bigint): Generator<bigint, never> {
  let key: Uint8Array = new Uint8Array(HASH_BYTES); // c
  let value: Uint8Array = new Uint8Array(HASH_BYTES).fill(1); // b
  key = hmac(key, value, ZERO, seed); // d
  value = hmac(key, value); // e
  key = hmac(key, value, ONE, seed); // f
  value = hmac(key, value); // g
  for (;;) {
    const first = hmac(key, value); // h2: 20 octets of the 24 wanted
    value = hmac(key, first);
    const k = toNumber(Buffer.concat([first, value]).subarray(0, SCALAR_BYTES));
    if (k > 0n && k < n) yield k; // h3
    key = hmac(key, value, ZERO);
    value = hmac(key, value);
  }
}

const ZERO = Uint8Array.of(0);
const ONE = Uint8Array.of(1);

function hmac(key: Uint8Array, ...parts: readonly Uint8Array[]): Uint8Array {
  return createHmac('sha1', key).update(Buffer.concat(parts)).digest();
}
