/**
 * Exhaustive explicit-state search, breadth first, so that the first attack found is a shortest.
 *
 * A state is the parties' local states, what is in flight, what the attacker knows and what has
 * been claimed. One transition is a wish, a delivery or a release and all that honest channels
 * carry on from there (step compression). Messages are typed instances of what the executable
 * roles demand. Reductions: equal states are one; customers with the same wishes act in the order
 * of their names; the attacker's own values are used in order; no message is put in of which only
 * statements come that no claim reads, nor one of which the same comes as of another; nothing is
 * looked for beyond what decides all claims.
 *
 * Complete within the scenario's bounds and the typing of messages; a state bound makes what is
 * left open inconclusive.
 */
import type { Claim } from '../../model/core/claim.ts';
import type { Leak } from './history.ts';
import { perObject } from '../../model/core/remembered.ts';
import { perPair } from './remembered.ts';
import type { RoleStep } from './settled.ts';
import type { Stage } from './stage.ts';
import { namingOf } from './naming.ts';
import { prepare, type Search, type State, stateKey } from './state.ts';
import { granted, type Successor, successors, type SymbolicMove } from './successors.ts';

/** The moves that first led to a state, the last one first; all that is kept of a visited one. */
interface Path {
  readonly before: Path | undefined;
  readonly move: SymbolicMove;
  readonly depth: number;
}

/** A state yet to be visited and the moves that first led to it. */
interface Node {
  readonly state: State;
  readonly path: Path | undefined;
}

/** A path with one more move. */
function extended(before: Path | undefined, move: SymbolicMove): Path {
  return { before, move, depth: (before?.depth ?? 0) + 1 };
}

/** How a claim was found broken. */
export interface Found {
  readonly claim: Claim;
  readonly moves: readonly SymbolicMove[];
  /** What the attacker shows, where the claim is about a secret. */
  readonly leak: Leak | undefined;
  /** How many distinct states had been seen. */
  readonly states: number;
}

/** What a search came to. */
export interface Exploration {
  readonly found: readonly Found[];
  /** Distinct states seen. */
  readonly states: number;
  /** Transitions made. */
  readonly transitions: number;
  /** Whether every state within the bounds was seen, or all claims fell before. */
  readonly complete: boolean;
  /** What was stated of honest accounts in some state, as `claim about`. */
  readonly stated: ReadonlySet<string>;
  /** Moves of the longest shortest path. */
  readonly depth: number;
  /** The role steps that some move took, where the search notes them. */
  readonly taken?: readonly RoleStep[];
}

/** What to search for, and how far. */
export interface Quest {
  readonly claims: readonly Claim[];
  /** Give up beyond this many states. */
  readonly statesMax: number;
  /** Reductions to switch off, for measuring what they are worth. */
  readonly without?: readonly Reduction[];
  /**
   * Whether the search for a claim is over with this attack on it; it is with the first one unless
   * said. An attack that is not kept is forgotten.
   */
  readonly judge?: (found: Found) => { readonly keep: boolean; readonly enough: boolean };
}

/** A reduction that can be switched off. */
export type Reduction =
  'symmetry' | 'deduplication' | 'memory' | 'unheard' | 'alike' | 'decided' | 'echoes';

/** How often progress is reported, in states. */
const progressEvery = 250;

/** The moves from the start to a node. */
function movesTo({ path }: Node): readonly SymbolicMove[] {
  const moves: SymbolicMove[] = [];
  for (let at = path; at !== undefined; at = at.before) moves.push(at.move);
  return moves.toReversed();
}

/** Secrets whose being known breaks a claim, remembered by what has been stated and is known. */
function leaksOf({ historian: chronicler }: Search): Leaks {
  const ofClaim = perObject((claim: Claim) =>
    perPair((history: State['history'], knowledge: State['knowledge']) =>
      chronicler.leaks(claim, history, knowledge),
    ),
  );
  return (claim, { history, knowledge }) => ofClaim(claim)(history, knowledge);
}

/** See {@link leaksOf}. */
type Leaks = (claim: Claim, state: State) => readonly Leak[];

/** How a claim is broken in a state, if it is. */
function brokenIn(
  leaks: Leaks,
  claim: Claim,
  state: State,
): { readonly leak: Leak | undefined } | undefined {
  if (claim.secretOf === undefined) {
    return state.broken.includes(claim) ? { leak: undefined } : undefined;
  }
  const [leak] = leaks(claim, state);
  return leak && { leak };
}

/** The states from the very start to the end of the opening moves, which are not interleaved. */
function openingOf(search: Search, initial: State): readonly Node[] {
  const nodes: Node[] = [{ state: initial, path: undefined }];
  const { parties, opening } = search.stage.system;
  for (const name of opening) {
    const parent = nodes.at(-1);
    const index = parties.findIndex((party) => party.name === name);
    const successor = parent && granted(search, parent.state, index);
    if (parent === undefined || successor === undefined) continue;
    const [move, state] = successor;
    nodes.push({ state, path: extended(parent.path, move) });
  }
  return nodes;
}

