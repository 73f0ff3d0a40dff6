/**
 * Recipes: attacks as data. How to make a message from what was given and what was observed,
 * evaluated by whichever algebra is in force, so that one attack runs on terms and on bytes.
 */
import type { Algebra } from '../model/core/algebra.ts';
import { type AnyShape, byName } from '../model/core/shape.ts';
import type { Trial, Weaknesses } from '../model/core/weakness.ts';

/** How a value is made. */
export type Recipe =
  /** Known from the start, under this name. */
  | { readonly make: 'given'; readonly name: string }
  /** The message observed as the `index`-th, counted from 0. */
  | { readonly make: 'observed'; readonly index: number }
  /** A public constant. */
  | { readonly make: 'constant'; readonly text: string }
  /** Derived from a seed. */
  | { readonly make: 'derived'; readonly seed: Recipe; readonly label: string }
  /** A message of a shape, its fields in encoding order. */
  | { readonly make: 'tuple'; readonly shape: AnyShape; readonly fields: readonly Recipe[] }
  /** A field of a message. */
  | {
      readonly make: 'field';
      readonly of: Recipe;
      readonly shape: AnyShape;
      readonly field: string;
    }
  /** What a box holds, opened with a key. */
  | {
      readonly make: 'content';
      readonly of: Recipe;
      readonly key: Recipe;
      readonly shape: AnyShape;
    }
  /** A digest. */
  | { readonly make: 'digest'; readonly of: Recipe }
  /** The public half of a signing key. */
  | { readonly make: 'public-key'; readonly of: Recipe }
  /** A signature. */
  | {
      readonly make: 'signature';
      readonly key: Recipe;
      readonly of: Recipe;
      readonly fresh: Recipe;
    }
  /** A ciphertext. */
  | { readonly make: 'box'; readonly key: Recipe; readonly of: Recipe; readonly fresh: Recipe }
  /** What a ciphertext for the owner of a public key holds, read with the private key. */
  | {
      readonly make: 'decrypted';
      readonly of: Recipe;
      readonly key: Recipe;
      readonly shape: AnyShape;
    }
  /** A ciphertext for the owner of a public key. */
  | {
      readonly make: 'encryption';
      readonly key: Recipe;
      readonly of: Recipe;
      readonly fresh: Recipe;
    }
  /** The key that an encryption of one's own making shares with the owner of the public key. */
  | { readonly make: 'exported'; readonly key: Recipe; readonly fresh: Recipe }
  /** The same of an encryption that was read with the private key. */
  | { readonly make: 'export-read'; readonly of: Recipe; readonly key: Recipe }
  /** What a rule of deduction gives (`rule/rule.ts`). */
  | {
      readonly make: 'weak';
      readonly rule: string;
      readonly of: readonly Recipe[];
      readonly labels: readonly string[];
    };

/** What recipes start from. */
export interface Hand<M> {
  /** What the attacker knows from the start, by name. */
  readonly given: Readonly<Record<string, M>>;
  /** What the attacker has observed, in order. */
  readonly observed: readonly M[];
  /** How its rules of deduction are carried out; none unless it has some. */
  readonly weak?: Weaknesses<M>;
  /** Asks oracles; nobody to ask unless said. */
  readonly trial?: Trial<M>;
}

type Of<K extends Recipe['make']> = Extract<Recipe, { make: K }>;

/** The fields of a message by name, however many there are. */
function record<M>(shape: AnyShape, values: readonly M[]): Readonly<Record<string, M>> {
  return byName<string, never, M>(shape, values);
}

/** Where a recipe is evaluated. */
interface Kitchen<M> {
  readonly algebra: Algebra<M>;
  readonly hand: Hand<M>;
}

