/**
 * The space of repairs of a reading: a point for each set of repairs that makes sense together.
 *
 * A set that makes no sense (`contradictions`) is no point. So that the border can be found all the
 * same, it counts as restoring exactly when a point within it restores: the minimal sets are points.
 */
import { type AxisId, contradictions, type Reading } from '../../model/sa2pmp/reading.ts';
import { type Repair, withRepairs } from '../../model/sa2pmp/repair.ts';
import type { Answer, Ask } from './dualise.ts';
import { type Bits, everything, isWithin, largest, only, placesOf, thingsMax } from './sets.ts';
import { type Reads, traced } from './traced.ts';

/** A space of repairs. */
export interface Space {
  readonly base: Reading;
  readonly repairs: readonly Repair[];
  readonly count: number;
  /** The reading of a set of repairs. */
  readonly readingOf: (set: Bits) => Reading;
  readonly isPoint: (set: Bits) => boolean;
  /** The largest points within a set: the set itself where it is one. */
  readonly pointsWithin: (set: Bits) => readonly Bits[];
  /** The ids of a set's repairs. */
  readonly idsOf: (set: Bits) => readonly string[];
}

/** The space of some repairs of a reading. @throws Error when there are more than fit a number. */
export function spaceOf(base: Reading, repairs: readonly Repair[]): Space {
  const count = repairs.length;
  if (count > thingsMax) throw new Error(`repairs: ${count} are more than ${thingsMax}`);
  const idsOf = (set: Bits): readonly string[] =>
    placesOf(set).flatMap((place) => repairs[place]?.id ?? []);
  const readingOf = (set: Bits): Reading => withRepairs(base, idsOf(set));
  const settersOf = (axis: AxisId): Bits =>
    repairs.reduce((sum, { sets }, place) => (axis in sets ? sum | only(place) : sum), 0);

  const pointsWithin = (set: Bits): readonly Bits[] => {
    const [first] = contradictions(readingOf(set));
    if (first === undefined) return [set];
    // To resolve it a point must leave one of its axes as it was: what sets that axis is not in it.
    const smaller = first.axes.map((axis) => set & ~settersOf(axis)).filter((one) => one !== set);
    return largest([...new Set(smaller.flatMap(pointsWithin))]);
  };
  const isPoint = (set: Bits): boolean => contradictions(readingOf(set)).length === 0;
  return { base, repairs, count, readingOf, isPoint, pointsWithin, idsOf };
}

/** Asks about sets by asking about the points within them. */
export function throughPoints(
  { isPoint, pointsWithin, readingOf }: Space,
  askOf: (reading: Reading) => ReturnType<Ask>,
): Ask {
  return function* (set) {
    if (isPoint(set)) return yield* askOf(readingOf(set));
    let answer: Answer = 'attack';
    for (const point of pointsWithin(set)) {
      const own = yield* askOf(readingOf(point));
      if (own === 'holds') return own;
      if (own === 'inconclusive') answer = own;
    }
    return answer;
  };
}

/** The repairs that set an axis which was looked at. */
function setting(repairs: readonly Repair[], reads: Readonly<Reads>): Bits {
  return repairs.reduce(
    (sum, { sets }, place) =>
      Object.keys(sets).some((axis) => axis in reads) ? sum | only(place) : sum,
    0,
  );
}

/** All sets within a set. */
function* within(whole: Bits): Generator<Bits, void, void> {
  for (let set = whole; ; set = (set - 1) & whole) {
    yield set;
    if (set === 0) return;
  }
}

/**
 * How many sets of repairs are points. Only repairs that set an axis which `contradictions` looks at
 * are told apart; the others double the number.
 */
export function pointsIn({ repairs, readingOf, count }: Space): number {
  const reads: Reads = {};
  contradictions(traced(readingOf(0), reads));
  for (;;) {
    const looked = setting(repairs, reads);
    let points = 0;
    for (const set of within(looked)) {
      if (contradictions(traced(readingOf(set), reads)).length === 0) points += 1;
    }
    // Where more was looked at on the way, it is counted again with that told apart too.
    const seen = setting(repairs, reads);
    if (isWithin(seen, looked)) {
      return points * 2 ** (count - placesOf(looked & everything(count)).length);
    }
  }
}
