/**
 * The form of moves and recipes in a certificate: those of `attacks/run.ts` and `attacks/recipe.ts`,
 * with the name of a form of message where these have the form itself.
 */
import * as v from 'valibot';
import { channels } from '../../model/core/effect.ts';

const index = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A recipe as data; each of its parts is one again. */
export type RecipeData =
  | { readonly make: 'given'; readonly name: string }
  | { readonly make: 'observed'; readonly index: number }
  | { readonly make: 'constant'; readonly text: string }
  | { readonly make: 'derived'; readonly seed: RecipeData; readonly label: string }
  | { readonly make: 'tuple'; readonly shape: string; readonly fields: readonly RecipeData[] }
  | {
      readonly make: 'field';
      readonly of: RecipeData;
      readonly shape: string;
      readonly field: string;
    }
  | {
      readonly make: 'content' | 'decrypted';
      readonly of: RecipeData;
      readonly key: RecipeData;
      readonly shape: string;
    }
  | { readonly make: 'digest' | 'public-key'; readonly of: RecipeData }
  | {
      readonly make: 'signature' | 'box' | 'encryption';
      readonly key: RecipeData;
      readonly of: RecipeData;
      readonly fresh: RecipeData;
    }
  | { readonly make: 'exported'; readonly key: RecipeData; readonly fresh: RecipeData }
  | { readonly make: 'export-read'; readonly of: RecipeData; readonly key: RecipeData }
  | {
      readonly make: 'weak';
      readonly rule: string;
      readonly of: readonly RecipeData[];
      readonly labels: readonly string[];
    };

/** The form of a recipe. */
export const recipeSchema: v.GenericSchema<RecipeData> = v.lazy(() =>
  v.variant('make', [
    v.strictObject({ make: v.literal('given'), name: v.string() }),
    v.strictObject({ make: v.literal('observed'), index }),
    v.strictObject({ make: v.literal('constant'), text: v.string() }),
    v.strictObject({ make: v.literal('derived'), seed: recipeSchema, label: v.string() }),
    v.strictObject({
      make: v.literal('tuple'),
      shape: v.string(),
      fields: v.array(recipeSchema),
    }),
    v.strictObject({
      make: v.literal('field'),
      of: recipeSchema,
      shape: v.string(),
      field: v.string(),
    }),
    v.strictObject({
      make: v.picklist(['content', 'decrypted']),
      of: recipeSchema,
      key: recipeSchema,
      shape: v.string(),
    }),
    v.strictObject({ make: v.picklist(['digest', 'public-key']), of: recipeSchema }),
    v.strictObject({
      make: v.picklist(['signature', 'box', 'encryption']),
      key: recipeSchema,
      of: recipeSchema,
      fresh: recipeSchema,
    }),
    v.strictObject({ make: v.literal('exported'), key: recipeSchema, fresh: recipeSchema }),
    v.strictObject({ make: v.literal('export-read'), of: recipeSchema, key: recipeSchema }),
    v.strictObject({
      make: v.literal('weak'),
      rule: v.string(),
      of: v.array(recipeSchema),
      labels: v.array(v.string()),
    }),
  ]),
);

const doorSchema = v.strictObject({
  channel: v.picklist(channels),
  hop: v.string(),
  to: v.string(),
  from: v.string(),
  server: v.boolean(),
  desk: v.optional(v.string()),
  own: v.optional(v.literal(true)),
});

const guessSchema = v.variant('test', [
  v.strictObject({ test: v.literal('equal'), made: recipeSchema, known: recipeSchema }),
  v.strictObject({
    test: v.literal('opens'),
    key: recipeSchema,
    known: recipeSchema,
    shape: v.string(),
  }),
  v.strictObject({
    test: v.literal('verifies'),
    key: recipeSchema,
    made: recipeSchema,
    known: recipeSchema,
  }),
]);

/** The form of a move. */
export const moveSchema = v.variant('move', [
  v.strictObject({ move: v.literal('intend'), party: v.string() }),
  v.strictObject({ move: v.literal('happen'), party: v.string(), which: index }),
  v.strictObject({ move: v.literal('deliver'), door: doorSchema, message: recipeSchema }),
  v.strictObject({ move: v.literal('release'), index }),
  v.strictObject({ move: v.literal('compromise'), party: v.string(), what: v.string() }),
  v.strictObject({
    move: v.literal('learn'),
    value: recipeSchema,
    about: v.string(),
    guess: v.optional(guessSchema),
  }),
]);
