/**
 * Exhaustive explicit-state search, breadth first, so that the first attack found is a shortest.
 *
 * A state is the parties' local states, what is in flight, what the attacker knows and what has
 * been claimed. One transition is a wish, a delivery or a release and all that honest channels
 * carry on from there (step compression). Messages are typed instances of what the executable
 * roles demand. Reductions: equal states are one; customers with the same wishes act in the order
 * of their names; the attacker's own values are used in order.
 *
 * Complete within the scenario's bounds and the typing of messages; a state bound makes what is
 * left open inconclusive.
 */
import type { Claim } from '../../model/core/claim.ts';
import { type Door, type InFlight, settle, type Stimulus } from '../../model/core/system.ts';
import type { Term } from '../../model/core/term.ts';
import { seedName } from '../capability/capability.ts';
import { type Knowledge, knowledgeBase } from '../knowledge.ts';
import { frameAt } from '../run.ts';
import { type Historian, historian, type History, type Leak } from './history.ts';
import { instances } from './instances.ts';
import type { LocalId, Stage } from './stage.ts';

/** A move on terms. */
export type SymbolicMove =
  | { readonly move: 'intend'; readonly party: string }
  | { readonly move: 'happen'; readonly party: string; readonly which: number }
  | { readonly move: 'deliver'; readonly door: Door; readonly message: Term }
  | { readonly move: 'release'; readonly index: number };

/** A state of the whole. */
interface State {
  readonly locals: readonly LocalId[];
  /** How many of its wishes each party has had, in the order of the parties. */
  readonly agenda: readonly number[];
  readonly inFlight: readonly InFlight<Term>[];
  readonly knowledge: Knowledge;
  readonly history: History;
  /** The claims that the last step's statements broke; no part of the state's name. */
  readonly broken: readonly Claim[];
  /** How many of the attacker's seeds have been used. */
  readonly seedsUsed: number;
}

/** A state and the move that first led to it. */
interface Node {
  readonly state: State;
  readonly parent: Node | undefined;
  readonly move: SymbolicMove | undefined;
  readonly depth: number;
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
  /** Moves of the longest shortest path. */
  readonly depth: number;
}

/** What to search for, and how far. */
export interface Quest {
  readonly claims: readonly Claim[];
  /** Give up beyond this many states. */
  readonly statesMax: number;
  /** Reductions to switch off, for measuring what they are worth. */
  readonly without?: readonly Reduction[];
}

/** A reduction that can be switched off. */
export type Reduction = 'symmetry' | 'deduplication';

/** How often progress is reported, in states. */
const progressEvery = 2000;

/** What stays the same throughout one search. */
interface Search {
  readonly stage: Stage;
  readonly historian: Historian;
  readonly observe: (knowledge: Knowledge, messages: readonly Term[]) => Knowledge;
  readonly messagesFor: (state: State, door: Door) => readonly Term[];
  readonly doors: readonly Door[];
  /** Seeds that occur in a message, as the highest number. */
  readonly seedsIn: (message: Term) => number;
  readonly symmetric: boolean;
}

/** The doors at which this attacker can put messages in. */
function openDoors({ system, holds }: Stage): readonly Door[] {
  const present = new Set(system.parties.map(({ name }) => name));
  return system.doors.filter(({ channel, hop, server }) => {
    const hold = holds[channel];
    return present.has(hop) && (hold === 'full' || (hold === 'connect' && server));
  });
}

/** The highest number of an attacker's seed that occurs in a term, remembered. */
function seedCounter({ store, given }: Stage, seedsMax: number): (t: Term) => number {
  const numbers = new Map<Term, number>();
  for (let index = 1; index <= seedsMax; index += 1) {
    const seed = given[seedName(index)];
    if (seed !== undefined) numbers.set(seed, index);
  }
  const highest = (t: Term): number => {
    const found = numbers.get(t);
    if (found !== undefined) return found;
    const answer = Math.max(0, ...store.args(t).map(highest));
    numbers.set(t, answer);
    return answer;
  };
  return highest;
}

