/**
 * From a term that the attacker derives to the recipe that makes it: origins for what was taken
 * apart, constructors for what is put together.
 */
import type { Kind, Term, TermStore } from '../model/core/term.ts';
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

/** What is made of one part. */
function ofOne(kind: Kind, label: string, of: Recipe): Recipe | undefined {
  if (kind === 'derived') return { make: 'derived', seed: of, label };
  return kind === 'digest' || kind === 'public-key' ? { make: kind, of } : undefined;
}

/** What is made of a key and more. */
function ofMore(
  kind: Kind,
  [key, second, fresh]: readonly [Recipe, Recipe, Recipe | undefined],
): Recipe | undefined {
  if (kind === 'exported') return { make: 'exported', key, fresh: second };
  const isKeyed = kind === 'signature' || kind === 'box' || kind === 'encryption';
  return isKeyed && fresh !== undefined ? { make: kind, key, of: second, fresh } : undefined;
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
    if (origin.from === 'export') {
      const key = recipeFor(origin.key, place);
      return { make: 'export-read', of: recipeFor(origin.of, place), key };
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
    const shape = store.shapeOf(t);
    if (shape !== undefined) return { make: 'tuple', shape, fields: parts };
    if (kind === 'constant') return { make: 'constant', text: store.label(t) };
    const [first, second, third] = parts;
    const made =
      (first && ofOne(kind, store.label(t), first)) ??
      (first && second && ofMore(kind, [first, second, third]));
    if (made === undefined) {
      throw new Error(`derivation: the attacker cannot make term ${t} (${kind})`);
    }
    return made;
  };

  const recipeFor = (t: Term, limit: number): Recipe => {
    const put = store.kind(t) === 'crafted' ? crafted : composed;
    return takenApart(t, limit) ?? put(t, limit);
  };
  return (t) => recipeFor(t, Infinity);
}
