/**
 * Substitutions on terms with variables, and most general unifiers (Robinson 1965).
 *
 * Typed: a variable takes a term of its own sort only, except those of the wild sorts (a whole
 * frame, randomness, a field of any sort), which take all. That is the typing assumption under which the explicit search is complete.
 */
import type { Term, TermStore } from './term.ts';

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
  return variable === value || isWild(variable);
}

/** An empty substitution over one store, or a continuation of `initial`. */
export function substitution(store: TermStore, initial?: Bindings): Substitution {
  const bound = new Map<Term, Term>(initial);
  const walkIn = (map: Bindings, t: Term): Term => {
    let current = t;
    for (let next = map.get(current); next !== undefined; next = map.get(current)) current = next;
    return current;
  };
  const refineIn = (map: Bindings, t: Term): Term => {
    if (store.isGround(t)) return t;
    const head = walkIn(map, t);
    if (store.kind(head) === 'variable' || store.isGround(head)) return head;
    return store.rebuild(
      head,
      store.args(head).map((arg) => refineIn(map, arg)),
    );
  };
  const occurs = (map: Bindings, variable: Term, t: Term): boolean => {
    if (store.isGround(t)) return false;
    const head = walkIn(map, t);
    return head === variable || store.args(head).some((arg) => occurs(map, variable, arg));
  };

  /** Binds an unbound variable; two variables bind towards the more exact sort. */
  const bindVariable = (map: Map<Term, Term>, variable: Term, value: Term): boolean => {
    const isVariable = store.kind(value) === 'variable';
    if (isVariable && !sortFits(store.sort(variable), store.sort(value))) {
      if (!sortFits(store.sort(value), store.sort(variable))) return false;
      map.set(value, variable);
      return true;
    }
    if (!isVariable && !sortFits(store.sort(variable), store.sort(value))) return false;
    if (occurs(map, variable, value)) return false;
    map.set(variable, value);
    return true;
  };

  const unifyIn = (map: Map<Term, Term>, a: Term, b: Term): boolean => {
    const [left, right] = [walkIn(map, a), walkIn(map, b)];
    if (left === right) return true;
    if (store.kind(left) === 'variable') return bindVariable(map, left, right);
    if (store.kind(right) === 'variable') return bindVariable(map, right, left);
    if (!store.sameHead(left, right)) return false;
    const others = store.args(right);
    return store.args(left).every((arg, index) => {
      const other = others[index];
      return other !== undefined && unifyIn(map, arg, other);
    });
  };

  return {
    walk: (t) => walkIn(bound, t),
    refine: (t) => refineIn(bound, t),
    unifier: (a, b) => {
      const extended = new Map(bound);
      return unifyIn(extended, a, b) ? extended : undefined;
    },
    bind: (bindings) => {
      for (const [variable, value] of bindings) bound.set(variable, value);
    },
  };
}
