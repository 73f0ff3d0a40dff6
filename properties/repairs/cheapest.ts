/**
 * The cheapest set of repairs with which every claim of a list holds against every attacker of a
 * list: a hitting set of least cost over failing sets, which are found as they are needed (implicit
 * hitting sets, Karp 2010; Chandrasekaran, Karp, Moreno-Centeno, Vempala 2011).
 *
 * What fails is hit by a repair that it lacks. The cheapest set that hits all known to fail is asked
 * about; when everything holds there, no cheaper one can, as each cheaper one lies within a set known
 * to fail. That, too, needs the property to be monotone: the answer is as good as that was tested.
 */
import type { Ask } from './dualise.ts';
import { type Bits, bySize, everything, meetingToo, only, placesOf } from './sets.ts';

/** What a repair costs; the unit is the caller's. */
export type Costs = Readonly<Record<string, number>>;

/** The cost of a repair of which nothing is said, until costs are measured. */
const costUnlessSaid = 1;

/** What is to be restored, and at what cost. */
export interface Restoration {
  /** The ids of the repairs, by place. */
  readonly repairs: readonly string[];
  /** What each costs; one where nothing is said. */
  readonly costs: Costs;
  /** A question for each claim and attacker. */
  readonly asks: readonly Ask[];
}

/** The cheapest set. */
export interface Cheapest {
  readonly repairs: readonly string[];
  readonly cost: number;
  /** Questions left open there by a bound: everything else holds. */
  readonly open: number;
  /** Failing sets that it took to show that nothing is cheaper. */
  readonly failing: number;
}

/** What a set costs. */
function costOf({ repairs, costs }: Restoration, set: Bits): number {
  return placesOf(set).reduce(
    (sum, place) => sum + (costs[repairs[place] ?? ''] ?? costUnlessSaid),
    0,
  );
}

/** A failing set made larger as long as the same question fails. */
function* grown(ask: Ask, count: number, from: Bits): Generator<void, Bits, void> {
  let set = from;
  for (let place = 0; place < count; place += 1) {
    const larger = set | only(place);
    if (larger !== set && (yield* ask(larger)) === 'attack') set = larger;
  }
  return set;
}

/**
 * The cheapest set of repairs.
 *
 * @returns `undefined` when not even all repairs together restore everything
 * @throws Error when a cost is not a positive number
 */
export function* cheapest(restoration: Restoration): Generator<void, Cheapest | undefined, void> {
  const { repairs, costs, asks } = restoration;
  const wrong = Object.entries(costs).find(([, cost]) => !(cost > 0 && cost < Infinity));
  if (wrong !== undefined) throw new Error(`cheapest: ${wrong.join(' costs ')}`);
  const count = repairs.length;
  let candidates: readonly Bits[] = [0];
  let failing = 0;
  for (;;) {
    const [best] = [...candidates].sort(
      (a, b) => costOf(restoration, a) - costOf(restoration, b) || bySize(a, b),
    );
    if (best === undefined) return undefined;
    const found: Bits[] = [];
    let open = 0;
    for (const ask of asks) {
      const answer = yield* ask(best);
      if (answer === 'inconclusive') open += 1;
      if (answer === 'attack') found.push(yield* grown(ask, count, best));
    }
    if (found.length === 0) {
      const ids = placesOf(best).flatMap((place) => repairs[place] ?? []);
      return { repairs: ids, cost: costOf(restoration, best), open, failing };
    }
    failing += found.length;
    for (const set of found) {
      const rest = everything(count) & ~set;
      if (rest === 0) return undefined;
      candidates = meetingToo(candidates, rest);
    }
  }
}
