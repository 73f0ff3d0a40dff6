/**
 * Messages of the attacker's making, as recipes over the parts it has.
 *
 * From true to type to type-confused: fields replaced, boxes opened and sealed again under the
 * same or another key, signatures made with the attacker's own key over what the honest party
 * signed, whole messages composed from nothing, the fields of one shape encoded as another.
 * Choices come as numbers; when they run out the answer is 0, the plainest choice, so that
 * shrinking a schedule makes its messages plainer.
 */
import { seedName } from '../../attacks/capability/capability.ts';
import type { Recipe } from '../../attacks/recipe.ts';
import type { AnyShape, Sort } from '../../model/core/shape.ts';
import { keys, type Part, type Workbench } from './parts.ts';
import type { Plan } from './operation.ts';
import { accusation } from './accusation.ts';
import { signedOf } from './signed.ts';

/** Chooses a number below `sides`. */
export type Dice = (sides: number) => number;

/** Dice that show the given numbers in turn, then 0 for ever. */
export function diceOf(choices: readonly number[]): Dice {
  let next = 0;
  return (sides) => {
    const choice = choices[next] ?? 0;
    next += 1;
    return sides > 0 ? choice % sides : 0;
  };
}

/** What a forger works with. */
export interface Forge<M> {
  readonly bench: Workbench<M>;
  readonly roll: Dice;
}

/** Composed messages nest no deeper. */
const depthMax = 5;

/** Makes a message by a plan, starting from an observed one. */
export function forged<M>(forge: Forge<M>, plan: Plan, base: Part<M>): Recipe {
  switch (plan) {
    case 'part':
      return pick(forge, forge.bench.parts)?.recipe ?? base.recipe;
    case 'mutate':
      return mutated(forge, base);
    case 'take-over':
      return takenOver(forge, base);
    case 'compose':
      return composed(forge, base.sort, 0);
    case 'accuse':
      return forge.roll(3) === 0
        ? composed(forge, 'evidence', 0)
        : accusation({
            bench: forge.bench,
            order: accused(forge),
            other: (sort) => composed(forge, sort, 1),
          });
  }
}

/** A signed order to blame somebody for: one that is known, or such a one with something in it changed. */
function accused<M>(forge: Forge<M>): Recipe {
  const { signedOrder } = forge.bench.forms;
  const known = pick(
    forge,
    forge.bench.parts.filter(({ sort }) => sort === signedOrder.name),
  );
  if (known === undefined) return composed(forge, signedOrder.name, 1);
  return forge.roll(4) === 0 ? known.recipe : mutated(forge, known);
}

/** Two values alike but for one thing; whether they are equal both worlds should know. */
export function twins<M>(forge: Forge<M>): readonly [Recipe, Recipe] {
  const { bench, roll } = forge;
  const some = (): Recipe => pick(forge, bench.parts)?.recipe ?? { make: 'constant', text: 'x' };
  const [kind, m, other] = [roll(6), some(), roll(2) === 0 ? undefined : some()];
  const [key, fresh, second] = [seed(1), seed(2), seed(3 - roll(2))];
  const twin = other ?? m;
  const pairs: readonly (readonly [Recipe, Recipe])[] = [
    [
      { make: 'signature', key, of: m, fresh },
      { make: 'signature', key, of: twin, fresh: second },
    ],
    [
      { make: 'box', key, of: m, fresh },
      { make: 'box', key, of: twin, fresh: second },
    ],
    [
      { make: 'derived', seed: m, label: 'key' },
      { make: 'derived', seed: twin, label: roll(2) === 0 ? 'iv' : 'key' },
    ],
    [
      { make: 'digest', of: m },
      { make: 'digest', of: twin },
    ],
    [
      { make: 'public-key', of: m },
      { make: 'public-key', of: twin },
    ],
    [m, twin],
  ];
  return pairs[kind] ?? [m, m];
}

/** The attacker's own seed, which also serves as its signing key. */
function seed(number: number): Recipe {
  return { make: 'given', name: seedName(number) };
}

function pick<M, T>({ roll }: Forge<M>, list: readonly T[]): T | undefined {
  return list[roll(list.length)];
}

