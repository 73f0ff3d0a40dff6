/**
 * Evidence of the attacker's making about a signed order: the record, the entry and the signatures on
 * them as bank and log make them (§5.2, A20, A22), with their keys where the attacker has these.
 */
import type { Recipe } from '../../attacks/recipe.ts';
import type { AnyShape, Sort } from '../../model/core/shape.ts';
import type { Workbench } from './parts.ts';

/** What evidence is made of. */
export interface Accusation<M> {
  readonly bench: Workbench<M>;
  /** The signed order that somebody is to be blamed for. */
  readonly order: Recipe;
  /** Any value of a sort, for what evidence has besides. */
  readonly other: (sort: Sort) => Recipe;
}

/** A message of a shape, with some of its fields made on purpose. */
function filled<M>(
  { other }: Accusation<M>,
  shape: AnyShape,
  own: Readonly<Record<string, Recipe>>,
) {
  const fields = shape.fields.map(({ name, sort }) => own[name] ?? other(sort));
  return { make: 'tuple', shape, fields } as const;
}

/** A signature with the key of a party's, where the attacker has it; by somebody else if not. */
function signedBy<M>(
  { bench: { parts }, other }: Accusation<M>,
  whose: string,
  of: Recipe,
): Recipe {
  const key = parts.find(
    ({ recipe }) => recipe.make === 'given' && recipe.name === `signing-key of ${whose}`,
  );
  const fresh = other('seed');
  return { make: 'signature', key: key?.recipe ?? fresh, of, fresh };
}

/** Those fields of a message that another shape has too. */
function fieldsOf({ shape, fields }: Extract<Recipe, { make: 'tuple' }>) {
  return Object.fromEntries(
    shape.fields.flatMap(({ name }, at) => {
      const recipe = fields[at];
      return recipe === undefined ? [] : [[name, recipe] as const];
    }),
  );
}

/** What a record holds of an order (A22). */
function contentOf({ record }: AnyForms, order: Recipe, signedOrder: string): Recipe | undefined {
  const sort = record.fields.find(({ name }) => name === 'content')?.sort;
  if (sort === 'digest') return { make: 'digest', of: order };
  return sort === signedOrder ? order : undefined;
}

type AnyForms = Readonly<Record<'record', AnyShape>>;

/** Evidence of origin of an order. */
export function accusation<M>(about: Accusation<M>): Recipe {
  const { bench, order } = about;
  const { record, recordText, entry, evidence, signedOrder } = bench.forms;
  const content = contentOf({ record }, order, signedOrder.name);
  const text = filled(about, recordText, content === undefined ? {} : { content });
  const made = filled(about, record, {
    ...fieldsOf(text),
    signature: signedBy(about, 'the bank', text),
  });
  const logged = filled(about, entry, { record: made });
  return filled(about, evidence, {
    ...fieldsOf(logged),
    opening: order,
    signature: signedBy(about, 'the log server', logged),
  });
}
