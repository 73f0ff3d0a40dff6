/**
 * A mutant beside the protocol, move by move: wishes in any order, messages late, clocks jumping, and messages
 * put in that were sent before with one value another, in one place or throughout (`variants.ts`). What both
 * do, and what all parties remember, is to be the same; where an argument says that a mutant makes no
 * difference, this may refute it.
 *
 * Refuses nothing: a schedule that a chart throws in ends there, in both alike.
 */
import { beginRun, type Arena, type Run } from '../../attacks/run.ts';
import type { Problem } from '../../attacks/search/stage.ts';
import { type Term, type TermStore, termStore } from '../../model/core/term.ts';
import { sessionMaxMs, slotMs } from '../../model/sa2pmp/limits.ts';
import { remembered, sayingConstants } from './laws/memory.ts';
import {
  arenaOf,
  eventText,
  lehmer,
  moveAt,
  moved,
  moveNumbered,
  numbering,
} from './laws/probe.ts';
import { mutatedScene, problemOf, type Scene } from './laws/scene.ts';
import { variants } from './laws/variants.ts';
import type { Mutant } from './operators/mutant.ts';

/** How many moves a schedule has, and of how many one is a message put in. */
const extent = { moves: 60, putIn: 4 };

/** How far the clock goes on between two moves, in milliseconds. */
const pausesMs = [0, 0, slotMs, slotMs * 4, sessionMaxMs + 1];

/** An arena in which all may be wished for at any time, and the store of its terms. */
function anyWish(problem: Problem, store: TermStore): Arena<Term> {
  const arena = arenaOf(problem, store, { slow: true });
  const { system } = arena;
  const anytime = Object.fromEntries(
    system.parties.map(({ name }) => [
      name,
      [...(system.anytime[name] ?? []), ...(system.agenda[name] ?? [])],
    ]),
  );
  return { ...arena, system: { ...system, anytime } };
}

/** A run with a message put in, as it was sent or with a value another, at any door. */
function withPutIn(
  { system }: Arena<Term>,
  [store, run]: readonly [TermStore, Run<Term>],
  chance: (below: number) => number,
): Run<Term> {
  const sent = run.events.flatMap((event) => (event.kind === 'sent' ? [event.message] : []));
  const door = system.doors[chance(system.doors.length)];
  const message = sent[chance(Math.max(1, sent.length))];
  if (door === undefined || message === undefined) return run;
  const all = [message, ...variants(store, message)];
  const { channel, hop, to, from } = door;
  const frame = { channel, hop, to, from, message: all[chance(all.length)] ?? message };
  return { ...run, inFlight: [frame, ...run.inFlight] };
}

/** A world in which a schedule is played. */
interface World {
  readonly arena: Arena<Term>;
  readonly store: TermStore;
  readonly chance: (below: number) => number;
}

/** The run before the move of a number, a message put in or not once the opening is over, and that move. */
function upNext({ arena, store, chance }: World, run: Run<Term>, number: number) {
  const at = run.at + (pausesMs[chance(pausesMs.length)] ?? 0);
  const isOpening = number < arena.system.opening.length;
  const isPutIn = !isOpening && chance(extent.putIn) === 0;
  const before = isPutIn ? withPutIn(arena, [store, run], chance) : run;
  const move = moveNumbered(number, arena, () =>
    before === run ? moveAt(arena, run, chance) : { move: 'release', index: 0 },
  );
  return [{ ...before, at }, move] as const;
}

/** What happens in one schedule, a line for each thing done and remembered. */
function* lines(problem: Problem, seed: number): Generator<string> {
  const store = termStore();
  const arena = anyWish(problem, store);
  const world = { arena, store, chance: lehmer(seed) };
  const number = numbering();
  const say = sayingConstants(store, numbering());
  const { parties } = arena.system;
  let run = beginRun(arena);
  for (let made = 0; made < extent.moves; made += 1) {
    const [before, move] = upNext(world, run, made);
    if (move === undefined) return;
    const next = moved(arena, before, move);
    if ('law' in next) {
      yield next.text;
      return;
    }
    for (const event of next.events.slice(run.events.length)) yield eventText(event, number);
    for (const [index, { name }] of parties.entries()) {
      const local = next.locals[index];
      if (local === undefined || local === run.locals[index]) continue;
      yield `${name}: ${remembered(store, local, say)}`;
    }
    run = next;
  }
}

/** What came of a mutant beside the protocol. */
export interface Lockstep {
  /** The first line in which they differ, and the seed of its schedule; absent where none does. */
  readonly difference?: { readonly seed: number; readonly line: string };
  readonly schedules: number;
  /** Things done and remembered that were the same. */
  readonly lines: number;
}

/** Where a mutant is put beside the protocol. */
export interface Beside {
  readonly mutant: Mutant;
  readonly scene: Scene;
  /** The seeds of the schedules. */
  readonly seeds: readonly number[];
}

/** Puts a mutant beside the protocol in some schedules of one scene. */
export function inLockstep({ mutant, scene, seeds }: Beside): Lockstep {
  const [own, other] = [problemOf(scene).problem, mutatedScene(scene, mutant)];
  let same = 0;
  for (const [schedules, seed] of seeds.entries()) {
    const tried = lines(other, seed);
    for (const line of lines(own, seed)) {
      const next = tried.next();
      if (next.done === true || next.value !== line) {
        const said = next.done === true ? 'nothing' : next.value;
        return { difference: { seed, line: said }, schedules, lines: same };
      }
      same += 1;
    }
    const more = tried.next();
    if (more.done !== true)
      return { difference: { seed, line: more.value }, schedules, lines: same };
  }
  return { schedules: seeds.length, lines: same };
}
