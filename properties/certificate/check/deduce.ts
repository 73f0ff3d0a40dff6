/**
 * What the attacker can make on terms, step by step: Dolev and Yao's deduction (1983), each step of a
 * recipe by one rule of it, out of what is held. It takes apart only what the term itself shows:
 * a message by its form, a box whose key is at hand.
 *
 * Shares nothing with the searches or with `attacks/recipe.ts`. Refuses, with its place in the
 * recipe, the first step that no rule allows.
 */
import { match, P } from 'ts-pattern';
import type { Hand, Recipe } from '../../../attacks/recipe.ts';
import type { Algebra } from '../../../model/core/algebra.ts';
import type { AnyShape } from '../../../model/core/shape.ts';
import type { Term, TermStore } from '../../../model/core/term.ts';

/** A value made, in so many steps; or why and where it cannot be. */
export type Made<M> =
  { readonly made: M; readonly steps: number } | { readonly fault: string; readonly at: string };

/** Makes a value by a recipe out of what is held. */
export type Maker<M> = (hand: Hand<M>, recipe: Recipe) => Made<M>;

/** The recipes that a recipe uses, each under the name of its place. */
function partsOf(recipe: Recipe): readonly (readonly [place: string, part: Recipe])[] {
  const isRecipe = (value: unknown): value is Recipe =>
    typeof value === 'object' && value !== null && 'make' in value;
  return Object.entries(recipe).flatMap(([name, member]: [string, unknown]) => {
    if (!Array.isArray(member)) return isRecipe(member) ? [[name, member] as const] : [];
    return member.filter(isRecipe).map((part, index) => [`${name}/${index}`, part] as const);
  });
}

/** One step: what it is, and what its parts came to, by their places and in their order. */
interface Step {
  readonly hand: Hand<Term>;
  readonly recipe: Recipe;
  readonly parts: ReadonlyMap<string, Term>;
}

/** The deduction over one store. */
export function deduction(store: TermStore, algebra: Algebra<Term>): Maker<Term> {
  /** A message's fields, where it is of the form. */
  const fieldsOf = (m: Term, { name }: AnyShape): readonly Term[] | undefined =>
    store.shapeOf(m)?.name === name ? store.args(m) : undefined;

  /** What a box holds, where the key opens it. */
  const contentOf = (box: Term, key: Term, kind: 'box' | 'encryption'): Term | undefined => {
    const [lock, content] = store.args(box);
    const fits = kind === 'box' ? key : store.publicKey(key);
    return store.kind(box) === kind && lock === fits ? content : undefined;
  };

  /** What a step gives; why not, where no rule allows it. */
  const given = ({ hand, recipe, parts }: Step): Term | string => {
    const list = [...parts.values()];
    const part = (place: string): Term => {
      const found = parts.get(place);
      if (found === undefined) throw new Error(`deduction: ${recipe.make} without ${place}`);
      return found;
    };
    return match(recipe)
      .returnType<Term | string>()
      .with(
        { make: 'given' },
        ({ name }) => hand.given[name] ?? `nothing is held under the name "${name}"`,
      )
      .with(
        { make: 'observed' },
        ({ index }) => hand.observed[index] ?? `no message ${index + 1} has been seen`,
      )
      .with({ make: 'constant' }, ({ text }) => algebra.constant(text))
      .with({ make: 'derived' }, ({ label }) => algebra.derive(part('seed'), label))
      .with({ make: 'tuple' }, ({ shape }) =>
        list.length === shape.fields.length
          ? store.tuple(shape, list)
          : `${shape.name} has ${shape.fields.length} fields`,
      )
      .with({ make: 'field' }, ({ shape, field }) => {
        const place = shape.fields.findIndex(({ name }) => name === field);
        return (
          fieldsOf(part('of'), shape)?.[place] ?? `this is no ${shape.name} with a field ${field}`
        );
      })
      .with({ make: P.union('content', 'decrypted') }, ({ make: how, shape }) => {
        const content = contentOf(
          part('of'),
          part('key'),
          how === 'content' ? 'box' : 'encryption',
        );
        return content === undefined || fieldsOf(content, shape) === undefined
          ? `with this key no ${shape.name} is found in there`
          : content;
      })
      .with({ make: 'digest' }, () => algebra.hash(part('of')))
      .with({ make: 'public-key' }, () => algebra.publicKey(part('of')))
      .with({ make: 'signature' }, () => algebra.sign(part('key'), part('fresh'), part('of')))
      .with({ make: 'box' }, () => algebra.seal(part('key'), part('fresh'), part('of')))
      .with({ make: 'encryption' }, () =>
        algebra.encryptFor(part('key'), part('fresh'), part('of')),
      )
      .with({ make: 'exported' }, () => algebra.exportFor(part('key'), part('fresh')))
      .with({ make: 'export-read' }, () => {
        const [owner, , fresh] =
          store.kind(part('of')) === 'encryption' ? store.args(part('of')) : [];
        return owner === undefined || fresh === undefined || owner !== store.publicKey(part('key'))
          ? 'with this key no shared key is read in there'
          : store.exported(owner, fresh);
      })
      .with(
        { make: 'weak' },
        ({ rule, labels }) =>
          hand.weak?.[rule]?.(list, labels, hand.trial) ??
          `no rule of deduction of the attacker's, ${rule}, gives anything here`,
      )
      .exhaustive();
  };

  const make = (hand: Hand<Term>, recipe: Recipe, at: string): Made<Term> => {
    const parts = new Map<string, Term>();
    let steps = 1;
    for (const [place, part] of partsOf(recipe)) {
      const made = make(hand, part, `${at}/${place}`);
      if ('fault' in made) return made;
      steps += made.steps;
      parts.set(place, made.made);
    }
    const came = given({ hand, recipe, parts });
    return typeof came === 'string' ? { fault: came, at } : { made: came, steps };
  };
  return (hand, recipe) => make(hand, recipe, '');
}