/** Sets up what the search keeps at hand. */
function prepare(stage: Stage, quest: Quest): Search & { readonly initial: State } {
  const { store, system, given } = stage;
  const base = knowledgeBase(store, true);
  const chronicler = historian(system, quest.claims);
  const seedsMax = Math.max(1, ...Object.values(stage.ownValues));
  const seeds = Array.from({ length: seedsMax }, (_, index) => given[seedName(index + 1)]).filter(
    (seed) => seed !== undefined,
  );
  const givenSorts = new Set(Object.values(given).map((t) => store.sort(t)));
  const remembered = new Map<string, readonly Term[]>();
  const makeable = (state: State, pattern: Term): readonly Term[] => {
    const usable = Math.min(seeds.length, state.seedsUsed + 1);
    const key = `${state.knowledge.id} ${pattern} ${usable}`;
    const found = remembered.get(key);
    if (found !== undefined) return found;
    const { knowledge } = state;
    const { ownValues, inert } = stage;
    const usableSeeds = seeds.slice(0, usable);
    const larder = { store, knowledge, seeds: usableSeeds, ownValues, inert, givenSorts };
    const made = instances(larder, pattern);
    remembered.set(key, made);
    return made;
  };
  return {
    stage,
    historian: chronicler,
    observe: (knowledge, messages) => messages.reduce(base.observe, knowledge),
    messagesFor: (state, door) => {
      const forms = stage
        .forms(door, state.locals)
        .filter(({ statements }) => chronicler.allows(state.history, statements));
      return [...new Set(forms.flatMap(({ pattern }) => makeable(state, pattern)))];
    },
    doors: openDoors(stage),
    seedsIn: seedCounter(stage, seedsMax),
    symmetric: quest.without?.includes('symmetry') !== true,
    initial: {
      locals: stage.initial,
      agenda: system.parties.map(() => 0),
      inFlight: [],
      knowledge: base.initial(Object.values(given)),
      history: chronicler.empty,
      broken: [],
      seedsUsed: 0,
    },
  };
}

/** A state's name, equal for equal states. */
function stateKey({ locals, agenda, inFlight, knowledge, history, seedsUsed }: State): string {
  const flying = inFlight.map(({ hop, from, message }) => `${hop} ${from} ${message}`);
  return `${locals.join(',')};${agenda.join(',')};${flying.join(',')};${knowledge.id};${history.id};${seedsUsed}`;
}

/** The state after a stimulus; `undefined` when nothing happens or the bounds are left. */
function after(search: Search, state: State, stimulus: Stimulus<Term>): State | undefined {
  const { stage, observe } = search;
  const outcome = settle(stage, state.locals, { ...stimulus, at: 0 });
  if (outcome.idle) return undefined;
  const extension = search.historian.extend(state.history, outcome.events);
  if (extension === undefined) return undefined;
  const { history, broken } = extension;
  const knowledge = observe(state.knowledge, outcome.observed);
  const unchanged =
    knowledge === state.knowledge &&
    history === state.history &&
    outcome.inFlight.length === 0 &&
    outcome.locals.every((local, party) => local === state.locals[party]);
  if (unchanged) return undefined;
  return {
    ...state,
    locals: outcome.locals,
    inFlight:
      outcome.inFlight.length === 0 ? state.inFlight : [...state.inFlight, ...outcome.inFlight],
    knowledge,
    history,
    broken,
  };
}

type Successor = readonly [SymbolicMove, State];

/** Whether a party may act now: customers with equal wishes start in the order of their names. */
function mayStart({ symmetric, stage }: Search, { agenda }: State, party: number): boolean {
  if (!symmetric || agenda[party] !== 0) return true;
  const { parties, agenda: wishes } = stage.system;
  const own = parties[party];
  const length = own && wishes[own.name]?.length;
  return parties.every(
    ({ name, kind }, index) =>
      index >= party ||
      kind !== own?.kind ||
      wishes[name]?.length !== length ||
      agenda[index] !== 0,
  );
}

/** Wishes that parties may have now, and what may happen to them. */
function* wishes(search: Search, state: State): Generator<Successor> {
  const { system } = search.stage;
  for (const [index, { name }] of system.parties.entries()) {
    const intent = system.agenda[name]?.[state.agenda[index] ?? 0];
    if (intent !== undefined && mayStart(search, state, index)) {
      const next = after(search, state, { party: name, intent });
      const agenda = state.agenda.map((count, party) => (party === index ? count + 1 : count));
      if (next !== undefined)
        yield [
          { move: 'intend', party: name },
          { ...next, agenda },
        ];
    }
    for (const [which, event] of (system.anytime[name] ?? []).entries()) {
      const next = after(search, state, { party: name, intent: event });
      if (next !== undefined) yield [{ move: 'happen', party: name, which }, next];
    }
  }
}

/** Messages that the attacker may put in now. */
function* deliveries(search: Search, state: State): Generator<Successor> {
  for (const door of search.doors) {
    for (const message of search.messagesFor(state, door)) {
      const frame = frameAt(search.stage.system, door, message);
      const next = after(search, state, { frame });
      if (next === undefined) continue;
      const seedsUsed = Math.max(state.seedsUsed, search.seedsIn(message));
      yield [
        { move: 'deliver', door, message },
        { ...next, seedsUsed },
      ];
    }
  }
}

/** Delayed messages that may go on now. */
function* releases(search: Search, state: State): Generator<Successor> {
  for (const [index, frame] of state.inFlight.entries()) {
    const inFlight = state.inFlight.filter((_, place) => place !== index);
    const next = after(search, { ...state, inFlight }, { frame });
    if (next !== undefined) yield [{ move: 'release', index }, next];
  }
}

