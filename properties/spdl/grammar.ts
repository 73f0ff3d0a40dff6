/**
 * Reads Scyther's input language into a tree of rules and texts, with ohm-js. Refuses what its grammar
 * (`syntax.ts`) does not know, with the line, the column and what was expected there.
 */
import * as ohm from 'ohm-js';
import recipe from './golden/grammar.json' with { type: 'json' };
import { readerOf } from './tree.ts';

export { type Complaint, type Place, type Tree, within } from './tree.ts';

/** What grammars are made of that were kept; the types of ohm-js do not know it. */
const { makeRecipe } = ohm as object as { readonly makeRecipe: (kept: unknown) => ohm.Grammar };

/** Reads a file; what is wrong with it where it cannot be read. */
export const treeOf = readerOf(makeRecipe(recipe));
