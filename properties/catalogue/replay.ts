/**
 * An attack tried again under another reading, deed by deed, on terms and then on bytes: at which of
 * them somebody refuses what the attacker put in, or the attacker has not what it takes, and whether the
 * claim survives.
 *
 * What honest parties send beyond what they sent in the attack goes on as it would without an attacker.
 */
import {
  type Arena,
  asking,
  beginRun,
  type Made,
  makeMove,
  type Move,
  type Run,
} from '../../attacks/run.ts';
import type { Claim } from '../../model/core/claim.ts';
import type { Door } from '../../model/core/system.ts';
import type { TraceEvent } from '../../model/core/trace.ts';
import type { Reading } from '../../model/sa2pmp/reading.ts';
import type { Deed, Plot } from './deeds.ts';
import { isSame, type Letter, letterName, letterOf, observedIn } from './letters.ts';
import { translated } from './translate.ts';

/** Where a deed came to nothing. */
export interface Setback {
  /** Which deed of the attack, counted from 1. */
  readonly step: number;
  /** Who refuses, or the attacker, who has not what it takes. */
  readonly by: string;
  /** The cause. */
  readonly why: string;
}

type Objection = Pick<Setback, 'by' | 'why'>;

/** How a chart notes that the log takes an order no more. */
const aborted = ': aborted';

/** What came of an attack under another reading. */
export interface Replay {
  /** The schedule as it was carried out there. */
  readonly moves: readonly Move[];
  readonly setbacks: readonly Setback[];
  /** How the claim was broken; `undefined` where it survives. */
  readonly breach: string | undefined;
}

/** A replay under way. */
interface Stage<M> {
  readonly arena: Arena<M>;
  readonly reading: Reading;
  readonly plot: Plot;
  readonly claim: Claim;
  run: Run<M>;
  readonly moves: Move[];
  readonly setbacks: Setback[];
  readonly passed: Set<string>;
}

/** What an event says no to: a refusal, or the log's word that an order is taken no more (R7). */
function noOf<M>(event: TraceEvent<M>): Objection | undefined {
  if (event.kind === 'refused') return { by: event.party, why: event.why };
  const isAborted =
    event.kind === 'sent' && event.channel === 'wired' && event.note.endsWith(aborted);
  return isAborted ? { by: event.party, why: event.note } : undefined;
}

/** Who said no, and why, among what has happened since. */
function refusal<M>(before: Run<M>, { events }: Run<M>): Objection | undefined {
  return events
    .slice(before.events.length)
    .map(noOf)
    .find((objection) => objection !== undefined);
}

/** Makes a move, if it can be made, and notes what is in its way. */
function make<M>(stage: Stage<M>, move: Move, step: number | undefined): void {
  const before = stage.run;
  const made: Made<M> = makeMove(stage.arena, before, move);
  const setback = made.made ? refusal(before, made.run) : { by: 'the attacker', why: made.why };
  if (step !== undefined && setback !== undefined) stage.setbacks.push({ step, ...setback });
  if (!made.made) return;
  stage.run = made.run;
  stage.moves.push(move);
}

/** The door at which a letter arrives. */
function doorOf<M>({ arena }: Stage<M>, { channel, hop, to }: Letter): Door | undefined {
  return arena.system.doors.find(
    (door) => door.channel === channel && door.hop === hop && door.to === to,
  );
}

/** The move that lets a letter go on: out of what is in flight, or by putting it in. */
function passing<M>(stage: Stage<M>, wanted: Letter): Move | undefined {
  const { arena, run } = stage;
  const index = run.inFlight.findIndex((frame) => {
    const letter = letterOf(arena, run, frame);
    return letter !== undefined && isSame(letter, wanted);
  });
  if (index >= 0) return { move: 'release', index };
  const place = observedIn(arena, run).findIndex((letter) => isSame(letter, wanted));
  const letter = observedIn(arena, run)[place];
  const hold = letter && arena.holds[letter.channel];
  const door = letter && (hold === 'full' || hold === 'divert') ? doorOf(stage, letter) : undefined;
  return door && { move: 'deliver', door, message: { make: 'observed', index: place } };
}

/** Lets a letter go on, once, where it has not gone on by itself. */
function pass<M>(stage: Stage<M>, letter: Letter, step?: number): void {
  if (stage.passed.has(letterName(letter))) return;
  const move = passing(stage, letter);
  if (move === undefined) return;
  stage.passed.add(letterName(letter));
  make(stage, move, step);
}

/** What the attacker holds and did not hold in the attack. */
function newLetters<M>({ arena, run, plot }: Stage<M>): readonly Letter[] {
  const held = run.inFlight.flatMap((frame) => letterOf(arena, run, frame) ?? []);
  return [...observedIn(arena, run), ...held].filter(({ kind }) => !plot.kinds.has(kind));
}

