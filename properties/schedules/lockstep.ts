/**
 * The drift check: one schedule in two worlds, and everything on which they differ.
 *
 * Four ways to differ, from the most to the least direct. An *answer*: `verify`, `open`, `decode`
 * or `equal` said different things during the lockstep run, or two values that the attacker has
 * are equal on one side only. A *trace*: the same deeds done in one world alone lead to other
 * events. A *value*: where both worlds are bytes, an octet differs. A *leak*: what the model says is
 * secret stands in the octets that were observed.
 */
import { evaluate } from '../../attacks/recipe.ts';
import type { Run } from '../../attacks/run.ts';
import type { Disagreement, Pair } from '../../model/core/paired.ts';
import type { TraceEvent } from '../../model/core/trace.ts';
import { type Counted, houseOf, houseOfBoth, type Matter } from './matter.ts';
import { play, type Played, replay } from './play.ts';
import type { Workbench } from './parts.ts';
import type { Deed } from './progress.ts';
import type { Schedule } from './schedule.ts';
import { type Tally, tallyOf } from './tally.ts';
import { type Play, studied } from './underway.ts';
import type { World } from './world.ts';

/** Two kinds of values to compare. */
export interface Worlds<A, B> {
  readonly left: Matter<A>;
  readonly right: Matter<B>;
  /** Whether both must make the very same values, not only behave the same. */
  readonly sameValues: boolean;
}

/** A difference between two worlds. */
export interface Finding {
  readonly kind: 'answer' | 'trace' | 'value' | 'leak';
  readonly says: string;
}

/** What a schedule showed. */
export interface Compared<M> {
  readonly findings: readonly Finding[];
  /** What happened, as far as it matters whether it ever does. */
  readonly tally: Tally;
  readonly deeds: readonly Deed[];
  readonly played: Play<M>;
}

/** Where a run ended, and what the attacker has of it. */
interface Held<M> {
  readonly run: Run<M>;
  readonly bench: Workbench<M>;
}

/** Two worlds built once, for many schedules in them. */
export interface Stage<A, B> {
  readonly both: Counted<Pair<A, B>>;
  readonly run: (operations: Schedule['operations']) => Compared<Pair<A, B>>;
}

/** Builds both worlds, together and each alone. */
export function stage<A, B>(worlds: Worlds<A, B>, world: World, remembers: boolean): Stage<A, B> {
  const answers: Finding[] = [];
  const note = (disagreement: Disagreement<A, B>): void => {
    answers.push({ kind: 'answer', says: described(disagreement) });
  };
  const both = houseOfBoth([worlds.left, worlds.right], world, { remembers, note });
  const [left, right] = [
    houseOf(worlds.left, world, remembers),
    houseOf(worlds.right, world, remembers),
  ];
  const holdings = comparison(both, worlds);
  const onBuilding = answers.splice(0);
  return {
    both,
    run: (operations) => {
      answers.length = 0;
      const together = play(both.house, operations);
      const held = { run: together.run, bench: studied(together) };
      holdings(held);
      const { deeds } = together;
      return {
        findings: [
          ...onBuilding,
          ...answers,
          ...differences('left alone and together', replay(left.house, deeds), together),
          ...differences('right alone and together', replay(right.house, deeds), together),
          ...(worlds.sameValues ? valueDifferences(held) : []),
          ...leaks(held, both),
        ],
        tally: tallyOf(together, both.counts()),
        deeds,
        played: together,
      };
    },
  };
}

