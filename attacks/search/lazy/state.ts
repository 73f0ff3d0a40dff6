/**
 * States of the lazy search: what parties remember, with variables where the attacker has not
 * chosen yet, and what is known of those variables.
 *
 * Local states are never rewritten: what their variables stand for is said beside them, so that a
 * party's step is narrowed once for all states of the whole in which it is in that state.
 */
import type { Claim, Claimed } from '../../../model/core/claim.ts';
import type { Unseeded } from '../../../model/core/effect.ts';
import type { Refused } from '../../../model/core/narrowing.ts';
import {
  type Bindings,
  type Substitution,
  substitution,
} from '../../../model/core/substitution.ts';
import {
  type Door,
  type InFlight,
  nowInFlight,
  type Outcome,
  settle,
  type Stepper,
  type Stimulus,
} from '../../../model/core/system.ts';
import type { Term } from '../../../model/core/term.ts';
import type { TraceEvent } from '../../../model/core/trace.ts';
import type { Booty } from '../../run.ts';
import type { LocalId, Stage } from '../stage.ts';
import {
  knowledgeAt,
  type Known,
  type Solver,
  stillRefused,
  type Workshop,
} from './constraints.ts';
import type { Choices } from './choices.ts';
import type { Symmetry } from './symmetry.ts';
import type { Way, Ways } from './ways.ts';

/** A move whose message may hold variables. */
export type OpenMove =
  | { readonly move: 'intend'; readonly party: string }
  | { readonly move: 'happen'; readonly party: string; readonly which: number }
  | { readonly move: 'deliver'; readonly door: Door; readonly message: Term }
  | { readonly move: 'release'; readonly index: number }
  | ({ readonly move: 'compromise' } & Booty);

/**
 * By what moves that can be exchanged are put in order: the group of parties alike, and the local
 * state before it without the party's name. It is the same under all renamings of parties alike.
 */
export interface MoveOrder {
  readonly rank: number;
  readonly text: string;
}

/** What the last move was, for telling whether the next might as well have come before it. */
export interface Last {
  /** The party that was moved, by its place. */
  readonly party: number;
  /** Where the move stands among moves that could be exchanged (`differentiation.ts`). */
  readonly order: MoveOrder;
  /** All parties that had something to do. */
  readonly touched: readonly number[];
  /** How many messages had been observed before it. */
  readonly observedBefore: number;
  /** What it stated, as `claim about`. */
  readonly spoke: readonly string[];
  /** Whether it put something in flight. */
  readonly flew: boolean;
}

/** A message that must not be makeable of what was observed before: else it comes earlier. */
export interface Owed {
  readonly message: Term;
  readonly at: number;
  readonly before: number;
}

/** Something that was taken, and how many statements had been made by then. */
export interface Taken extends Booty {
  readonly value: Term;
  readonly after: number;
}

/** A state of the whole. */
export interface LazyState extends Known {
  readonly locals: readonly LocalId[];
  /** How many of its wishes each party has had. */
  readonly agenda: readonly number[];
  readonly inFlight: readonly InFlight<Term>[];
  /** Messages that the attacker has seen, in order. */
  readonly observed: readonly Term[];
  /** Statements that claims look at or bounds count, in order. */
  readonly claimed: readonly Claimed<Term>[];
  /** What has been stolen, in order. */
  readonly stolen: readonly Taken[];
  /** What could have been stolen a move ago and was not; no part of the state's name. */
  readonly declined: readonly Term[];
  /** How many messages have been put in at each party. */
  readonly deliveries: Readonly<Record<string, number>>;
  readonly last: Last | undefined;
  readonly owed: readonly Owed[];
}

/** What stays the same throughout one search. */
export interface LazySearch {
  readonly stage: Stage;
  readonly ways: Ways;
  readonly workshop: Workshop;
  readonly solver: Solver;
  readonly claims: readonly Claim[];
  /** Statements that claims look at, as `claim about`. */
  readonly read: ReadonlySet<string>;
  readonly symmetry: Symmetry;
  /** Whether some claim asks when something was stolen. */
  readonly asksWhen: boolean;
  /** Whether states that are renamings of each other are one. */
  readonly symmetric: boolean;
  /** What matters of when variables were chosen; all does where there is none. */
  readonly choices: Choices | undefined;
}

