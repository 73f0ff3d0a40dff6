/**
 * The drift check: one schedule in two worlds, and everything on which they differ.
 *
 * Three ways to differ, from the most to the least direct. An *answer*: `verify`, `open`, `decode`
 * or `equal` said different things during the lockstep run, or two values that the attacker has
 * are equal on one side only. A *trace*: the same deeds done in one world alone lead to other
 * events. A *value*: where both worlds are bytes, an octet differs.
 */
import { evaluate } from '../../attacks/recipe.ts';
import type { Algebra, Suite } from '../../model/core/algebra.ts';
import { type Disagreement, type Pair, paired } from '../../model/core/paired.ts';
import type { TraceEvent } from '../../model/core/trace.ts';
import { arenaOf, play, type Played, replay } from './play.ts';
import type { Deed } from './progress.ts';
import type { Schedule } from './schedule.ts';
import { type Tally, tallied, tallyOf } from './tally.ts';
import { suiteOf } from '../../model/sa2pmp/suite.ts';

/** Two worlds to compare; each call makes the algebra anew. */
export interface Worlds<A, B> {
  readonly left: (suite: Suite) => Algebra<A>;
  readonly right: (suite: Suite) => Algebra<B>;
  /** Whether both must make the very same values, not only behave the same. */
  readonly sameValues: boolean;
}

/** A difference between two worlds. */
export interface Finding {
  readonly kind: 'answer' | 'trace' | 'value';
  readonly says: string;
}

/** What a schedule showed. */
export interface Compared {
  readonly findings: readonly Finding[];
  /** What happened, as far as it matters whether it ever does. */
  readonly tally: Tally;
  readonly deeds: readonly Deed[];
}

/** Runs a schedule in both worlds at once, then in each alone, and compares. */
export function lockstep<A, B>(worlds: Worlds<A, B>, schedule: Schedule): Compared {
  const suite: Suite = suiteOf(schedule.reading);
  const answers: Finding[] = [];
  const both = paired(worlds.left(suite), worlds.right(suite), (disagreement) => {
    answers.push({ kind: 'answer', says: described(disagreement) });
  });
  const { algebra, counts } = tallied(both);
  const together = play({ inside: algebra, outside: both }, schedule);
  compareHoldings(algebra, together);
  const { deeds } = together;
  const left = replay(arenaOf(worlds.left(suite), schedule), deeds);
  const right = replay(arenaOf(worlds.right(suite), schedule), deeds);
  return {
    findings: [
      ...answers,
      ...differences('left alone and together', outline(left), outline(together)),
      ...differences('right alone and together', outline(right), outline(together)),
      ...(worlds.sameValues ? valueDifferences(together) : []),
    ],
    tally: tallyOf(together, counts()),
    deeds,
  };
}

function described<A, B>(disagreement: Disagreement<A, B>): string {
  const { operation, shape, left, right, operands } = disagreement;
  const what = shape === undefined ? operation : `${operation} ${shape}`;
  return `${what}: left ${left ? 'yes' : 'no'}, right ${right ? 'yes' : 'no'} ${JSON.stringify(operands)}`;
}

/**
 * Compares values of the attacker's that are equal on one side only: static equivalence, as far
 * as the values at hand and their digests go. `equal` then notes what it makes of them. Asks of each
 * value whether it is a public key, and of each box whether the key that opens it does: not of
 * others, which on bytes find correct padding once in 256 times (W13).
 */
function compareHoldings<A, B>(
  both: Algebra<Pair<A, B>>,
  { run, bench }: Played<Pair<A, B>>,
): void {
  const lefts = new Map<string, Pair<A, B>>();
  const rights = new Map<string, Pair<A, B>>();
  const held = bench.parts.map(({ value }) => value);
  for (const value of held) both.isPublicKey(value);
  for (const { value, box } of bench.parts) {
    const key = box && evaluate(both, run, box.key);
    if (key !== undefined) both.opens(key, value);
  }
  for (const value of [...held, ...held.map(both.hash)]) {
    const twin = lefts.get(JSON.stringify(value.left)) ?? rights.get(JSON.stringify(value.right));
    if (twin !== undefined) both.equal(twin, value);
    lefts.set(JSON.stringify(value.left), value);
    rights.set(JSON.stringify(value.right), value);
  }
}

/** A run without its values: what was said of each deed, then what happened. */
function outline<M>({ run, said }: Pick<Played<M>, 'run' | 'said'>): readonly string[] {
  return [...said.map((says, index) => `deed ${index + 1} ${says}`), ...run.events.map(outlined)];
}

function outlined<M>(event: TraceEvent<M>): string {
  const values: readonly unknown[] = 'values' in event ? event.values : [];
  const rest = Object.entries(event).filter(([, value]) => typeof value === 'string');
  const { kind, party } = { party: '', ...event };
  // Values that are plain strings in one world are no part of the outline.
  const said = rest.filter(([key]) => !valueKeys.has(key)).map(([key, value]) => `${key}=${value}`);
  return `${kind} ${party} ${said.sort().join(' ')} values=${values.length}`;
}

const valueKeys: ReadonlySet<string> = new Set(['message', 'account', 'value']);

function differences(
  who: string,
  one: readonly string[],
  other: readonly string[],
): readonly Finding[] {
  const length = Math.max(one.length, other.length);
  const at = Array.from({ length }, (_, index) => index).find(
    (index) => one[index] !== other[index],
  );
  return at === undefined
    ? []
    : [{ kind: 'trace', says: `${who}: "${one[at] ?? 'end'}" against "${other[at] ?? 'end'}"` }];
}

function valueDifferences<A, B>({ run, bench }: Played<Pair<A, B>>): readonly Finding[] {
  const differing = [...run.observed, ...bench.parts.map(({ value }) => value)].filter(
    ({ left, right }) => JSON.stringify(left) !== JSON.stringify(right),
  );
  return differing.map((value) => ({ kind: 'value', says: JSON.stringify(value) }));
}
