/**
 * Recipes: attacks as data. How to make a message from what was given and what was observed,
 * evaluated by whichever algebra is in force, so that one attack runs on terms and on bytes.
 */
import { match } from 'ts-pattern';
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
  const get = (part: Recipe): M | undefined => evaluate(algebra, hand, part);
  const all = (...parts: readonly Recipe[]): readonly M[] | undefined => {
    const values = parts.map(get).filter((value) => value !== undefined);
    return values.length === parts.length ? values : undefined;
  };
  const tuple = ({ shape, fields }: Of<'tuple'>): M | undefined => {
    const values = all(...fields);
    return values && algebra.encode<string, never>(shape, record(shape, values));
  };
  const field = ({ of, shape, field: name }: Of<'field'>): M | undefined => {
    const whole = get(of);
    return whole === undefined ? undefined : algebra.decode<string, never>(shape, whole)?.[name];
  };
  const content = ({ make, of, key, shape }: Of<'content' | 'decrypted'>): M | undefined => {
    const [box, k] = all(of, key) ?? [];
    if (box === undefined || k === undefined) return undefined;
    const opens = make === 'content' ? algebra.open : algebra.decryptWith;
    const fields = opens<string, never>(k, shape, box);
    return fields && algebra.encode<string, never>(shape, fields);
  };
  const exportRead = ({ of, key }: Of<'export-read'>): M | undefined => {
    const [box, k] = all(of, key) ?? [];
    return box === undefined || k === undefined ? undefined : algebra.exportWith(k, box);
  };
  const weak = ({ rule, of, labels }: Of<'weak'>): M | undefined => {
    const values = all(...of);
    return values && hand.weak?.[rule]?.(values, labels, hand.trial);
  };
  const made = (parts: readonly Recipe[], make: (...values: readonly M[]) => M): M | undefined => {
    const values = all(...parts);
    return values && make(...values);
  };
  const three =
    (make: (key: M, fresh: M, m: M) => M) =>
    (...[key, fresh, m]: readonly M[]): M => {
      if (key === undefined || fresh === undefined || m === undefined) throw new Error('recipe');
      return make(key, fresh, m);
    };
  const two =
    (make: (key: M, fresh: M) => M) =>
    (...[key, fresh]: readonly M[]): M => {
      if (key === undefined || fresh === undefined) throw new Error('recipe');
      return make(key, fresh);
    };
  const one =
    (make: (m: M) => M) =>
    (...[m]: readonly M[]): M => {
      if (m === undefined) throw new Error('recipe');
      return make(m);
    };
  return match(recipe)
    .with({ make: 'given' }, ({ name }) => hand.given[name])
    .with({ make: 'constant' }, ({ text }) => algebra.constant(text))
    .with({ make: 'derived' }, ({ seed, label }) =>
      made(
        [seed],
        one((value) => algebra.derive(value, label)),
      ),
    )
    .with({ make: 'tuple' }, tuple)
    .with({ make: 'field' }, field)
    .with({ make: 'content' }, { make: 'decrypted' }, content)
    .with({ make: 'digest' }, ({ of }) => made([of], one(algebra.hash)))
    .with({ make: 'public-key' }, ({ of }) => made([of], one(algebra.publicKey)))
    .with({ make: 'signature' }, ({ key, fresh, of }) =>
      made([key, fresh, of], three(algebra.sign)),
    )
    .with({ make: 'box' }, ({ key, fresh, of }) => made([key, fresh, of], three(algebra.seal)))
    .with({ make: 'encryption' }, ({ key, fresh, of }) =>
      made([key, fresh, of], three(algebra.encryptFor)),
    )
    .with({ make: 'exported' }, ({ key, fresh }) => made([key, fresh], two(algebra.exportFor)))
    .with({ make: 'export-read' }, exportRead)
    .with({ make: 'weak' }, weak)
    .exhaustive();
}
