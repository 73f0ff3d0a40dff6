/**
 * Places in a log: whether records stand in the order in which they were made.
 *
 * A place is a statement of a record, the digest of its entry and, last, the digest of the entry
 * before, so that one entry follows another exactly when it names the other's digest.
 */
import {
  isClaimed,
  type Predicate,
  type Violation,
  type Wording,
  wordingName,
} from './statement.ts';

/** Who says where a record stands, and who says when it was made. */
export interface Standing {
  /** The record, its entry's digest, the digest of the entry before. */
  readonly placed: Wording;
  /** The record alone, when it is made. */
  readonly made: Wording;
}

/** Of two records one of which follows the other in the log, it was not made before the other. */
export function inOrder({ placed, made }: Standing): Predicate {
  const violation: Violation = ({ events }, equal) => {
    const places = events.filter((event) => isClaimed(event, placed));
    type Value = (typeof places)[number]['account'];
    const madeAt = (record: Value): number =>
      events.findIndex(
        (event) =>
          isClaimed(event, made) && event.values[0] !== undefined && equal(event.values[0], record),
      );
    const follows = (later: readonly Value[], earlier: readonly Value[]): boolean => {
      const [before, digest] = [later.at(-1), earlier[1]];
      return before !== undefined && digest !== undefined && equal(before, digest);
    };
    const swapped = places.some((later) =>
      places.some((earlier) => {
        const [a, b] = [earlier.values[0], later.values[0]];
        if (a === undefined || b === undefined || !follows(later.values, earlier.values)) {
          return false;
        }
        const [first, second] = [madeAt(a), madeAt(b)];
        return second >= 0 && second < first;
      }),
    );
    return swapped ? 'a record stands in the log before one that was made before it' : undefined;
  };
  const occasion = wordingName(placed);
  return { violation, reads: [occasion, wordingName(made)], occasion };
}
