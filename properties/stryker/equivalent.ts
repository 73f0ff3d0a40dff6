/**
 * Mutants of the code that live because the change makes no difference, each with why. `npm run stryker`
 * counts them as equivalent.
 */
import { inHost } from './equivalent-in-host.ts';
import { inModel } from './equivalent-in-model.ts';
import { inOthers } from './equivalent-in-others.ts';

/** Some mutants, and why they live. */
export interface Equivalent {
  readonly because: string;
  /** As `report.ts` names them. */
  readonly mutants: readonly string[];
}

/** All that are known. */
export const equivalents: readonly Equivalent[] = [
  {
    because:
      'a length of four octets in the compact format is 2^21 at least, since its last octet is not 0, and no frame is so long: the field is cut short',
    mutants: [
      'src/codec/compact.ts: for (let index = 0; index < LENGTH_BYTES_MAX; index += 1) {: EqualityOperator at 23: index <= LENGTH_BYTES_MAX',
    ],
  },
  {
    because: 'an octet string takes numbers modulo 256, where 128 more and 128 less are the same',
    mutants: [
      'src/codec/compact.ts: return [(length % MORE) + MORE, ...lengthOf(Math.floor(length / MORE))];: ArithmeticOperator at 11: length % MORE - MORE',
    ],
  },
  {
    because:
      'a field that ends behind its frame leaves the reader behind it too: the next length cannot be read, and after the last field the place is not the end (P-ENC-4). The check is redundant; it says at once what is wrong',
    mutants: [
      'src/codec/reader.ts: if (end > frame.length) return undefined;: ConditionalExpression at 7: false',
    ],
  },
  {
    because:
      'it is what noble does unless told; it is spelt out because it matters (house rule: every option that matters to security)',
    mutants: [
      'src/crypto/ecdsa.ts: weierstrass<bigint>(CURVES[curve], { allowInfinityPoint: false });: ObjectLiteral at 38: {}',
    ],
  },
  {
    because:
      'signing and verifying say lowS themselves (READING), which is before what the signer was made with',
    mutants: [
      'src/crypto/ecdsa.ts: const signer = ecdsa(point, HASHES[digest], { lowS: false });: ObjectLiteral at 47: {}',
      'src/crypto/ecdsa.ts: const signer = ecdsa(point, HASHES[digest], { lowS: false });: BooleanLiteral at 55: true',
    ],
  },
  {
    because: 'a point that has one form has the other, and it is asked only whether there is one',
    mutants: [
      'src/crypto/ecdsa.ts: isPublicKey: (publicKey) => pointIn(publicKey, true) !== undefined,: BooleanLiteral at 52: false',
    ],
  },
  {
    because:
      'the nonces do not end (the generator returns never), so that the line behind the loop is there for the type alone',
    mutants: [
      'src/crypto/openssl/ecdsa.ts: throw new Error(\'unreachable: the nonces do not end\');: StringLiteral at 23: ""',
    ],
  },
  {
    because:
      'r is 0 for the nonce of a point whose x is a multiple of n. Nobody knows such a nonce: to find one is to solve the discrete logarithm. That s is not 0 is tried',
    mutants: [
      "src/crypto/ecdsa.ts: if (r === 0n || s === 0n) throw new Error('unreachable: chance 2^-190');: ConditionalExpression at 11: false",
      'src/crypto/openssl/ecdsa.ts: return r === 0n || s === 0n ? undefined : Buffer.concat([wide(r), wide(s)]);: ConditionalExpression at 12: false',
    ],
  },
  {
    because:
      'what is made of the inverse is reduced modulo n, to which n more is the same, and 0 it never is',
    mutants: [
      'src/crypto/openssl/ecdsa.ts: return t0 < 0n ? t0 + n : t0;: ConditionalExpression at 10: true',
      'src/crypto/openssl/ecdsa.ts: return t0 < 0n ? t0 + n : t0;: EqualityOperator at 10: t0 <= 0n',
    ],
  },
  {
    because:
      'of a number of zeros alone the place -1 is taken, and from there on it is one zero as well',
    mutants: [
      'src/crypto/signatures.ts: const digits = first < 0 ? [0] : [...number.subarray(first)];: ConditionalExpression at 18: false',
    ],
  },
  {
    because:
      'an integer that ends behind its signature leaves the reader behind it too: there is no second integer there, and the second does not end where the signature does. The check is redundant; it says at once what is wrong',
    mutants: [
      'src/crypto/signatures.ts: if (der[at] !== INTEGER || end > der.length) return undefined;: ConditionalExpression at 30: false',
    ],
  },
  {
    because: 'the order is odd and twice s is even: they are never the same',
    mutants: [
      'src/crypto/signatures.ts: return 2n * toNumber(s) <= n;: EqualityOperator at 10: 2n * toNumber(s) < n',
    ],
  },
  ...inModel,
  ...inOthers,
  ...inHost,
];

/** Why a mutant makes no difference; `undefined` where nothing is said. */
export function equivalentFor(name: string): string | undefined {
  return equivalents.find(({ mutants }) => mutants.includes(name))?.because;
}
