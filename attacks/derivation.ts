/**
 * From a term that the attacker derives to the recipe that makes it: origins for what was taken
 * apart, constructors for what is put together.
 */
import type { Term, TermStore } from '../model/core/term.ts';
import type { Knowledge } from './knowledge.ts';
import type { Recipe } from './recipe.ts';

/** What the attacker holds, by where it came from. */
export interface Sources {
  /** The names of what was given. */
  readonly given: ReadonlyMap<Term, string>;
  /** The place of each observed message among all observed, counted from 0. */
  readonly observed: ReadonlyMap<Term, number>;
}

/**
 * How to make a term.
 *
 * @param store - where the term is interned
 * @param knowledge - what the attacker knows, not shared between paths
 * @param sources - the names of its leaves
 * @returns a function from a term to its recipe
 * @throws Error for a term that the knowledge does not derive: a mistake of ours
 */
export function derivation(
  store: TermStore,
  knowledge: Knowledge,
  sources: Sources,
): (t: Term) => Recipe {
  const places = new Map([...knowledge.items.keys()].map((t, place) => [t, place]));

  /** Only items that were come by before `limit` may be used: what a box held opens no box. */
  const takenApart = (t: Term, limit: number): Recipe | undefined => {
    const given = sources.given.get(t);
    if (given !== undefined) return { make: 'given', name: given };
    const index = sources.observed.get(t);
    if (index !== undefined) return { make: 'observed', index };
    const place = places.get(t);
    const origin = knowledge.items.get(t);
    if (place === undefined || place >= limit) return undefined;
    if (origin?.from === 'field') {
      const shape = store.shapeOf(origin.of);
      const of = recipeFor(origin.of, place);
      return shape && { make: 'field', of, shape, field: origin.field };
    }
    if (origin?.from !== 'box') return undefined;
    const shape = store.shapeOf(t);
    const key = recipeFor(origin.key, place);
    return shape && { make: 'content', of: recipeFor(origin.of, place), key, shape };
  };

  const composed = (t: Term, limit: number): Recipe => {
    const parts = store.args(t).map((arg) => recipeFor(arg, limit));
    const [first, second, third] = parts;
    const shape = store.shapeOf(t);
    const kind = store.kind(t);
    if (shape !== undefined) return { make: 'tuple', shape, fields: parts };
    if (kind === 'constant') return { make: 'constant', text: store.label(t) };
    if (first !== undefined) {
      if (kind === 'derived') return { make: 'derived', seed: first, label: store.label(t) };
      if (kind === 'digest') return { make: 'digest', of: first };
      if (kind === 'public-key') return { make: 'public-key', of: first };
      if (second !== undefined && third !== undefined && (kind === 'signature' || kind === 'box')) {
        return { make: kind, key: first, of: second, fresh: third };
      }
    }
    throw new Error(`derivation: the attacker cannot make term ${t} (${kind})`);
  };

  const recipeFor = (t: Term, limit: number): Recipe => takenApart(t, limit) ?? composed(t, limit);
  return (t) => recipeFor(t, Infinity);
}
