/**
 * Which messages of a form the attacker can make: typed enumeration of a pattern's instances.
 *
 * A pattern comes from narrowing the executable role. Its parts are matched against what is known
 * or composed; a variable that is left takes each known value of its sort and one value of the
 * attacker's own for each seed it may use, since values of its own making are interchangeable.
 */
import { variablesOf } from '../../model/core/narrowing.ts';
import { type Bindings, isWild, substitution } from '../../model/core/substitution.ts';
import type { Term, TermStore } from '../../model/core/term.ts';
import type { Knowledge } from '../knowledge.ts';

/** What the attacker draws from. */
export interface Larder {
  readonly store: TermStore;
  readonly knowledge: Pick<Knowledge, 'ofSort' | 'derives'>;
  /** The seeds that it may use for values of its own. */
  readonly seeds: readonly Term[];
  /** How many values of its own of a sort it needs, where one is not enough. */
  readonly ownValues: Readonly<Record<string, number>>;
  /** Sorts of which one value stands for all. */
  readonly inert: readonly string[];
  /** Forms of what parties pass on unopened; none unless given. */
  readonly composites?: readonly Term[];
  /** Sorts of which it has a value of its own from the start; it needs none of its own making. */
  readonly ownSorts: ReadonlySet<string>;
}

/** The attacker's own values of a sort. */
function madeUp({ store, knowledge, seeds, ownValues }: Larder, sort: string): readonly Term[] {
  if (sort === 'constant') return [store.constant('made up')];
  const usable = seeds.slice(0, ownValues[sort] ?? 1);
  if (sort !== 'public-key') return usable.map((seed) => store.derived(seed, sort));
  const made = usable.map((seed) => store.derived(seed, 'signing-key'));
  return [...made, ...knowledge.ofSort('signing-key')].map((key) => store.publicKey(key));
}

/** What a variable of a sort may stand for. */
function candidates(larder: Larder, sort: string): readonly Term[] {
  if (sort === 'frame') return [];
  if (isWild(sort)) return madeUp(larder, sort);
  const known = larder.knowledge.ofSort(sort);
  const isInert = larder.inert.includes(sort);
  if (larder.ownSorts.has(sort) || (isInert && known.length > 0)) {
    return isInert ? known.slice(0, 1) : known;
  }
  return [...new Set([...known, ...madeUp(larder, sort)])];
}

/** Which goal to take up first: what binds most, variables last. */
const urgency: Readonly<Record<ReturnType<TermStore['kind']>, number>> = {
  constant: 0,
  name: 0,
  tuple: 1,
  crafted: 2,
  signature: 2,
  box: 3,
  encryption: 3,
  exported: 4,
  'public-key': 4,
  digest: 5,
  derived: 6,
  variable: 7,
};

/** Bindings made one after the other; those made later are about what is left of earlier ones. */
interface Chosen {
  readonly bindings: Bindings;
  readonly before: Chosen | undefined;
}

/** What is left to do: terms to make, all that has been chosen put into them. */
interface Task {
  readonly goals: readonly Term[];
  readonly chosen: Chosen | undefined;
}

/** All that was chosen. */
function allChosen(last: Chosen | undefined): Bindings {
  const all = new Map<Term, Term>();
  for (let at = last; at !== undefined; at = at.before)
    for (const [variable, value] of at.bindings) all.set(variable, value);
  return all;
}

/** The task with more chosen and fewer goals. */
function taskWith(
  store: TermStore,
  { chosen }: Task,
  { goals, bindings }: { readonly goals: readonly Term[]; readonly bindings: Bindings },
): Task {
  if (bindings.size === 0) return { goals, chosen };
  const { refine } = substitution(store, bindings);
  return { goals: goals.map(refine), chosen: { bindings, before: chosen } };
}

/** The most urgent of some goals, the first of equals. */
function mostUrgent(store: TermStore, goals: readonly Term[]): Term | undefined {
  let [best, rank] = [goals[0], Infinity];
  for (const goal of goals) {
    const own = store.isGround(goal) ? 0 : urgency[store.kind(goal)];
    if (own < rank) [best, rank] = [goal, own];
  }
  return best;
}

