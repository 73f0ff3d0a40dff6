/**
 * What parties make of messages in which one value is another: each as it is delivered, once it has been,
 * in the place of a later one, and before a party that is another in the same value (`delivery.ts`).
 *
 * Refuses to compare where another thing is asked of the one than of the other.
 */
import { beginRun, type Move, type Run } from '../../../attacks/run.ts';
import type { Problem } from '../../../attacks/search/stage.ts';
import { type Term, type TermStore, termStore } from '../../../model/core/term.ts';
import { isAtom, placesIn } from './alter.ts';
import type { Build } from '../operators/apply.ts';
import {
  type Answer,
  delivered,
  type Met,
  type Play,
  redirected,
  rememberedOtherwise,
} from './delivery.ts';
import type { Occasion } from './occasions.ts';
import { inOrderOn, movesOf } from './orderly.ts';
import { arenaOf, type Law, lehmer, type Line, moveAt, moved, moveNumbered } from './probe.ts';

/** Notes names, constants and what was derived, in messages as they are sent. */
function noter(store: TermStore): (run: Run<Term>) => readonly Term[] {
  const met = new Set<Term>();
  const found = new Set<Term>();
  const look = (message: Term): void => {
    if (met.has(message)) return;
    met.add(message);
    for (const { within } of placesIn(store, message)) {
      const value = within.at(-1);
      if (value !== undefined && isAtom(store, value)) found.add(value);
    }
  };
  return ({ events }) => {
    for (const event of events) if (event.kind === 'sent') look(event.message);
    return [...found];
  };
}

/** How a party is another than the message was made for: with the message, or in what it remembers alone. */
export type Otherness = 'altered' | 'remembered';

/** A message that was delivered, those before it, and how what is asked of it is otherwise. */
interface Occurrence extends Met {
  readonly earlier: readonly Met[];
  readonly known: readonly Term[];
  readonly how: Otherness;
}

/** What is asked of a message that was delivered, and of those before it. */
function* asked(
  play: Play,
  [before, after]: readonly [Run<Term>, Run<Term>],
  { earlier, known, how, ...now }: Occurrence,
): Generator<Answer> {
  const delivery = { ...now, known, when: 'when it comes', run: before };
  if (how === 'remembered') {
    yield* rememberedOtherwise(play, delivery);
    return;
  }
  yield* delivered(play, delivery);
  yield* delivered(play, { ...delivery, when: 'once it has come', run: after });
  yield* redirected(play, delivery);
  const { store } = play;
  const { frame } = now;
  const alike = earlier.filter(
    (old) =>
      old.frame.hop === frame.hop && store.sort(old.frame.message) === store.sort(frame.message),
  );
  for (const old of alike.slice(-2)) {
    yield* delivered(play, { ...old, known, when: 'in the place of another', run: before });
  }
}

/** A schedule: a day in order, or as chance has it. */
export type Schedule = Occasion | number;

/** The moves of a schedule. */
function* moves(
  { arena, met }: Play,
  schedule: Schedule,
): Generator<readonly [before: Run<Term>, after: Run<Term> | Line, move: Move]> {
  if (typeof schedule !== 'number') {
    yield* movesOf(arena, schedule, () => met.clear());
    return;
  }
  const chance = lehmer(schedule);
  let run = beginRun(arena);
  for (let made = 0; made < randomMoves; made += 1) {
    const move = moveNumbered(made, arena, () => moveAt(arena, run, chance));
    if (move === undefined) return;
    met.clear();
    const next = moved(arena, run, move);
    yield [run, next, move];
    if ('law' in next) return;
    run = next;
  }
}

/** How many moves a schedule by chance has. */
const randomMoves = 120;

/** What is asked and answered in one schedule. */
function* answersOn(play: Play, schedule: Schedule, how: Otherness): Generator<Answer> {
  const noted = noter(play.store);
  const earlier: Met[] = [];
  for (const [before, after, move] of moves(play, schedule)) {
    if ('law' in after) {
      yield { asks: 'the run', answer: after.text, counts: true };
      return;
    }
    const frame = move.move === 'release' ? before.inFlight[move.index] : undefined;
    if (frame === undefined) continue;
    const now = { frame, values: [...play.met] };
    yield* asked(play, [before, after], { ...now, earlier, known: noted(after), how });
    earlier.push(now);
  }
}

/** In which schedules something is asked, how, and of whom. */
export interface Interrogation {
  readonly schedules: readonly Schedule[];
  readonly how: Otherness;
  readonly playing: (
    store: TermStore,
  ) => Omit<Play, 'arena' | 'store' | 'met'> & { readonly met?: Set<Term>; readonly build?: Build };
}

/** What is asked and answered in some schedules. */
export function* answersIn(
  problem: Problem,
  { schedules, how, playing }: Interrogation,
): Generator<Answer> {
  for (const schedule of schedules) {
    const store = termStore();
    const { met = new Set<Term>(), build = problem.build, ...own } = playing(store);
    const built = { ...problem, build };
    const arena =
      typeof schedule === 'number'
        ? arenaOf(built, store, { slow: true })
        : inOrderOn(built, store, schedule);
    yield* answersOn({ arena, store, met, ...own }, schedule, how);
  }
}

/**
 * The first answer of a mutant that is not the protocol's.
 *
 * @throws Error where another is asked of the mutant than of the protocol: a mistake of ours
 */
export function answeredOtherwise(
  kept: Iterable<Answer>,
  tried: Iterable<Answer>,
  law: Law,
): Line | undefined {
  const golden = kept[Symbol.iterator]();
  for (const { asks, answer, counts } of tried) {
    const next = golden.next();
    if (next.done === true || next.value.asks !== asks) {
      throw new Error(`mutants: ${asks} is asked of the mutant alone`);
    }
    if (!counts || !next.value.counts) continue;
    if (next.value.answer !== answer) return { law, text: `${asks}: ${answer}` };
  }
  return undefined;
}
