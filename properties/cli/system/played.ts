/** A protocol that is played, and what it is called. */
import type { Reading } from '../../../model/sa2pmp/reading.ts';

/** A protocol that is played. */
export interface Played {
  readonly name: string;
  readonly reading: Reading;
}
