/**
 * Mutants that nothing kills, each with why: the change makes no difference, by an argument, or it does
 * and no claim or law looks there. They are listed in `survivors.json`; a test demands that each of these is
 * a mutant, that it lives, and that no other does.
 */
import { readFileSync } from 'node:fs';

/** Why some mutants live. */
export interface Argument {
  /** `equivalent` where nobody could tell the mutant from the protocol; `open` where somebody could. */
  readonly kind: 'equivalent' | 'open';
  readonly because: string;
  /** The mutants, by their ids. */
  readonly mutants: readonly string[];
}

/** All that live. */
export const survivors = JSON.parse(
  readFileSync(new URL('survivors.json', import.meta.url), 'utf8'),
) as readonly Argument[];

/** Why a mutant lives; `undefined` where nothing is said. */
export function argumentFor(id: string): Argument | undefined {
  return survivors.find(({ mutants }) => mutants.includes(id));
}
