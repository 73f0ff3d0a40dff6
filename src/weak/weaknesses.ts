/**
 * Weak primitives on bytes: what an attacker computes where a primitive is weaker than its ideal,
 * by the id of the rule of deduction that it carries out (`model/core/weakness.ts`).
 *
 * Nothing here is part of the protocol: it is the cryptanalyst's side of the reference
 * implementation, beside the wrappers of the primitives that it attacks.
 */
import type { Suite } from '../../model/core/algebra.ts';
import type { Weaknesses } from '../../model/core/weakness.ts';
import type { Bytes } from '../bytes.ts';
import { weakSignatures } from './signature.ts';
import { cipherWeaknesses } from './cipher.ts';
import { encodingWeaknesses } from './encoding.ts';

/**
 * All weaknesses of a suite's primitives.
 *
 * @param suite - the primitives in force
 */
export function weaknesses(suite: Suite): Weaknesses<Bytes> {
  return { ...weakSignatures(suite), ...cipherWeaknesses(suite), ...encodingWeaknesses };
}
