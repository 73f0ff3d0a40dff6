/**
 * Constraints of the lazy intruder (Millen & Shmatikov, CCS 2001; Basin, Mödersheim & Viganò, IJIS
 * 2005): "this message can be made of what was known then", brought into solved form.
 *
 * A constraint that is not about a variable is met by something known that it unifies with, by
 * something inside a box that can be opened, or by composing it; whatever is a variable in the end
 * the attacker may choose as it likes. What was refused on the way must stay refusable.
 */
import type { Refused } from '../../../model/core/narrowing.ts';
import {
  type Bindings,
  type Substitution,
  substitution,
} from '../../../model/core/substitution.ts';
import type { Term, TermStore } from '../../../model/core/term.ts';
import type { Knowledge, KnowledgeBase } from '../../knowledge.ts';
import { sourcesOf } from './sources.ts';

/** What is known of the variables. */
export interface Known {
  readonly bindings: Bindings;
  /** Variables that the attacker chooses, and how many messages it had observed by then. */
  readonly chosen: ReadonlyMap<Term, number>;
  readonly refused: readonly Refused[];
}

/** A message to be made. */
export interface Goal {
  readonly term: Term;
  /** How many messages had been observed by then. */
  readonly at: number;
  /** Boxes that are not to be opened for it: what a box holds opens no box on the way to itself. */
  readonly closed?: ReadonlySet<Term>;
}

/** Where constraints are solved. */
export interface Workshop {
  readonly store: TermStore;
  readonly typed: boolean;
  readonly base: KnowledgeBase;
  readonly given: Knowledge;
  /** Labels of crafted terms that can be made of their arguments. */
  readonly crafts: ReadonlySet<string>;
}

/** What is to be made, of what. */
export interface Order {
  readonly observed: readonly Term[];
  readonly goals: readonly Goal[];
}

/** What of the attacker's knowledge stood open by then, variables that it chose being known. */
export function knowledgeAt(
  { base, given }: Workshop,
  { refine, walk }: Pick<Substitution, 'refine' | 'walk'>,
  {
    observed,
    chosen,
    at,
  }: {
    readonly observed: readonly Term[];
    readonly chosen: ReadonlyMap<Term, number>;
    readonly at: number;
  },
): Knowledge {
  const own = [...chosen].flatMap(([v, since]) => (since <= at && walk(v) === v ? [v] : []));
  own.sort((a, b) => a - b);
  const name = `${at} ${own.join()}`;
  // What was observed is mostly without variables bound since: then it is known from last time.
  const isSame = observed.every((t, index) => index >= at || refine(t) === t);
  const before = knownOf.get(observed) ?? new Map<string, Knowledge>();
  knownOf.set(observed, before);
  const found = isSame ? before.get(name) : undefined;
  if (found !== undefined) return found;
  const seen = observed.slice(0, at).map(refine);
  const known = [...seen, ...own].reduce(base.observe, given);
  if (isSame) before.set(name, known);
  return known;
}

/** What is known of lists of messages, by how many of them and the variables chosen. */
const knownOf = new WeakMap<readonly Term[], Map<string, Knowledge>>();

/** Whether two terms are one whatever is chosen, if something fitting stands for the `any`. */
function areOne(store: TermStore, [left, right]: readonly [Term, Term], any: Set<Term>): boolean {
  const stands = new Map<Term, Term>();
  const same = (a: Term, b: Term): boolean => {
    if (any.has(b)) {
      const before = stands.get(b);
      stands.set(b, before ?? a);
      return before === undefined || before === a;
    }
    if (a === b) return true;
    if (store.kind(a) === 'variable' || !store.sameHead(a, b)) return false;
    const others = store.args(b);
    return store.args(a).every((arg, index) => {
      const other = others[index];
      return other !== undefined && same(arg, other);
    });
  };
  return same(left, right);
}

/**
 * What is left of the tests refused: those that some choice would still make succeed. `undefined`
 * when one of them succeeds whatever is chosen.
 */
export function stillRefused(
  { store }: Workshop,
  { refine, missing }: Substitution,
  refused: readonly Refused[],
): readonly Refused[] | undefined {
  const left: Refused[] = [];
  for (const test of refused) {
    const [a, b] = [refine(test.left), refine(test.right)];
    if (areOne(store, [a, b], new Set(test.any))) return undefined;
    if (missing(a, b) !== undefined) left.push({ left: a, right: b, any: test.any });
  }
  return left;
}

/** A way to come by a term, and what it takes. */
interface Source {
  readonly bindings: Bindings;
  readonly goals: readonly Goal[];
}

/** The variable for the private half of a key not chosen yet. */
const privateSort = 'signing-key';