/** A message with one thing in it changed. */
function mutated<M>(forge: Forge<M>, part: Part<M>): Recipe {
  const { form, box } = part;
  const how = forge.roll(6);
  if (form !== undefined && how < 4) {
    const at = forge.roll(form.fields.length);
    const fields = form.fields.map((field, index) =>
      index === at ? mutated(forge, field) : field.recipe,
    );
    return { make: 'tuple', shape: form.shape, fields };
  }
  if (box !== undefined && how < 5) {
    const key = forge.roll(4) === 3 ? anyKey(forge) : box.key;
    const of = forge.roll(3) === 0 ? box.content.recipe : mutated(forge, box.content);
    return { make: 'box', key, of, fresh: seed(1 + forge.roll(3)) };
  }
  if (form !== undefined && how === 4) return recast(forge, form.fields);
  return composed(forge, part.sort, 0);
}

/** The fields of one message as those of another; what is missing is composed. */
function recast<M>(forge: Forge<M>, fields: readonly Part<M>[]): Recipe {
  const shape = pick(forge, forge.bench.shapes);
  if (shape === undefined) return seed(1);
  return {
    make: 'tuple',
    shape,
    fields: shape.fields.map(
      ({ sort }, index) => fields[index]?.recipe ?? composed(forge, sort, depthMax),
    ),
  };
}

/**
 * The message with every signature and public key in it replaced by the attacker's own, sealed
 * again where it was sealed; one atom may be another of its sort.
 */
function takenOver<M>(forge: Forge<M>, part: Part<M>): Recipe {
  const { form, box, sort } = part;
  if (sort === 'public-key') return { make: 'public-key', of: seed(1) };
  if (box !== undefined) {
    const of = takenOver(forge, box.content);
    return { make: 'box', key: box.key, of, fresh: seed(1 + forge.roll(3)) };
  }
  if (form === undefined) return forge.roll(9) === 8 ? composed(forge, sort, 0) : part.recipe;
  const inner = form.fields.map((field, index) => ({
    sort: field.sort,
    declared: form.shape.fields[index]?.sort ?? field.sort,
    recipe: takenOver(forge, field),
  }));
  const [signed] = inner;
  const fields = inner.map(({ sort: of, recipe }) =>
    of === 'signature' && signed !== undefined
      ? ({
          make: 'signature',
          key: seed(1),
          of: signedOf(forge.bench, {
            ...{ recipe: signed.recipe, sort: signed.declared },
            signer: { make: 'public-key', of: seed(1) },
          }),
          fresh: seed(2),
        } as const)
      : recipe,
  );
  return { make: 'tuple', shape: form.shape, fields };
}

/** What somebody enters at a desk inside the bank, which takes one form alone (W11). */
export function entered<M>(forge: Forge<M>, desk: string): Recipe {
  return composed(forge, desk, 0);
}

/** A value of a sort: one that is known, a new one, or something else altogether. */
function composed<M>(forge: Forge<M>, sort: Sort, depth: number): Recipe {
  const { bench, roll } = forge;
  const how = roll(5);
  const known = bench.parts.filter((part) => part.sort === sort);
  if (how < 3 && known.length > 0) return pick(forge, known)?.recipe ?? seed(1);
  if (how === 4 || depth >= depthMax) return pick(forge, bench.parts)?.recipe ?? seed(1);
  const shape = bench.shapes.find(({ name }) => name === sort);
  return shape === undefined ? made(forge, sort, depth) : filled(forge, shape, depth);
}

function filled<M>(forge: Forge<M>, shape: AnyShape, depth: number): Recipe {
  const fields = shape.fields.map(({ sort }) => composed(forge, sort, depth + 1));
  return { make: 'tuple', shape, fields };
}

/** A new value of a sort that no shape has. */
function made<M>(forge: Forge<M>, sort: Sort, depth: number): Recipe {
  const { bench, roll } = forge;
  const anything = (): Recipe =>
    composed(forge, pick(forge, bench.shapes)?.name ?? sort, depth + 1);
  const key = roll(2) === 0 ? seed(1) : (pick(forge, bench.parts)?.recipe ?? seed(1));
  switch (sort) {
    case 'box':
    case 'any':
      return { make: 'box', key: anyKey(forge), of: anything(), fresh: seed(1 + roll(3)) };
    case 'signature':
      return { make: 'signature', key, of: anything(), fresh: seed(1 + roll(3)) };
    case 'public-key':
      return { make: 'public-key', of: key };
    case 'digest':
      return { make: 'digest', of: anything() };
    case 'constant':
      return { make: 'constant', text: ['pay', 'executed', 'declined', 'no'][roll(4)] ?? 'pay' };
    default:
      return { make: 'derived', seed: key, label: sort };
  }
}

/** A key that opens something, or a wrong one. */
function anyKey<M>(forge: Forge<M>): Recipe {
  return pick(forge, keys(forge.bench))?.recipe ?? seed(1);
}
