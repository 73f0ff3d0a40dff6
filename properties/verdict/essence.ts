/**
 * What makes two attacks essentially different: that one puts in a form of message, at some door,
 * or takes something from somebody, that the other does not. In which order, how often, and which
 * of several equal messages is used makes no difference.
 */
import type { Recipe } from '../../attacks/recipe.ts';
import type { Move } from '../../attacks/run.ts';
import type { Found } from '../../attacks/search/explicit.ts';
import type { Term, TermStore } from '../../model/core/term.ts';

/** How a recipe is built: which constructors over which sources, not which message or seed. */
export function skeleton(recipe: Recipe): string {
  const inner = Object.values(recipe).flat() as readonly unknown[];
  const parts = inner.filter(
    (part): part is Recipe => typeof part === 'object' && part !== null && 'make' in part,
  );
  const name = (() => {
    if (recipe.make === 'tuple') return recipe.shape.name;
    if (recipe.make === 'field') return `${recipe.make} ${recipe.field}`;
    if (recipe.make === 'weak') return `${recipe.make} ${recipe.rule}`;
    // Secrets are named `what of whom`; what is public or its own is alike, whatever it is.
    if (recipe.make === 'given' && recipe.name.includes(' of ')) return recipe.name;
    return recipe.make;
  })();
  return parts.length === 0 ? name : `${name}(${parts.map(skeleton).join(', ')})`;
}

/** What a move of the attacker's is, apart from when; `undefined` for what others do. */
function deed(move: Move): string | undefined {
  switch (move.move) {
    case 'deliver':
      return `${move.door.channel} ${move.door.hop}: ${skeleton(move.message)}`;
    case 'compromise':
      return `takes ${move.what} of ${move.party}`;
    case 'learn':
      return `shows ${skeleton(move.value)}`;
    case 'happen':
      return `${move.party} ${move.which}`;
    case 'intend':
    case 'release':
      return undefined;
  }
}

/** Equal for attacks that are essentially the same. */
export function essence(plan: readonly Move[]): string {
  const deeds = plan.map(deed).filter((text) => text !== undefined);
  return [...new Set(deeds)].sort().join('\n');
}

/** The heads of a term, from the outside in. */
function heads(store: TermStore, t: Term): string {
  const name = `${store.kind(t)} ${store.sort(t)}`;
  const parts = store.args(t).map((part) => heads(store, part));
  return parts.length === 0 ? name : `${name}(${parts.join(', ')})`;
}

/**
 * A quick first look at an attack before its needless moves are gone: attacks that are alike here
 * are taken to be essentially the same.
 */
export function roughly(store: TermStore, { moves, leak }: Pick<Found, 'moves' | 'leak'>): string {
  const deeds = moves.map((move) => {
    if (move.move === 'deliver') {
      return `${move.door.channel} ${move.door.hop}: ${heads(store, move.message)}`;
    }
    return move.move === 'compromise' ? `takes ${move.what} of ${move.party}` : '';
  });
  const shown = leak === undefined ? '' : `shows ${heads(store, leak.value)}`;
  return [...new Set([...deeds, shown])].sort().join('\n');
}
