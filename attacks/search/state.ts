/**
 * States of a search: what they are, how one stimulus changes them, what an attacker can put in.
 */
import type { Claim } from '../../model/core/claim.ts';
import { compromises } from '../../model/core/claim/compromise.ts';
import { keep } from '../../model/core/step.ts';
import { type Door, type InFlight, nowInFlight, type Stimulus } from '../../model/core/system.ts';
import type { Term } from '../../model/core/term.ts';
import { attackerSeeds, seedName } from '../capability/capability.ts';
import type { Knowledge } from '../knowledge.ts';
import { frameAt } from '../run.ts';
import { type Extension, type Historian, historian, type History } from './history.ts';
import { numbersIn } from './indifferent.ts';
import { mindOf } from './mind.ts';
import { offers } from './offers.ts';
import { allOutcomes, outcomes } from './outcomes.ts';
import { perObject } from '../../model/core/remembered.ts';
import { perPair } from './remembered.ts';
import { type Settled, type Settler, settler } from './settled.ts';
import type { Form, LocalId, Stage } from './stage.ts';

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
  /** What has been stolen, as `what of party`, sorted. */
  readonly stolen: readonly string[];
  /** What could have been stolen a move ago and was not; no part of the state's name. */
  readonly declined: readonly Term[];
}

/** What stays the same throughout one search. */
export interface Search {
  readonly stage: Stage;
  readonly historian: Historian;
  /** What stimuli lead to, remembered. */
  readonly settling: Settler;
  /** The history after a move; `undefined` when the move goes beyond the bounds. */
  readonly extend: (history: History, settled: Settled) => Extension | undefined;
  /** What is known once messages have been observed. */
  readonly observe: (knowledge: Knowledge, messages: readonly Term[]) => Knowledge;
  /** What the attacker can put in at a door and something happens. */
  readonly messagesFor: (state: State, door: Door) => readonly Term[];
  /** Messages with what comes of them, one of those of which the same does. */
  readonly putIn: ReturnType<typeof outcomes>;
  /** Whether what was stated is of interest to some claim, or all is to be heard. */
  readonly isHeard: (settled: Settled) => boolean;
  readonly doors: readonly Door[];
  readonly symmetric: boolean;
  /** Whether what can be stolen is stolen at once or never, since no claim asks when it was. */
  readonly takesAtOnce: boolean;
}

