/** placeholder */
import type { Lattice } from '../repairs/lattice.ts';
/** x */
export function hasse(lattices: readonly Lattice[], count: number): string {
  return `${lattices.length} ${count}`;
}
