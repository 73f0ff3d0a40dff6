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
export const equivalents: readonly Equivalent[] = [];

/** Why a mutant makes no difference; `undefined` where nothing is said. */
export function equivalentFor(name: string): string | undefined {
  return equivalents.find(({ mutants }) => mutants.includes(name))?.because;
}
