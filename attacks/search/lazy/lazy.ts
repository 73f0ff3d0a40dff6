/**
 * The lazy search: messages are chosen no sooner than something depends on it (Millen & Shmatikov
 * 2001; Basin, Mödersheim & Viganò 2005).
 *
 * Breadth first over symbolic states, so that the first attack found is a shortest. It proposes; an
 * attack is reported when it has been carried out on terms without variables. Untyped, a variable
 * may stand for any term, which finds type flaws; typed, it is to agree with the explicit search.
 *
 * Refuses claims that guessing breaks.
 */
import type { Claim } from '../../../model/core/claim.ts';
import { compromises } from '../../../model/core/claim/compromise.ts';
import type { Door } from '../../../model/core/system.ts';
import { knowledgeBase } from '../../knowledge.ts';
import { craftsOf } from '../../rule/rule.ts';
import type { Exploration, Progress } from '../explicit.ts';
import type { Stage } from '../stage.ts';
import { openDoors } from '../state.ts';
import { choicesIn } from './choices.ts';
import { type Goal, type Known, solver } from './constraints.ts';
import { couldComeFirst, due } from './differentiation.ts';
import { inspect, type Ledger, type Node } from './ledger.ts';
import { type Naming, namingOf } from './key.ts';
import { normalForm } from './normal.ts';
import {
  afterBranch,
  boundIn,
  branches,
  isUnchanged,
  type LazySearch,
  type LazyState,
  type OpenMove,
} from './state.ts';
import { afterTheft, findsIn } from './thefts.ts';
import { symmetryOf } from './symmetry.ts';
import { type Try, tries, wish } from './tries.ts';
import { waysOf } from './ways.ts';

/** A reduction that can be switched off. */
export type LazyReduction = 'symmetry' | 'deduplication' | 'differentiation' | 'choices';

/** What to search for, and how far. */
export interface LazyQuest {
  readonly claims: readonly Claim[];
  /** Give up beyond this many symbolic states. */
  readonly statesMax: number;
  /** Whether a variable takes terms of its own sort only. */
  readonly typed: boolean;
  /** Moves beyond which nothing is looked at; no such bound unless given. */
  readonly movesMax?: number;
  readonly without?: readonly LazyReduction[];
}

/** What a lazy search came to. */
export interface LazyExploration extends Exploration {
  /** Ways to break a claim that could not be carried out: none, or the engine has a mistake. */
  readonly unconfirmed: number;
}

/** Makes progress reports and takes whether to go on: false ends the search as incomplete. */
export type LazySearching = Generator<Progress, LazyExploration, boolean>;

/** What is owed in a state, or that some other order of moves leads to the same. */
function settledDebts(search: LazySearch, state: LazyState): LazyState | undefined {
  if (state.owed.length === 0) return state;
  const dues = state.owed.map((owed) => ({ owed, is: due(search, state, owed) }));
  if (dues.some(({ is }) => is === 'redundant')) return undefined;
  return { ...state, owed: dues.flatMap(({ owed, is }) => (is === 'owing' ? [owed] : [])) };
}

/** What is owed for a move that could as well have come before the last one. */
function debtsOf({ last }: LazyState, goals: readonly Goal[]): LazyState['owed'] {
  const before = last?.observedBefore ?? 0;
  return goals.map(({ term, at }) => ({ message: term, at, before }));
}

/** A state, and what was known of variables when it was reached. */
interface Reached {
  readonly state: LazyState;
  readonly known: Known;
}

/** Whether a message put in at a desk is of the only shape that is taken there. */
function isTakenAtDesk(search: LazySearch, { move }: Try, known: Known): boolean {
  if (move.move !== 'deliver' || move.door.desk === undefined) return true;
  const message = boundIn(search, known).walk(move.message);
  return search.workshop.store.shapeOf(message)?.name === move.door.desk;
}

/** The states after what is tried, in all ways in which it can go. */
function* statesAfter(
  search: LazySearch,
  attempt: Try,
  differentiate: boolean,
): Generator<Reached> {
  const { from, stimulus, goals } = attempt;
  for (const branch of branches(search, from, stimulus)) {
    const next = afterBranch(search, from, branch);
    if (next?.last === undefined) continue;
    const isEarly = differentiate && couldComeFirst(search, from.last, next.last);
    if (isEarly && goals.length === 0) continue;
    const debts = isEarly ? debtsOf(from, goals) : [];
    for (const known of search.solver.solve(next, { observed: from.observed, goals })) {
      if (!isTakenAtDesk(search, attempt, known)) continue;
      const solved = { ...next, ...known, owed: [...next.owed, ...debts] };
      if (isUnchanged(search, from, solved)) continue;
      const settled = settledDebts(search, solved);
      if (settled !== undefined) yield { state: normalForm(search, settled), known };
    }
  }
}

