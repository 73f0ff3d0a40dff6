/**
 * Mutants that nothing kills, each with why: the change makes no difference, by an argument, or it does
 * and no claim or law looks there. A test demands that each of these is a mutant, that it lives, and that
 * no other does.
 */

/** Why a mutant lives. */
export interface Argument {
  /** `equivalent` where nobody could tell the mutant from the protocol; `open` where somebody could. */
  readonly kind: 'equivalent' | 'open';
  readonly because: string;
  /** The mutants, by their ids. */
  readonly mutants: readonly string[];
}

/** All that live. */
export const survivors: readonly Argument[] = [];

/** Why a mutant lives; `undefined` where nothing is said. */
export function argumentFor(id: string): Argument | undefined {
  return survivors.find(({ mutants }) => mutants.includes(id));
}
