/**
 * What an attacker finds in the messages it sees: each taken apart with every shape and key.
 *
 * Asks `decode` of every message with every shape, also the wrong ones, and `open` with every key
 * known and with a wrong one; so that taking apart is already a test of both worlds. Every part
 * carries the recipe that leads to it.
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

/** Where an attacker works: what it can do and what it has so far, oldest first. */
export interface Workbench<M> {
  readonly algebra: Algebra<M>;
  readonly forms: Messages;
  readonly reading: Reading;
  readonly shapes: readonly AnyShape[];
  readonly parts: readonly Part<M>[];
}

/** Messages inside messages, further down than any honest one goes. */
const depthMax = 12;

/** How many keys are tried on a box, the newest first. */
const keysMax = 4;

/** Adds a value and all that is found inside it. */
export function takenIn<M>(
  bench: Workbench<M>,
  found: { readonly value: M; readonly recipe: Recipe; readonly sort: Sort },
): Workbench<M> {
  const known = new Set(bench.parts.map(({ value }) => JSON.stringify(value)));
  const fresh = flattened(takeApart(bench, found, 0)).filter(({ value }) => {
    const text = JSON.stringify(value);
    const isNew = !known.has(text);
    known.add(text);
    return isNew;
  });
  return fresh.length === 0 ? bench : { ...bench, parts: [...bench.parts, ...fresh] };
}

/** A part and all parts inside it, itself first. */
function flattened<M>(part: Part<M>): readonly Part<M>[] {
  const inside = part.form?.fields ?? (part.box === undefined ? [] : [part.box.content]);
  return [part, ...inside.flatMap(flattened)];
}

function takeApart<M>(
  bench: Workbench<M>,
  part: Pick<Part<M>, 'value' | 'recipe' | 'sort'>,
  depth: number,
): Part<M> {
  const { value, recipe } = part;
  if (depth > depthMax) return part;
  const forms = bench.shapes.flatMap((shape) => {
    const fields = bench.algebra.decode<string, never>(shape, value);
    return fields === undefined ? [] : [{ shape, fields }];
  });
  const [form] = forms;
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
  const { algebra, shapes } = bench;
  const candidates = keys(bench).flatMap((key) => shapes.map((shape) => ({ key, shape })));
  const openings = candidates.flatMap(({ key, shape }) => {
    const fields = algebra.open<string, never>(key.value, shape, part.value);
    return fields === undefined
      ? []
      : [{ key: key.recipe, shape, value: algebra.encode<string, never>(shape, fields) }];
  });
  const [opening] = openings;
  if (opening === undefined) return part;
  const { key, shape, value } = opening;
  const recipe: Recipe = { make: 'content', of: part.recipe, key, shape };
  const content = takeApart(bench, { value, recipe, sort: shape.name }, depth + 1);
  return { ...part, sort: 'box', box: { key, content } };
}

/** The keys to try: those out of packages, and one that is wrong for every honest box. */
export function keys<M>({ parts }: Workbench<M>): readonly Part<M>[] {
  const known = parts.filter(({ sort }) => sort === 'key').slice(-keysMax);
  return [...known, ...parts.filter(({ sort }) => sort === 'seed').slice(0, 1)];
}
