/**
 * A second opinion: the same algebra on bytes with OpenSSL, through `node:crypto`.
 *
 * It agrees with `concrete.ts` octet for octet, signatures included, and verifies several
 * times faster; long simulations use it.
 */
import { timingSafeEqual } from 'node:crypto';
import type { Algebra, Curve, Suite } from '../model/core/algebra.ts';
import type { Bytes } from './bytes.ts';
import { aes } from './crypto/openssl/aes.ts';
import { derive } from './crypto/openssl/derive.ts';
import { ecdsaOn, type OpensslEcdsa } from './crypto/openssl/ecdsa.ts';
import { sha1 } from './crypto/openssl/sha1.ts';
import { onSeeds, type Primitives } from './crypto/primitives.ts';
import { over } from './over.ts';

/** The algebra of `suite` on OpenSSL. */
export function native(suite: Suite): Algebra<Bytes> {
  return over(openssl(suite.curve ?? 'secp192r1'), suite);
}

function openssl(curve: Curve): Primitives {
  return {
    ...onSeeds(CURVE[curve]),
    derive,
    hash: sha1,
    boxes: aes,
    equal: (a, b) => a.length === b.length && timingSafeEqual(a, b),
  };
}

const CURVE: Readonly<Record<Curve, OpensslEcdsa>> = {
  secp192r1: ecdsaOn('secp192r1'),
  secp192k1: ecdsaOn('secp192k1'),
};
