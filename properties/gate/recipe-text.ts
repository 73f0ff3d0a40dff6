/**
 * How the attacker makes a message, in a few words: what it is, and what was seen of it.
 */
import type { RecipeData } from '../certificate/recipe-schema.ts';

/** What a recipe gives. */
export function recipeText(recipe: RecipeData): string {
  switch (recipe.make) {
    case 'given':
      return `its ${recipe.name}`;
    case 'observed':
      return `message #${recipe.index + 1}`;
    case 'constant':
      return `'${recipe.text}'`;
    case 'derived':
      return `a ${recipe.label} of its own`;
    case 'tuple':
      return `a ${recipe.shape} of its making`;
    case 'field':
      return `the ${recipe.field} in ${recipeText(recipe.of)}`;
    case 'content':
    case 'decrypted':
      return `what ${recipeText(recipe.of)} holds`;
    case 'digest':
    case 'public-key':
    case 'signature':
    case 'box':
    case 'encryption':
      return `a ${recipe.make} of its making`;
    case 'weak':
      return `what ${recipe.rule} gives`;
  }
}