/** The moves from the start to a node. */
function movesTo(node: Node): readonly SymbolicMove[] {
  const moves: SymbolicMove[] = [];
  for (let at: Node | undefined = node; at?.move !== undefined; at = at.parent) moves.push(at.move);
  return moves.toReversed();
}

/** How a claim is broken in a state, if it is. */
function brokenIn(
  { historian: chronicler }: Search,
  claim: Claim,
  { history, knowledge, broken }: State,
): { readonly leak: Leak | undefined } | undefined {
  if (claim.secretOf === undefined) return broken.includes(claim) ? { leak: undefined } : undefined;
  const [leak] = chronicler.leaks(claim, history, knowledge);
  return leak && { leak };
}

/** One party's next wish, and the state after it. */
function granted(search: Search, state: State, index: number): Successor | undefined {
  const { system } = search.stage;
  const name = system.parties[index]?.name;
  const intent = name && system.agenda[name]?.[state.agenda[index] ?? 0];
  if (name === undefined || !intent) return undefined;
  const next = after(search, state, { party: name, intent });
  const agenda = state.agenda.map((count, party) => (party === index ? count + 1 : count));
  return (
    next && [
      { move: 'intend', party: name },
      { ...next, agenda },
    ]
  );
}

/** The states from the very start to the end of the opening moves, which are not interleaved. */
function openingOf(search: Search, initial: State): readonly Node[] {
  const nodes: Node[] = [{ state: initial, parent: undefined, move: undefined, depth: 0 }];
  const { parties, opening } = search.stage.system;
  for (const name of opening) {
    const parent = nodes.at(-1);
    const index = parties.findIndex((party) => party.name === name);
    const successor = parent && granted(search, parent.state, index);
    if (parent === undefined || successor === undefined) continue;
    const [move, state] = successor;
    nodes.push({ state, parent, move, depth: parent.depth + 1 });
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

/** Notes which open claims a node breaks. */
function inspect(search: Search, ledger: Ledger, node: Node): void {
  const { found, states } = ledger;
  for (const claim of ledger.open) {
    const broken = brokenIn(search, claim, node.state);
    if (broken !== undefined) found.push({ claim, moves: movesTo(node), states, ...broken });
  }
  ledger.open = ledger.open.filter((claim) => !found.some((attack) => attack.claim === claim));
}

/** All states one move away, with the move. */
function* successors(search: Search, state: State): Generator<Successor> {
  yield* wishes(search, state);
  yield* deliveries(search, state);
  yield* releases(search, state);
}

/**
 * Searches, reporting progress every few thousand states.
 *
 * @param stage - the system and the attacker
 * @param quest - the claims to break and the state bound
 * @returns a generator; feed it false to end the search there
 */
export function* searching(stage: Stage, quest: Quest): Searching {
  const search = prepare(stage, quest);
  const deduplicate = quest.without?.includes('deduplication') !== true;
  const opening = openingOf(search, search.initial);
  const seen = new Set<string>(opening.map(({ state }) => stateKey(state)));
  const ledger: Ledger = {
    found: [],
    open: quest.claims,
    states: opening.length,
    transitions: opening.length - 1,
    stopped: false,
  };
  const goesOn = (): boolean => {
    ledger.stopped ||= ledger.states >= quest.statesMax;
    return ledger.open.length > 0 && !ledger.stopped;
  };

  for (const node of opening) inspect(search, ledger, node);
  let depth = 0;
  const queue = opening.slice(-1);
  // A for-of over an array sees what is pushed on the way: breadth first.
  for (const parent of queue) {
    if (!goesOn()) break;
    depth = parent.depth;
    for (const [move, state] of successors(search, parent.state)) {
      ledger.transitions += 1;
      const key = stateKey(state);
      const isNew = !deduplicate || !seen.has(key);
      if (!isNew && state.broken.length === 0) continue;
      if (isNew) ledger.states += 1;
      if (deduplicate) seen.add(key);
      const node: Node = { state, parent, move, depth: depth + 1 };
      inspect(search, ledger, node);
      if (isNew) queue.push(node);
      if (!goesOn()) break;
      if (!isNew) continue;
      if (ledger.states % progressEvery !== 0) continue;
      const { states, transitions, open } = ledger;
      ledger.stopped = !(yield { states, transitions, open: open.length });
    }
  }
  const { found, states, transitions, stopped } = ledger;
  return { found, states, transitions, depth, complete: !stopped };
}

/** Searches to the end; see {@link searching}. */
export function explore(stage: Stage, quest: Quest): Exploration {
  const search = searching(stage, quest);
  for (let step = search.next(true); ; step = search.next(true))
    if (step.done === true) return step.value;
}