/** How far a search has come. */
export interface Progress {
  readonly states: number;
  readonly transitions: number;
  /** Claims not broken so far. */
  readonly open: number;
}

/** Makes progress reports and takes whether to go on: false ends the search as incomplete. */
export type Searching = Generator<Progress, Exploration, boolean>;

/** What a search has found so far and how much it has seen. */
interface Ledger {
  readonly found: Found[];
  open: readonly Claim[];
  states: number;
  transitions: number;
  stopped: boolean;
}

/** What judges a node, and by which standard. */
interface Bench {
  readonly leaks: Leaks;
  readonly judge: NonNullable<Quest['judge']>;
}

/** The first attack on a claim is enough. */
const first: Bench['judge'] = () => ({ keep: true, enough: true });

/** Notes which open claims a node breaks. */
function inspect({ leaks, judge }: Bench, ledger: Ledger, node: Node): void {
  const { states } = ledger;
  const settled = ledger.open.filter((claim) => {
    const broken = brokenIn(leaks, claim, node.state);
    if (broken === undefined) return false;
    const found: Found = { claim, moves: movesTo(node), states, ...broken };
    const { keep, enough } = judge(found);
    if (keep) ledger.found.push(found);
    return enough;
  });
  if (settled.length > 0) ledger.open = ledger.open.filter((claim) => !settled.includes(claim));
}

/** Whether there is anything left to find, and states left to see it in. */
function goesOn(ledger: Ledger, statesMax: number): boolean {
  ledger.stopped ||= ledger.states >= statesMax;
  return ledger.open.length > 0 && !ledger.stopped;
}

/**
 * Searches, reporting progress every few hundred states.
 *
 * @param stage - the system and the attacker
 * @param quest - the claims to break and the state bound
 * @returns a generator; feed it false to end the search there
 */
export function* searching(stage: Stage, quest: Quest): Searching {
  const { claims, statesMax, without = [] } = quest;
  const search = prepare(stage, {
    claims,
    symmetric: !without.includes('symmetry'),
    remembers: !without.includes('memory'),
    alike: !without.includes('alike'),
    hearsEchoes: without.includes('echoes'),
    unheard: without.includes('unheard'),
  });
  const nameOf = search.symmetric ? namingOf(stage, search.historian) : stateKey;
  const deduplicate = !without.includes('deduplication');
  const { isDecided } = search.historian;
  const looksBeyond = without.includes('decided');
  const bench: Bench = { leaks: leaksOf(search), judge: quest.judge ?? first };
  const opening = openingOf(search, search.initial);
  const seen = new Set<string>(opening.map(({ state }) => nameOf(state)));
  const [states, transitions] = [opening.length, opening.length - 1];
  const ledger: Ledger = { found: [], open: claims, states, transitions, stopped: false };
  for (const node of opening) inspect(bench, ledger, node);
  let depth = 0;
  let level: readonly Node[] = opening.slice(-1);

  /** A state, unless it was seen: the node to visit, its claims judged. */
  const takeUp = ({ path }: Node, [move, state]: Successor): Node | undefined => {
    ledger.transitions += 1;
    const isLast = !looksBeyond && isDecided(state.history);
    if (isLast && state.broken.length === 0) return undefined;
    const key = nameOf(state);
    const isNew = !deduplicate || !seen.has(key);
    if (!isNew && state.broken.length === 0) return undefined;
    if (isNew) ledger.states += 1;
    if (deduplicate) seen.add(key);
    const node: Node = { state, path: extended(path, move) };
    inspect(bench, ledger, node);
    return isNew && !isLast ? node : undefined;
  };

  /** Visits a state; what is new comes out. */
  const visit = function* (parent: Node): Generator<Progress, readonly Node[], boolean> {
    const fresh: Node[] = [];
    for (const successor of successors(search, parent.state)) {
      const node = takeUp(parent, successor);
      if (node !== undefined) fresh.push(node);
      if (!goesOn(ledger, statesMax)) break;
      if (node === undefined || ledger.states % progressEvery !== 0) continue;
      ledger.stopped = !(yield { ...ledger, open: ledger.open.length });
    }
    return fresh;
  };

  // Level by level, so that a state is forgotten once it has been visited.
  while (level.length > 0 && goesOn(ledger, statesMax)) {
    const next: Node[] = [];
    depth = level[0]?.path?.depth ?? 0;
    for (const parent of level) {
      if (!goesOn(ledger, statesMax)) break;
      next.push(...(yield* visit(parent)));
    }
    level = next;
  }
  const { found, stopped } = ledger;
  return {
    found,
    states: ledger.states,
    transitions: ledger.transitions,
    depth,
    complete: !stopped,
    stated: search.historian.stated(),
    taken: search.settling.taken(),
  };
}

/** Searches to the end; see {@link searching}. */
export function explore(stage: Stage, quest: Quest): Exploration {
  const search = searching(stage, quest);
  for (let step = search.next(true); ; step = search.next(true))
    if (step.done === true) return step.value;
}
