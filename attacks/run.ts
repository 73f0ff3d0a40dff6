/**
 * Runs: a schedule of moves carried out in one algebra, leaving a trace.
 *
 * The search proposes moves on terms; this executes them on terms, on bytes, on both in lockstep.
 * A move of a plan that cannot be made (a recipe that does not evaluate) or of which nothing comes
 * (an intent or a message that is refused) is said, never skipped.
 */
import type { Algebra } from '../model/core/algebra.ts';
import {
  directStepper,
  type Door,
  type Holds,
  type InFlight,
  initialLocals,
  type Local,
  nowInFlight,
  settle,
  type Stimulus,
  type System,
} from '../model/core/system.ts';
import type { TraceEvent } from '../model/core/trace.ts';
import { evaluate, type Hand, type Recipe } from './recipe.ts';

/** One thing that the scheduler or the attacker does. */
export type Move =
  /** A party's next wish. */
  | { readonly move: 'intend'; readonly party: string }
  /** Something that may happen to a party at any time, by its place in the list. */
  | { readonly move: 'happen'; readonly party: string; readonly which: number }
  /** A message of the attacker's making. */
  | { readonly move: 'deliver'; readonly door: Door; readonly message: Recipe }
  /** Lets a delayed message go on, by its place among those in flight. */
  | { readonly move: 'release'; readonly index: number }
  /** Shows that the attacker has a value. */
  | { readonly move: 'learn'; readonly value: Recipe; readonly about: string };

/** A system under attack, in one algebra. */
export interface Arena<M> {
  readonly algebra: Algebra<M>;
  readonly system: System<M>;
  readonly holds: Holds;
  readonly given: Readonly<Record<string, M>>;
}

/** A run so far; never changed in place. */
export interface Run<M> extends Hand<M> {
  readonly locals: readonly Local[];
  /** How many of its wishes each party has had, by party. */
  readonly agenda: Readonly<Record<string, number>>;
  readonly inFlight: readonly InFlight<M>[];
  readonly events: readonly TraceEvent<M>[];
  /** The clock, in milliseconds. */
  readonly at: number;
}

/** A move that was made, or why it could not be. */
export type Made<M> =
  | { readonly made: true; readonly run: Run<M>; readonly idle: boolean }
  | { readonly made: false; readonly why: string };

/** A run before its first move; secrets that the attacker was given show as compromises. */
export function beginRun<M>({ algebra, system, given }: Arena<M>): Run<M> {
  const compromised = Object.entries(given)
    .filter(([, value]) => system.secrets.some((secret) => algebra.equal(secret.value, value)))
    .map(([what, value]) => ({ kind: 'compromised', what, value }) as const);
  return {
    given,
    observed: [],
    locals: initialLocals(system),
    agenda: {},
    inFlight: [],
    events: compromised,
    at: 0,
  };
}

/** The frame that the attacker puts in at a door. */
export function frameAt<M>({ channel, hop, to, from }: Door, message: M): InFlight<M> {
  return { channel, hop, to, from, message };
}

/** Settles a stimulus and adds what came of it to the run. */
function applied<M>(arena: Arena<M>, run: Run<M>, stimulus: Stimulus<M>): Made<M> {
  const { system, holds, algebra } = arena;
  const stepper = directStepper(system, algebra.derive);
  const outcome = settle({ system, holds, stepper }, run.locals, { ...stimulus, at: run.at });
  return {
    made: true,
    idle: outcome.idle,
    run: {
      ...run,
      locals: outcome.locals,
      observed: [...run.observed, ...outcome.observed],
      inFlight: nowInFlight(run.inFlight, outcome.inFlight, algebra.equal),
      events: [...run.events, ...outcome.events],
    },
  };
}

function intend<M>(arena: Arena<M>, run: Run<M>, party: string): Made<M> {
  const index = run.agenda[party] ?? 0;
  const intent = arena.system.agenda[party]?.[index];
  if (intent === undefined) return { made: false, why: `${party} wants nothing more` };
  const next = { ...run, agenda: { ...run.agenda, [party]: index + 1 } };
  return applied(arena, next, { party, intent });
}

/** Makes one move. */
export function makeMove<M>(arena: Arena<M>, run: Run<M>, move: Move): Made<M> {
  const { algebra, system } = arena;
  switch (move.move) {
    case 'intend':
      return intend(arena, run, move.party);
    case 'happen': {
      const intent = system.anytime[move.party]?.[move.which];
      if (intent === undefined) return { made: false, why: `nothing of that sort happens` };
      return applied(arena, run, { party: move.party, intent });
    }
    case 'deliver': {
      const message = evaluate(algebra, run, move.message);
      if (message === undefined) return { made: false, why: 'the message cannot be made' };
      return applied(arena, run, { frame: frameAt(move.door, message) });
    }
    case 'release': {
      const frame = run.inFlight[move.index];
      if (frame === undefined) return { made: false, why: 'no such message in flight' };
      const inFlight = run.inFlight.filter((_, index) => index !== move.index);
      return applied(arena, { ...run, inFlight }, { frame });
    }
    case 'learn': {
      const value = evaluate(algebra, run, move.value);
      if (value === undefined) return { made: false, why: 'the value cannot be had' };
      const events = [...run.events, { kind: 'learned', value } as const];
      return { made: true, idle: true, run: { ...run, events } };
    }
  }
}

/** A whole schedule: the run after each move, or the move that could not be made. */
export function runMoves<M>(
  arena: Arena<M>,
  moves: readonly Move[],
): { readonly runs: readonly Run<M>[]; readonly stuck?: string } {
  const runs: Run<M>[] = [beginRun(arena)];
  for (const [index, move] of moves.entries()) {
    const last = runs.at(-1);
    if (last === undefined) break;
    const made = makeMove(arena, last, move);
    if (!made.made) return { runs, stuck: `move ${index + 1}: ${made.why}` };
    if (made.idle && move.move !== 'learn') {
      return { runs, stuck: `move ${index + 1}: nothing comes of it` };
    }
    runs.push(made.run);
  }
  return { runs };
}
