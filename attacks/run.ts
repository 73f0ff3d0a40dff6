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
  type Stepper,
  type Stimulus,
  type System,
} from '../model/core/system.ts';
import { isWithin } from '../model/core/oracle.ts';
import type { TraceEvent } from '../model/core/trace.ts';
import type { Trial, Weaknesses } from '../model/core/weakness.ts';
import { type Guess, passes } from './guess.ts';
import { evaluate, type Hand, type Recipe } from './recipe.ts';
import { perObject } from '../model/core/remembered.ts';
import { accessOf, hasBegun, isOver, mayHappen, stolenName, type Theft } from './theft.ts';

/** What a theft takes. */
export interface Booty {
  /** Out of whose memory. */
  readonly party: string;
  /** The kind of value, as in `System.exposes`. */
  readonly what: string;
}

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
  /** Takes a value out of a party's memory. */
  | ({ readonly move: 'compromise' } & Booty)
  /** Shows that the attacker has a value, or that it can tell a right guess of it from a wrong one. */
  | {
      readonly move: 'learn';
      readonly value: Recipe;
      readonly about: string;
      /** The test that tells them apart; then the value is the guess. */
      readonly guess?: Guess<Recipe>;
    };

/** A system under attack, in one algebra. */
export interface Arena<M> {
  readonly algebra: Algebra<M>;
  readonly system: System<M>;
  readonly holds: Holds;
  readonly given: Readonly<Record<string, M>>;
  /** How the attacker's rules of deduction are carried out; none unless it has some. */
  readonly weak?: Weaknesses<M>;
  /** What may be taken out of parties' memories; nothing unless said. */
  readonly thefts?: readonly Theft[];
  /** Whether two values are the same to a claim; the algebra's equality unless said. */
  readonly same?: (a: M, b: M) => boolean;
  /** How parties are stepped; directly unless said. */
  readonly rehearsed?: Stepper<Local, M>;
}

/** A run so far; never changed in place. What was stolen is in `given`, under a name of its own. */
export interface Run<M> extends Hand<M> {
  readonly locals: readonly Local[];
  /** What has been stolen, in order. */
  readonly stolen: readonly Booty[];
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

/** How the parties of an arena are stepped. */
function stepperOf<M>({ rehearsed, system, algebra }: Arena<M>): Stepper<Local, M> {
  return rehearsed ?? directStepper(system, algebra.derive);
}

/** The states in which the parties of a system start, worked out once. */
const startOf = perObject((system: object) => initialLocals(system as System<unknown>));

/** A run before its first move; secrets that the attacker was given show as compromises. */
export function beginRun<M>({ algebra, system, given, weak }: Arena<M>): Run<M> {
  const compromised = Object.entries(given)
    .filter(([, value]) => system.secrets.some((secret) => algebra.equal(secret.value, value)))
    .map(([what, value]) => ({ kind: 'compromised', what, value }) as const);
  return {
    given,
    observed: [],
    stolen: [],
    locals: startOf(system),
    agenda: {},
    inFlight: [],
    events: compromised,
    at: 0,
    ...(weak === undefined ? {} : { weak }),
  };
}

/** The frame that the attacker puts in at a door. */
export function frameAt<M>({ channel, hop, to, from }: Door, message: M): InFlight<M> {
  return { channel, hop, to, from, message };
}

/** Settles a stimulus and adds what came of it to the run. */
function applied<M>(arena: Arena<M>, run: Run<M>, stimulus: Stimulus<M>): Made<M> {
  const { system, holds, algebra } = arena;
  const stepper = stepperOf(arena);
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

/** The attacker's hand with the parties of the run to ask, who are left as they were. */
export function asking<M>(arena: Arena<M>, run: Run<M>): Hand<M> {
  const { system, holds } = arena;
  const stepper = stepperOf(arena);
  const trial: Trial<M> = (index, box) => {
    const oracle = system.oracles?.[index];
    if (oracle === undefined || !isWithin(holds, oracle)) return undefined;
    const frame = frameAt(oracle.door, oracle.frame(box));
    const { events } = settle({ system, holds, stepper }, run.locals, { frame, at: run.at });
    return !events.some((event) => event.kind === 'refused' && event.why === oracle.complaint);
  };
  return { ...run, trial };
}

function intend<M>(arena: Arena<M>, run: Run<M>, party: string): Made<M> {
  const index = run.agenda[party] ?? 0;
  const intent = arena.system.agenda[party]?.[index];
  if (intent === undefined) return { made: false, why: `${party} wants nothing more` };
  const next = { ...run, agenda: { ...run.agenda, [party]: index + 1 } };
  return applied(arena, next, { party, intent });
}

/** What may be taken now of what a move asks for; `undefined` when nothing may. */
function takeable<M>(arena: Arena<M>, run: Run<M>, { party, what }: Booty): M | undefined {
  const { system, thefts = [] } = arena;
  const index = system.parties.findIndex(({ name }) => name === party);
  const [victim, local] = [system.parties[index], run.locals[index]];
  if (victim === undefined || local === undefined) return undefined;
  const had = (name: string): number => run.agenda[name] ?? 0;
  const stepper = stepperOf(arena);
  const over = isOver(system, had, (other, event) => {
    const before = run.locals[other];
    return before !== undefined && !stepper(other, before, { ...event, at: run.at }).idle;
  });
  const taken = run.stolen.filter((it) => it.party === party && it.what === what).length;
  const moment = { begun: hasBegun(system, party, had(party)), over, taken };
  const alike = thefts.filter((theft) => theft.from === victim.kind && theft.what === what);
  const [value] = alike
    .filter((theft) => mayHappen(theft, moment, alike))
    .map((theft) => system.exposes?.(victim, local.snapshot, accessOf(theft))[what])
    .filter((found) => found !== undefined);
  return value;
}

/** Takes a value out of a party's memory. */
function compromise<M>(arena: Arena<M>, run: Run<M>, { party, what }: Booty): Made<M> {
  const value = takeable(arena, run, { party, what });
  if (value === undefined) return { made: false, why: `no ${what} to be stolen from ${party} now` };
  const stolen = [...run.stolen, { party, what }];
  const count = stolen.filter((it) => it.party === party && it.what === what).length;
  const events = [...run.events, { kind: 'compromised', party, what, value } as const];
  const given = { ...run.given, [stolenName({ party, what }, count)]: value };
  return { made: true, idle: false, run: { ...run, given, stolen, events } };
}

/** The secret of which the test takes a guess and refuses a wrong one; `undefined` if there is none. */
function guessed<M>(
  { algebra, system }: Arena<M>,
  hand: Hand<M>,
  { guess, about }: { readonly guess: Guess<Recipe>; readonly about: string },
): M | undefined {
  const wrong = algebra.name(about, 'a wrong guess');
  if (passes(algebra, hand, { guess, value: wrong })) return undefined;
  return system.secrets
    .filter(({ kind }) => kind === about)
    .map(({ value }) => value)
    .find((value) => passes(algebra, hand, { guess, value }));
}

/** Shows a secret, or that a guess of it can be told from a wrong one. */
function learn<M>(arena: Arena<M>, run: Run<M>, move: Extract<Move, { move: 'learn' }>): Made<M> {
  const hand = asking(arena, run);
  const { guess, about } = move;
  const value =
    guess === undefined
      ? evaluate(arena.algebra, hand, move.value)
      : guessed(arena, hand, { guess, about });
  if (value === undefined) return { made: false, why: 'the value cannot be had' };
  const events = [...run.events, { kind: 'learned', value } as const];
  return { made: true, idle: true, run: { ...run, events } };
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
      const message = evaluate(algebra, asking(arena, run), move.message);
      if (message === undefined) return { made: false, why: 'the message cannot be made' };
      return applied(arena, run, { frame: frameAt(move.door, message) });
    }
    case 'release': {
      const frame = run.inFlight[move.index];
      if (frame === undefined) return { made: false, why: 'no such message in flight' };
      const inFlight = run.inFlight.filter((_, index) => index !== move.index);
      return applied(arena, { ...run, inFlight }, { frame });
    }
    case 'compromise':
      return compromise(arena, run, move);
    case 'learn':
      return learn(arena, run, move);
  }
}