/** The values of several recipes; `undefined` when one of them has none. */
function all<M>({ algebra, hand }: Kitchen<M>, parts: readonly Recipe[]): readonly M[] | undefined {
  const values: M[] = [];
  for (const part of parts) {
    const value = evaluate(algebra, hand, part);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}

/** What is made of one value. */
function ofOne<M>(kitchen: Kitchen<M>, of: Recipe, make: (value: M) => M | undefined) {
  const value = evaluate(kitchen.algebra, kitchen.hand, of);
  return value === undefined ? undefined : make(value);
}

/** What is made of two values. */
function ofTwo<M>(
  kitchen: Kitchen<M>,
  [a, b]: readonly [Recipe, Recipe],
  make: (a: M, b: M) => M | undefined,
): M | undefined {
  return ofOne(kitchen, a, (first) => ofOne(kitchen, b, (second) => make(first, second)));
}

/** What is made with a key and fresh randomness: a signature, a box, an encryption. */
function ofThree<M>(
  kitchen: Kitchen<M>,
  { key, fresh, of }: { readonly key: Recipe; readonly fresh: Recipe; readonly of: Recipe },
  make: (key: M, fresh: M, m: M) => M,
): M | undefined {
  return ofTwo(kitchen, [key, fresh], (k, seed) => ofOne(kitchen, of, (m) => make(k, seed, m)));
}

/** What a box holds, opened with a key, as a message. */
function contentOf<M>(
  kitchen: Kitchen<M>,
  { make, of, key, shape }: Of<'content' | 'decrypted'>,
): M | undefined {
  const { algebra } = kitchen;
  const opens = make === 'content' ? algebra.open : algebra.decryptWith;
  return ofTwo(kitchen, [of, key], (box, k) => {
    const fields = opens<string, never>(k, shape, box);
    return fields && algebra.encode<string, never>(shape, fields);
  });
}

/** What a rule of deduction gives. */
function weakened<M>(kitchen: Kitchen<M>, { rule, of, labels }: Of<'weak'>): M | undefined {
  const values = all(kitchen, of);
  return values && kitchen.hand.weak?.[rule]?.(values, labels, kitchen.hand.trial);
}

const primitives = [
  'digest',
  'public-key',
  'signature',
  'box',
  'encryption',
  'exported',
  'export-read',
] as const;

/** What a cryptographic primitive makes. */
type Computed = Of<(typeof primitives)[number]>;

const byPrimitive: ReadonlySet<string> = new Set(primitives);

function isComputed(recipe: Recipe): recipe is Computed {
  return byPrimitive.has(recipe.make);
}

function computed<M>(kitchen: Kitchen<M>, recipe: Computed): M | undefined {
  const { algebra } = kitchen;
  switch (recipe.make) {
    case 'digest':
      return ofOne(kitchen, recipe.of, algebra.hash);
    case 'public-key':
      return ofOne(kitchen, recipe.of, algebra.publicKey);
    case 'signature':
      return ofThree(kitchen, recipe, algebra.sign);
    case 'box':
      return ofThree(kitchen, recipe, algebra.seal);
    case 'encryption':
      return ofThree(kitchen, recipe, algebra.encryptFor);
    case 'exported':
      return ofTwo(kitchen, [recipe.key, recipe.fresh], algebra.exportFor);
    case 'export-read':
      return ofTwo(kitchen, [recipe.of, recipe.key], (box, key) => algebra.exportWith(key, box));
  }
}

/**
 * Evaluates a recipe.
 *
 * @param algebra - the algebra in force
 * @param hand - what the recipe may start from
 * @param recipe - how the value is made
 * @returns the value, or `undefined` when a step fails: a message that is not of the shape
 *   expected, a key that does not open. On bytes that is a gap of the model.
 */
export function evaluate<M>(algebra: Algebra<M>, hand: Hand<M>, recipe: Recipe): M | undefined {
  // Most recipes are a message as it was observed, and are to cost nothing.
  if (recipe.make === 'observed') return hand.observed[recipe.index];
  const kitchen = { algebra, hand };
  if (isComputed(recipe)) return computed(kitchen, recipe);
  switch (recipe.make) {
    case 'given':
      return hand.given[recipe.name];
    case 'constant':
      return algebra.constant(recipe.text);
    case 'derived':
      return ofOne(kitchen, recipe.seed, (seed) => algebra.derive(seed, recipe.label));
    case 'tuple': {
      const { shape, fields } = recipe;
      const values = all(kitchen, fields);
      return values && algebra.encode<string, never>(shape, record(shape, values));
    }
    case 'field': {
      const { of, shape, field } = recipe;
      return ofOne(kitchen, of, (whole) => algebra.decode<string, never>(shape, whole)?.[field]);
    }
    case 'content':
    case 'decrypted':
      return contentOf(kitchen, recipe);
    case 'weak':
      return weakened(kitchen, recipe);
  }
}
