/**
 * The lazy search: messages are chosen no sooner than something depends on it (Millen & Shmatikov
 * 2001; Basin, Mödersheim & Viganò 2005).
 *
 * Breadth first over symbolic states, so that the first attack found is a shortest. It proposes; an
 * attack is reported when it has been carried out on terms without variables. Untyped, a variable
 * may stand for any term, which finds type flaws; typed, it is to agree with the explicit search.
 *
 * Refuses stages on which attackers steal, and claims that guessing breaks.
 */
import type { Claim } from '../../../model/core/claim.ts';
import type { Door, Stimulus } from '../../../model/core/system.ts';
import type { Term } from '../../../model/core/term.ts';
import { knowledgeBase } from '../../knowledge.ts';
import { craftsOf } from '../../rule/rule.ts';
import { frameAt } from '../../run.ts';
import type { Exploration, Found, Progress } from '../explicit.ts';
import { isLaterTwin, type Stage } from '../stage.ts';
import { openDoors } from '../state.ts';
import { type Goal, solver } from './constraints.ts';
import { couldComeFirst, due } from './differentiation.ts';
import { confirmed } from './ground.ts';
import { breachesIn } from './judge.ts';
import { lazyKey } from './key.ts';
import {
  afterBranch,
  branches,
  isUnchanged,
  type LazySearch,
  type LazyState,
  type OpenMove,
} from './state.ts';
import { waysOf } from './ways.ts';

/** A reduction that can be switched off. */
export type LazyReduction = 'symmetry' | 'deduplication' | 'differentiation';

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

interface Path {
  readonly before: Path | undefined;
  readonly move: OpenMove;
  readonly depth: number;
}

interface Node {
  readonly state: LazyState;
  readonly path: Path | undefined;
}

/** A move, its stimulus, the state in which it is made, and the message to be made for it. */
interface Try {
  readonly move: OpenMove;
  readonly from: LazyState;
  readonly stimulus: Stimulus<Term>;
  readonly goals: readonly Goal[];
}

function movesTo({ path }: Node): readonly OpenMove[] {
  const moves: OpenMove[] = [];
  for (let at = path; at !== undefined; at = at.before) moves.push(at.move);
  return moves.toReversed();
}

/** Whether a party may have its first wish: of parties that are alike, the first starts first. */
function mayStart({ stage }: LazySearch, { agenda }: LazyState, party: number): boolean {
  if (agenda[party] !== 0) return true;
  const { parties, agenda: wishes } = stage.system;
  const own = parties[party];
  const likeness = own?.alike ?? own?.kind;
  const count = own && wishes[own.name]?.length;
  return parties.every(
    ({ name, kind, alike }, index) =>
      index >= party ||
      (alike ?? kind) !== likeness ||
      wishes[name]?.length !== count ||
      agenda[index] !== 0,
  );
}

/** A party's next wish. */
function wish({ stage }: LazySearch, state: LazyState, index: number): Try | undefined {
  const { parties, agenda: wishes } = stage.system;
  const party = parties[index]?.name ?? '';
  const intent = wishes[party]?.[state.agenda[index] ?? 0];
  if (intent === undefined) return undefined;
  const agenda = state.agenda.map((count, place) => (place === index ? count + 1 : count));
  return {
    move: { move: 'intend', party },
    from: { ...state, agenda },
    stimulus: { party, intent },
    goals: [],
  };
}

