/**
 * What an attacker finds in the messages it sees: each taken apart with every shape and key.
 *
 * Asks `decode` of every message with every shape, also the wrong ones, and `open` with every key
 * known and with a wrong one; so that taking apart is already a test of both worlds. Every part
 * carries the recipe that leads to it. A bench grows in place: what is taken in stays.
 */
import type { Recipe } from '../../attacks/recipe.ts';
import type { Algebra } from '../../model/core/algebra.ts';
import type { AnyShape, Sort } from '../../model/core/shape.ts';
import type { Messages } from '../../model/sa2pmp/messages.ts';
import type { Reading } from '../../model/sa2pmp/reading.ts';

/** A value the attacker has, how it got it, and what it found inside. */
export interface Part<M> {
  readonly value: M;
  readonly recipe: Recipe;
  readonly sort: Sort;
  /** The shape it decodes as, and its fields in encoding order. */
  readonly form?: { readonly shape: AnyShape; readonly fields: readonly Part<M>[] };
  /** The key that opens it, and what it holds. */
  readonly box?: { readonly key: Recipe; readonly content: Part<M> };
}

/** What is looked for in a value, in whatever way it is worked out. */
export interface Study<M> {
  /** The first shape that a value decodes as, with its fields by name. */
  readonly formOf: (value: M) => Found<M> | undefined;
  /** The first shape that a box opens as under a key, as a message. */
  readonly openingOf: (
    key: M,
    box: M,
  ) => { readonly shape: AnyShape; readonly value: M } | undefined;
}

interface Found<M> {
  readonly shape: AnyShape;
  readonly fields: Readonly<Record<string, M | undefined>>;
}

/** What an attacker has to work with from the start. */
export interface Bench<M> extends Study<M> {
  readonly algebra: Algebra<M>;
  readonly forms: Messages;
  readonly reading: Reading;
  readonly shapes: readonly AnyShape[];
  /** A name for a value: equal names, the same value. */
  readonly nameOf: (value: M) => string | number;
}

/** Where an attacker works: what it can do and what it has so far, oldest first. */
export interface Workbench<M> extends Bench<M> {
  readonly parts: readonly Part<M>[];
  /** The part of a value; `undefined` of what it does not have. */
  readonly partOf: (value: M) => Part<M> | undefined;
  /** Adds a value and all that is found inside it. */
  readonly takeIn: (found: Pick<Part<M>, 'value' | 'recipe' | 'sort'>) => void;
}

/** Messages inside messages, further down than any honest one goes. */
const depthMax = 12;

/** How many keys are tried on a box, the newest first. */
const keysMax = 4;

/** Tries every shape on every value, and remembers nothing. */
export function study<M>(algebra: Algebra<M>, shapes: readonly AnyShape[]): Study<M> {
  const first = <R>(found: readonly (R | undefined)[]): R | undefined =>
    found.find((one) => one !== undefined);
  return {
    formOf: (value) =>
      first(
        shapes.map((shape) => {
          const fields = algebra.decode<string, never>(shape, value);
          return fields && { shape, fields };
        }),
      ),
    openingOf: (key, box) =>
      first(
        shapes.map((shape) => {
          const fields = algebra.open<string, never>(key, shape, box);
          return fields && { shape, value: algebra.encode<string, never>(shape, fields) };
        }),
      ),
  };
}

/**
 * A bench.
 *
 * @param bench - what there is to work with
 * @param first - what lies on it from the start, taken apart; nothing unless said
 */
export function workbench<M>(bench: Bench<M>, first: readonly Part<M>[] = []): Workbench<M> {
  const parts = [...first];
  const known = new Map(first.map((part) => [bench.nameOf(part.value), part]));
  const add = (part: Part<M>): void => {
    const name = bench.nameOf(part.value);
    if (!known.has(name)) {
      known.set(name, part);
      parts.push(part);
    }
    for (const inner of part.form?.fields ?? []) add(inner);
    if (part.box !== undefined) add(part.box.content);
  };
  const whole: Workbench<M> = {
    ...bench,
    parts,
    partOf: (value) => known.get(bench.nameOf(value)),
    takeIn: (found) => add(takeApart(whole, found, 0)),
  };
  return whole;
}

function takeApart<M>(
  bench: Workbench<M>,
  part: Pick<Part<M>, 'value' | 'recipe' | 'sort'>,
  depth: number,
): Part<M> {
  const { value, recipe } = part;
  if (depth > depthMax) return part;
  const form = bench.formOf(value);
  if (form === undefined) return opened(bench, part, depth);
  const { shape } = form;
  const fields = shape.fields.flatMap(({ name, sort }) => {
    const inner = form.fields[name];
    if (inner === undefined) return [];
    const make: Recipe = { make: 'field', of: recipe, shape, field: name };
    return [takeApart(bench, { value: inner, recipe: make, sort }, depth + 1)];
  });
  return { ...part, sort: shape.name, form: { shape, fields } };
}

/** Tries keys and shapes on what decodes as nothing. */
function opened<M>(
  bench: Workbench<M>,
  part: Pick<Part<M>, 'value' | 'recipe' | 'sort'>,
  depth: number,
): Part<M> {
  if (!['box', 'any', 'observed'].includes(part.sort)) return part;
  for (const { value: key, recipe: keyRecipe } of keys(bench)) {
    const opening = bench.openingOf(key, part.value);
    if (opening === undefined) continue;
    const { shape, value } = opening;
    const recipe: Recipe = { make: 'content', of: part.recipe, key: keyRecipe, shape };
    const content = takeApart(bench, { value, recipe, sort: shape.name }, depth + 1);
    return { ...part, sort: 'box', box: { key: keyRecipe, content } };
  }
  return part;
}

/** The keys to try: those out of packages, and one that is wrong for every honest box. */
export function keys<M>({ parts }: Pick<Workbench<M>, 'parts'>): readonly Part<M>[] {
  const known = parts.filter(({ sort }) => sort === 'key').slice(-keysMax);
  return [...known, ...parts.filter(({ sort }) => sort === 'seed').slice(0, 1)];
}
