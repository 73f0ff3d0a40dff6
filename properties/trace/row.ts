/**
 * Traceability: a sentence of the paper that claims or requires something, and where it went.
 */
import type { AxisId } from '../../model/sa2pmp/reading.ts';

/** One sentence of the paper. */
export interface Row {
  /** The section. */
  readonly at: string;
  /** The words by which it is found. */
  readonly quote: string;
  /** Whether it says what the design achieves, or what is to be done. */
  readonly kind: 'claim' | 'requirement';
  /** Where the model has it: `file#export`. */
  readonly model: readonly string[];
  /** Where the running system has it: `file#export`. */
  readonly code: readonly string[];
  /** The ids of the claims by which it is judged. */
  readonly judgedBy: readonly string[];
  /** The axes of the reading that it leaves open, or that repair it. */
  readonly axes: readonly AxisId[];
  /** The attacker against whom it is judged here; the network unless said. */
  readonly against?: string;
  /** What became of it, in words: always where no claim judges it. */
  readonly stands?: string;
}
