/**
 * Days in order: everybody has all wishes one after the other, every message arrives, and after each wish all
 * go to court who may; each day has something particular (`occasions.ts`). On such days the laws of roles are
 * tried that ask for much to have happened (`transcript`, `memory`), what becomes of wishes that are had at
 * any moment (`acceptance`), and two laws about what travels: what an onlooker reads of it (`sight`), and
 * whether what is to be fresh is (`freshness`, W21; `fresh.ts`).
 *
 * Values are numbered as they come, as in `probe.ts`.
 */
import { type Arena, beginRun, type Move, type Run } from '../../../attacks/run.ts';
import type { Problem } from '../../../attacks/search/stage.ts';
import type { Party } from '../../../model/core/system.ts';
import { type Term, type TermStore, termStore } from '../../../model/core/term.ts';
import { slotMs } from '../../../model/sa2pmp/limits.ts';
import { freshIn, knower, madeFromEarlier } from './fresh.ts';
import { remembered, sayingConstants } from './memory.ts';
import {
  clerksEntries,
  type Occasion,
  occasions,
  particular,
  withoutUnsaid,
  wornOut,
} from './occasions.ts';
import {
  arenaOf,
  type Case,
  eventText,
  type Line,
  moved,
  moveNumbered,
  numbering,
  taken,
} from './probe.ts';

/** Chooses the next move of a run. */
type Choice = (run: Run<Term>) => Move | undefined;

/** What takes parties to court, and what sends records there that wait (A23). */
const quiet: readonly string[] = ['report', 'proveResult', 'proveSubmission', 'dispute', 'sue'];

/** Whether something has come of a move. */
function isOtherwise(before: Run<Term>, after: ReturnType<typeof moved>): boolean {
  if ('law' in after) return true;
  const isSame = (place: number): boolean => before.locals[place] === after.locals[place];
  return after.inFlight !== before.inFlight || !before.locals.every((_, place) => isSame(place));
}

/**
 * Moves in order: what is on its way arrives, oldest first; then somebody has a wish, after which all go
 * to court who may. Whoever cannot have a wish logs on again first, or waits no longer for an answer.
 */
function inOrder({ system, ...arena }: Arena<Term>, { late }: Occasion): Choice {
  const happening = (types: readonly string[]): readonly Move[] =>
    Object.entries(system.anytime).flatMap(([party, events]) =>
      events.flatMap(({ type }, which): readonly Move[] =>
        types.includes(type) ? [{ move: 'happen', party, which }] : [],
      ),
    );
  const wishesOf = (isClient: boolean): readonly Move[] =>
    system.parties
      .filter(({ name, kind }) => name in system.agenda && (kind === 'client') === isClient)
      .map(({ name }) => ({ move: 'intend', party: name }));
  const isLeft = (run: Run<Term>): boolean =>
    system.parties.some(
      ({ name, kind }) =>
        kind === 'client' && (run.agenda[name] ?? 0) < (system.agenda[name] ?? []).length,
    );
  const isMade = (run: Run<Term>, move: Move): boolean =>
    isOtherwise(run, moved({ system, ...arena }, run, move));
  let pending: readonly Move[] = [];
  let patience: number | undefined;
  const firstOf = (run: Run<Term>, moves: readonly Move[]): Move | undefined => {
    const at = moves.findIndex((move) => isMade(run, move));
    pending = at < 0 ? [] : moves.slice(at + 1);
    return moves[at];
  };
  const timeouts = happening(['timeout']);
  const nextWish = (run: Run<Term>): Move | undefined => {
    const own = wishesOf(true).find((move) => isMade(run, move));
    const again = isLeft(run) ? happening(['logOn']) : [];
    const waitsNot = isLeft(run) ? timeouts : [];
    const next =
      own ?? [...again, ...wishesOf(false), ...waitsNot].find((move) => isMade(run, move));
    const logsOn = own === undefined && !isLeft(run) ? happening(['logOn']) : [];
    pending = [...logsOn, ...happening(quiet)];
    if (own !== undefined) patience = late;
    return next;
  };
  return (run) => {
    if (patience === 0) {
      patience = undefined;
      const early = timeouts.find((move) => isMade(run, move));
      if (early !== undefined) return early;
    }
    if (run.inFlight.length > 0) {
      patience = patience === undefined ? undefined : patience - 1;
      return { move: 'release', index: 0 };
    }
    return firstOf(run, pending) ?? nextWish(run);
  };
}

/** How far days go. */
const movesMax = 200;

/** The arena of a day in order: messages arrive when they are let, and the regular bank answers. */
export function inOrderOn(problem: Problem, store: TermStore, occasion: Occasion): Arena<Term> {
  const { build } = problem;
  const tired: Problem = { ...problem, build: (algebra) => build(wornOut(algebra, occasion)) };
  const arena = arenaOf(tired, store, { slow: true });
  const { answer } = tired.build(arena.algebra);
  return particular({ ...arena, system: { ...arena.system, answer } }, occasion, store);
}

