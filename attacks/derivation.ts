/**
 * From a term that the attacker derives to the recipe that makes it: origins for what was taken
 * apart, constructors for what is put together.
 */
import type { Term, TermStore } from '../model/core/term.ts';
import type { Knowledge, Origin } from './knowledge.ts';
import type { Recipe } from './recipe.ts';
import type { Rule } from './rule/rule.ts';

/** What the attacker holds, by where it came from. */
export interface Sources {
  /** The names of what was given. */
  readonly given: ReadonlyMap<Term, string>;
  /** The place of each observed message among all observed, counted from 0. */
  readonly observed: ReadonlyMap<Term, number>;
  /** The attacker's rules of deduction; none unless it has some. */
  readonly rules?: readonly Rule[];
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

  /** How an item was come by, out of what was come by before it. */
  const byOrigin = (t: Term, origin: Origin, place: number): Recipe | undefined => {
    if (origin.from === 'field') {
      const shape = store.shapeOf(origin.of);
      const of = recipeFor(origin.of, place);
      return shape && { make: 'field', of, shape, field: origin.field };
    }
    if (origin.from === 'rule') {
      const { rule, of, labels } = origin;
      return { make: 'weak', rule, of: of.map((part) => recipeFor(part, place)), labels };
    }
    if (origin.from !== 'box') return undefined;
    const shape = store.shapeOf(t);
    const key = recipeFor(origin.key, place);
    const make = store.kind(origin.of) === 'encryption' ? 'decrypted' : 'content';
    return shape && { make, of: recipeFor(origin.of, place), key, shape };
  };
  /** Only items that were come by before `limit` may be used: what a box held opens no box. */
  const takenApart = (t: Term, limit: number): Recipe | undefined => {
    const given = sources.given.get(t);
    if (given !== undefined) return { make: 'given', name: given };
    const index = sources.observed.get(t);
    if (index !== undefined) return { make: 'observed', index };
    const place = places.get(t);
    const origin = knowledge.items.get(t);
    if (place === undefined || origin === undefined || place >= limit) return undefined;
    return byOrigin(t, origin, place);
  };

  const crafted = (t: Term, limit: number): Recipe => {
    const label = store.label(t);
    const rule = sources.rules?.find(({ crafts }) => crafts?.includes(label));
    if (rule === undefined) throw new Error(`derivation: no rule crafts ${label}`);
    const of = rule.madeOf?.(store, t) ?? store.args(t);
    const parts = of.map((part) => recipeFor(part, limit));
    return { make: 'weak', rule: rule.id, of: parts, labels: [label, store.sort(t)] };
  };
  const composed = (t: Term, limit: number): Recipe => {
    const kind = store.kind(t);
    const parts = store.args(t).map((arg) => recipeFor(arg, limit));
    const [first, second, third] = parts;
    const shape = store.shapeOf(t);
    if (shape !== undefined) return { make: 'tuple', shape, fields: parts };
    if (kind === 'constant') return { make: 'constant', text: store.label(t) };
    if (first !== undefined) {
      if (kind === 'derived') return { make: 'derived', seed: first, label: store.label(t) };
      if (kind === 'digest') return { make: 'digest', of: first };
      if (kind === 'public-key') return { make: 'public-key', of: first };
      const isKeyed = kind === 'signature' || kind === 'box' || kind === 'encryption';
      if (second !== undefined && third !== undefined && isKeyed) {
        return { make: kind, key: first, of: second, fresh: third };
      }
    }
    throw new Error(`derivation: the attacker cannot make term ${t} (${kind})`);
  };

  const recipeFor = (t: Term, limit: number): Recipe => {
    const put = store.kind(t) === 'crafted' ? crafted : composed;
    return takenApart(t, limit) ?? put(t, limit);
  };
  return (t) => recipeFor(t, Infinity);
}
