/**
 * A named attack: a weakness of the design as a question that the search answers with an attack,
 * and, where there is one, the nearest reading under which it no longer does.
 *
 * Nothing of the attack is written here: the search finds it, and it is carried out on bytes
 * (`properties/catalogue.property.ts`). One weakness, one file, named after it.
 */
import type { Reading, ReadingName } from '../../model/sa2pmp/reading.ts';

/** A reading under a name with some choices changed. */
export interface Point {
  /** The named reading. */
  readonly base: ReadingName;
  /** What is otherwise. */
  readonly changes?: Partial<Reading>;
}

/** How much happens, where it is not as much as by default. */
export interface Extent {
  /** Payments, in all. */
  readonly sessions?: number;
  /** Honest customers. */
  readonly customers?: number;
  /** Key renewals for each honest customer. */
  readonly renewals?: number;
}

/** One attack of the catalogue. */
export interface NamedAttack {
  /** Its name: the weakness' number and a few words. */
  readonly id: string;
  /** The weaknesses that it shows, `W1` to `W30`. */
  readonly weaknesses: readonly string[];
  /** A short name. */
  readonly title: string;
  /** What happens and why the design allows it, in a few sentences. */
  readonly says: string;
  /** Whose attack it is, and the paper's section. */
  readonly source: string;
  /** The reading in which it works. */
  readonly on: Point;
  /** Who carries it out, by the id of a capability or of a coalition. */
  readonly attacker: string;
  /** What it breaks, by the id of a claim. */
  readonly claim: string;
  /** How much has to happen. */
  readonly extent?: Extent;
  /** A reading in which the same attacker does not break the same claim, with the reason. */
  readonly closedBy?: Point & { readonly because: string };
  /** Whether bytes cannot follow, for the cost of it; false unless said. */
  readonly symbolicOnly?: boolean;
  /** What it takes where no reading of the paper closes it. */
  readonly repair?: string;
}
