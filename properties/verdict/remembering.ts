/**
 * An algebra on bytes that works out no public key, signature or verification twice: they are pure
 * functions, cost more than all else of a run on bytes, and attacks on one system have most in common.
 */
import type { Algebra } from '../../model/core/algebra.ts';
import type { Bytes } from '../../src/bytes.ts';

/** A pure function that works each answer out once; one that threw is asked again. */
function each<A extends readonly Bytes[], R>(work: (...values: A) => R): (...values: A) => R {
  const known = new Map<string, { readonly value: R }>();
  return (...values) => {
    const key = values.join(' ');
    const found = known.get(key);
    if (found !== undefined) return found.value;
    const value = work(...values);
    known.set(key, { value });
    return value;
  };
}

/** The algebra, with a memory. */
export function remembering(algebra: Algebra<Bytes>): Algebra<Bytes> {
  return {
    ...algebra,
    publicKey: each(algebra.publicKey),
    sign: each(algebra.sign),
    verify: each(algebra.verify),
  };
}