/** Sets up what the search keeps at hand. */
function prepare(stage: Stage, { claims, typed, without = [] }: LazyQuest): LazySearch {
  const { store, beyond } = stage;
  const base = stage.mind?.base ?? knowledgeBase(store, true, beyond);
  const given = base.initial(Object.values(stage.given));
  const workshop = { store, typed, base, given, crafts: craftsOf(beyond.rules) };
  let made = 0;
  const fresh = (sort: string) => store.variable(2_000_000_000 + made++, sort);
  const read = new Set(claims.flatMap(({ reads }) => reads));
  const ways = waysOf(stage, typed);
  const symmetry = symmetryOf(stage);
  const symmetric = !without.includes('symmetry');
  const choices = without.includes('choices') ? undefined : choicesIn(workshop);
  const asksWhen = read.has(compromises);
  const asked = { claims, read, choices, asksWhen };
  return { stage, ways, workshop, solver: solver(workshop, fresh), symmetry, symmetric, ...asked };
}

/** Why a quest is refused; `undefined` when it is not. */
export function refusal({ claims }: Pick<LazyQuest, 'claims'>): string | undefined {
  const guessed = claims.find((claim) => claim.guessed === true);
  return guessed && `the lazy search knows nothing of guessing, which breaks ${guessed.id}`;
}

/** How often progress is reported, in states. */
const progressEvery = 200;

/** The start, once the opening moves are made. */
function openingOf(search: LazySearch, initial: LazyState): readonly Node[] {
  const nodes: Node[] = [{ state: initial, path: undefined }];
  const { parties, opening } = search.stage.system;
  for (const name of opening) {
    const parent = nodes.at(-1);
    const index = parties.findIndex((party) => party.name === name);
    const attempt = parent && wish(search, parent.state, index);
    if (attempt === undefined) continue;
    const [reached] = statesAfter(search, attempt, false);
    if (reached === undefined) continue;
    const { state, known } = reached;
    const path = {
      before: parent?.path,
      move: attempt.move,
      known,
      depth: (parent?.path?.depth ?? 0) + 1,
    };
    nodes.push({ state, path });
  }
  // Nothing is interleaved with the opening, so that nothing could have come before it.
  return nodes.map(({ state, path }) => ({ state: { ...state, last: undefined }, path }));
}

/** The state before anything has happened. */
function initialOf({ system, initial }: Stage): LazyState {
  return {
    locals: initial,
    agenda: system.parties.map(() => 0),
    inFlight: [],
    observed: [],
    claimed: [],
    stolen: [],
    declined: [],
    deliveries: {},
    last: undefined,
    owed: [],
    bindings: new Map(),
    chosen: new Map(),
    refused: [],
  };
}

/** A search under way. */
interface Hunt {
  readonly search: LazySearch;
  readonly quest: LazyQuest;
  readonly order: { readonly doors: readonly Door[]; readonly symmetric: boolean };
  readonly seen: Set<string>;
  readonly naming: Naming;
  readonly ledger: Ledger;
}

/** Whether there is anything left to find, and states left to see it in. */
function goesOn({ ledger, quest }: Hunt): boolean {
  ledger.stopped ||= ledger.states >= quest.statesMax;
  return ledger.open.length > 0 && !ledger.stopped;
}

/** The node of a state, unless it was seen; its claims judged. */
function takeUp({ search, quest, seen, ledger, naming }: Hunt, node: Node): boolean {
  const { without = [] } = quest;
  ledger.transitions += 1;
  if (!without.includes('deduplication')) {
    const key = naming(node.state);
    if (seen.has(key)) return false;
    seen.add(key);
  }
  ledger.states += 1;
  inspect(search, ledger, node);
  return true;
}

/** All states one move away, with the move. */
function* successors(
  search: LazySearch,
  state: LazyState,
  { order, differentiate }: { readonly order: Hunt['order']; readonly differentiate: boolean },
): Generator<readonly [OpenMove, Reached]> {
  const finds = findsIn(search, state);
  const declined = finds.map(({ value }) => value);
  for (const attempt of tries(search, { ...state, declined }, order)) {
    for (const reached of statesAfter(search, attempt, differentiate)) {
      yield [attempt.move, reached];
    }
  }
  for (const find of finds) {
    if (!search.asksWhen && state.declined.includes(find.value)) continue;
    const next = afterTheft(state, find);
    const { party, what } = find;
    yield [
      { move: 'compromise', party, what },
      { state: normalForm(search, next), known: next },
    ];
  }
}

