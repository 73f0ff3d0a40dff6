/**
 * A second opinion: the same algebra on bytes with OpenSSL, through `node:crypto`.
 *
 * It agrees with `concrete.ts` octet for octet, signatures included, and verifies several
 * times faster; long simulations use it.
 */
import { timingSafeEqual } from 'node:crypto';
import type { Algebra, Suite } from '../model/core/algebra.ts';
import type { Bytes } from './bytes.ts';
import { aes, gcm } from './crypto/openssl/aes.ts';
import { derive } from './crypto/openssl/derive.ts';
import { digestOf, hmacSha256 } from './crypto/openssl/digest.ts';
import { ecdsaOn } from './crypto/openssl/ecdsa.ts';
import { onSeeds, type Primitives } from './crypto/primitives.ts';
import { over } from './over.ts';

/** The algebra of `suite` on OpenSSL. */
export function native(suite: Suite): Algebra<Bytes> {
  return over(openssl(suite), suite);
}

/** OpenSSL's primitives on the curve and with the digest of a suite. */
export function openssl({
  curve = 'secp192r1',
  digest = 'sha-1',
}: Omit<Suite, 'cipher'>): Primitives {
  return {
    ...onSeeds(ecdsaOn(curve, digest)),
    derive,
    hash: (message) => digestOf(digest, message),
    boxes: aes,
    gcm,
    hmacSha256,
    equal: (a, b) => a.length === b.length && timingSafeEqual(a, b),
  };
}
