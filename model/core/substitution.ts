/**
 * Substitutions on terms with variables, and most general unifiers (Robinson 1965).
 *
 * Typed, unless asked otherwise: a variable takes a term of its own sort only, except those of the
 * wild sorts (a whole frame, randomness, a field of any sort), which take all. That is the typing
 * assumption under which the explicit search is complete.
 */
import type { Term, TermStore } from './term.ts';
import { isForm } from './untagged.ts';

/** Bindings from variables to terms. */
export type Bindings = ReadonlyMap<Term, Term>;

/** A growing substitution. */
export interface Substitution {
  /** Follows a variable's binding until something unbound. */
  readonly walk: (t: Term) => Term;
  /** Replaces all bound variables in a term. */
  readonly refine: (t: Term) => Term;
  /** What would make two terms equal on top of what is bound; `undefined` when nothing would. */
  readonly unifier: (a: Term, b: Term) => Bindings | undefined;
  /** As {@link Substitution.unifier}, but only what is to be bound besides. */
  readonly missing: (a: Term, b: Term) => Bindings | undefined;
  /** Makes the two terms of each pair equal; false, and nothing bound, when nothing would. */
  readonly unify: (pairs: Iterable<readonly [Term, Term]>) => boolean;
  /** All that is bound; later bindings do not show in it. */
  readonly bound: () => Bindings;
  /** Adds bindings. */
  readonly bind: (bindings: Bindings) => void;
}

const wildSorts: ReadonlySet<string> = new Set([
  'any',
  'frame',
  'box-randomness',
  'signature-randomness',
]);

/** Whether a variable of this sort takes a term of any sort. */
export function isWild(sort: string): boolean {
  return wildSorts.has(sort);
}

/** Whether a variable of sort `variable` may stand for a term of sort `value`. */
function sortFits(variable: string, value: string): boolean {
  return variable === value || isWild(variable) || isForm(value);
}

/**
 * An empty substitution over one store, or a continuation of `initial`.
 *
 * @param store - where terms are interned
 * @param initial - what is bound already
 * @param typed - whether a variable takes terms of its own sort only; without, type flaws show
 */
export function substitution(store: TermStore, initial?: Bindings, typed = true): Substitution {
  const fits = typed ? sortFits : (): boolean => true;
  // Copied before the first change: most substitutions only look things up.
  let bound: Bindings = initial ?? new Map<Term, Term>();
  let isOwn = false;
  const own = (): Map<Term, Term> => {
    const copy = isOwn ? (bound as Map<Term, Term>) : new Map(bound);
    [bound, isOwn] = [copy, true];
    return copy;
  };

  /** Follows bindings, those that are being tried first. */
  const walkIn = (tried: Bindings, t: Term): Term => {
    let current = t;
    for (;;) {
      const next = tried.get(current) ?? bound.get(current);
      if (next === undefined) return current;
      current = next;
    }
  };
  const refine = (t: Term): Term => {
    if (store.isGround(t)) return t;
    const head = walkIn(nothing, t);
    if (store.kind(head) === 'variable' || store.isGround(head)) return head;
    return store.rebuild(head, store.args(head).map(refine));
  };
  const occurs = (tried: Bindings, variable: Term, t: Term): boolean => {
    if (store.isGround(t)) return false;
    const head = walkIn(tried, t);
    return head === variable || store.args(head).some((arg) => occurs(tried, variable, arg));
  };

  /** Binds an unbound variable; two variables bind towards the more exact sort. */
  const bindVariable = (tried: Map<Term, Term>, variable: Term, value: Term): boolean => {
    const isVariable = store.kind(value) === 'variable';
    if (isVariable && !fits(store.sort(variable), store.sort(value))) {
      if (!fits(store.sort(value), store.sort(variable))) return false;
      tried.set(value, variable);
      return true;
    }
    if (!isVariable && !fits(store.sort(variable), store.sort(value))) return false;
    if (occurs(tried, variable, value)) return false;
    tried.set(variable, value);
    return true;
  };

  const unifyIn = (tried: Map<Term, Term>, a: Term, b: Term): boolean => {
    const [left, right] = [walkIn(tried, a), walkIn(tried, b)];
    if (left === right) return true;
    if (store.kind(left) === 'variable') return bindVariable(tried, left, right);
    if (store.kind(right) === 'variable') return bindVariable(tried, right, left);
    if (!store.sameHead(left, right) || (store.isGround(left) && store.isGround(right))) {
      return false;
    }
    const others = store.args(right);
    return store.args(left).every((arg, index) => {
      const other = others[index];
      return other !== undefined && unifyIn(tried, arg, other);
    });
  };
  const missing = (a: Term, b: Term): Bindings | undefined => {
    const tried = new Map<Term, Term>();
    return unifyIn(tried, a, b) ? tried : undefined;
  };
  const bind = (bindings: Bindings): void => {
    if (bindings.size === 0) return;
    const map = own();
    for (const [variable, value] of bindings) map.set(variable, value);
  };

  return {
    walk: (t) => walkIn(nothing, t),
    refine,
    missing,
    unifier: (a, b) => {
      const tried = missing(a, b);
      return tried && new Map([...bound, ...tried]);
    },
    unify: (pairs) => {
      const tried = new Map<Term, Term>();
      const isDone = [...pairs].every(([a, b]) => unifyIn(tried, a, b));
      if (isDone) bind(tried);
      return isDone;
    },
    bound: () => {
      isOwn = false;
      return bound;
    },
    bind,
  };
}

/** No bindings. */
const nothing: Bindings = new Map<Term, Term>();
