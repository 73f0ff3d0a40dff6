/**
 * An attack under another reading: the same moves, on that reading's messages. Refuses an attack
 * that makes a message which has other fields there: it is another message.
 */
import type { Recipe } from '../../attacks/recipe.ts';
import type { Move } from '../../attacks/run.ts';
import type { AnyShape } from '../../model/core/shape.ts';
import { messages } from '../../model/sa2pmp/messages.ts';
import type { Reading } from '../../model/sa2pmp/reading.ts';
import { canonical } from '../verdict/canonical-value.ts';

/** The messages of a reading. */
function shapesOf(reading: Reading): readonly AnyShape[] {
  return Object.values(messages(reading)).filter(
    (value): value is AnyShape => typeof value === 'object' && 'fields' in value,
  );
}

/** A shape's counterpart: the same, for what is made; with the same tags, for what is taken apart. */
function counterpart(
  shape: AnyShape,
  make: Recipe['make'],
  among: readonly AnyShape[],
): AnyShape | undefined {
  const same = among.find((other) => canonical(other) === canonical(shape));
  if (same !== undefined || make === 'tuple') return same;
  const { name, plain, untagged } = shape;
  return among.find(
    (other) => other.name === name && other.plain === plain && other.untagged === untagged,
  );
}

const isRecipe = (value: object): value is Recipe => 'make' in value;

/** What has no counterpart. */
const none = Symbol('none');

/** A part of a plan with its shapes exchanged, or `none`. */
function exchanged(part: unknown, among: readonly AnyShape[]): unknown {
  if (typeof part !== 'object' || part === null) return part;
  if (Array.isArray(part)) {
    const parts = part.map((one) => exchanged(one, among));
    return parts.includes(none) ? none : parts;
  }
  if (isRecipe(part) && 'shape' in part) {
    const shape = counterpart(part.shape, part.make, among);
    const { shape: _, ...rest } = part;
    const others = shape === undefined ? none : exchangedFields(rest, among);
    return others === none ? none : { ...(others as object), shape };
  }
  return exchangedFields(part, among);
}

/** The fields of a part of a plan, exchanged. */
function exchangedFields(part: object, among: readonly AnyShape[]): unknown {
  const fields = Object.entries(part).map(
    ([name, value]) => [name, exchanged(value, among)] as const,
  );
  return fields.some(([, value]) => value === none) ? none : Object.fromEntries(fields);
}

/** A plan under another reading; `undefined` where a message of the attacker's is not one there. */
export function adapted(plan: readonly Move[], reading: Reading): readonly Move[] | undefined {
  const moves = exchanged(plan, shapesOf(reading));
  return moves === none ? undefined : (moves as readonly Move[]);
}
