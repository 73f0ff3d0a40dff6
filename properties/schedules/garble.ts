/**
 * A message with its octets changed, as a recipe: for the model it is what can still be read of it,
 * with noise wherever octets are new. Where there are no octets, all of it is noise.
 *
 * Refuses to change the inside of a box that nobody would notice (W13): what comes out of it is
 * more than the model's noise can say.
 */
import type { Recipe } from '../../attacks/recipe.ts';
import type { AnyShape, Sort } from '../../model/core/shape.ts';
import type { Weaknesses } from '../../model/core/weakness.ts';
import { type Algebra, isAuthenticated, type Suite } from '../../model/core/algebra.ts';
import type { Pair } from '../../model/core/paired.ts';
import { type Bytes, parseBytes, textToBytes } from '../../src/bytes.ts';
import { type Change, garbled } from './garbling.ts';
import type { Part, Workbench } from './parts.ts';

/** The rule by which recipes name noise. */
const rule = 'noise';

/** What changing a message starts from. */
export interface Garble<M> {
  readonly bench: Workbench<M>;
  readonly suite: Suite;
  /** What is on the wire, and what reads it; nothing where there are terms alone. */
  readonly wire:
    { readonly octets: (value: M) => Bytes; readonly algebra: Algebra<Bytes> } | undefined;
}

/** Octets that are nobody's: as what they are, in hexadecimal, and of what sort. */
function noise(octets: string, sort: Sort): Recipe {
  return { make: 'weak', rule, of: [], labels: [octets, sort] };
}

/** Noise on terms: a name that nobody else uses, or the public half of one. */
export function noiseOnTerms<M>(algebra: Algebra<M>): Weaknesses<M> {
  return {
    [rule]: (_, [octets = '', sort = '']) => {
      const name = algebra.name('noise', octets);
      if (sort === 'public-key') return algebra.publicKey(name);
      const text = Buffer.from(octets, 'hex').toString('latin1');
      return sort === 'constant' && /^[ -~]*$/.test(text) ? algebra.constant(text) : name;
    },
  };
}

/** Noise on octets: the octets. */
export const noiseOnBytes: Weaknesses<Bytes> = {
  [rule]: (_, [octets = '']) => parseBytes(octets) ?? textToBytes(octets),
};

/** Noise in two worlds at once. */
export function noiseOnBoth<A, B>(
  left: Weaknesses<A>,
  right: Weaknesses<B>,
): Weaknesses<Pair<A, B>> {
  return {
    [rule]: (_, labels) => {
      const [a, b] = [left[rule]?.([], labels), right[rule]?.([], labels)];
      return a === undefined || b === undefined ? undefined : { left: a, right: b };
    },
  };
}

/** The message with its octets changed; `undefined` where nothing could be said of it. */
export function garbledRecipe<M>(
  { bench, suite, wire }: Garble<M>,
  part: Part<M>,
  change: Change,
): Recipe | undefined {
  const { how, at, amount } = change;
  if (wire === undefined) return noise(`${how} ${at} ${amount} of ${bench.nameOf(part.value)}`, '');
  const { octets, algebra } = wire;
  const known = new Map(bench.parts.map((one) => [octets(one.value), one]));
  const reread = (was: Part<M> | undefined, now: Bytes, sort: Sort): Recipe | undefined => {
    const same = known.get(now);
    if (same !== undefined) return same.recipe;
    const found = firstForm(bench.shapes, (shape) => algebra.decode<string, never>(shape, now));
    if (found === undefined) return leaf(was, now, sort);
    const { shape, fields } = found;
    const before = was?.form?.shape.name === shape.name ? was.form.fields : [];
    const made = shape.fields.flatMap((field, index) => {
      const recipe = reread(before[index], fields[field.name] ?? now, field.sort);
      return recipe === undefined ? [] : [recipe];
    });
    return made.length < shape.fields.length ? undefined : { make: 'tuple', shape, fields: made };
  };
  const leaf = (was: Part<M> | undefined, now: Bytes, sort: Sort): Recipe | undefined => {
    const isBox = was?.box !== undefined || ['box', 'any', 'observed'].includes(sort);
    if (isBox && !isAuthenticated(suite)) return undefined;
    const isNoKey = sort === 'public-key' && !algebra.isPublicKey(now);
    return noise(now, isNoKey ? '' : sort);
  };
  return reread(part, garbled(octets(part.value), change), part.sort);
}

/** The first shape that something is found under. */
function firstForm<F>(
  shapes: readonly AnyShape[],
  find: (shape: AnyShape) => F | undefined,
): { readonly shape: AnyShape; readonly fields: F } | undefined {
  for (const shape of shapes) {
    const fields = find(shape);
    if (fields !== undefined) return { shape, fields };
  }
  return undefined;
}