/** A schedule carried out: the run before the first move and after each, or where it got stuck. */
export interface Ran<M> {
  readonly runs: readonly Run<M>[];
  readonly stuck?: string;
}

/** The run after a move, or why it is stuck there. */
type Next<M> = Run<M> | string;

/** Makes a move of a schedule. */
function nextRun<M>(arena: Arena<M>, run: Run<M>, move: Move): Next<M> {
  const made = makeMove(arena, run, move);
  if (!made.made) return made.why;
  return made.idle && move.move !== 'learn' ? 'nothing comes of it' : made.run;
}

/** Carries out a schedule from its first run on, as moves are made. */
function carriedOut<M>(
  first: Run<M>,
  moves: readonly Move[],
  next: (run: Run<M>, move: Move) => Next<M>,
): Ran<M> {
  const runs = [first];
  let run = first;
  for (const [index, move] of moves.entries()) {
    const after = next(run, move);
    if (typeof after === 'string') return { runs, stuck: `move ${index + 1}: ${after}` };
    runs.push(after);
    run = after;
  }
  return { runs };
}

/** A whole schedule: the run after each move, or the move that could not be made. */
export function runMoves<M>(arena: Arena<M>, moves: readonly Move[]): Ran<M> {
  return carriedOut(beginRun(arena), moves, (run, move) => nextRun(arena, run, move));
}

/**
 * Carries out whole schedules in one arena; moves with which several begin are made once.
 *
 * @param arena - the system under attack
 * @returns what carries out a schedule
 */
export function rerunning<M>(arena: Arena<M>): (moves: readonly Move[]) => Ran<M> {
  const first = beginRun(arena);
  const madeAfter = perObject((_: Run<M>) => new Map<string, Next<M>>());
  return (moves) =>
    carriedOut(first, moves, (run, move) => {
      const made = madeAfter(run);
      const name = JSON.stringify(move);
      const next = made.get(name) ?? nextRun(arena, run, move);
      made.set(name, next);
      return next;
    });
}
