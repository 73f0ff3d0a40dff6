/**
 * The published schema of certificates (JSON Schema 2020-12), made from the one that is checked.
 */
import { toJsonSchema } from '@valibot/to-json-schema';
import { recipeSchema } from './recipe-schema.ts';
import { certificateSchema } from './schema.ts';

/** The schema as data. */
export function certificateJsonSchema(): object {
  const { $schema, ...rest } = toJsonSchema(certificateSchema, {
    target: 'draft-2020-12',
    definitions: { recipe: recipeSchema },
  });
  return {
    $schema,
    title: 'A certificate of sa2pmp verify --out',
    description: 'See docs/certificate.md; sa2pmp check checks all that a form cannot say.',
    ...rest,
  };
}
