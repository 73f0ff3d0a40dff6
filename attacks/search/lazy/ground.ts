/**
 * From a lazy state that breaks a claim to an attack: values of the attacker's own for what it may
 * still choose, and the moves made once more on them. What the search proposes, this confirms.
 */
import type { Claim } from '../../../model/core/claim.ts';
import type { IntentEvent } from '../../../model/core/effect.ts';
import {
  type InFlight,
  nowInFlight,
  settle,
  type Stimulus,
  type System,
} from '../../../model/core/system.ts';
import type { Term } from '../../../model/core/term.ts';
import type { TraceEvent } from '../../../model/core/trace.ts';
import { seedName } from '../../capability/capability.ts';
import type { Knowledge } from '../../knowledge.ts';
import { type Booty, frameAt } from '../../run.ts';
import type { Leak } from '../history.ts';
import type { Stage } from '../stage.ts';
import { sortsOfItsOwn } from '../state.ts';
import type { SymbolicMove } from '../successors.ts';
import { knowledgeAt, type Known, stillRefused } from './constraints.ts';
import { boundIn, type LazySearch, type LazyState, type OpenMove } from './state.ts';
import { exposed } from './thefts.ts';

/** An attack that has been carried out on terms. */
export interface Confirmed {
  readonly moves: readonly SymbolicMove[];
  readonly leak: Leak | undefined;
}

/** What is to be shown of a state: that these moves, so chosen, break the claim. */
export interface Proposal {
  readonly claim: Claim;
  readonly moves: readonly OpenMove[];
  readonly state: LazyState;
  /** What is known of the variables when it is broken. */
  readonly known: Known;
  readonly leak: Leak | undefined;
}

/** Whether values of a sort are given to the attacker from the start, typed. */
export function isGiven({ stage, workshop }: LazySearch, sort: string): boolean {
  const { store } = workshop;
  return workshop.typed && Object.values(stage.given).some((t) => store.sort(t) === sort);
}

const ownSorts = new WeakMap<Stage, ReadonlySet<string>>();

/** Sorts of which a value that it is given is the attacker's own, as good as one made up. */
function hasOwn({ stage }: LazySearch, sort: string): boolean {
  const sorts = ownSorts.get(stage) ?? sortsOfItsOwn(stage);
  ownSorts.set(stage, sorts);
  return sorts.has(sort);
}

/** A value of the attacker's own of a sort, the `index`-th. */
function ownValue({ stage, workshop }: LazySearch, sort: string, index: number): Term {
  const { store } = workshop;
  if (sort === 'constant') return store.constant(`made up ${index}`);
  const root = stage.given[seedName(1)] ?? store.constant('made up');
  const seed = index === 0 ? root : store.derived(root, `seed ${index}`);
  if (sort === 'public-key') return store.publicKey(store.derived(seed, 'signing-key'));
  return store.derived(seed, sort);
}

/** Ways to choose what is left open; each with values that differ from each other. */
function* choices(search: LazySearch, state: LazyState, known: Known): Generator<Known> {
  const { store } = search.workshop;
  const bound = boundIn(search, known);
  const open = [...known.chosen].filter(([v]) => bound.walk(v) === v);
  const [next] = open;
  if (next === undefined) {
    yield known;
    return;
  }
  const [v, at] = next;
  const sort = store.sort(v);
  const knowledge: Knowledge = knowledgeAt(search.workshop, bound, {
    observed: state.observed,
    chosen: known.chosen,
    at,
  });
  const own = ownValue(search, sort, known.chosen.size - open.length);
  const given = isGiven(search, sort) ? knowledge.ofSort(sort) : [];
  const values = given.length > 0 && hasOwn(search, sort) ? given : [...given, own];
  for (const value of values) {
    if (store.kind(value) === 'variable') continue;
    const unifier = bound.unifier(v, value);
    if (unifier === undefined) continue;
    const after = boundIn(search, { bindings: unifier });
    const refused = stillRefused(search.workshop, after, known.refused);
    if (refused !== undefined)
      yield* choices(search, state, { ...known, bindings: unifier, refused });
  }
}

/** A run on terms without variables. */
interface GroundRun {
  readonly locals: readonly number[];
  readonly agenda: Readonly<Record<string, number>>;
  readonly inFlight: readonly InFlight<Term>[];
  readonly stolen: readonly Booty[];
  readonly knowledge: Knowledge;
  readonly events: readonly TraceEvent<Term>[];
}

/** The wish or event of a move; `undefined` when there is none. */
function intentOf(
  { agenda, anytime }: System<Term>,
  run: GroundRun,
  move: Extract<SymbolicMove, { move: 'intend' | 'happen' }>,
): IntentEvent<Term> | undefined {
  if (move.move === 'happen') return anytime[move.party]?.[move.which];
  return agenda[move.party]?.[run.agenda[move.party] ?? 0];
}

