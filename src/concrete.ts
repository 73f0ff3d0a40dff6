/** The reference implementation's algebra: bytes, on noble. */
import { equalBytes } from '@noble/curves/utils.js';
import type { Algebra, Curve, Suite } from '../model/core/algebra.ts';
import type { Bytes } from './bytes.ts';
import { aes } from './crypto/aes.ts';
import { derive } from './crypto/derive.ts';
import { type Ecdsa, ecdsaOn } from './crypto/ecdsa.ts';
import { onSeeds, type Primitives } from './crypto/primitives.ts';
import { sha1 } from './crypto/sha1.ts';
import { over } from './over.ts';

/** The algebra of `suite` on noble; a pure function of its arguments, nothing remembered. */
export function concrete(suite: Suite): Algebra<Bytes> {
  return over(noble(suite.curve ?? 'secp192r1'), suite);
}

function noble(curve: Curve): Primitives {
  return {
    ...onSeeds(CURVE[curve]),
    derive,
    hash: sha1,
    boxes: aes,
    equal: equalBytes,
  };
}

const CURVE: Readonly<Record<Curve, Ecdsa>> = {
  secp192r1: ecdsaOn('secp192r1'),
  secp192k1: ecdsaOn('secp192k1'),
};