/** What it takes to open boxes one inside the other; `undefined` where a key cannot be had. */
function opening(
  store: TermStore,
  bound: Substitution,
  {
    boxes,
    at,
    closed,
    fresh,
  }: Required<Pick<Goal, 'at' | 'closed'>> & {
    readonly boxes: readonly Term[];
    readonly fresh: (sort: string) => Term;
  },
): Source | undefined {
  const without = new Set([...closed, ...boxes]);
  const goals: Goal[] = [];
  for (const box of boxes) {
    const key = bound.walk(store.args(box)[0] ?? box);
    if (store.kind(box) === 'box') {
      goals.push({ term: key, at, closed: without });
      continue;
    }
    const own = fresh(privateSort);
    if (!bound.unify([[key, store.publicKey(own)]])) return undefined;
    goals.push({ term: own, at, closed: without });
  }
  return { bindings: bound.bound(), goals };
}

/** Solves constraints. */
export interface Solver {
  /** The solved forms of what is known and what is to be made besides. */
  readonly solve: (known: Known, order: Order) => Generator<Known>;
}

/**
 * A solver.
 *
 * @param workshop - where it works
 * @param fresh - makes a new variable of a sort
 */
export function solver(workshop: Workshop, fresh: (sort: string) => Term): Solver {
  const { store, typed } = workshop;
  const { origins, canBeHad, isComposed } = sourcesOf(workshop);

  /** All ways to come by a term that cannot be made as it stands. */
  const sources = function* (
    chosen: Substitution,
    { term, at, closed = nothingClosed }: Goal,
    knowledge: Knowledge,
  ): Generator<Source> {
    for (const { missing, boxes } of origins(knowledge, term)) {
      if (boxes.some((box) => closed.has(box))) continue;
      const bindings =
        missing.size === 0 ? chosen.bound() : new Map([...chosen.bound(), ...missing]);
      if (boxes.length === 0) {
        yield { bindings, goals: [] };
        continue;
      }
      const bound = substitution(store, bindings, typed);
      const opened = opening(store, bound, { boxes, at, closed, fresh });
      if (opened !== undefined) yield opened;
    }
    if (!isComposed(term)) return;
    const goals = store.args(term).map((arg): Goal => ({ term: arg, at, closed }));
    yield { bindings: chosen.bound(), goals };
  };

  /** A task: goals to be met, under what is known. */
  interface Task extends Known {
    readonly goals: readonly Goal[];
    /** Whether the tests refused were looked at since something was bound. */
    readonly tested: boolean;
  }

  /** Splits goals into variables, which are the attacker's choice, and the rest. */
  const sorted = (
    { chosen, goals }: Task,
    { walk }: Substitution,
  ): Pick<Task, 'chosen' | 'goals'> => {
    const own = new Map<Term, number>();
    const open: Goal[] = [];
    const choose = (goal: Goal): void => {
      const t = walk(goal.term);
      if (store.kind(t) !== 'variable') open.push({ ...goal, term: t });
      else own.set(t, Math.min(goal.at, own.get(t) ?? Infinity));
    };
    for (const [v, at] of chosen) choose({ term: v, at });
    for (const goal of goals) choose(goal);
    return { chosen: own, goals: open };
  };

  const tasksAfter = function* (
    task: Task,
    bound: Substitution,
    observed: readonly Term[],
  ): Generator<Task> {
    const { chosen, goals } = task;
    const refined = goals.map((goal) => ({ ...goal, term: bound.refine(goal.term) }));
    const isUrgent = ({ term }: Goal): boolean => store.isGround(term);
    const goal = refined.find(isUrgent) ?? refined[0];
    if (goal === undefined) return;
    const rest = refined.filter((other) => other !== goal);
    const knowledge = knowledgeAt(workshop, bound, { observed, chosen, at: goal.at });
    if (knowledge.derives(goal.term)) {
      yield { ...task, goals: rest };
      return;
    }
    if (!canBeHad(knowledge, goal.term)) return;
    for (const { bindings, goals: more } of sources(bound, goal, knowledge)) {
      const tested = task.tested && bindings === task.bindings;
      yield { ...task, bindings, goals: [...rest, ...more], tested };
    }
  };

  const solve = function* (known: Known, { observed, goals }: Order): Generator<Known> {
    const { bindings, chosen, refused } = known;
    const tasks: Task[] = [{ bindings, chosen, refused, goals, tested: false }];
    for (let next = tasks.pop(); next !== undefined; next = tasks.pop()) {
      const bound = substitution(store, next.bindings, typed);
      const left = next.tested ? next.refused : stillRefused(workshop, bound, next.refused);
      if (left === undefined) continue;
      const task: Task = { ...next, ...sorted(next, bound), refused: left, tested: true };
      if (task.goals.length > 0) {
        tasks.push(...[...tasksAfter(task, bound, observed)].toReversed());
        continue;
      }
      yield { bindings: task.bindings, chosen: task.chosen, refused: left };
    }
  };
  return { solve };
}

/** No boxes kept closed. */
const nothingClosed: ReadonlySet<Term> = new Set();
