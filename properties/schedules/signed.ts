/**
 * What S signs of a text, as a recipe (A3'): a signature of the attacker's is worth something only
 * on that.
 */
import type { Recipe } from '../../attacks/recipe.ts';
import type { AnyShape, Sort } from '../../model/core/shape.ts';
import type { Part, Workbench } from './parts.ts';

/** A field of a message. */
function field(of: Recipe, shape: AnyShape, name: string): Recipe {
  return { make: 'field', of, shape, field: name };
}

const has = ({ fields }: AnyShape, name: string): boolean =>
  fields.some((one) => one.name === name);

/** What is to be signed, and the public key whose owner signs, which some readings have signed too (R1). */
export interface ToSign {
  readonly recipe: Recipe;
  readonly sort: Sort;
  readonly signer: Recipe;
}

/** What is signed of a text that holds msg and ID_C; of anything else the thing itself. */
export function signedOf<M>(
  { forms, reading, parts }: Workbench<M>,
  { recipe, sort, signer }: ToSign,
): Recipe {
  const { signedText, signingInput, plainText, order, clientId } = forms;
  if (sort !== signedText.name) return recipe;
  const known = parts.find((part: Part<M>) => part.sort === clientId.name)?.recipe;
  const client = has(signedText, 'clientId') ? field(recipe, signedText, 'clientId') : known;
  if (client === undefined) return recipe;
  const bank = parts.find((part: Part<M>) => part.sort === 'bank')?.recipe;
  const isSent = has(signedText, 'recipient') || !has(signingInput, 'recipient');
  const recipient = isSent ? field(recipe, signedText, 'recipient') : bank;
  if (recipient === undefined) return recipe;
  const msg = field(recipe, signedText, 'order');
  if (reading["A3'"] === 'plain') {
    const fields = plainText.fields.map(({ name }) => {
      if (name === 'recipient') return recipient;
      if (name === 'signer') return signer;
      return has(order, name) ? field(msg, order, name) : field(client, clientId, name);
    });
    return { make: 'tuple', shape: plainText, fields };
  }
  if (has(signedText, 'clientId') && !has(signingInput, 'signer')) return recipe;
  const named = { order: msg, clientId: client, recipient, signer };
  const fields = signingInput.fields.map(({ name }) => named[name]);
  return { make: 'tuple', shape: signingInput, fields };
}
