/**
 * Minimal sets that have a property and maximal sets that lack it, found together: dualise and
 * advance (Gunopulos, Khardon, Mannila, Toivonen 1997; MARCO, Liffiton et al. 2016, has a solver in
 * place of the transversals).
 *
 * What lacks the property excludes all within it. The minimal sets that are not excluded are the
 * minimal transversals of the complements; when each of them has the property, the list is complete:
 * every set either is within a set that lacks it or has a minimal one within it. That argument needs
 * the property to be monotone, which is not taken for granted but tested (`monotone.ts`).
 */
import { bySize, everything, isWithin, largest, meetingToo, only, type Bits } from './sets.ts';

/** What is known of a set: it has the property, it lacks it, or a bound was reached. */
export type Answer = 'holds' | 'attack' | 'inconclusive';

/** Asks about a set, giving way now and then. */
export type Ask = (set: Bits) => Generator<void, Answer, void>;

/** The question about all sets of so many things. */
export interface Cube {
  readonly count: number;
  readonly ask: Ask;
}

/** The border between the sets that have the property and those that lack it. */
export interface Border {
  /** The minimal sets that have it; each was asked about. */
  readonly minimal: readonly Bits[];
  /** Sets that lack it and are within no other one known to. */
  readonly failing: readonly Bits[];
  /** Sets that would be minimal, of which a bound left open whether they are. */
  readonly open: readonly Bits[];
  /** Whether that is all: false when too many sets were left open. */
  readonly complete: boolean;
  /** How often a set was taken to have the property because one within it has. */
  readonly assumed: number;
}

/** Beyond so many sets left open, the rest is not asked about. */
const openMax = 6;

/** The border as far as it is known. */
interface Known {
  failing: readonly Bits[];
  readonly open: Bits[];
  readonly holding: Set<Bits>;
  /** The minimal sets that are within nothing that is excluded. */
  candidates: readonly Bits[];
  assumed: number;
}

/** A set that lacks the property made larger, one thing at a time, as long as it lacks it. */
function* grown({ count, ask }: Cube, known: Known, from: Bits): Generator<void, Bits, void> {
  let set = from;
  for (let place = 0; place < count; place += 1) {
    const larger = set | only(place);
    if (larger === set) continue;
    if ([...known.holding].some((holding) => isWithin(holding, larger))) known.assumed += 1;
    else if ((yield* ask(larger)) === 'attack') set = larger;
  }
  return set;
}

/** Excludes a set and all within it. */
function exclude(known: Known, count: number, set: Bits): void {
  const rest = everything(count) & ~set;
  known.candidates = rest === 0 ? [] : meetingToo(known.candidates, rest);
}

/** Asks about one candidate and goes by the answer. */
function* advance(cube: Cube, known: Known, candidate: Bits): Generator<void, void, void> {
  const answer = yield* cube.ask(candidate);
  if (answer === 'holds') {
    known.holding.add(candidate);
    return;
  }
  // All within a candidate is excluded already: one that is left open excludes itself alone.
  const set = answer === 'attack' ? yield* grown(cube, known, candidate) : candidate;
  if (answer === 'attack') known.failing = largest([...known.failing, set]);
  else known.open.push(candidate);
  exclude(known, cube.count, set);
}

/**
 * Finds the border.
 *
 * @param cube - how many things there are, and what to ask
 * @param lacking - sets known to lack the property, to begin with
 */
export function* dualise(cube: Cube, lacking: readonly Bits[] = []): Generator<void, Border, void> {
  const known: Known = {
    failing: [],
    open: [],
    holding: new Set(),
    candidates: [0],
    assumed: 0,
  };
  for (const set of lacking) known.failing = [...known.failing, yield* grown(cube, known, set)];
  known.failing = largest([...new Set(known.failing)]);
  for (const set of known.failing) exclude(known, cube.count, set);
  for (;;) {
    const candidate = known.candidates.find((one) => !known.holding.has(one));
    const complete = candidate === undefined;
    if (complete || known.open.length >= openMax) {
      const minimal = known.candidates.filter((one) => known.holding.has(one));
      const { failing, open, assumed } = known;
      return { minimal, failing: [...failing].sort(bySize), open, complete, assumed };
    }
    yield* advance(cube, known, candidate);
  }
}