/** What a move stimulates; `undefined` when it cannot be made. */
function stimulusOf(
  { stage }: LazySearch,
  run: GroundRun,
  move: Exclude<SymbolicMove, { move: 'compromise' }>,
): Stimulus<Term> | undefined {
  const { system } = stage;
  switch (move.move) {
    case 'intend':
    case 'happen': {
      const intent = intentOf(system, run, move);
      return intent && { party: move.party, intent };
    }
    case 'deliver':
      return run.knowledge.derives(move.message)
        ? { frame: frameAt(move.door, move.message) }
        : undefined;
    case 'release': {
      const frame = run.inFlight[move.index];
      return frame && { frame };
    }
  }
}

/** The run after a theft; `undefined` when there is nothing to be taken so. */
function robbed(
  { stage, workshop }: LazySearch,
  run: GroundRun,
  { party, what }: Booty,
): GroundRun | undefined {
  const find = exposed(stage, {
    locals: run.locals,
    had: (name) => run.agenda[name] ?? 0,
    stolen: run.stolen,
    stirs: (index, event) => {
      const local = run.locals[index];
      return local !== undefined && !stage.stepper(index, local, { ...event, at: 0 }).idle;
    },
  }).find((one) => one.party === party && one.what === what);
  return (
    find && {
      ...run,
      knowledge: workshop.base.observe(run.knowledge, find.value),
      stolen: [...run.stolen, { party, what }],
      events: [...run.events, { kind: 'compromised', ...find }],
    }
  );
}

/** The run after a move; `undefined` when it cannot be made or nothing comes of it. */
function moved(search: LazySearch, run: GroundRun, move: SymbolicMove): GroundRun | undefined {
  const { stage, workshop } = search;
  if (move.move === 'compromise') return robbed(search, run, move);
  const stimulus = stimulusOf(search, run, move);
  if (stimulus === undefined) return undefined;
  const outcome = settle(stage, run.locals, { ...stimulus, at: 0 });
  if (outcome.idle) return undefined;
  const left = run.inFlight.filter((_, place) => move.move !== 'release' || place !== move.index);
  const had = move.move === 'intend' ? { [move.party]: (run.agenda[move.party] ?? 0) + 1 } : {};
  return {
    ...run,
    locals: outcome.locals,
    agenda: { ...run.agenda, ...had },
    inFlight: nowInFlight(left, outcome.inFlight, (a, b) => a === b),
    knowledge: outcome.observed.reduce(workshop.base.observe, run.knowledge),
    events: [...run.events, ...outcome.events],
  };
}

/** Carries moves out. */
function carriedOut(search: LazySearch, moves: readonly SymbolicMove[]): GroundRun | undefined {
  let run: GroundRun | undefined = {
    locals: search.stage.initial,
    agenda: {},
    inFlight: [],
    stolen: [],
    knowledge: search.workshop.given,
    events: [],
  };
  for (const move of moves) run = run && moved(search, run, move);
  return run;
}

/** Whether a run breaks a claim, once the attacker has shown what it has. */
function breaks({ stage }: LazySearch, run: GroundRun, { claim, leak }: Tried): boolean {
  if (leak !== undefined && !run.knowledge.derives(leak.value)) return false;
  const shown = leak === undefined ? [] : [{ kind: 'learned', value: leak.value } as const];
  const { principals } = stage.system;
  const trace = { principals, events: [...run.events, ...shown] };
  return claim.violation(trace, (a, b) => a === b) !== undefined;
}

/** What is tried. */
interface Tried {
  readonly claim: Claim;
  readonly leak: Leak | undefined;
}

/** How many choices of values are tried before a proposal is given up. */
const choicesMax = 200;

/** What comes of a proposal. */
export type Answer =
  | ({ readonly is: 'attack' } & Confirmed)
  /** There are no values to choose: of a sort whose values are given, none is left. */
  | { readonly is: 'impossible' }
  /** Values were chosen and the claim was not broken: a mistake of the engine's. */
  | { readonly is: 'unconfirmed' };

/** Carries a proposal out. */
export function confirmed(search: LazySearch, proposal: Proposal): Answer {
  const { claim, moves, state, known } = proposal;
  let tried = 0;
  for (const chosen of choices(search, state, known)) {
    tried += 1;
    const { refine } = boundIn(search, chosen);
    const ground = moves.map((move): SymbolicMove =>
      move.move === 'deliver' ? { ...move, message: refine(move.message) } : move,
    );
    const leak = proposal.leak && { ...proposal.leak, value: refine(proposal.leak.value) };
    const run = carriedOut(search, ground);
    if (run !== undefined && breaks(search, run, { claim, leak })) {
      return { is: 'attack', moves: ground, leak };
    }
    if (tried >= choicesMax) break;
  }
  return { is: tried === 0 ? 'impossible' : 'unconfirmed' };
}
