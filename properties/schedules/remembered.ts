/**
 * An algebra on bytes that does nothing slow twice: as pure functions, its answers are kept.
 *
 * A schedule runs three times and honest keys are the same in every schedule, so most signatures
 * and verifications have been computed before. For sound algebras only; a broken one may have a
 * memory of its own.
 */
import type { Algebra, Suite } from '../../model/core/algebra.ts';
import type { Bytes } from '../../src/bytes.ts';

/** How many answers of one operation are kept before all are dropped. */
const answersMax = 20_000;

/** The same algebras, remembering; one memory for all calls with a suite. */
export function remembered(
  make: (suite: Suite) => Algebra<Bytes>,
): (suite: Suite) => Algebra<Bytes> {
  const made = new Map<string, Algebra<Bytes>>();
  return (suite) => {
    // Curve, encoding, nonce and key size change what the slow operations answer (A8b, A24, A30).
    const key = JSON.stringify(Object.entries(suite).toSorted());
    const algebra = made.get(key) ?? remembering(make(suite));
    made.set(key, algebra);
    return algebra;
  };
}

function remembering(algebra: Algebra<Bytes>): Algebra<Bytes> {
  const { publicKey, isPublicKey, sign, verify, derive } = algebra;
  return {
    ...algebra,
    publicKey: remember(publicKey),
    isPublicKey: remember(isPublicKey),
    sign: remember(sign),
    verify: remember(verify),
    derive: remember(derive),
  };
}

function remember<A extends readonly string[], R>(compute: (...args: A) => R): (...args: A) => R {
  const answers = new Map<string, { readonly answer: R }>();
  return (...args) => {
    const key = args.join(' ');
    const found = answers.get(key);
    if (found !== undefined) return found.answer;
    if (answers.size >= answersMax) answers.clear();
    const answer = compute(...args);
    answers.set(key, { answer });
    return answer;
  };
}
