/**
 * How the attacker makes a message, in a few words: what it is, and what was seen of it.
 */
import { match, P } from 'ts-pattern';
import type { RecipeData } from '../certificate/recipe-schema.ts';

/** What a recipe gives. */
export function recipeText(recipe: RecipeData): string {
  return match(recipe)
    .with({ make: 'given' }, ({ name }) => `its ${name}`)
    .with({ make: 'observed' }, ({ index }) => `message #${index + 1}`)
    .with({ make: 'constant' }, ({ text }) => `'${text}'`)
    .with({ make: 'derived' }, ({ label }) => `a ${label} of its own`)
    .with({ make: 'tuple' }, ({ shape }) => `${shape} of its making`)
    .with({ make: 'field' }, ({ field, of }) => `the ${field} in ${recipeText(of)}`)
    .with({ make: P.union('content', 'decrypted') }, ({ of }) => `what ${recipeText(of)} holds`)
    .with(
      { make: P.union('digest', 'public-key', 'signature', 'box', 'encryption') },
      ({ make }) => `${make} of its making`,
    )
    .with({ make: 'exported' }, () => 'a shared key of its making')
    .with({ make: 'export-read' }, ({ of }) => `the key shared by ${recipeText(of)}`)
    .with({ make: 'weak' }, ({ rule }) => `what ${rule} gives`)
    .exhaustive();
}
