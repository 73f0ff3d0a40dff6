/**
 * Mutants of the code that live because the change makes no difference, each with why. `npm run stryker`
 * counts them as equivalent and says which of these it has not met.
 */

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
    because:
      'behind the end of a frame there is no octet; the length counted with it is no number and no octet is below 128, so that the loop ends without a length all the same. The check is there for the type',
    mutants: [
      'src/codec/compact.ts: if (octet === undefined) return undefined;: ConditionalExpression at 9: false',
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
];

/** Why a mutant makes no difference; `undefined` where nothing is said. */
export function equivalentFor(name: string): string | undefined {
  return equivalents.find(({ mutants }) => mutants.includes(name))?.because;
}