/** How far the clock goes on before a wish. */
const pauseMs = slotMs;

/** After how many moves a clerk is at work. */
const clerksMove = 25;

/**
 * The moves of a day, with the run before and after each.
 *
 * @param chosen - told when a move has been chosen that is now made
 */
export function* movesOf(
  arena: Arena<Term>,
  occasion: Occasion,
  chosen: () => void = () => undefined,
): Generator<readonly [before: Run<Term>, after: Run<Term> | Line, move: Move]> {
  const choice = inOrder(arena, occasion);
  const entries = clerksEntries(arena, occasion);
  let run = beginRun(arena);
  for (let made = 0; made < movesMax; made += 1) {
    if (made === clerksMove) run = { ...run, inFlight: [...run.inFlight, ...entries] };
    const move = moveNumbered(made, arena, () => choice(run));
    if (move === undefined) return;
    const at = run.at + (move.move === 'release' ? 0 : pauseMs);
    chosen();
    const next = moved(arena, { ...run, at }, move);
    yield [run, next, move];
    if ('law' in next) return;
    run = withoutUnsaid(arena, occasion, next);
  }
}

type Numbered = (value: Term) => number;

/** What whoever has no key reads of a message. */
function readIn(store: TermStore, t: Term, number: Numbered): string {
  if (store.kind(t) === 'constant') return store.label(t);
  if (store.kind(t) !== 'tuple') return `${store.kind(t)} ${number(t)}`;
  return `${store.sort(t)}(${store
    .args(t)
    .map((arg) => readIn(store, arg, number))
    .join(', ')})`;
}

/** What a day is looked at with. */
interface Watch {
  readonly store: TermStore;
  /** Whether everybody can make a value. */
  readonly isKnown: (value: Term) => boolean;
  /** Whether a value can be made of those of its kind that were there before. */
  readonly isMadeAgain: (what: string, value: Term) => boolean;
  readonly numbers: Readonly<Record<'values' | 'read' | 'fresh' | 'remembered', Numbered>>;
}

function watchOf({ system }: Arena<Term>, store: TermStore): Watch {
  const known = Object.values(system.publicValues);
  const numbers = {
    values: numbering(),
    read: numbering(),
    fresh: numbering(),
    remembered: numbering(),
  };
  return {
    store,
    isKnown: knower(store, known),
    isMadeAgain: madeFromEarlier(store, known),
    numbers,
  };
}

/** The lines of one message: what is read of it, and what of it is fresh. */
function* linesOf(watch: Watch, message: Term): Generator<Line> {
  const { store, isKnown, isMadeAgain, numbers } = watch;
  yield { law: 'sight', text: `reads ${readIn(store, message, numbers.read)}` };
  for (const [what, value] of freshIn(store, message)) {
    // A box opens under its key whoever knows its vector.
    const isTold = !what.endsWith('box') && isKnown(value);
    const isStale = isMadeAgain(what, value);
    const known = isTold ? ', known to everybody' : '';
    const stale = isStale ? ', known to who has those before it' : '';
    yield { law: 'freshness', text: `${what}: ${numbers.fresh(value)}${known}${stale}` };
  }
}

/** Wishes that a party may have now: those that it has some time, and each with nothing said. */
export function wishCases(
  { system, algebra }: Arena<Term>,
  run: Run<Term>,
  party: Party,
): readonly Case[] {
  const local = run.locals[system.parties.indexOf(party)];
  if (local === undefined) return [];
  const types = (party.machine.events as readonly string[]).filter(
    (type) => type !== 'frame' && type !== '*',
  );
  const all = [
    ...(system.agenda[party.name] ?? []),
    ...(system.anytime[party.name] ?? []),
    ...types.map((type) => ({ type, values: {} })),
  ];
  const ambient = { at: run.at, fresh: algebra.derive(system.root, `${party.name} wish`) };
  return all.map((wish) => ({ party, local, event: { ...wish, ...ambient } }));
}

/** What happens on a day in order. */
function* day(arena: Arena<Term>, occasion: Occasion, store: TermStore): Generator<Line> {
  const { system } = arena;
  const watch = watchOf(arena, store);
  for (const [before, after] of movesOf(arena, occasion)) {
    if ('law' in after) {
      yield after;
      return;
    }
    for (const event of after.events.slice(before.events.length)) {
      yield { law: 'transcript', text: eventText(event, watch.numbers.values) };
      if (event.kind === 'sent') yield* linesOf(watch, event.message);
    }
    for (const [index, party] of system.parties.entries()) {
      const local = after.locals[index];
      if (local === undefined || local === before.locals[index]) continue;
      const say = sayingConstants(store, watch.numbers.remembered);
      yield { law: 'memory', text: `${party.name}: ${remembered(store, local, say)}` };
      yield* taken('acceptance', wishCases(arena, after, party));
    }
  }
}

/** What happens on days in order. */
export function* days(problem: Problem): Generator<Line> {
  for (const occasion of occasions) {
    const store = termStore();
    yield* day(inOrderOn(problem, store, occasion), occasion, store);
  }
}
