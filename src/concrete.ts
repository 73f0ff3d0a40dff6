/** The reference implementation's algebra: bytes, on noble. */
import { equalBytes } from '@noble/curves/utils.js';
import type { Algebra, Suite } from '../model/core/algebra.ts';
import type { Bytes } from './bytes.ts';
import { aes128 } from './crypto/aes-128.ts';
import { derive } from './crypto/derive.ts';
import { publicKeyOf, sign, signingScalar, verify } from './crypto/ecdsa-p192.ts';
import type { Primitives } from './crypto/primitives.ts';
import { sha1 } from './crypto/sha1.ts';
import { over } from './over.ts';

/** The algebra of `suite` on noble; a pure function of its arguments, nothing remembered. */
export function concrete(suite: Suite): Algebra<Bytes> {
  return over(noble, suite);
}

const noble: Primitives = {
  derive,
  hash: sha1,
  publicKey: (signingKey) => publicKeyOf(signingScalar(signingKey)),
  sign: (signingKey, fresh, message) => sign(signingScalar(signingKey), message, fresh),
  verify,
  boxes: aes128,
  equal: equalBytes,
};