/** The number of the first variable in composites: what is filled with one holds no other. */
export const compositesFrom = 1_000_000_000;

/** A term with variables of its own, for the use of a composite in one place. */
function copied(store: TermStore, t: Term, place: number): Term {
  if (store.isGround(t)) return t;
  if (store.kind(t) !== 'variable') {
    return store.rebuild(
      t,
      store.args(t).map((arg) => copied(store, arg, place)),
    );
  }
  return store.variable(Number(store.label(t)) + 1000 * (place + 1), store.sort(t));
}

/** What a variable may stand for that the attacker makes of parts, where a party looks at none. */
function composed({ store, composites = [] }: Larder, variable: Term): readonly Term[] {
  const place = Number(store.label(variable));
  if (place >= compositesFrom) return [];
  const sort = store.sort(variable);
  return composites.filter((t) => store.sort(t) === sort).map((t) => copied(store, t, place));
}

/** Takes up the most urgent goal and says which tasks remain after it. */
function unfold(larder: Larder, task: Task, indifferent: ReadonlySet<Term>): readonly Task[] {
  const { store, knowledge } = larder;
  const { goals } = task;
  const goal = mostUrgent(store, goals);
  if (goal === undefined) return [];
  const rest = goals.filter((t) => t !== goal);
  if (store.isGround(goal)) return knowledge.derives(goal) ? [{ ...task, goals: rest }] : [];
  if (store.kind(goal) === 'variable') {
    const all = candidates(larder, store.sort(goal));
    const isIndifferent = indifferent.has(goal);
    const bound = (value: Term, left: readonly Term[]): Task =>
      taskWith(store, task, { goals: left, bindings: new Map([[goal, value]]) });
    return [
      ...(isIndifferent ? all.slice(0, 1) : all).map((value) => bound(value, rest)),
      ...(isIndifferent ? [] : composed(larder, goal)).map((form) =>
        bound(form, [...rest, ...store.args(form)]),
      ),
    ];
  }
  const compose: Task = { ...task, goals: [...rest, ...store.args(goal)] };
  if (store.kind(goal) === 'tuple') return [compose];
  const { missing } = substitution(store);
  const matches = knowledge.ofSort(store.sort(goal)).flatMap((known): readonly Task[] => {
    const bindings = store.sameHead(goal, known) ? missing(goal, known) : undefined;
    return bindings === undefined ? [] : [taskWith(store, task, { goals: rest, bindings })];
  });
  // Not everything crafted can be made of its parts: whether it can is asked once they are chosen.
  return [...matches, compose];
}

/** Whether anything in a term is crafted. */
function isCrafted(store: TermStore, t: Term): boolean {
  return store.kind(t) === 'crafted' || store.args(t).some((arg) => isCrafted(store, arg));
}

/** No variables. */
const none: ReadonlySet<Term> = new Set<Term>();

/**
 * All messages of the pattern's form that the attacker can make, without repetition.
 *
 * @param larder - what it draws from
 * @param pattern - the form
 * @param indifferent - variables that make no difference: of messages that differ in them alone, one
 *   is made
 */
export function instances(
  larder: Larder,
  pattern: Term,
  indifferent: ReadonlySet<Term> = none,
): readonly Term[] {
  const { store, knowledge } = larder;
  const found = new Map<string, Term>();
  const asksAtEnd = isCrafted(store, pattern);
  const counting = variablesOf(store, pattern).filter((variable) => !indifferent.has(variable));
  const tasks: Task[] = [{ goals: [pattern], chosen: undefined }];
  for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) {
    if (task.goals.length > 0) {
      tasks.push(...unfold(larder, task, indifferent).toReversed());
      continue;
    }
    const { refine } = substitution(store, allChosen(task.chosen));
    const made = refine(pattern);
    const name = counting.map(refine).join(' ');
    if (!found.has(name) && (!asksAtEnd || knowledge.derives(made))) found.set(name, made);
  }
  return [...found.values()];
}
