/**
 * Terms and recipes as a person reads them.
 */
import { match } from 'ts-pattern';
import type { Recipe } from '../../attacks/recipe.ts';
import type { Term, TermStore } from '../../model/core/term.ts';

/** Where a derived value comes from, as far as its seed tells. */
function origin(store: TermStore, seed: Term): string {
  return store.kind(seed) === 'derived' || store.kind(seed) === 'name' ? store.label(seed) : '?';
}

/**
 * A term in the notation of protocol papers: `{m}[k]` a box, `sig[sk](m)` a signature, `pk[sk]`
 * a public key, `h(m)` a digest, `shape(…)` a message, `label of seed` a fresh value.
 *
 * @param nameOf - the name under which a term is shown instead, if it has one
 */
export function showTerm(
  store: TermStore,
  t: Term,
  nameOf: (t: Term) => string | undefined = () => undefined,
): string {
  const name = nameOf(t);
  if (name !== undefined) return name;
  const all = store.args(t).map((arg) => showTerm(store, arg, nameOf));
  const [first, second] = all;
  const [seed] = store.args(t);
  return match(store.kind(t))
    .with('constant', 'name', 'variable', () => store.label(t))
    .with('derived', () => `${store.label(t)} of ${seed === undefined ? '?' : origin(store, seed)}`)
    .with('tuple', () => `${store.shapeOf(t)?.name ?? ''}(${all.join(', ')})`)
    .with('digest', () => `h(${first ?? ''})`)
    .with('public-key', () => `pk[${first ?? ''}]`)
    .with('signature', () => `sig[${first ?? ''}](${second ?? ''})`)
    .with('box', () => `{${second ?? ''}}[${first ?? ''}]`)
    .with('encryption', () => `{${second ?? ''}}[public ${first ?? ''}]`)
    .with('exported', () => `export[public ${first ?? ''}](${second ?? ''})`)
    .with('crafted', () => `${store.label(t)}(${all.join(', ')})`)
    .exhaustive();
}

/** How the attacker makes a value; `#n` is the n-th message that it observed. */
export function showRecipe(recipe: Recipe): string {
  return match(recipe)
    .with({ make: 'given' }, ({ name }) => name)
    .with({ make: 'observed' }, ({ index }) => `#${index + 1}`)
    .with({ make: 'constant' }, ({ text }) => `'${text}'`)
    .with({ make: 'derived' }, ({ label }) => `own ${label}`)
    .with(
      { make: 'tuple' },
      ({ shape, fields }) => `${shape.name}(${fields.map(showRecipe).join(', ')})`,
    )
    .with({ make: 'field' }, ({ of, field }) => `${field} in ${showRecipe(of)}`)
    .with(
      { make: 'decrypted' },
      ({ of, key }) => `decrypt(${showRecipe(of)} with ${showRecipe(key)})`,
    )
    .with({ make: 'encryption' }, ({ key, of }) => `{${showRecipe(of)}}[public ${showRecipe(key)}]`)
    .with({ make: 'exported' }, ({ key }) => `own export[public ${showRecipe(key)}]`)
    .with(
      { make: 'export-read' },
      ({ of, key }) => `export(${showRecipe(of)} with ${showRecipe(key)})`,
    )
    .with({ make: 'content' }, ({ of, key }) => `open(${showRecipe(of)} with ${showRecipe(key)})`)
    .with({ make: 'digest' }, ({ of }) => `h(${showRecipe(of)})`)
    .with({ make: 'public-key' }, ({ of }) => `pk[${showRecipe(of)}]`)
    .with({ make: 'signature' }, ({ key, of }) => `sig[${showRecipe(key)}](${showRecipe(of)})`)
    .with({ make: 'box' }, ({ key, of }) => `{${showRecipe(of)}}[${showRecipe(key)}]`)
    .with({ make: 'weak' }, ({ rule, of }) => `${rule}(${of.map(showRecipe).join(', ')})`)
    .exhaustive();
}
