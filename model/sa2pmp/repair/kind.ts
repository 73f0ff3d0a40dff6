/** What a repair is: choices on axes of a reading, with the weaknesses that they close (R1 to R9). */
import type { Reading } from '../reading/axes.ts';

/** The groups of the project's list of repairs. */
export type RepairPart = 'R1' | 'R2' | 'R3' | 'R4' | 'R5' | 'R6' | 'R7' | 'R8' | 'R9';

/** A repair. */
export interface Repair {
  /** A stable id. */
  readonly id: string;
  readonly part: RepairPart;
  readonly title: string;
  /** The rule that it adds, in one line. */
  readonly rule: string;
  /** The choices that it makes. */
  readonly sets: Partial<Reading>;
  /** The weaknesses that it closes, or helps to close. */
  readonly closes: readonly string[];
  /** Whether it is there to save octets: it closes nothing, and costs less than nothing. */
  readonly lightens?: true;
  /** Where it comes from. */
  readonly source: string;
}