/** Visits a node; what is new comes out. */
function* visit(hunt: Hunt, parent: Node): Generator<Progress, readonly Node[], boolean> {
  const { search, quest, order, ledger } = hunt;
  const fresh: Node[] = [];
  const differentiate = quest.without?.includes('differentiation') !== true;
  const depth = (parent.path?.depth ?? 0) + 1;
  for (const [move, reached] of successors(search, parent.state, { order, differentiate })) {
    const { state, known } = reached;
    const node = { state, path: { before: parent.path, move, known, depth } };
    if (!takeUp(hunt, node)) continue;
    fresh.push(node);
    if (!goesOn(hunt)) return fresh;
    if (ledger.states % progressEvery !== 0) continue;
    const { states, transitions, open } = ledger;
    ledger.stopped = !(yield { states, transitions, open: open.length });
  }
  return fresh;
}

/** A search with its opening made. */
function begun(stage: Stage, quest: LazyQuest): Hunt & { readonly level: readonly Node[] } {
  const refused = refusal(quest);
  if (refused !== undefined) throw new Error(refused);
  const { claims } = quest;
  const search = prepare(stage, quest);
  const order = { doors: openDoors(stage), symmetric: search.symmetric };
  const opening = openingOf(search, initialOf(stage));
  const [states, transitions] = [opening.length, opening.length - 1];
  const counted = { states, transitions, unconfirmed: 0, stopped: false };
  const ledger: Ledger = { ...counted, found: [], stated: new Set(), open: claims };
  for (const node of opening) inspect(search, ledger, node);
  const naming = namingOf(search);
  return { search, quest, order, seen: new Set(), naming, ledger, level: opening.slice(-1) };
}

/** All that is new one move from a level. */
function* levelAfter(
  hunt: Hunt,
  level: readonly Node[],
): Generator<Progress, readonly Node[], boolean> {
  const next: Node[] = [];
  for (const parent of level) {
    if (!goesOn(hunt)) break;
    next.push(...(yield* visit(hunt, parent)));
  }
  return next;
}

/**
 * Searches, reporting progress every few hundred states.
 *
 * @param stage - the system and the attacker
 * @param quest - the claims to break and the bounds
 * @returns a generator; feed it false to end the search there
 * @throws Error for a stage or claim that it refuses
 */
export function* searchingLazily(stage: Stage, quest: LazyQuest): LazySearching {
  const { without = [] } = quest;
  const explored = yield* searchingOnce(stage, quest);
  if (explored !== 'anew') return explored;
  const again = yield* searchingOnce(stage, { ...quest, without: [...without, 'choices'] });
  if (again === 'anew') throw new Error('lazy search: begun anew twice');
  return again;
}

/** Searches; or finds that it must begin anew without merging choices. */
function* searchingOnce(
  stage: Stage,
  quest: LazyQuest,
): Generator<Progress, LazyExploration | 'anew', boolean> {
  const { movesMax = Infinity } = quest;
  const hunt = begun(stage, quest);
  const { ledger } = hunt;
  const { choices } = hunt.search;
  let { level } = hunt;
  let depth = 0;
  while (level.length > 0 && goesOn(hunt)) {
    depth = level[0]?.path?.depth ?? 0;
    if (depth >= movesMax) break;
    level = yield* levelAfter(hunt, level);
    if (choices?.isSound() === false) return 'anew';
  }
  return exploredBy(ledger, { depth, isAll: level.length === 0 });
}

/** What a search came to, from its ledger. */
function exploredBy(
  { found, stated, unconfirmed, states, transitions, open, stopped }: Ledger,
  { depth, isAll }: { readonly depth: number; readonly isAll: boolean },
): LazyExploration {
  const isDone = open.length === 0 || (isAll && !stopped);
  const complete = isDone && unconfirmed === 0;
  return { found, stated, states, transitions, depth, complete, taken: [], unconfirmed };
}

/** Searches lazily to the end; see {@link searchingLazily}. */
export function exploreLazily(stage: Stage, quest: LazyQuest): LazyExploration {
  const search = searchingLazily(stage, quest);
  for (let step = search.next(true); ; step = search.next(true))
    if (step.done === true) return step.value;
}