/** The substitution of a state. */
export function boundIn({ workshop }: LazySearch, { bindings }: Pick<Known, 'bindings'>) {
  return substitution(workshop.store, bindings, workshop.typed);
}

/** One way in which everything that follows from a stimulus can go. */
export interface Branch {
  readonly outcome: Outcome<LocalId, Term>;
  readonly bindings: Bindings;
  readonly refused: readonly Refused[];
}

/** Adds what a way learned to a substitution; false when the two exclude each other. */
function learns(bound: Substitution, { learned }: Way): boolean {
  return bound.unify(learned);
}

/** One settling: the ways chosen so far, and how many there were at each choice. */
interface Attempt {
  readonly stepper: Stepper<LocalId, Term>;
  readonly counts: readonly number[];
  /** What came of it; `undefined` when some party had no way to go. */
  readonly came: () => Pick<Branch, 'bindings' | 'refused'> | undefined;
}

/** What is asked of a party at a step. */
type Stepped<R> = (...step: Parameters<Stepper<LocalId, Term>>) => R;

/** Where settlings of one stimulus start, and what has been worked out on the way, by the choices made. */
interface Ground {
  readonly known: Pick<Branch, 'bindings' | 'refused'>;
  readonly fits: Map<string, readonly Fitting[]>;
}

/** A way that can be gone, and what is known then. */
interface Fitting {
  readonly way: Way;
  readonly then: Pick<Branch, 'bindings' | 'refused'>;
}

/** Prepares a settling that takes the ways of these numbers, and the first beyond them. */
function attempting(
  search: LazySearch,
  { known, fits }: Ground,
  choices: readonly number[],
): Attempt {
  const counts: number[] = [];
  let now: Pick<Branch, 'bindings' | 'refused'> | undefined = known;
  const after = (way: Way): Pick<Branch, 'bindings' | 'refused'> | undefined => {
    const { bindings, refused } = now ?? known;
    const bound = boundIn(search, { bindings });
    if (!learns(bound, way)) return undefined;
    const left = stillRefused(search.workshop, bound, [...refused, ...way.refused]);
    return left && { bindings: bound.bound(), refused: left };
  };
  const fittingAt: Stepped<readonly Fitting[]> = (party, id, event) => {
    // The choices before decide what a party is asked and what is known by then.
    const place = counts.map((_, index) => choices[index] ?? 0).join(' ');
    const found =
      fits.get(place) ??
      search.ways.of(party, id, event).flatMap((way): readonly Fitting[] => {
        const then = after(way);
        return then === undefined ? [] : [{ way, then }];
      });
    fits.set(place, found);
    return found;
  };
  const stepper: Stepper<LocalId, Term> = (party, id, event: Unseeded<Term>) => {
    const fitting = fittingAt(party, id, event);
    const chosen = fitting[choices[counts.length] ?? 0];
    counts.push(fitting.length);
    now = now && chosen?.then;
    return chosen?.way ?? { local: id, idle: true, effects: [] };
  };
  return { stepper, counts, came: () => now };
}

/**
 * All ways in which a stimulus and what follows from it over honest channels can go.
 *
 * The settling is run again with the next way of the last party that had a choice, as narrowing
 * itself does with its tests.
 */
export function* branches(
  search: LazySearch,
  state: LazyState,
  stimulus: Stimulus<Term>,
): Generator<Branch> {
  const { stage } = search;
  const ground: Ground = { known: state, fits: new Map() };
  let choices: readonly number[] = [];
  for (;;) {
    const { stepper, counts, came } = attempting(search, ground, choices);
    const outcome = settle({ ...stage, stepper }, state.locals, { ...stimulus, at: 0 });
    const known = came();
    if (known !== undefined && !outcome.idle) yield { outcome, ...known };
    const taken = counts.map((_, index) => choices[index] ?? 0);
    const last = counts.findLastIndex((count, index) => (taken[index] ?? 0) + 1 < count);
    if (last < 0) return;
    choices = [...taken.slice(0, last), (taken[last] ?? 0) + 1];
  }
}