/** All that may be tried in a state. */
function* tries(
  search: LazySearch,
  state: LazyState,
  { doors, symmetric }: { readonly doors: readonly Door[]; readonly symmetric: boolean },
): Generator<Try> {
  const { stage, ways } = search;
  const { system } = stage;
  for (const [index, { name }] of system.parties.entries()) {
    const may = !symmetric || mayStart(search, state, index);
    const next = may ? wish(search, state, index) : undefined;
    if (next !== undefined) yield next;
    for (const [which, intent] of (system.anytime[name] ?? []).entries()) {
      const move = { move: 'happen', party: name, which } as const;
      yield { move, from: state, stimulus: { party: name, intent }, goals: [] };
    }
  }
  for (const door of doors) {
    if (symmetric && isLaterTwin(stage, state.locals, door.hop)) continue;
    const count = state.deliveries[door.hop] ?? 0;
    const message = ways.unknown(door.hop, count);
    const deliveries = { ...state.deliveries, [door.hop]: count + 1 };
    yield {
      move: { move: 'deliver', door, message },
      from: { ...state, deliveries },
      stimulus: { frame: frameAt(door, message) },
      goals: [{ term: message, at: state.observed.length }],
    };
  }
  for (const [index, frame] of state.inFlight.entries()) {
    const inFlight = state.inFlight.filter((_, place) => place !== index);
    const move = { move: 'release', index } as const;
    yield { move, from: { ...state, inFlight }, stimulus: { frame }, goals: [] };
  }
}

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

/** The states after what is tried, in all ways in which it can go. */
function* statesAfter(
  search: LazySearch,
  attempt: Try,
  differentiate: boolean,
): Generator<LazyState> {
  const { from, stimulus, goals } = attempt;
  for (const branch of branches(search, from, stimulus)) {
    const next = afterBranch(search, from, branch);
    if (next?.last === undefined) continue;
    const isEarly = differentiate && couldComeFirst(search, from.last, next.last);
    if (isEarly && goals.length === 0) continue;
    const debts = isEarly ? debtsOf(from, goals) : [];
    for (const known of search.solver.solve(next, { observed: from.observed, goals })) {
      const solved = { ...next, ...known, owed: [...next.owed, ...debts] };
      if (isUnchanged(search, from, solved)) continue;
      const settled = settledDebts(search, solved);
      if (settled !== undefined) yield settled;
    }
  }
}

/** Sets up what the search keeps at hand. */
function prepare(stage: Stage, { claims, typed }: LazyQuest): LazySearch {
  const { store, beyond } = stage;
  const base = knowledgeBase(store, true, beyond);
  const given = base.initial(Object.values(stage.given));
  const workshop = { store, typed, base, given, crafts: craftsOf(beyond.rules) };
  let made = 0;
  const fresh = (sort: string) => store.variable(2_000_000_000 + made++, sort);
  const read = new Set(claims.flatMap(({ reads }) => reads));
  const ways = waysOf(stage, typed);
  return { stage, ways, workshop, solver: solver(workshop, fresh), claims, read };
}

/** Why a quest is refused; `undefined` when it is not. */
function refusal(stage: Stage, { claims }: LazyQuest): string | undefined {
  if (stage.thefts.length > 0) return 'lazy search: knows nothing of thefts';
  const guessed = claims.find((claim) => claim.guessed === true);
  return guessed && `lazy search: knows nothing of guessing (${guessed.id})`;
}

/** What has been found so far and how much has been seen. */
interface Ledger {
  readonly found: Found[];
  readonly stated: Set<string>;
  open: readonly Claim[];
  states: number;
  transitions: number;
  unconfirmed: number;
  stopped: boolean;
}

/** Statements of honest accounts, which give claims occasion to break. */
function noteStated({ stage, workshop }: LazySearch, ledger: Ledger, { claimed }: LazyState): void {
  const { principals } = stage.system;
  for (const { claim, about, account } of claimed) {
    const isPossible =
      !workshop.store.isGround(account) ||
      principals.some((principal) => principal.honest && principal.account === account);
    if (isPossible) ledger.stated.add(`${claim} ${about}`);
  }
}