/** Runs a schedule in both worlds at once, then in each alone, and compares. */
export function lockstep<A, B>(
  worlds: Worlds<A, B>,
  { world, operations }: Schedule,
): Compared<Pair<A, B>> {
  return stage(worlds, world, false).run(operations);
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
 * others, which on bytes find correct padding once in 256 times (W13). Each value is looked at once.
 */
function comparison<A, B>(
  { house }: Counted<Pair<A, B>>,
  { left, right }: Worlds<A, B>,
): (held: Held<Pair<A, B>>) => void {
  const lefts = new Map<string | number, Pair<A, B>>();
  const rights = new Map<string | number, Pair<A, B>>();
  const seen = new Set<string | number>();
  const { inside } = house;
  const look = (value: Pair<A, B>): void => {
    const [a, b] = [left.nameOf(value.left), right.nameOf(value.right)];
    const twin = lefts.get(a) ?? rights.get(b);
    if (twin !== undefined) inside.equal(twin, value);
    lefts.set(a, value);
    rights.set(b, value);
  };
  return ({ run, bench }) => {
    const news = bench.parts.filter(({ value }) => !seen.has(bench.nameOf(value)));
    for (const { value, box } of news) {
      seen.add(bench.nameOf(value));
      inside.isPublicKey(value);
      const key = box && evaluate(inside, run, box.key);
      if (key !== undefined) inside.opens(key, value);
    }
    for (const { value } of news) look(value);
    for (const { value } of news) look(inside.hash(value));
  };
}

/** What happened without its values, as long as it is the same; else where it first differs. */
function differences<A, B>(
  who: string,
  one: Pick<Played<A>, 'run' | 'said'>,
  other: Pick<Played<B>, 'run' | 'said'>,
): readonly Finding[] {
  const deed = firstDifference(one.said, other.said, (a, b) => a === b);
  const at = deed ?? firstDifference(one.run.events, other.run.events, isAlike);
  if (at === undefined) return [];
  const [a, b] =
    deed === undefined
      ? [outlined(one.run.events[at]), outlined(other.run.events[at])]
      : [`deed ${at + 1} ${one.said[at]}`, `deed ${at + 1} ${other.said[at]}`];
  return [{ kind: 'trace', says: `${who}: "${a}" against "${b}"` }];
}

function firstDifference<A, B>(
  one: readonly A[],
  other: readonly B[],
  same: (a: A, b: B) => boolean,
): number | undefined {
  const length = Math.max(one.length, other.length);
  for (let at = 0; at < length; at += 1) {
    const [a, b] = [one[at], other[at]];
    if (a === undefined || b === undefined || !same(a, b)) return at;
  }
  return undefined;
}

/** What is said in words of an event; values that are plain strings in one world are no part of it. */
const words = [
  'kind',
  'party',
  'intent',
  'channel',
  'hop',
  'to',
  'from',
  'note',
  'claim',
  'about',
  'what',
  'why',
] as const;

function word<M>(event: TraceEvent<M>, key: (typeof words)[number]): unknown {
  return key in event ? event[key as keyof typeof event] : undefined;
}

function isAlike<A, B>(one: TraceEvent<A>, other: TraceEvent<B>): boolean {
  return words.every((key) => word(one, key) === word(other, key)) && count(one) === count(other);
}

function count<M>(event: TraceEvent<M>): number {
  return 'values' in event ? event.values.length : 0;
}

function outlined<M>(event: TraceEvent<M> | undefined): string {
  if (event === undefined) return 'end';
  const said = words.flatMap((key) => {
    const text = word(event, key);
    return typeof text === 'string' ? [`${key}=${text}`] : [];
  });
  return `${said.join(' ')} values=${count(event)}`;
}

function valueDifferences<A, B>({ run, bench }: Held<Pair<A, B>>): readonly Finding[] {
  const differing = [...run.observed, ...bench.parts.map(({ value }) => value)].filter(
    ({ left, right }) => JSON.stringify(left) !== JSON.stringify(right),
  );
  return differing.map((value) => ({ kind: 'value', says: JSON.stringify(value) }));
}

/** Octets of a secret below which it may stand anywhere by chance, in hexadecimal digits. */
const digitsMin = 8;

/** Secrets of which the attacker has no part and that stand in what it observed all the same. */
function leaks<A, B>(
  { run, bench }: Held<Pair<A, B>>,
  { house: { arena, wire } }: Counted<Pair<A, B>>,
): readonly Finding[] {
  if (wire === undefined) return [];
  const claimed = run.events.flatMap((event) =>
    event.kind === 'claimed' && event.claim === 'secret'
      ? event.values.map((value) => ({ kind: event.about, value }))
      : [],
  );
  const seen = run.observed.map(wire.octets);
  return [...arena.system.secrets, ...claimed].flatMap(({ kind, value }) => {
    const octets = wire.octets(value);
    const isHad = octets.length < digitsMin || bench.partOf(value) !== undefined;
    const index = isHad ? -1 : seen.findIndex((message) => message.includes(octets));
    return index < 0
      ? []
      : [{ kind: 'leak' as const, says: `${kind} stands in message #${index + 1}` }];
  });
}
