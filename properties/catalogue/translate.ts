/**
 * A recipe under another reading: the same message as that reading writes it, made of what is to be had
 * there; what is not to be had the attacker replaces by a value of its own.
 *
 * So it puts in what an honest party would look at, with its own key where it has not the right one.
 */
import { match } from 'ts-pattern';
import { evaluate, type Hand, type Recipe } from '../../attacks/recipe.ts';
import { seedName } from '../../attacks/capability/capability.ts';
import type { Algebra } from '../../model/core/algebra.ts';
import type { AnyShape } from '../../model/core/shape.ts';
import { messages } from '../../model/sa2pmp/messages.ts';
import { encapsulates, type Reading } from '../../model/sa2pmp/reading.ts';

/** Where a recipe is to be carried out. */
export interface Abroad<M> {
  readonly algebra: Algebra<M>;
  readonly reading: Reading;
  /** What the attacker has there. */
  readonly hand: Hand<M>;
  /** The place there of what it saw here as its `index`-th; `undefined` where it did not see it. */
  readonly placeOf: (index: number) => number | undefined;
}

type Of<K extends Recipe['make']> = Extract<Recipe, { make: K }>;

/** A value of the attacker's own. */
const own: Recipe = { make: 'given', name: seedName(1) };
const ownFor = (label: string): Recipe => ({ make: 'derived', seed: own, label });

/** The shapes of a reading by name. */
function shapesOf(reading: Reading): ReadonlyMap<string, AnyShape> {
  const all = Object.values(messages(reading)).filter(
    (value): value is AnyShape => typeof value === 'object' && 'fields' in value,
  );
  return new Map(all.map((shape) => [shape.name, shape]));
}

/** The name of the form of message that a recipe makes, where it says so. */
function formOf(recipe: Recipe): string | undefined {
  if (!('shape' in recipe)) return undefined;
  if (recipe.make !== 'field') return recipe.shape.name;
  return recipe.shape.fields.find(({ name }) => name === recipe.field)?.sort;
}

/** What stands in a field that the recipe says nothing of. */
function filling(sort: string, beside: Recipe | undefined): Recipe {
  const signingKey = ownFor('signing-key');
  switch (sort) {
    case 'bank':
      return { make: 'given', name: "the bank's name" };
    case 'public-key':
      return { make: 'public-key', of: signingKey };
    case 'signature':
      return { make: 'signature', key: signingKey, of: beside ?? own, fresh: own };
    case 'constant':
      return { make: 'constant', text: 'executed' };
    default:
      return ownFor(sort);
  }
}

/** What is sealed for the bank where requests are encrypted for its public key (R3). */
const enclosing: Readonly<Record<string, string>> = {
  'signed-order': 'enclosed-order',
  'signed-log-on': 'enclosed-log-on',
  'log-on': 'enclosed-log-on',
  registration: 'enclosed-registration',
};

/** A recipe being translated, and what does so to a part of it. */
interface Going<M> extends Abroad<M> {
  readonly shapes: ReadonlyMap<string, AnyShape>;
  readonly go: (part: Recipe) => Recipe;
}

/** A message with the fields that it has there. */
function tupleThere<M>(
  { shapes, go }: Going<M>,
  { shape, fields }: Of<'tuple'>,
): Recipe | undefined {
  const there = shapes.get(shape.name);
  if (there === undefined) return undefined;
  const here = new Map(shape.fields.map(({ name }, at) => [name, fields[at]]));
  const known = there.fields.map(({ name, sort }): Recipe | undefined => {
    const part = here.get(name);
    const made = part && go(part);
    const isBare = made !== undefined && sort === 'digest' && made.make !== 'digest';
    return isBare ? { make: 'digest', of: made } : made;
  });
  const [beside] = known;
  return {
    make: 'tuple',
    shape: there,
    fields: there.fields.map(({ sort }, at) => known[at] ?? filling(sort, beside)),
  };
}

/** A box, or what is encrypted for the bank in its place. */
function boxThere<M>({ shapes, go, reading }: Going<M>, { key, of, fresh }: Of<'box'>): Recipe {
  const around = enclosing[formOf(of) ?? ''];
  if (!encapsulates(reading) || around === undefined) {
    return { make: 'box', key: go(key), of: go(of), fresh: go(fresh) };
  }
  const shape = shapes.get(around);
  const content: Recipe =
    shape === undefined ? go(of) : { make: 'tuple', shape, fields: [go(of), ownFor('key')] };
  const bankKey: Recipe = { make: 'given', name: "the bank's key to encrypt for" };
  return { make: 'encryption', key: bankKey, of: content, fresh: go(fresh) };
}

/** What takes a message apart, with the form as it is there. */
function apart<M>(
  { shapes, go }: Going<M>,
  part: Of<'field' | 'content' | 'decrypted'>,
): Recipe | undefined {
  const shape = shapes.get(part.shape.name);
  if (shape === undefined) return undefined;
  return part.make === 'field'
    ? { ...part, shape, of: go(part.of) }
    : { ...part, shape, of: go(part.of), key: go(part.key) };
}

/** What was seen here, where it was seen there too. */
function seenThere<M>({ placeOf }: Going<M>, { index }: Of<'observed'>): Recipe | undefined {
  const place = placeOf(index);
  return place === undefined ? undefined : { make: 'observed', index: place };
}

const isRecipe = (value: unknown): value is Recipe =>
  typeof value === 'object' && value !== null && 'make' in value;

/** The same of parts as they are there. */
function ofParts<M>({ go }: Going<M>, recipe: Recipe): Recipe {
  const parts = Object.entries(recipe).map(([name, part]: readonly [string, unknown]) => {
    if (Array.isArray(part)) {
      return [name, part.map((one: unknown) => (isRecipe(one) ? go(one) : one))];
    }
    return [name, isRecipe(part) ? go(part) : part];
  });
  return Object.fromEntries(parts) as Recipe;
}

/** A recipe there, whether or not it can be carried out. */
function there<M>(going: Going<M>, recipe: Recipe): Recipe | undefined {
  return match(recipe)
    .with({ make: 'observed' }, (part) => seenThere(going, part))
    .with({ make: 'tuple' }, (part) => tupleThere(going, part))
    .with({ make: 'field' }, { make: 'content' }, { make: 'decrypted' }, (part) =>
      apart(going, part),
    )
    .with({ make: 'box' }, (part) => boxThere(going, part))
    .otherwise((part) => ofParts(going, part));
}

/** A recipe under another reading; always one that can be carried out there. */
export function translated<M>(abroad: Abroad<M>, recipe: Recipe): Recipe {
  const { algebra, hand, reading } = abroad;
  const going: Going<M> = {
    ...abroad,
    shapes: shapesOf(reading),
    go: (part) => {
      const made = there(going, part);
      const isToBeHad = made !== undefined && evaluate(algebra, hand, made) !== undefined;
      return isToBeHad ? made : own;
    },
  };
  return going.go(recipe);
}
