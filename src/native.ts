/**
 * A second opinion: the same algebra on bytes with OpenSSL, through `node:crypto`.
 *
 * It agrees with `concrete.ts` octet for octet, signatures included, and verifies several
 * times faster; long simulations use it.
 */
import { timingSafeEqual } from 'node:crypto';
import type { Algebra, Suite } from '../model/core/algebra.ts';
import type { Bytes } from './bytes.ts';
import { aes128 } from './crypto/openssl/aes-128.ts';
import { derive } from './crypto/openssl/derive.ts';
import { publicKeyOf, sign, verify } from './crypto/openssl/ecdsa-p192.ts';
import { signingScalar } from './crypto/openssl/keys.ts';
import { sha1 } from './crypto/openssl/sha1.ts';
import type { Primitives } from './crypto/primitives.ts';
import { over } from './over.ts';

/** The algebra of `suite` on OpenSSL. */
export function native(suite: Suite): Algebra<Bytes> {
  return over(openssl, suite);
}

const openssl: Primitives = {
  derive,
  hash: sha1,
  publicKey: (signingKey) => publicKeyOf(signingScalar(signingKey)),
  sign: (signingKey, fresh, message) => sign(signingScalar(signingKey), message, fresh),
  verify,
  boxes: aes128,
  equal: (a, b) => a.length === b.length && timingSafeEqual(a, b),
};
