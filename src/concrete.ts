/** The reference implementation's algebra: bytes, on noble. */
import { equalBytes } from '@noble/curves/utils.js';
import type { Algebra, Suite } from '../model/core/algebra.ts';
import type { Bytes } from './bytes.ts';
import { aes, gcm } from './crypto/aes.ts';
import { derive } from './crypto/derive.ts';
import { digestOf, hmacSha256 } from './crypto/digest.ts';
import { ecdsaOn } from './crypto/ecdsa.ts';
import { onSeeds, type Primitives } from './crypto/primitives.ts';
import { over } from './over.ts';

/** The algebra of `suite` on noble; a pure function of its arguments, nothing remembered. */
export function concrete(suite: Suite): Algebra<Bytes> {
  return over(noble(suite), suite);
}

/** noble's primitives on the curve and with the digest of a suite. */
export function noble({
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
    equal: equalBytes,
  };
}