/** The doors at which this attacker can put messages in. */
export function openDoors({ system, holds, desks }: Stage): readonly Door[] {
  const present = new Set(system.parties.map(({ name }) => name));
  return system.doors.filter(({ channel, hop, server, desk, own }) => {
    const hold = holds[channel];
    const isBeforeIt = desk === undefined || desks.includes(desk);
    const isOpen = own === true || hold === 'full' || (hold === 'connect' && server);
    return present.has(hop) && isBeforeIt && isOpen;
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

/**
 * Sorts of which the attacker is given a value that no honest customer, nor anybody who serves one,
 * starts with or wants: its own. Such a value is as good as one of its own making, and those of honest
 * customers are not: to name an account that is none is to send another frame than was sent.
 */
export function sortsOfItsOwn({
  store,
  system,
  given,
  initial,
  local,
}: Stage): ReadonlySet<string> {
  const accountsOf = (isHonest: boolean): readonly Term[] =>
    system.principals.filter(({ honest }) => honest === isHonest).map(({ account }) => account);
  const [honest, dishonest] = [new Set(accountsOf(true)), new Set(accountsOf(false))];
  const values = initial.map((id) => numbersIn(keep(local(id).snapshot)));
  const serves = (party: readonly number[], accounts: ReadonlySet<number>): boolean =>
    party.some((value) => accounts.has(value));
  const theirs = new Set([
    ...values.filter((party) => serves(party, honest) || !serves(party, dishonest)).flat(),
    ...numbersIn([system.agenda, system.anytime]),
  ]);
  // The public half of a key of theirs is no key pair of its own either.
  const isTheirs = (t: Term): boolean =>
    theirs.has(t) ||
    (store.kind(t) === 'public-key' && store.args(t).some((key) => theirs.has(key)));
  const own = Object.values(given).filter((t) => !isTheirs(t));
  return new Set(own.map((t) => store.sort(t)));
}

/** What to search for, as far as states are concerned. */
export interface Scope {
  readonly claims: readonly Claim[];
  /** Whether customers with equal wishes start in the order of their names. */
  readonly symmetric: boolean;
  /** Whether what stimuli lead to is remembered; it is unless said. */
  readonly remembers?: boolean;
  /** Whether of messages of which the same comes one alone is put in; it is unless said. */
  readonly alike?: boolean;
  /** Whether what comes back to the attacker unchanged is taken to be learnt; it is not unless said. */
  readonly hearsEchoes?: boolean;
  /** Whether messages are put in as well of which only statements come that no claim reads. */
  readonly unheard?: boolean;
}

/** Sets up what the search keeps at hand. */
export function prepare(
  stage: Stage,
  { claims, symmetric, remembers, alike = true, hearsEchoes = false, unheard }: Scope,
): Search & { readonly initial: State } {
  const { store, system, given } = stage;
  const { base, makeable: makeableBy } = stage.mind ?? mindOf(store, stage.beyond);
  stage.trail.known.push(base.all);
  const chronicler = historian(system, claims, store);
  const reads: Historian['reads'] = unheard === true ? () => true : chronicler.reads;
  const settling = settler(stage, remembers);
  const seedsMax = Math.max(1, ...Object.values(stage.ownValues));
  if (seedsMax > attackerSeeds)
    throw new Error(`search: needs ${seedsMax} seeds of the attacker's`);
  const seeds = Array.from({ length: seedsMax }, (_, index) => given[seedName(index + 1)]).filter(
    (seed) => seed !== undefined,
  );
  const ownSorts = sortsOfItsOwn(stage);
  const { ownValues, inert, composites } = stage;
  /** What can be made of a form with the first few of the seeds, for each number of them. */
  const makeableWith = seeds.map((_, index) =>
    makeableBy({ seeds: seeds.slice(0, index + 1), ownValues, inert, composites, ownSorts }),
  );
  const makeable = ({ seedsUsed, knowledge }: State, form: Form): readonly Term[] =>
    makeableWith[Math.min(seeds.length - 1, seedsUsed)]?.(knowledge, form) ?? [];
  const frameFor = perPair(frameAt<Term>);
  const isHeard = perObject(({ events }: Settled) =>
    events.some((event) => event.kind === 'claimed' && reads(`${event.claim} ${event.about}`)),
  );
  const putting = {
    settler: settling,
    frameFor,
    added: (settled: Settled) => `${chronicler.addedBy(settled.events)} ${isHeard(settled)}`,
    seedsIn: seedCounter(stage, seedsMax),
    hearsEchoes,
  };
  return {
    stage,
    historian: chronicler,
    settling,
    extend: perPair((history: History, { events }: Settled) => chronicler.extend(history, events)),
    observe: (knowledge, messages) => messages.reduce(base.observe, knowledge),
    messagesFor: offers(stage, { ...chronicler, reads }, makeable),
    putIn: alike ? outcomes(putting) : allOutcomes(putting),
    isHeard,
    doors: openDoors(stage),
    symmetric,
    takesAtOnce: !claims.some(({ reads }) => reads.includes(compromises)),
    initial: {
      locals: stage.initial,
      agenda: system.parties.map(() => 0),
      inFlight: [],
      knowledge: base.initial(Object.values(given)),
      history: chronicler.empty,
      broken: [],
      seedsUsed: 0,
      stolen: [],
      declined: [],
    },
  };
}

/** A name for what is in flight, in whatever order. */
function flightName(inFlight: State['inFlight']): string {
  if (inFlight.length === 0) return '';
  const names = inFlight.map(({ hop, from, to, message }) => `${hop} ${from} ${to} ${message}`);
  return names.sort().join(',');
}

/** A state's name, equal for equal states. */
export function stateKey(state: State): string {
  const { locals, agenda, inFlight, knowledge, history, seedsUsed, stolen } = state;
  const apart = `${agenda.join(',')};${flightName(inFlight)};${stolen.join(',')}`;
  return `${locals.join(',')};${apart};${knowledge.id};${history.id};${seedsUsed}`;
}

/** Local states with some of them changed. */
function changed(locals: readonly LocalId[], changes: Settled['changes']): readonly LocalId[] {
  if (changes.length === 0) return locals;
  const next = [...locals];
  for (const [party, local] of changes) next[party] = local;
  return next;
}

/** A state, and whether anything is different in it but how often was stated what no claim reads. */
interface Next {
  readonly state: State;
  readonly isNews: boolean;
}

/**
 * The state after what is no wish; `undefined` when nothing happens, the bounds are left, or only
 * statements come of it that no claim reads: then nothing can be done that could not be done before.
 */
export function after(search: Search, state: State, stimulus: Stimulus<Term>): State | undefined {
  return afterOutcome(search, state, search.settling.settled(state.locals, stimulus));
}

/** The same where it has been worked out what comes of it. */
export function afterOutcome(search: Search, state: State, outcome: Settled): State | undefined {
  const next = following(search, state, outcome);
  return next?.isNews === true ? next.state : undefined;
}

/** The state after a wish, after which the next one may come even if nobody looks at this one. */
export function afterWish(
  search: Search,
  state: State,
  stimulus: Stimulus<Term>,
): State | undefined {
  return following(search, state, search.settling.settled(state.locals, stimulus))?.state;
}

function following(search: Search, state: State, outcome: Settled): Next | undefined {
  const { settling, observe } = search;
  if (outcome.idle) return undefined;
  const extension = search.extend(state.history, outcome);
  if (extension === undefined) return undefined;
  const { history, broken } = extension;
  const knowledge = observe(state.knowledge, outcome.observed);
  const inFlight = nowInFlight(state.inFlight, outcome.inFlight, (a, b) => a === b);
  const isStill =
    knowledge === state.knowledge && inFlight === state.inFlight && outcome.changes.length === 0;
  if (isStill && history === state.history) return undefined;
  settling.note(outcome);
  const locals = changed(state.locals, outcome.changes);
  return {
    state: { ...state, locals, inFlight, knowledge, history, broken },
    isNews: !isStill || search.isHeard(outcome),
  };
}