/** Whether a claim looks at a statement, or a bound counts it. */
function isKept({ stage, read }: LazySearch, event: TraceEvent<Term>): event is Claimed<Term> {
  if (event.kind !== 'claimed') return false;
  const { party, claim, about } = event;
  const { budget } = stage.system;
  return read.has(`${claim} ${about}`) || budget[`${party} ${claim} ${about}`] !== undefined;
}

/** Whether no bounded statement has been made too often. */
function isWithin({ stage }: LazySearch, claimed: readonly Claimed<Term>[]): boolean {
  const counts = new Map<string, number>();
  if (Object.keys(stage.system.budget).length === 0) return true;
  for (const { party, claim, about } of claimed) {
    const key = `${party} ${claim} ${about}`;
    const bound = stage.system.budget[key];
    if (bound === undefined) continue;
    const count = (counts.get(key) ?? 0) + 1;
    if (count > bound) return false;
    counts.set(key, count);
  }
  return true;
}

/** Who had something to do in a step, by place. */
function touchedBy({ stage }: LazySearch, events: readonly TraceEvent<Term>[]): readonly number[] {
  const names = events.flatMap((event) =>
    event.kind === 'delivered' || event.kind === 'intended' ? [event.party] : [],
  );
  return [...new Set(names)].map((name) =>
    stage.system.parties.findIndex((party) => party.name === name),
  );
}

/** Where a move of a party stands among those that could be exchanged. */
function orderOf({ symmetry }: LazySearch, { locals }: LazyState, party: number): MoveOrder {
  const [rank, local] = [symmetry.rank[party], locals[party]];
  if (rank === undefined || local === undefined) return { rank: party, text: '' };
  const isAlike = symmetry.groups.some((group) => group.includes(party));
  return { rank, text: isAlike ? symmetry.anonymous(party, local).text : '' };
}

/** The state after a branch, its message not yet made; `undefined` when the bounds are left. */
export function afterBranch(
  search: LazySearch,
  state: LazyState,
  { outcome, bindings, refused }: Branch,
): LazyState | undefined {
  const added = outcome.events.filter((event) => isKept(search, event));
  const claimed = [...state.claimed, ...added];
  if (added.length > 0 && !isWithin(search, claimed)) return undefined;
  const { refine } = boundIn(search, { bindings });
  const inFlight = nowInFlight(state.inFlight, outcome.inFlight, (a, b) => refine(a) === refine(b));
  const touched = touchedBy(search, outcome.events);
  const [party = -1] = touched;
  return {
    ...state,
    bindings,
    refused,
    locals: outcome.locals,
    inFlight,
    claimed,
    observed: [...state.observed, ...outcome.observed],
    last: {
      party,
      order: orderOf(search, state, party),
      touched,
      observedBefore: state.observed.length,
      spoke: [...new Set(added.map(({ claim, about }) => `${claim} ${about}`))],
      flew: inFlight !== state.inFlight,
    },
  };
}

/**
 * Whether a step changed nothing: neither a party, nor what is in flight, said, or known.
 *
 * @param before - the state before the step
 * @param after - the state after it, its constraints solved
 */
export function isUnchanged(search: LazySearch, before: LazyState, after: LazyState): boolean {
  if (after.locals.some((local, party) => local !== before.locals[party])) return false;
  if (after.inFlight !== before.inFlight || after.claimed.length > before.claimed.length) {
    return false;
  }
  const bound = boundIn(search, after);
  const at = before.observed.length;
  const knowledge = knowledgeAt(search.workshop, bound, { ...after, at });
  return after.observed.slice(at).every((t) => knowledge.derives(bound.refine(t)));
}