/** Notes which open claims a node breaks. */
function inspect(search: LazySearch, ledger: Ledger, node: Node): void {
  const { state } = node;
  const spoke = state.last?.spoke ?? [];
  noteStated(search, ledger, state);
  for (const claim of ledger.open) {
    const isTouched = claim.secretOf !== undefined || claim.reads.some((k) => spoke.includes(k));
    if (!isTouched) continue;
    for (const { known, leak } of breachesIn(search, state, claim)) {
      const answer = confirmed(search, { claim, moves: movesTo(node), state, known, leak });
      if (answer.is === 'unconfirmed') ledger.unconfirmed += 1;
      if (answer.is !== 'attack') continue;
      const { moves, leak: shown } = answer;
      ledger.found.push({ claim, moves, leak: shown, states: ledger.states });
      break;
    }
  }
  ledger.open = ledger.open.filter((claim) => !ledger.found.some((one) => one.claim === claim));
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
    const [state] = statesAfter(search, attempt, false);
    if (state === undefined) continue;
    const path = {
      before: parent?.path,
      move: attempt.move,
      depth: (parent?.path?.depth ?? 0) + 1,
    };
    nodes.push({ state, path });
  }
  // Nothing is interleaved with the opening, so that nothing could have come before it.
  return nodes.map(({ state, path }) => ({ state: { ...state, last: undefined }, path }));
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
  const refused = refusal(stage, quest);
  if (refused !== undefined) throw new Error(refused);
  const { claims, statesMax, movesMax = Infinity, without = [] } = quest;
  const search = prepare(stage, quest);
  const order = { doors: openDoors(stage), symmetric: !without.includes('symmetry') };
  const differentiate = !without.includes('differentiation');
  const deduplicate = !without.includes('deduplication');
  const isOrdered = claims.some((claim) => claim.ordered === true);
  const initial: LazyState = {
    locals: stage.initial,
    agenda: stage.system.parties.map(() => 0),
    inFlight: [],
    observed: [],
    claimed: [],
    deliveries: {},
    last: undefined,
    owed: [],
    bindings: new Map(),
    chosen: new Map(),
    refused: [],
  };
  const opening = openingOf(search, initial);
  const seen = new Set<string>();
  const ledger: Ledger = {
    found: [],
    stated: new Set(),
    open: claims,
    states: opening.length,
    transitions: opening.length - 1,
    unconfirmed: 0,
    stopped: false,
  };
  for (const node of opening) inspect(search, ledger, node);
  const goesOn = (): boolean => {
    ledger.stopped ||= ledger.states >= statesMax;
    return ledger.open.length > 0 && !ledger.stopped;
  };

  const visit = function* (parent: Node): Generator<Progress, readonly Node[], boolean> {
    const fresh: Node[] = [];
    for (const attempt of tries(search, parent.state, order)) {
      for (const state of statesAfter(search, attempt, differentiate)) {
        ledger.transitions += 1;
        const key = deduplicate ? lazyKey(search, state, isOrdered) : `${ledger.transitions}`;
        if (seen.has(key)) continue;
        seen.add(key);
        ledger.states += 1;
        const depth = (parent.path?.depth ?? 0) + 1;
        const node = { state, path: { before: parent.path, move: attempt.move, depth } };
        inspect(search, ledger, node);
        fresh.push(node);
        if (!goesOn()) return fresh;
        if (ledger.states % progressEvery !== 0) continue;
        const { states, transitions, open } = ledger;
        ledger.stopped = !(yield { states, transitions, open: open.length });
      }
    }
    return fresh;
  };

  let depth = 0;
  let level: readonly Node[] = opening.slice(-1);
  while (level.length > 0 && goesOn()) {
    depth = level[0]?.path?.depth ?? 0;
    if (depth >= movesMax) break;
    const next: Node[] = [];
    for (const parent of level) {
      if (!goesOn()) break;
      next.push(...(yield* visit(parent)));
    }
    level = next;
  }
  const { found, stated, states, transitions, unconfirmed } = ledger;
  const isDone = ledger.open.length === 0 || (level.length === 0 && !ledger.stopped);
  const complete = isDone && unconfirmed === 0;
  return { found, states, transitions, depth, complete, stated, taken: [], unconfirmed };
}

/** Searches lazily to the end; see {@link searchingLazily}. */
export function exploreLazily(stage: Stage, quest: LazyQuest): LazyExploration {
  const search = searchingLazily(stage, quest);
  for (let step = search.next(true); ; step = search.next(true))
    if (step.done === true) return step.value;
}