/** Lets go on what the attack knows nothing of, until nothing more comes. */
function passNew<M>(stage: Stage<M>): void {
  for (let before = -1; before !== stage.moves.length;) {
    before = stage.moves.length;
    for (const letter of newLetters(stage)) pass(stage, letter);
  }
}

/** The door of another reading's system that is the same. */
function sameDoor<M>({ arena }: Stage<M>, { channel, hop, to, desk }: Door): Door | undefined {
  const alike = arena.system.doors.filter((door) => door.hop === hop && door.to === to);
  return (
    alike.find((door) => door.channel === channel && door.desk === desk) ??
    alike.find((door) => door.desk === undefined && arena.holds[door.channel] !== undefined)
  );
}

/** The recipes of a deed as they are under the other reading. */
function there<M>(stage: Stage<M>) {
  const { arena, reading, plot, run } = stage;
  const seen = observedIn(arena, run);
  const placeOf = (index: number): number | undefined => {
    const letter = plot.observed[index];
    const place = letter === undefined ? -1 : seen.findIndex((other) => isSame(other, letter));
    return place < 0 ? undefined : place;
  };
  return { algebra: arena.algebra, reading, hand: asking(arena, run), placeOf };
}

/** The move that a deed comes to; what it lacks where it comes to none. */
function moveOf<M>(stage: Stage<M>, deed: Exclude<Deed, { deed: 'pass' }>): Move | string {
  switch (deed.deed) {
    case 'wish':
      return { move: 'intend', party: deed.party };
    case 'event': {
      const events = stage.arena.system.anytime[deed.party] ?? [];
      const which = events.findIndex(({ type }) => type === deed.type);
      return which < 0
        ? `no ${deed.type} happens to ${deed.party}`
        : { move: 'happen', which, party: deed.party };
    }
    case 'put': {
      const door = sameDoor(stage, deed.door);
      if (door === undefined) return `nobody at ${deed.door.hop} listens to the attacker`;
      return { move: 'deliver', door, message: translated(there(stage), deed.message) };
    }
    case 'take':
      return { move: 'compromise', party: deed.party, what: deed.what };
    case 'show': {
      const value = translated(there(stage), deed.move.value);
      return { ...deed.move, value };
    }
  }
}

/** Does a deed. */
function act<M>(stage: Stage<M>, deed: Deed, step: number): void {
  if (deed.deed === 'pass') {
    pass(stage, deed.letter, step);
    return;
  }
  const move = moveOf(stage, deed);
  const lacks = (why: string): number => stage.setbacks.push({ step, by: 'the attacker', why });
  if (typeof move === 'string') {
    lacks(move);
    return;
  }
  make(stage, move, step);
  const { arena, run, claim } = stage;
  if (deed.deed === 'show' && breachIn(arena, run, claim) === undefined) {
    lacks(`has no ${deed.move.about} to show`);
  }
}

/** How a claim fares in a run. */
function breachIn<M>({ system, algebra, same }: Arena<M>, { events }: Run<M>, claim: Claim) {
  return claim.violation({ principals: system.principals, events }, same ?? algebra.equal);
}

/**
 * Tries an attack under another reading.
 *
 * @param arena - the system of that reading under attack
 * @param plot - the attack
 * @param asked - the reading, and the claim that the attack is on
 */
export function replayed<M>(
  arena: Arena<M>,
  plot: Plot,
  { reading, claim }: { readonly reading: Reading; readonly claim: Claim },
): Replay {
  const stage: Stage<M> = {
    ...{ arena, reading, plot, claim, run: beginRun(arena) },
    ...{ moves: [], setbacks: [], passed: new Set<string>() },
  };
  for (const [index, deed] of plot.deeds.entries()) {
    act(stage, deed, index + 1);
    passNew(stage);
  }
  const { moves, setbacks, run } = stage;
  return { moves, setbacks, breach: breachIn(arena, run, claim) };
}

/** A schedule carried out whatever comes of it: the refusals, in order, and how the claim fares. */
export function carriedOut<M>(
  arena: Arena<M>,
  moves: readonly Move[],
  claim: Claim,
): { readonly refusals: readonly string[]; readonly breach: string | undefined } {
  let run = beginRun(arena);
  const refusals: string[] = [];
  for (const [index, move] of moves.entries()) {
    const made = makeMove(arena, run, move);
    if (!made.made) {
      refusals.push(`${index + 1} not made: ${made.why}`);
      continue;
    }
    const refused = refusal(run, made.run);
    if (refused !== undefined) refusals.push(`${index + 1} ${refused.by}: ${refused.why}`);
    run = made.run;
  }
  return { refusals, breach: breachIn(arena, run, claim) };
}
