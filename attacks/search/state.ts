/**
 * States of a search: what they are, how one stimulus changes them, what an attacker can put in.
 */
import type { Claim } from '../../model/core/claim.ts';
import {
  type Door,
  type InFlight,
  nowInFlight,
  settle,
  type Stimulus,
} from '../../model/core/system.ts';
import type { Term } from '../../model/core/term.ts';
import { attackerSeeds, seedName } from '../capability/capability.ts';
import { type Knowledge, knowledgeBase } from '../knowledge.ts';
import { type Historian, historian, type History } from './history.ts';
import { instances } from './instances.ts';
import type { LocalId, Stage } from './stage.ts';

/** A state of the whole. */
export interface State {
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

/** What stays the same throughout one search. */
export interface Search {
  readonly stage: Stage;
  readonly historian: Historian;
  /** What is known once messages have been observed. */
  readonly observe: (knowledge: Knowledge, messages: readonly Term[]) => Knowledge;
  /** What the attacker can put in at a door and something happens. */
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

/** What to search for, as far as states are concerned. */
export interface Scope {
  readonly claims: readonly Claim[];
  /** Whether customers with equal wishes start in the order of their names. */
  readonly symmetric: boolean;
}

/** Sets up what the search keeps at hand. */
export function prepare(
  stage: Stage,
  { claims, symmetric }: Scope,
): Search & { readonly initial: State } {
  const { store, system, given } = stage;
  const base = knowledgeBase(store, true);
  const chronicler = historian(system, claims);
  const seedsMax = Math.max(1, ...Object.values(stage.ownValues));
  if (seedsMax > attackerSeeds)
    throw new Error(`search: needs ${seedsMax} seeds of the attacker's`);
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
    symmetric,
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
export function stateKey({
  locals,
  agenda,
  inFlight,
  knowledge,
  history,
  seedsUsed,
}: State): string {
  const flying = inFlight.map(({ hop, from, to, message }) => `${hop} ${from} ${to} ${message}`);
  flying.sort();
  return `${locals.join(',')};${agenda.join(',')};${flying.join(',')};${knowledge.id};${history.id};${seedsUsed}`;
}

/** The state after a stimulus; `undefined` when nothing happens or the bounds are left. */
export function after(search: Search, state: State, stimulus: Stimulus<Term>): State | undefined {
  const { stage, observe } = search;
  const outcome = settle(stage, state.locals, { ...stimulus, at: 0 });
  if (outcome.idle) return undefined;
  const extension = search.historian.extend(state.history, outcome.events);
  if (extension === undefined) return undefined;
  const { history, broken } = extension;
  const knowledge = observe(state.knowledge, outcome.observed);
  const inFlight = nowInFlight(state.inFlight, outcome.inFlight, (a, b) => a === b);
  const unchanged =
    knowledge === state.knowledge &&
    history === state.history &&
    inFlight === state.inFlight &&
    outcome.locals.every((local, party) => local === state.locals[party]);
  if (unchanged) return undefined;
  return {
    ...state,
    locals: outcome.locals,
    inFlight,
    knowledge,
    history,
    broken,
  };
}
