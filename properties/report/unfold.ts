/**
 * How the attacker makes a message, unfolded to its leaves: what was put together, what was taken
 * from which message, which key opened it, which rule of deduction gave it.
 */
import { match } from 'ts-pattern';
import type { Recipe } from '../../attacks/recipe.ts';

/** A node of a derivation: what is done, and from what. */
export interface Derivation {
  /** What is done here. */
  readonly does: string;
  /** What it comes to, where that was asked for. */
  readonly gives?: string;
  /** What it is done with, each part under the name of its place. */
  readonly from: readonly (readonly [place: string, part: Derivation])[];
}

/** A step of a recipe: what it does, and the parts that it uses. */
interface Step {
  readonly does: string;
  readonly parts: readonly (readonly [place: string, recipe: Recipe])[];
}

function stepOf(recipe: Recipe): Step {
  return match(recipe)
    .returnType<Step>()
    .with({ make: 'given' }, ({ name }) => ({ does: `has: ${name}`, parts: [] }))
    .with({ make: 'observed' }, ({ index }) => ({ does: `saw message #${index + 1}`, parts: [] }))
    .with({ make: 'constant' }, ({ text }) => ({ does: `writes '${text}'`, parts: [] }))
    .with({ make: 'derived' }, ({ label, seed }) => ({
      does: `makes up: ${label}`,
      parts: seed.make === 'given' ? [] : [['from', seed]],
    }))
    .with({ make: 'tuple' }, ({ shape, fields }) => ({
      does: `puts together: ${shape.name}`,
      parts: fields.map((field, index) => [shape.fields[index]?.name ?? '', field] as const),
    }))
    .with({ make: 'field' }, ({ of, field }) => ({
      does: `takes the field "${field}" out`,
      parts: [['of', of]],
    }))
    .with({ make: 'content' }, ({ of, key }) => ({
      does: 'opens a ciphertext',
      parts: [
        ['box', of],
        ['with', key],
      ],
    }))
    .with({ make: 'decrypted' }, ({ of, key }) => ({
      does: 'decrypts with a private key',
      parts: [
        ['box', of],
        ['with', key],
      ],
    }))
    .with({ make: 'digest' }, ({ of }) => ({ does: 'hashes', parts: [['of', of]] }))
    .with({ make: 'public-key' }, ({ of }) => ({
      does: 'takes the public key',
      parts: [['of', of]],
    }))
    .with({ make: 'signature' }, ({ key, of }) => ({
      does: 'signs',
      parts: [
        ['text', of],
        ['with', key],
      ],
    }))
    .with({ make: 'box' }, ({ key, of }) => ({
      does: 'encrypts',
      parts: [
        ['text', of],
        ['with', key],
      ],
    }))
    .with({ make: 'encryption' }, ({ key, of }) => ({
      does: 'encrypts for the owner of a public key',
      parts: [
        ['text', of],
        ['for', key],
      ],
    }))
    .with({ make: 'exported' }, ({ key }) => ({
      does: 'exports the key shared with the owner of a public key',
      parts: [['for', key]],
    }))
    .with({ make: 'export-read' }, ({ of, key }) => ({
      does: 'exports the key shared with the sender',
      parts: [
        ['of', of],
        ['with', key],
      ],
    }))
    .with({ make: 'weak' }, ({ rule, of }) => ({
      does: `uses the weakness: ${rule}`,
      parts: of.map((part, index) => [`part ${index + 1}`, part] as const),
    }))
    .exhaustive();
}

/**
 * A recipe unfolded.
 *
 * @param recipe - how a value is made
 * @param show - shows what a recipe comes to; nothing where it comes to nothing
 */
export function unfolded(recipe: Recipe, show: (recipe: Recipe) => string | undefined): Derivation {
  const { does, parts } = stepOf(recipe);
  const gives = show(recipe);
  const from = parts.map(([place, part]) => [place, unfolded(part, show)] as const);
  return gives === undefined ? { does, from } : { does, gives, from };
}

/** A derivation as an indented tree, one line for each step. */
export function treeLines({ does, gives, from }: Derivation, place = ''): readonly string[] {
  const told = gives === undefined || from.length === 0 ? does : `${does} -> ${gives}`;
  const leaf = gives !== undefined && from.length === 0 ? ` = ${gives}` : '';
  const head = `${place === '' ? '' : `${place}: `}${told}${leaf}`;
  const inner = from.flatMap(([name, part], index) => {
    const isLast = index === from.length - 1;
    const [first = '', ...rest] = treeLines(part, name);
    return [
      `${isLast ? '└' : '├'} ${first}`,
      ...rest.map((line) => `${isLast ? ' ' : '│'} ${line}`),
    ];
  });
  return [head, ...inner];
}
