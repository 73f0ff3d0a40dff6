/**
 * The deeds of an attack: its schedule in words that mean something under another reading too, where
 * messages have other places and other channels.
 */
import type { Recipe } from '../../attacks/recipe.ts';
import { type Arena, type Move, type Run, runMoves } from '../../attacks/run.ts';
import type { Door } from '../../model/core/system.ts';
import { isSame, type Letter, letterOf, observedIn } from './letters.ts';

/** One thing that happens in an attack. */
export type Deed =
  | { readonly deed: 'wish'; readonly party: string }
  /** Something that may happen at any time, by its type. */
  | { readonly deed: 'event'; readonly party: string; readonly type: string }
  /** What an honest party sent is let go on, as it would without an attacker. */
  | { readonly deed: 'pass'; readonly letter: Letter }
  /** The attacker puts a message in. */
  | { readonly deed: 'put'; readonly door: Door; readonly message: Recipe }
  | { readonly deed: 'take'; readonly party: string; readonly what: string }
  | { readonly deed: 'show'; readonly move: Extract<Move, { move: 'learn' }> };

/** An attack in deeds. */
export interface Plot {
  readonly deeds: readonly Deed[];
  /** What the attacker has seen, in the order of its observations. */
  readonly observed: readonly Letter[];
  /** Every kind of letter that was in the attacker's hands. */
  readonly kinds: ReadonlySet<string>;
}

/** The letter that is let go on by putting a message in; `undefined` where that is another deed. */
function passedOn(
  { door, message }: Extract<Move, { move: 'deliver' }>,
  observed: readonly Letter[],
  passed: readonly Letter[],
): Letter | undefined {
  const letter = message.make === 'observed' ? observed[message.index] : undefined;
  if (letter === undefined) return undefined;
  const arrives = letter.hop === door.hop && letter.channel === door.channel;
  return arrives && !passed.some((other) => isSame(other, letter)) ? letter : undefined;
}

/** The letter that is let go out of what is in flight. */
function released<M>(arena: Arena<M>, before: Run<M>, index: number): Letter {
  const frame = before.inFlight[index];
  const letter = frame && letterOf(arena, before, frame);
  if (letter === undefined) throw new Error('deeds: nobody sent what is in flight');
  return letter;
}

/** A move as a deed. */
function deedOf<M>(
  arena: Arena<M>,
  { move, before, passed }: { readonly move: Move; before: Run<M>; passed: readonly Letter[] },
): Deed {
  switch (move.move) {
    case 'intend':
      return { deed: 'wish', party: move.party };
    case 'happen': {
      const type = arena.system.anytime[move.party]?.[move.which]?.type ?? '';
      return { deed: 'event', party: move.party, type };
    }
    case 'release':
      return { deed: 'pass', letter: released(arena, before, move.index) };
    case 'deliver': {
      const letter = passedOn(move, observedIn(arena, before), passed);
      if (letter !== undefined) return { deed: 'pass', letter };
      return { deed: 'put', door: move.door, message: move.message };
    }
    case 'compromise':
      return { deed: 'take', party: move.party, what: move.what };
    case 'learn':
      return { deed: 'show', move };
  }
}

/** The kinds of letter that were in flight at some time. */
function inFlightKinds<M>(arena: Arena<M>, runs: readonly Run<M>[]): readonly string[] {
  return runs.flatMap((run) =>
    run.inFlight.flatMap((frame) => letterOf(arena, run, frame)?.kind ?? []),
  );
}

/** An attack in deeds. @throws Error when its schedule cannot be carried out: a mistake of ours */
export function plotOf<M>(arena: Arena<M>, plan: readonly Move[]): Plot {
  const { runs, stuck } = runMoves(arena, plan);
  const last = runs.at(-1);
  if (stuck !== undefined || last === undefined) throw new Error(`deeds: ${stuck ?? 'no run'}`);
  const deeds: Deed[] = [];
  const passed: Letter[] = [];
  for (const [index, move] of plan.entries()) {
    const before = runs[index];
    if (before === undefined) break;
    const deed = deedOf(arena, { move, before, passed });
    if (deed.deed === 'pass') passed.push(deed.letter);
    deeds.push(deed);
  }
  const observed = observedIn(arena, last);
  const kinds = new Set([...observed.map(({ kind }) => kind), ...inFlightKinds(arena, runs)]);
  return { deeds, observed, kinds };
}
